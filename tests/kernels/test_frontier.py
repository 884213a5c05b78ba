from itertools import pairwise

import moocore
import numpy as np
import pytest
from hypothesis import event, given, settings
from kernels.games import game, shapes
from kernels.oracle import accepted, players, table, utilities, zone

from sim.deals import DealSpace
from sim.errors import TooManyParties
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.zones import better_deals, frontier, frontiers, zone_frontier, zone_frontiers


def undominated(worth, inside):
    """Return the deals inside that no other dominates; of deals of equal worth the one with the lowest number."""
    found = []
    for d in np.flatnonzero(inside):
        as_good = inside & (worth >= worth[:, d : d + 1]).all(axis=0)
        equal = as_good & (worth == worth[:, d : d + 1]).all(axis=0)
        if (as_good == equal).all() and equal.argmax() == d:
            found.append(int(d))
    return found


def by_world(found):
    return [found.numbers[first:last].tolist() for first, last in pairwise(found.ends)]


@settings(derandomize=True, deadline=None, database=None, max_examples=150)
@given(shapes)
def test_the_frontier_of_the_zone_is_what_no_other_deal_of_it_dominates(shape):
    worlds, rules = game(shape, draws=8)
    worth, asked = utilities(worlds, rules), players(worlds, rules)
    inside = zone(accepted(worlds, rules), worlds, rules)
    for w, found in enumerate(by_world(zone_frontiers(worlds, rules))):
        event(f"{min(len(found), 5)} deals")
        assert found == undominated(worth[w, asked[w]], inside[w])


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(shapes)
def test_the_whole_frontier_is_what_no_other_deal_dominates(shape):
    worlds, rules = game(shape._replace(parties=min(shape.parties, 4)), draws=4)
    worth = utilities(worlds, rules)
    for w, found in enumerate(by_world(frontiers(worlds, rules))):
        assert found == undominated(worth[w], np.ones(worth.shape[2], bool))


