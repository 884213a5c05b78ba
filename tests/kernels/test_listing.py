"""Existence, sizes, lists and solutions of zones by the pruned search, against their definitions."""

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from kernels import solutions_oracle as oracle
from kernels.games import Shape, game, sets, shapes, space_of

from sim.errors import BadArgument
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.kernels.listing import CHUNK
from sim.zones import existence, existing, solutions, zone_deals, zone_sizes

THOROUGH = settings(derandomize=True, deadline=None, database=None, max_examples=120)

crowds = st.builds(
    Shape,
    levels=st.lists(st.integers(2, 4), min_size=2, max_size=4).map(tuple),
    parties=st.integers(8, 30),
    bundles=st.integers(0, 6),
    rules=st.integers(1, 6),
    strictness=st.sampled_from([0.1, 0.2, 0.4]),
    seed=st.integers(0, 2**32 - 1),
    holds=st.booleans(),
    linked=st.booleans(),
)


def assert_solved(worlds, rules):
    found, expected = solutions(worlds, rules), oracle.solutions(worlds, rules)
    assert found.sizes.tolist() == oracle.zones(worlds, rules).sum(axis=1).tolist()
    for name, values in expected.items():
        np.testing.assert_array_equal(getattr(found, name), values, err_msg=name)
    return found


@THOROUGH
@given(shapes)
def test_existence_sizes_and_lists_are_those_of_the_definition(shape):
    worlds, rules = game(shape)
    inside, found = oracle.zones(worlds, rules), existence(worlds, rules)
    event(f"some empty though compatible: {bool((found.compatible & ~found.in_zone).any())}")
    assert found.in_zone.tolist() == inside.any(axis=1).tolist()
    assert found.compatible.tolist() == oracle.compatible(worlds, rules).tolist()
    assert zone_sizes(worlds, rules).tolist() == inside.sum(axis=1).tolist()
    for w in range(0, 30, 10):
        assert zone_deals(worlds, rules, w).tolist() == np.flatnonzero(inside[w]).tolist()


@THOROUGH
@given(shapes)
def test_solutions_are_those_of_the_definition_whatever_is_in_the_game(shape):
    found = assert_solved(*game(shape))
    event(f"some solution: {bool((found.nash >= 0).any())}")


@settings(THOROUGH, max_examples=40)
@given(crowds)
def test_so_they_are_with_up_to_thirty_parties(shape):
    worlds, rules = game(shape, draws=10)
    assert_solved(worlds, rules)
    assert existence(worlds, rules).compatible.tolist() == oracle.compatible(worlds, rules).tolist()


@pytest.mark.parametrize("seed", range(6))
def test_zones_of_more_deals_than_a_chunk_are_gone_through_twice(seed):
    shape = Shape(
        (8, 8, 6, 6, 8), 3, 2, 3, 0.15 if seed % 2 or seed > 3 else 0.3, seed, holds=seed > 3, linked=seed == 2
    )
    worlds, rules = game(shape, draws=8)
    found = assert_solved(worlds, rules)
    assert found.sizes.max() > CHUNK
    largest = int(found.sizes.argmax())
    assert zone_deals(worlds, rules, largest).tolist() == np.flatnonzero(oracle.zones(worlds, rules)[largest]).tolist()


@settings(THOROUGH, max_examples=30)
@given(shapes)
def test_a_world_has_the_same_solutions_alone_as_among_others(shape):
    worlds, rules = game(shape, draws=12)
    together = solutions(worlds, rules)
    for w in range(12):
        alone = solutions(WorldArrays(*(array[w : w + 1] for array in worlds)), rules)
        for name in together._fields:
            np.testing.assert_array_equal(getattr(alone, name)[0], getattr(together, name)[w])


@settings(THOROUGH, max_examples=30)
@given(shapes)
def test_the_order_of_the_issues_changes_nothing(shape):
    worlds, rules = game(shape._replace(holds=False), draws=10)
    issues = np.random.default_rng(shape.seed).permutation(len(rules.offsets) - 1)
    moved = np.concatenate([np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in issues])
    offsets = np.cumsum([0, *np.diff(rules.offsets)[issues]])
    other_rules = rules._replace(patterns=rules.patterns[moved], numbers=rules.numbers[moved], offsets=offsets)
    other_worlds = worlds._replace(
        gains=np.ascontiguousarray(worlds.gains[:, :, moved]), allowed=np.ascontiguousarray(worlds.allowed[:, moved])
    )
    mine, theirs = solutions(worlds, rules), solutions(other_worlds, other_rules)
    for name in mine._fields:
        np.testing.assert_array_equal(getattr(mine, name), getattr(theirs, name))
    assert existence(worlds, rules).compatible.tolist() == existence(other_worlds, other_rules).compatible.tolist()


def two_by_two(thresholds, active=1):
    """Return land (keep, share) x money (none, some), two parties, both needed.

    Deals 0 to 3 are worth 6 10 0 4 and 3 0 10 7, in hundred thousands.
    """
    space = space_of((2, 2))
    worlds = WorldArrays(
        gains=np.array([[[6, 0, 0, 4], [0, 7, 3, 0]]], np.float32) * 100_000,
        thresholds=np.array([thresholds], np.float32) * 100_000,
        allowed=np.full((1, 4), 0b11, np.uint64),
        firm_bundles=np.zeros(1, np.uint64),
        active_rules=np.array([active], np.uint64),
        **every_deal_holds(1, 2),
    )
    rules = RuleArrays(
        groups=sets(np.array([[True, True]])),
        quotas=np.array([2]),
        vetoes=np.zeros(1, np.uint64),
        triggers=np.ones(1, np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(4, np.uint64),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )
    return worlds, rules


def deals_of(found):
    return [int(deals[0]) for deals in (found.nash, found.kalai_smorodinsky, found.egalitarian, found.utilitarian)]


def test_of_two_deals_one_gives_the_first_all_and_the_other_is_better_by_every_notion():
    found = solutions(*two_by_two((3, 3)))
    assert zone_deals(*two_by_two((3, 3)), 0).tolist() == [0, 3]
    assert found.sizes.tolist() == [2]
    assert deals_of(found) == [3, 3, 3, 3]
    assert found.ideal.tolist() == [[300_000, 400_000]]


def test_of_deals_as_good_as_each_other_the_lowest_number_stands():
    found = solutions(*two_by_two((4, 3)))
    assert deals_of(found) == [0, 0, 0, 3]
    assert found.ideal.tolist() == [[200_000, 400_000]]


def test_where_there_is_no_zone_or_nobody_is_asked_there_is_no_solution():
    empty, free = solutions(*two_by_two((7, 7))), solutions(*two_by_two((7, 7), active=0))
    assert deals_of(empty) == deals_of(free) == [-1] * 4
    assert (empty.sizes.tolist(), free.sizes.tolist()) == ([0], [4])
    assert not empty.ideal.any()
    assert not free.ideal.any()


def test_a_player_with_nothing_to_gain_does_not_count_for_shares_of_the_ideal():
    worlds, rules = two_by_two((0, 10))
    found = solutions(worlds, rules)
    assert found.ideal.tolist() == [[0, 0]]
    assert deals_of(found) == [2, 2, 2, 2]


def test_a_zone_with_too_many_deals_is_not_listed(monkeypatch):
    monkeypatch.setattr(existing, "MOST_LISTED", 1)
    with pytest.raises(BadArgument, match="more than 1 deals, too many to list; ask for its size"):
        zone_deals(*two_by_two((3, 3)), 0)
