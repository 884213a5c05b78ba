"""Links: levels that are worth more, or less, together than each is alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.oracle import accepted, table, utilities, worths, zone
from negotiation.test_ensemble import assert_as_the_reference
from pydantic import ValidationError
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.stakes import Link
from sim.worlds import build, compiled_rules, space_of
from sim.zones import better_deals, existence, look, solutions

BOTH = {"together": {"land": ["b", "c"], "money": "some"}, "worth": 0.2}


def built(case, draws=1, seed=3):
    return build(case, drawn_at_once(case, seed, draws)).arrays, compiled_rules(case, space_of(case))


def test_levels_together_are_worth_what_the_link_says_in_units_of_the_swing():
    # land swings by 750,000, money by 250,000; the link adds a fifth of the larger to b and c with some
    arrays, rules = built(scenario(party={"links": {"both": BOTH}}))
    found = dict(
        zip(
            map("-".join, [space_of(scenario()).levels_of(d) for d in range(6)]),
            utilities(arrays, rules)[0, 0],
            strict=True,
        )
    )
    assert found == {
        "a-none": 0,
        "a-some": 250_000,
        "b-none": 375_000,
        "b-some": 375_000 + 250_000 + 150_000,
        "c-none": 750_000,
        "c-some": 750_000 + 250_000 + 150_000,
    }


def test_a_link_below_0_can_make_a_deal_unacceptable_that_its_parts_would_not():
    party = {"no_deal": 0.6}
    plain, rules = built(scenario(party=party))
    linked, with_link = built(scenario(party={**party, "links": {"not-both": {**BOTH, "worth": -0.2}}}))
    before, after = (accepted(arrays, r)[0, 0].tolist() for arrays, r in ((plain, rules), (linked, with_link)))
    assert before == [False, False, False, True, True, True]
    assert after == [False, False, False, False, True, True]


def test_no_deal_as_good_as_a_settlement_counts_what_its_levels_are_worth_together():
    no_deal = {"as_good_as": {"land": "b", "money": "some"}}
    arrays, _ = built(scenario(party={"links": {"both": BOTH}, "no_deal": no_deal}))
    assert arrays.thresholds.tolist() == [[375_000 + 250_000 + 150_000]]


def with_links(rng, written):
    """Give every party up to two links between two or three issues."""
    for party in written["parties"].values():
        party["links"] = {}
        for k in range(rng.integers(0, 3)):
            issues = rng.choice(list(written["issues"]), size=int(rng.integers(2, 4)), replace=False).tolist()
            together = {
                issue: rng.choice(list(written["issues"][issue]["levels"]), size=2, replace=False).tolist()
                for issue in issues
            }
            party["links"][f"l{k}"] = {"together": together, "worth": {"uniform": [-0.4, 0.4]}}
    return written


@settings(derandomize=True, deadline=None, database=None, max_examples=25)
@given(seed=st.integers(0, 2**32 - 1))
def test_zones_solutions_and_efficiency_with_links_are_those_of_a_look_at_every_deal(seed):
    rng = np.random.default_rng(seed)
    case = scenario(**with_links(rng, random_scenario(rng)))
    arrays, rules = built(case, draws=12)
    inside = zone(accepted(arrays, rules), arrays, rules)
    looked = look(arrays, rules)
    np.testing.assert_array_equal(looked.counts.joint, inside.sum(axis=0))
    np.testing.assert_array_equal(looked.verdicts.sizes, inside.sum(axis=1))
    np.testing.assert_array_equal(existence(arrays, rules, most_listed=0).in_zone, inside.any(axis=1))
    listed, searched = solutions(arrays, rules), solutions(arrays, rules, most_listed=0)
    for name, deals in listed.deals.items():
        np.testing.assert_array_equal(deals, searched.deals[name])
    assert (better_deals(arrays, rules, listed.nash) < 0).all(), "the best product leaves nothing better for all"


@settings(derandomize=True, deadline=None, database=None, max_examples=25)
@given(seed=st.integers(0, 2**32 - 1))
def test_talks_with_links_are_those_of_the_reference(seed):
    rng = np.random.default_rng(seed)
    written = with_links(rng, random_scenario(rng))
    talks = {"protocol": {"alternating_offers": list(written["parties"])}, "rounds": 6}
    assert_as_the_reference(scenario(**written, talks=talks), 10, seed=3)


def test_taken_out_a_link_is_not_there():
    moscow = read_scenario("moscow-talks")
    link = {"together": {"territory": "more-land", "guarantees": "treaty-like"}, "worth": 0.3}
    linked = moscow.changed({"parties.ukraine.links.land-for-safety": link})
    assert not np.array_equal(linked.case.pivots, set())
    bare = linked.changed({"without": ["links"]}).case
    assert bare.pivots == set()
    assert bare.parties == moscow.case.parties


def test_a_link_of_one_issue_is_refused():
    with pytest.raises(ValidationError, match="names fewer than two issues"):
        Link.model_validate({"together": {"land": "a"}, "worth": 0.1})


def test_a_level_that_does_not_exist_is_told():
    change = {"together": {"territory": "more-lnd", "guarantees": "treaty-like"}, "worth": 0.3}
    with pytest.raises(ScenarioError, match="did you mean 'more-land'"):
        read_scenario("moscow-talks").changed({"parties.ukraine.links.x": change})


def test_what_deals_are_worth_by_their_parts_is_left_as_it_was():
    arrays, rules = built(scenario(party={"links": {"both": BOTH}}))
    plain, _ = built(scenario())
    np.testing.assert_array_equal(worths(arrays, rules), worths(plain, rules))
    assert len(table(rules)) == 6
