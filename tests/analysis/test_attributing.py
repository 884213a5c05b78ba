"""Which change did it: cases known by hand, Shapley values against all orders, and parts that add up to the whole."""

from itertools import permutations

import numpy as np
import pytest
from analysis.records import record
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds.test_worlds import scenario

from sim import Scenario, compare
from sim.analysis.attributing import (
    MOST_SHARED,
    WHOLE,
    Attributed,
    Mixtures,
    attribution_table,
    mixtures,
    shapley_value,
)
from sim.analysis.comparison_tables import attribution_numbers
from sim.analysis.sentences.attributing import attribution_sentences, attribution_title
from sim.beliefs import Fixed
from sim.errors import BadArgument, UnknownName
from sim.surface.attributing import attributed
from sim.worlds import uncertain

DRAWS = 512
WORTH = tuple(Fixed(fixed=float(worth)) for worth in (0, 50, 100))
WORDS = {"quarter": 0.25, "half": 0.5, "most": 0.75, "sure": 1.0, "demands": {"no_gate": True}}


def land(p_lines=(), q_lines=(), **more):
    """Return a scenario of land (a, b, c) and money between p and q, who take all that crosses none of their lines."""

    def party(lines):
        values = {"land": {"table": {"a": 0, "b": 50, "c": 100}}, "money": {"table": {"none": 0, "some": 1}}}
        return {"weights": {"land": 1, "money": 1}, "values": values, "no_deal": 0, "lines": dict(lines)}

    return scenario(parties={"p": party(p_lines), "q": party(q_lines)}, **more)


def line(*refused, words="half", issue="land"):
    return {"issue": issue, "refuses": list(refused), "words": words}


def asked(base, other, measure="zone"):
    """Attribute what differs between two cases, on streams numbered alike."""
    paths = tuple(dict.fromkeys((*uncertain(base), *uncertain(other))))
    runs = (record(case, (0,) * DRAWS, name, paths=paths) for case, name in ((base, "base"), (other, "other")))
    return attributed(*runs, measure)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 4))
def test_a_shapley_value_is_the_mean_of_what_a_player_adds_over_all_orders(seed, count):
    rng, players = np.random.default_rng(seed), "abcd"[:count]
    sets = [frozenset(p for k, p in enumerate(players) if number >> k & 1) for number in range(2**count)]
    worth = {some: rng.normal(size=3) for some in sets}
    for player in players:
        added = [
            worth[frozenset(order[: order.index(player) + 1])] - worth[frozenset(order[: order.index(player)])]
            for order in permutations(players)
        ]
        np.testing.assert_allclose(shapley_value(worth, players, player), np.mean(added, axis=0), atol=1e-12)


def test_a_game_of_three_has_the_values_of_the_textbook():
    """One glove on the left, two on the right: a pair is worth 1. L. S. Shapley's values are 2/3, 1/6, 1/6."""
    sets = ["", "l", "r", "s", "lr", "ls", "rs", "lrs"]
    worth = {frozenset(some): np.array([float("l" in some and len(some) > 1)]) for some in sets}
    values = [float(shapley_value(worth, "lrs", player)[0]) for player in "lrs"]
    assert values == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_changes_that_add_up_each_have_what_they_do_alone():
    """One change opens a quarter of the worlds, the other an eighth of them, none of which the first opens."""
    case, worlds = land(words=WORDS), np.arange(64) // 8
    one, other = (np.isin(worlds, places).astype(float) for places in ((0, 1), (5,)))
    measured = {frozenset(): 0 * one, frozenset("a"): one, frozenset("b"): other, frozenset("ab"): one + other}
    found = Attributed(Mixtures(case, case, ("a", "b")), ("base", "other"), "A zone exists", measured)
    for kind in ("alone", "last", "part"):
        assert attribution_table(found)[kind].tolist() == [0.25, 0.125, 0.375]
    assert (found.together.change, found.leading) == (0, ("a",))
    assert "Together they do what each does alone, as far as sampling tells." in attribution_sentences(found)


