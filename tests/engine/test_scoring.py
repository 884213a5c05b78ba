"""Proposals: every number against a look at every deal, and reactions against what can be counted by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from kernels.oracle import accepted, clears, utilities, zone

from sim import Scenario
from sim.analysis.reactions import pairs_table, scores_table, takes
from sim.cli.proposals_command import proposals_screen
from sim.draws import draw
from sim.engine import Plan, scored_of
from sim.errors import BadArgument, ScenarioError
from sim.scenario import read_scenario
from sim.worlds import build, compiled_rules, space_of, uncertain

DRAWS = 40
OPEN = {"label": "Open", "clauses": {"territory": "open", "nato": "pledge", "assets": "open", "guarantees": "european"}}
ASKED = {"proposals.unsettled": OPEN, "proposals.again": OPEN, "without": []}


FOUR = ("territory", "nato", "assets", "guarantees")


@pytest.fixture(scope="module", params=["moscow-talks", "moscow-talks-hold", "moscow-talks-ratified"])
def seen(request):
    """Return a scenario, what is found of its proposals, its worlds, and a look at every deal of each."""
    case = read_scenario(request.param).changed(ASKED).case
    paths = uncertain(case)
    worlds, rules = build(case, draw(paths, 1, 0, DRAWS)), compiled_rules(case, space_of(case))
    yes = accepted(worlds.arrays, rules)
    return case, scored_of(case, paths, Plan(DRAWS, 1, block=16)), worlds, rules, yes


def numbers(worlds, rules, name):
    return rules.numbers[worlds.proposals[name]].sum(axis=1)


def test_who_accepts_and_whose_line_is_crossed_is_that_of_the_deal(seen):
    _, found, worlds, rules, yes = seen
    clear, each = clears(worlds.arrays, rules), np.arange(DRAWS)
    for name, one in found.items():
        deals = numbers(worlds, rules, name)
        np.testing.assert_array_equal(one.accepts, yes[each, :, deals])
        np.testing.assert_array_equal(one.crosses, ~clear[each, :, deals])
        np.testing.assert_array_equal(one.agreed, zone(yes, worlds.arrays, rules)[each, deals])


def test_a_yes_alone_is_missing_iff_that_party_s_yes_would_do(seen):
    case, found, worlds, rules, yes = seen
    each = np.arange(DRAWS)
    for name, one in found.items():
        deals = numbers(worlds, rules, name)
        for p in range(len(case.parties)):
            forced = yes.copy()
            forced[each, p, deals] = True
            would = zone(forced, worlds.arrays, rules)[each, deals] & ~one.agreed
            np.testing.assert_array_equal((one.alone >> np.uint64(p)) & np.uint64(1) == 1, would)


def test_swaps_and_completions_are_the_deals_with_other_clauses(seen):
    case, found, worlds, rules, yes = seen
    inside, each, space = zone(yes, worlds.arrays, rules), np.arange(DRAWS), space_of(case)
    text = worlds.proposals["unsettled"]
    for level in range(int(space.offsets[-1])):
        issue = int(np.searchsorted(space.offsets, level, side="right")) - 1
        other = text.copy()
        other[:, issue] = level
        np.testing.assert_array_equal(
            found["unsettled"].swapped[:, level], inside[each, rules.numbers[other].sum(axis=1)]
        )
    assert found["unsettled"].completed.shape == (DRAWS, 7 * 7)
    assert found["refined"].completed.shape == (DRAWS, 1)
    first = text.copy()
    first[:, 0], first[:, 2] = space.position("territory", "freeze"), space.position("assets", "loan")
    way = 2 * 7 + 1
    np.testing.assert_array_equal(found["unsettled"].completed[:, way], inside[each, rules.numbers[first].sum(axis=1)])


def test_room_is_the_largest_least_gain_on_the_text():
    # asked of everybody on every deal, the value of a deal is the least gain over the parties
    moscow = read_scenario("moscow-talks-hold")
    everybody = {"all": {"needs": list(moscow.case.parties), "by": "definition"}}
    case = moscow.changed({**{f"consent.{name}": None for name in moscow.case.consent}, "consent": everybody}).case
    paths = uncertain(case)
    worlds, rules = build(case, draw(paths, 1, 0, DRAWS)), compiled_rules(case, space_of(case))
    found = scored_of(case, paths, Plan(DRAWS, 1))["november"]
    worth, clear = utilities(worlds.arrays, rules), clears(worlds.arrays, rules).all(axis=1)
    own = worth[np.arange(DRAWS), :, numbers(worlds, rules, "november")]
    least = np.where(clear, (worth - own[:, :, None]).min(axis=1), -np.inf).max(axis=1)
    np.testing.assert_array_equal(found.room, least / 1e6)


def test_the_table_has_a_row_a_text_and_knows_what_says_the_same():
    table = Scenario.load("moscow-talks").change(ASKED).proposals(draws=64).table
    assert table["same_as"].to_dict() == {"november": "", "refined": "", "unsettled": "", "again": "unsettled"}
    assert (table["least"] <= table["most"]).all()
    assert (table.loc["unsettled", "least"] < table.loc["unsettled", "most"]) or table.loc["unsettled", "zone"] == 0
    assert ((table["low"] <= table["zone"]) & (table["zone"] <= table["high"])).all()


def test_a_rule_of_thumb_takes_a_text_iff_all_it_may_say_is_named():
    case = read_scenario("moscow-talks").case
    assert takes(case, "november", {"territory": ("more-land", "all-claims")})
    assert not takes(case, "november", {"territory": ("more-land",)})
    assert takes(case, "november", {"assets": ("dictated",), "territory": ("more-land", "all-claims")})


def test_hits_and_brier_scores_are_those_counted_by_hand():
    pairs = pd.DataFrame(
        {
            "proposal": ["a", "a", "b"],
            "party": ["x", "y", "x"],
            "said": ["accepts", "refuses", "refuses"],
            "accepts": [0.8, 0.6, 0.1],
            "rule.land": [1.0, 0.0, np.nan],
        }
    )
    table = scores_table(pairs)
    assert table.loc["beliefs"].tolist() == [2, 3, pytest.approx((0.04 + 0.36 + 0.01) / 3)]
    assert table.loc["land"].tolist() == [2, 2, 0]
    # dealt out in three ways: the one yes to each of the three
    ways = [np.eye(3)[k] for k in range(3)]
    shares = np.array([0.8, 0.6, 0.1])
    assert table.loc["shuffled", "brier"] == pytest.approx(np.mean([((shares - way) ** 2).mean() for way in ways]))
    assert table.loc["shuffled", "hits"] == pytest.approx(np.mean([((shares > 0.5) == way).sum() for way in ways]))


def test_unclear_reactions_and_repeated_texts_do_not_count():
    said = {"russia": "accepts", "ukraine": {"said": "refuses"}, "eu": "unclear"}
    case = (
        read_scenario("moscow-talks")
        .changed(
            {"proposals.november.reactions": said, "proposals.twice": {"clauses": OPEN["clauses"], "reactions": said}}
            | ASKED
        )
        .case
    )
    found = scored_of(case, uncertain(case), Plan(16, 1))
    pairs = pairs_table(case, found)
    assert pairs[["proposal", "party"]].to_numpy().tolist() == [
        ["november", "russia"], ["november", "ukraine"], ["twice", "russia"], ["twice", "ukraine"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"proposals.november.reactions": {"rusia": "accepts"}}, "did you mean 'russia'"),
        ({"proposals.november.reactions": {"russia": "maybe"}}, "accepts"),
        ({"proposals.november.date": "2025-12-03"}, "after this scenario's day 2025-12-02"),
        ({"proposals.november.clauses.nato": {"one_of": ["open", "pledge"]}}, "is open and names levels"),
        ({f"proposals.november.clauses.{i}": "open" for i in FOUR}, "leaves 2,058"),
        ({"rules_of_thumb": {"land": {"russia": {"territory": ["more-lnd"]}}}}, "did you mean 'more-land'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_proposal_is_told(change, told):
    with pytest.raises(ScenarioError, match=told):
        read_scenario("moscow-talks").changed(change)


def test_a_scenario_without_proposals_is_told():
    with pytest.raises(BadArgument, match="holds no proposals"):
        Scenario.load("camp-david").proposals(draws=8)


def test_who_is_asked_is_who_stands_in_a_rule_that_the_text_triggers(seen):
    case, found, worlds, _, _ = seen
    space = space_of(case)
    for name, one in found.items():
        levels = [space.levels_of(int(deal)) for deal in numbers(worlds, compiled_rules(case, space), name)]
        for p, party in enumerate(case.parties):
            by_hand = np.zeros(DRAWS, np.bool_)
            for rule, entry in case.consent.items():
                fits = [not entry.when or any(matches(when, deal, case) for when in entry.when) for deal in levels]
                by_hand |= np.array(fits) & worlds.consents[rule] & (party in entry.needs.of)
            np.testing.assert_array_equal((one.asked >> np.uint64(p)) & np.uint64(1) == 1, by_hand)


def matches(when, deal, case):
    said = dict(zip(case.issues, deal, strict=True))
    return all(
        said[issue] in levels or ("moved" in levels and said[issue] != case.issues[issue].if_silent)
        for issue, levels in when.items()
    )


def test_what_does_not_apply_is_empty_in_the_table():
    moscow = Scenario.load("moscow-talks")
    table = moscow.change(ASKED).proposals(draws=16).table
    assert table["lasts"].isna().all()
    helps = table["swap_zone"] > table["zone"]
    assert (table["swap_issue"].ne("") == helps).all()
    assert (table["swap_level"].ne("") == helps).all()
    assert Scenario.load("moscow-talks-hold").proposals(draws=16).table["lasts"].notna().all()


def test_the_screen_explains_what_it_shows_and_nothing_else():
    said = {"russia": "accepts", "ukraine": "refuses"}
    twice = {"proposals.again.reactions": said, "proposals.unsettled.reactions": said}
    plain = Scenario.load("moscow-talks").proposals(draws=16)
    told = " ".join(proposals_screen(plain))
    assert "settled one way" not in told
    assert "would last" not in told
    assert "asked:" in told
    opened = " ".join(proposals_screen(Scenario.load("moscow-talks-hold").change(ASKED | twice).proposals(draws=64)))
    assert "settled one way or another: from" in opened
    assert "would last: as the analyst sees it" in opened
    assert "2 clear reactions are to a text that says the same as an earlier one" in opened
    without = replace(plain, table=plain.table.assign(room=np.nan))
    assert "room:" not in " ".join(proposals_screen(without))
    assert "is untold" in " ".join(" ".join(proposals_screen(without)).split())
