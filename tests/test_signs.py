"""Signs that must hold whatever the beliefs, and numbers from the literature on bargaining over war."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from kernels import oracle, solutions_oracle
from kernels.games import game, shapes
from worlds.test_worlds import scenario

from sim.engine import Plan, run
from sim.streams import Medians, Uniforms
from sim.worlds import build, compiled_rules, space_of, uncertain

FEW = settings(max_examples=40, deadline=None)


def zone(worlds, rules):
    return solutions_oracle.zones(worlds, rules)


def utilities(worlds, rules):
    return oracle.utilities(worlds, rules)


@FEW
@given(shapes)
def test_a_costlier_war_never_shrinks_the_zone(shape):
    worlds, rules = game(shape._replace(holds=False))
    cheaper = zone(worlds, rules)
    dear = worlds._replace(thresholds=(worlds.thresholds - 50_000).astype(np.float32))
    assert (cheaper <= zone(dear, rules)).all()


@FEW
@given(shapes)
def test_a_new_veto_or_a_higher_quota_never_grows_the_zone(shape):
    worlds, rules = game(shape)
    before = zone(worlds, rules)
    members = np.array([int(group).bit_count() for group in rules.groups])
    assert (zone(worlds, rules._replace(quotas=np.minimum(rules.quotas + 1, members))) <= before).all()
    first = np.array([int(group) & -int(group) for group in rules.groups], np.uint64)
    assert (zone(worlds, rules._replace(vetoes=rules.vetoes | first)) <= before).all()


@FEW
@given(shapes)
def test_a_better_no_deal_never_lowers_what_a_party_least_accepts_or_gets_by_nash(shape):
    worlds, rules = game(shape._replace(holds=False))
    raised = worlds.thresholds.copy()
    raised[:, 0] += 50_000
    better = worlds._replace(thresholds=raised)
    own = utilities(worlds, rules)[:, 0]
    fine, finer = (solutions_oracle.lossless(some, rules) for some in (worlds, better))
    nash, later = (solutions_oracle.solutions(some, rules)["nash"] for some in (worlds, better))
    asked = oracle.players(worlds, rules)[:, 0]
    for w in np.flatnonzero(asked & finer.any(axis=1)):
        assert own[w][finer[w]].min() >= own[w][fine[w]].min()
        assert own[w][later[w]] >= own[w][nash[w]]


@FEW
@given(shapes)
def test_an_indivisible_issue_never_widens_the_zone(shape):
    worlds, rules = game(shape._replace(linked=False, holds=False))
    middle = slice(int(rules.offsets[0]) + 1, int(rules.offsets[1]) - 1)
    allowed = worlds.allowed.copy()
    allowed[:, middle] = 0  # nobody takes anything but all or nothing
    whole = zone(worlds._replace(allowed=allowed), rules)
    assert (whole <= zone(worlds, rules)).all()


def pie(steps, no_deal, **change):
    """Return one issue from 0 to 1 that is divided between a, who likes more, and b."""
    issue = {"range": {"from": 0, "to": steps, "step": 1}, "must_settle": True}
    parties = {
        "a": {"weights": {"x": 1}, "values": {"x": {"linear": "rising"}}, "no_deal": no_deal[0]},
        "b": {"weights": {"x": 1}, "values": {"x": {"linear": "falling"}}, "no_deal": no_deal[1]},
    }
    return scenario(issues={"x": issue}, parties=parties, **change)


def the_zone(case):
    """Return the places of the deals that are in the zone with every belief at its median."""
    worlds = build(case, Uniforms(Medians(), 1)).arrays
    return np.flatnonzero(zone(worlds, compiled_rules(case, space_of(case)))[0])


def test_fearons_range_is_from_what_one_expects_less_its_cost_to_that_and_the_cost_of_the_other():
    # J. D. Fearon (1995), 387: with p = .6 and costs .1 and .15 the range is [.5, .75]
    found = the_zone(pie(100, (0.6 - 0.1, 1 - 0.6 - 0.15)))
    assert (found[0], found[-1], len(found)) == (50, 75, 26)


def test_a_fixed_demand_is_refused_as_often_as_the_closed_form_says():
    # the best demand against a cost uniform on [0, .4] is .75, and (b - c_A) / (2 b) = .375 of worlds refuse it
    case = pie(100, (0.5, {"uniform": [0, 0.4]}))
    study = run(case, uncertain(case), Plan(4096, 1))
    refused = 1 - study.counts.accepted[75, 1] / study.draws
    assert refused == pytest.approx(0.375, abs=0.002)


@pytest.mark.parametrize(("gap", "exists"), [(0.24, True), (0.26, False)])
def test_mutual_optimism_closes_the_range_beyond_the_sum_of_costs(gap, exists):
    # the range is empty iff p_A - p_B > c_A + c_B, here .25
    p_a, p_b = 0.6 + gap / 2, 0.6 - gap / 2
    assert bool(len(the_zone(pie(200, (p_a - 0.1, 1 - p_b - 0.15))))) is exists


@pytest.mark.parametrize(("ideals", "low", "high"), [((0.1, 0.4, 0.9), 50, 50), ((0.6, 0.7, 0.9), 50, 70)])
def test_veto_players_agree_on_the_overlap_of_their_win_sets(ideals, low, high):
    # G. Tsebelis (2002): win-sets [q, 2r - q] around the status quo q = .5
    issue = {"range": {"from": 0, "to": 100, "step": 1}, "must_settle": True}
    parties = {
        name: {
            "weights": {"x": 1},
            "values": {"x": {"table": {str(k): -abs(k / 100 - ideal) for k in range(101)}}},
            "no_deal": {"as_good_as": {"x": "50"}},
        }
        for name, ideal in zip("abc", ideals, strict=True)
    }
    found = the_zone(scenario(issues={"x": issue}, parties=parties))
    assert (found[0], found[-1]) == (low, high)


def test_the_win_set_of_three_veto_players_has_the_area_of_three_overlapping_circles():
    # ideals (0, 0), (1, 0), (0, 1), status quo (1, 1): pi / 2 - 1, within the error of a grid
    steps = 100
    axis = {"range": {"from": 0, "to": steps, "step": 1}, "must_settle": True}
    parties = {
        name: {
            "weights": {"x": 1, "y": 1},
            "values": {
                issue: {"table": {str(k): -((k / steps - ideal) ** 2) for k in range(steps + 1)}}
                for issue, ideal in zip("xy", ideals, strict=True)
            },
            "no_deal": {"as_good_as": {"x": str(steps), "y": str(steps)}},
        }
        for name, ideals in {"a": (0, 0), "b": (1, 0), "c": (0, 1)}.items()
    }
    found = the_zone(scenario(issues={"x": axis, "y": axis}, parties=parties))
    assert len(found) / steps**2 == pytest.approx(math.pi / 2 - 1, abs=0.02)


def test_a_package_serves_both_where_no_halving_of_every_issue_does():
    # R. Tollison, T. Willett (1979): weights .8 and .2 on opposite issues, no deal worth .6 to each
    half = {"levels": {"a": "To a", "half": "Halved", "b": "To b"}, "must_settle": True}
    table = {"a": 1, "half": 0.5, "b": 0}
    parties = {
        "a": {"weights": {"x": 0.8, "y": 0.2}, "values": {key: {"table": table} for key in "xy"}, "no_deal": 0.6},
        "b": {
            "weights": {"x": 0.2, "y": 0.8},
            "values": {key: {"table": {level: 1 - worth for level, worth in table.items()}} for key in "xy"},
            "no_deal": 0.6,
        },
    }
    case = scenario(issues={"x": half, "y": half}, parties=parties)
    deals = {space_of(case).levels_of(int(deal)) for deal in the_zone(case)}
    assert ("a", "b") in deals
    assert ("half", "half") not in deals