def test_two_lines_each_of_which_closes_the_zone_alone_share_it_alike_and_take_nothing_back():
    base = land({"low": line("a", words="sure")}, {"low": line("a", words="sure")}, words=WORDS)
    shut = {"low": line("a", words="sure"), "rest": line("b", "c", words="sure")}
    found = asked(base, land(shut, shut, words=WORDS))
    table = attribution_table(found)
    assert table["alone"].tolist() == [-1, -1, -1]
    assert table["last"].tolist() == [0, 0, -1]
    assert table["part"].tolist() == [-0.5, -0.5, -1]
    said = " ".join(attribution_sentences(found))
    assert "too close to tell apart" in said
    assert "adds up to -200.0 points, and all of them do -100.0" in said


def test_changes_that_matter_only_together_are_said_so():
    """p refuses a and b, q refuses c: neither closes the zone, both do."""
    found = asked(
        land(words=WORDS), land({"x": line("a", "b", words="sure")}, {"y": line("c", words="sure")}, words=WORDS)
    )
    table = attribution_table(found)
    assert table["alone"].tolist() == [0, 0, -1]
    assert table["last"].tolist() == [-1, -1, -1]
    assert table["part"].tolist() == [-0.5, -0.5, -1]
    assert "None makes a clear difference alone: they matter only together." in attribution_sentences(found)


def test_a_change_that_does_nothing_has_no_part_and_the_other_all_of_it():
    """q's line leaves one level of the money; p's line closes the land in half of the worlds."""
    low = {"low": line("a", words="sure")}
    other = land({**low, "rest": line("b", "c")}, {"y": line("none", issue="money", words="sure")}, words=WORDS)
    found = asked(land(low, words=WORDS), other)
    table = attribution_table(found)
    rest, money = (table.loc[name] for name in ("parties.p.lines.rest", "parties.q.lines.y"))
    assert rest["alone"] == pytest.approx(-0.5, abs=0.01)
    assert rest["alone"] == rest["last"] == rest["part"] == table.loc[WHOLE, "alone"]
    assert money[["alone", "last", "part"]].tolist() == [0, 0, 0]
    said = attribution_sentences(found)
    assert said[0].startswith("Most is done by parties.p.lines.rest")
    assert said[1] == "Together they do what each does alone, as far as sampling tells."
    assert attribution_title(found).startswith("A zone exists: 100% of worlds in base, 50% in other, -5")


def test_parts_add_up_to_the_whole_in_every_world():
    moscow = Scenario.load("moscow-talks")
    other = moscow.change(
        {
            "parties.russia.lines.land.at_least": "freeze",
            "parties.ukraine.lines.land.words": "opposed",
            "parties.ukraine.no_deal.cost": 0.3,
            "dial.consents": 1.0,
        },
        name="other",
    )
    comparison = compare(moscow.run(128), other.run(128))
    found = comparison.attributed()
    assert len(found.changes) == MOST_SHARED
    parts = sum(shapley_value(found.measured, found.changes, change) for change in found.changes)
    every, none = found.measured[frozenset(found.changes)], found.measured[frozenset()]
    np.testing.assert_allclose(parts, every - none, atol=1e-12)
    table = comparison.attribution()
    assert attribution_numbers(table)[WHOLE]["part"] == pytest.approx(table.loc[WHOLE, "part"], abs=1e-6)
    assert table["part"][:-1].sum() == pytest.approx(table.loc[WHOLE, "part"])
    zone = comparison.table().loc["zone"]
    ends = [table.loc[WHOLE, name] for name in ("alone", "alone_low", "alone_high")]
    assert ends == [zone["other.change"], zone["other.low"], zone["other.high"]]


def test_each_change_alone_and_last_is_what_a_run_of_its_own_finds():
    moscow = Scenario.load("moscow-talks")
    changed = {"parties.russia.lines.land.at_least": "freeze", "parties.ukraine.lines.land.words": "opposed"}
    base, other = moscow.run(64), moscow.change(changed, name="other").run(64)
    for measure in ("zone", "lines", "agreed"):
        table = compare(base, other).attribution(measure)
        for path, value in changed.items():
            single = moscow.change({path: value}, name="single").run(64)
            row = table.loc[path.rpartition(".")[0]]
            assert row["alone"] == compare(base, single).table(every=True).loc[measure, "single.change"]
    with pytest.raises(UnknownName, match="zone"):
        compare(base, other).attribution("zones")


