"""The table of coalitions and its screen: which are looked at, what is said of them, and what is refused."""

import re

import pytest
from cli.shell import dealzones
from stakes.test_side_deals import party
from worlds.test_worlds import LAND_AND_MONEY, scenario

from sim import Scenario
from sim.analysis.coalitions import coalitions_of, coalitions_table
from sim.cli.coalition_screen import coalitions_screen
from sim.engine import Plan, coalesced
from sim.errors import BadArgument

MARGIN = r"\+-|\u00b1"


def seated(count, **more):
    names = [f"p{k}" for k in range(count)]
    return scenario(issues=LAND_AND_MONEY, parties={name: party((0, 1)) for name in names}, **more)


def test_up_to_six_seats_every_coalition_of_two_or_more_is_looked_at():
    assert len(coalitions_of(seated(6))) == 2**6 - 6 - 1
    assert coalitions_of(seated(3)) == [("p0", "p1"), ("p0", "p2"), ("p1", "p2"), ("p0", "p1", "p2")]


def test_beyond_six_seats_only_those_of_two_of_all_and_of_side_deals_are_looked_at():
    deals = {"x": {"between": ["p5", "p0", "p2"], "on": ["money"]}, "y": {"between": ["p3", "p1"], "on": ["money"]}}
    looked = coalitions_of(seated(7, side_deals=deals))
    assert len(looked) == 21 + 1 + 1
    assert looked[-2:] == [("p0", "p2", "p5"), tuple(f"p{k}" for k in range(7))]


def test_parties_without_a_seat_are_in_no_coalition():
    parties = {"p": party((0, 1)), "q": party((0, 1)), "voters": {**party((0, 1)), "seat": False}}
    case = scenario(issues=LAND_AND_MONEY, parties=parties, consent={"all": {"needs": ["p", "q"], "by": "law"}})
    assert coalitions_of(case) == [("p", "q")]


def test_a_coalition_that_controls_nothing_has_no_row_and_one_that_never_agrees_has_no_holds():
    parties = {"p": party((0, 1)), "q": party((1, 0)), "r": party((1, 0))}
    consent = {"purse": {"needs": ["p", "q"], "when": {"money": "moved"}, "by": "law"}}
    case = scenario(issues=LAND_AND_MONEY, parties=parties, consent=consent)
    table = coalitions_table(case, coalitions_of(case), coalesced(case, (), coalitions_of(case), Plan(1, 1)))
    assert list(table.index) == ["p+q", "p+q+r"]
    assert table["made"].tolist() == [0, 0]
    assert table["holds"].isna().all()


PURSE = {"needs": ["p", "q"], "when": {"money": "moved"}, "by": "law"}
"""Two are enough for money; land needs all three."""


def on_paper(**r):
    parties = {"p": party((0, 1), (0, 20, 100)), "q": party((0, 1), (0, 20, 100)), "r": {**party((1, 0)), **r}}
    consent = {"all": {"needs": ["p", "q", "r"], "by": "definition"}, "purse": PURSE}
    case = scenario(issues=LAND_AND_MONEY, parties=parties, consent=consent)
    looked = coalitions_of(case)
    return coalitions_table(case, looked, coalesced(case, (), looked, Plan(1, 1)))


def test_on_paper_all_three_stay_where_land_is_worth_more_to_each_than_money():
    """All expect land a, worth 0; c is worth 3/4. Some money is worth 1/8 more than expected to p and q, less to r."""
    table = on_paper()
    assert list(table.index) == ["p+q", "p+q+r"]
    assert table.loc["p+q", ["gain.p", "gain.q", "gain.r"]].tolist() == [0.125, 0.125, -0.125]
    assert table.loc["p+q+r", ["gain.p", "gain.q", "gain.r"]].tolist() == [0.875, 0.875, 0.625]
    assert table["holds"].tolist() == [1, 1]


def test_on_paper_two_break_off_where_the_third_leaves_them_less_than_they_have_between_them():
    """The third refuses land c and money: of b, worth 3/20 to p and q, no money costs them 1/8. Alone they have 1/8."""
    lines = {"c": {"issue": "land", "refuses": ["c"], "words": "demands"},
             "some": {"issue": "money", "refuses": ["some"], "words": "demands"}}  # fmt: skip
    table = on_paper(lines=lines)
    assert table.loc["p+q+r", ["gain.p", "gain.q", "gain.r"]].tolist() == pytest.approx([0.025, 0.025, 0.5])
    assert table["made"].tolist() == [1, 1]
    assert table["holds"].tolist() == [1, 0]