def unanimous(gains, thresholds, sizes):
    """Return worlds in which every deal needs the yes of all."""
    draws, parties, levels = gains.shape
    space = DealSpace.__new__(DealSpace)
    object.__setattr__(space, "levels", tuple(("level",) * size for size in sizes))
    everybody = np.array([2**parties - 1], np.uint64)
    worlds = WorldArrays(
        gains=gains.astype(np.float32),
        thresholds=np.asarray(thresholds, np.float32),
        allowed=np.full((draws, levels), 2**64 - 1, np.uint64),
        firm_bundles=np.zeros(draws, np.uint64),
        active_rules=np.ones(draws, np.uint64),
        **every_deal_holds(draws, parties),
    )
    rules = RuleArrays(
        groups=everybody,
        quotas=np.array([parties]),
        vetoes=everybody,
        triggers=np.array([1], np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(levels, np.uint64),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )
    return worlds, rules


def two_by_two(thresholds):
    """Return a game of two issues with two levels: deals 0 to 3 are worth (0, 5), (3, 3), (2, 3) and (5, 1)."""
    return unanimous(np.array([[[0, 2, 0, 3], [3, 1, 2, 0]]]), [thresholds], (2, 2))


def test_two_parties_two_issues_on_paper():
    worlds, rules = two_by_two((0, 0))
    assert utilities(worlds, rules)[0].T.tolist() == [[0, 5], [3, 3], [2, 3], [5, 1]]
    assert frontier(worlds, rules, 0).tolist() == [0, 1, 3]


def test_the_zone_keeps_its_own_frontier_alone():
    assert zone_frontier(*two_by_two((2, 2)), 0).tolist() == [1]
    assert zone_frontier(*two_by_two((4, 2)), 0).tolist() == []


def test_deals_that_rounding_makes_equal_are_one_under_the_lowest_number():
    worlds, rules = unanimous(np.array([[[0, 0, 0, 1], [0, 0, 0, 1]]]), [(0, 0)], (2, 2))
    assert frontier(worlds, rules, 0).tolist() == [1]
    worlds = worlds._replace(
        holds=np.full((1, 2, 2), 0.5), setbacks=np.repeat(worlds.thresholds[:, :, None], 2, axis=2).astype(np.float64)
    )
    rules = rules._replace(pivots=np.zeros(1, np.int64))
    assert utilities(worlds, rules)[0].T.tolist() == [[0, 0]] * 4
    assert frontier(worlds, rules, 0).tolist() == zone_frontier(worlds, rules, 0).tolist() == [0]


def test_where_no_rule_stands_one_deal_stands_for_all():
    worlds, rules = two_by_two((0, 0))
    assert zone_frontier(worlds._replace(active_rules=np.zeros(1, np.uint64)), rules, 0).tolist() == [0]


def test_five_parties_are_told_how_many_are_possible_and_why():
    worlds, rules = unanimous(np.zeros((1, 5, 4)), np.zeros((1, 5)), (2, 2))
    with pytest.raises(TooManyParties, match="at most 4 parties, and here are 5: with every further party"):
        frontiers(worlds, rules)
    assert zone_frontier(worlds, rules, 0).tolist() == [0]


def random_game(sizes, parties, draws, strictness):
    """Return worlds of random gains in which everybody asks for a share of the most it can get."""
    rng = np.random.default_rng(len(sizes))
    gains = np.floor(rng.random((draws, parties, sum(sizes))) * 1_000_000 / len(sizes))
    starts = np.cumsum([0, *sizes[:-1]])
    most = np.maximum.reduceat(gains, starts, axis=2).sum(axis=2)
    return unanimous(gains, np.floor(strictness * most), sizes)


def test_moocore_finds_the_same_among_forty_thousand_deals():
    worlds, rules = random_game((6, 6, 7, 8, 20), 4, 3, 0.6)
    worth, inside = utilities(worlds, rules), zone(accepted(worlds, rules), worlds, rules)
    for w, (whole, own) in enumerate(
        zip(by_world(frontiers(worlds, rules)), by_world(zone_frontiers(worlds, rules)), strict=True)
    ):
        points = worth[w].T.astype(np.float64)
        assert whole == np.flatnonzero(moocore.is_nondominated(points, maximise=True)).tolist()
        places = np.flatnonzero(inside[w])
        assert own == places[moocore.is_nondominated(points[places], maximise=True)].tolist()


def test_no_deal_is_better_than_one_on_the_frontier_among_a_hundred_million():
    worlds, rules = random_game((10,) * 8, 4, 3, 0.74)
    for w, found in enumerate(by_world(zone_frontiers(worlds, rules))):
        assert found
        alone = WorldArrays(*(of_worlds[[w] * len(found)] for of_worlds in worlds))
        assert (better_deals(alone, rules, np.array(found)) == -1).all()


def test_a_world_has_the_same_frontier_alone_and_among_others():
    worlds, rules = random_game((4, 5, 3, 3), 3, 6, 0.6)
    for w, (whole, own) in enumerate(
        zip(by_world(frontiers(worlds, rules)), by_world(zone_frontiers(worlds, rules)), strict=True)
    ):
        assert frontier(worlds, rules, w).tolist() == whole
        assert zone_frontier(worlds, rules, w).tolist() == own


def test_the_order_of_issues_does_not_matter():
    worlds, rules = random_game((4, 5, 3, 3), 4, 4, 0.6)
    back = np.concatenate([np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in (3, 1, 0, 2)])
    turned = worlds._replace(gains=worlds.gains[:, :, back], allowed=worlds.allowed[:, back])
    turned_rules = rules._replace(
        numbers=rules.numbers[back], patterns=rules.patterns[back], offsets=np.cumsum([0, 3, 5, 4, 3])
    )
    assert len(table(turned_rules)) == 180
    for asked in (frontiers, zone_frontiers):
        assert by_world(asked(turned, turned_rules)) == by_world(asked(worlds, rules))