def test_more_changes_than_can_share_have_what_they_do_alone_and_last_only():
    moscow = Scenario.load("moscow-talks")
    costs = {f"parties.{party}.no_deal.cost": 0.5 for party in moscow.case.parties}
    found = compare(moscow.run(32), moscow.change(costs | {"dial.lines": 0.25}, name="other").run(32)).attributed()
    assert len(found.changes) == 5
    assert len(found.mixtures.subsets) == 2 + 2 * 5
    assert "part" not in attribution_table(found)
    assert "too many for each to have its part" in " ".join(attribution_sentences(found))
    assert found.leading[0] == "dial.lines"


def test_where_nothing_is_uncertain_changes_are_exact():
    """p wants all of the land, q none of it: each may ask for nearly all of its scale, but not both."""
    ends = []
    for asks in (0, 0.9):
        case = land(words=WORDS)
        p, q = (party.model_copy(update={"no_deal": Fixed(fixed=asks)}) for party in case.parties.values())
        none = q.values["land"].model_copy(update={"table": dict(zip("abc", WORTH[::-1], strict=True))})
        ends.append(
            case.model_copy(
                update={"parties": {"p": p, "q": q.model_copy(update={"values": {**q.values, "land": none}})}}
            )
        )
    found = attributed(*(record(case, (0,) * 8, paths=()) for case in ends))
    table = attribution_table(found)
    assert table["alone"].tolist() == [0, 0, -1]
    for row in (table.loc[WHOLE], table.loc["parties.p.no_deal"]):
        assert row["last_low"] == row["last"] == row["last_high"] == -1


def test_what_cannot_be_mixed_is_refused_with_the_reason():
    base = land(words=WORDS)
    with pytest.raises(BadArgument, match="in no input"):
        mixtures(base, base.model_copy(update={"as_of": base.as_of.replace(year=2026)}), talks=False)
    fewer = base.model_copy(update={"parties": {"p": base.parties["p"]}})
    with pytest.raises(BadArgument, match="same parties only"):
        mixtures(base, fewer, talks=False)
    money = {"money": base.issues["money"], "land": base.issues["land"]}
    with pytest.raises(BadArgument, match="same issues only"):
        mixtures(base, base.model_copy(update={"issues": money}), talks=False)
    levels = {name: level for name, level in base.issues["land"].levels.items() if name != "c"}
    shorter = {**base.issues, "land": base.issues["land"].model_copy(update={"levels": levels})}
    with pytest.raises(BadArgument, match="land has others"):
        mixtures(base, base.model_copy(update={"issues": shorter}), talks=False)
    renamed = base.model_copy(update={"consent": {"everyone": base.consent["all"]}})
    with pytest.raises(BadArgument, match=r"consent.all cannot be changed without consent.everyone, .*nobody is left"):
        _ = mixtures(base, renamed, talks=False).cases


def test_talks_are_an_input_of_what_they_agree_on_alone():
    moscow = Scenario.load("moscow-talks")
    longer = moscow.change({"talks.rounds": 60, "dial.lines": 0.4})
    assert mixtures(moscow.case, longer.case, talks=False).changes == ("dial.lines",)
    assert set(mixtures(moscow.case, longer.case, talks=True).changes) == {"dial.lines", "talks.rounds"}
    with pytest.raises(BadArgument, match="differ in their talks, so ask for 'agreed'"):
        mixtures(moscow.case, moscow.change({"talks.rounds": 60}).case, talks=False)
    silent = moscow.change({"talks": None}, name="silent")
    with pytest.raises(BadArgument, match="both scenarios have talks"):
        compare(moscow.run(16), silent.run(16)).attribution("agreed")
    three = [moscow.change({"dial.lines": at}, name=f"at-{k}").run(16) for k, at in enumerate((0.1, 0.2, 0.3))]
    with pytest.raises(BadArgument, match="between two runs, not 3"):
        compare(*three).attribution()