@pytest.fixture(scope="module")
def found(moscow):
    return moscow.coalitions(draws=64)


def test_members_never_lose_and_shares_of_control_are_those_of_claims_that_do_not_stand(found, moscow):
    table, study = found.table, moscow.run(draws=64).study
    for name, row in table.iterrows():
        assert all(row[f"gain.{member}"] >= 0 for member in name.split("+"))
    assert table.loc["us+russia", "controls.assets"] == 1 - study.drawn["consent.assets.stands"].mean()
    assert table.loc["us+eu", "controls.territory"] == 0
    assert table.loc["russia+ukraine", "controls.territory"] == 1 - study.drawn["consent.plan.stands"].mean()
    assert (table["zone"] == study.zone.share).all()


def test_the_screen_names_every_coalition_and_fits_the_terminal(found):
    screen = list(coalitions_screen(found))
    assert max(map(len, screen)) <= 80
    assert sum(line.startswith("  adds ") for line in screen) == 11
    assert "-0.00" not in "\n".join(screen)
    pair, three = (
        next(line for line in screen if line.startswith(who)) for who in ("US, Russia  ", "US, Russia, Europe")
    )
    assert len(re.findall(MARGIN, pair)) == 1  # two cannot break up
    assert len(re.findall(MARGIN, three)) == 2


PARTY = "weights: {a: 1}, values: {a: {table: {x: 0, y: 1}}}, no_deal: {outlook: {a: {x: 1, y: 1}}, cost: 0}"


def alike(folder, seats, ratifiers=0):
    """Load a scenario of parties that all want the same, the first of which must agree."""
    path = folder / "alike.yaml"
    parties = [f"p{k}: {{label: The party that is number {k}, seat: {str(k < seats).lower()}, {PARTY}}}"
               for k in range(seats + ratifiers)]  # fmt: skip
    lines = ["format: 1", "as_of: 2024-01-01", "issues:", "  a: {must_settle: true, levels: {x: X, y: Y}}", "parties:"]
    lines += [f"  {line}" for line in parties]
    path.write_text(
        "\n".join([*lines, f"consent: {{all: {{needs: [{'p0, p1, p2' if seats > 2 else 'p0'}], by: law}}}}"])
    )
    return Scenario.load(path)


def test_the_screen_says_who_controls_nothing_and_what_was_not_looked_at(tmp_path):
    screen = list(coalitions_screen(alike(tmp_path, 7).coalitions(draws=8)))
    flat = " ".join(" ".join(screen).split())
    assert "In no world do these control an issue: The party that is number 0, The party" in flat
    assert "7 parties have a seat: of their coalitions those of two, that of all" in flat
    assert max(map(len, screen)) <= 80
    assert flat.count("adds The party") == 1  # only all seven together


def test_where_no_coalition_controls_anything_the_screen_says_that_alone(tmp_path):
    found = alike(tmp_path, 7).change({"consent": {"all": {"when": [{"a": "moved"}]}}})
    assert found.coalitions(draws=8).table.shape[0] == 1
    nobody = alike(tmp_path, 2, 1).change({"consent": {"home": {"needs": ["p2"], "by": "law"}}}).coalitions(draws=8)
    assert nobody.table.empty
    screen = " ".join(coalitions_screen(nobody))
    assert "control an issue" in screen
    assert "made" not in screen


def test_bare_numbers_and_a_single_seat_are_refused(tmp_path):
    with pytest.raises(BadArgument, match=r"no_deal of mayor, .* in harbour-sports-park is a number"):
        Scenario.load("harbour-sports-park").coalitions(draws=8)
    with pytest.raises(BadArgument, match="takes two parties with a seat; alike has 1"):
        alike(tmp_path, 1, 1).coalitions(draws=8)


def test_the_command_writes_the_table_as_csv(tmp_path):
    done = dealzones("coalitions", "moscow-talks", "--draws", "16", "--csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head.startswith("coalition,controls.territory,")
    assert len(rows) == 11
