"""Compatible lines: some deal passes when a party's yes means only that it crosses none of its firm lines."""

import numpy as np
from hypothesis import event, given, settings
from kernels.games import game, plain_shapes
from kernels.oracle import clears, zone
from kernels.test_zone_counts import looked_at

from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.zones import existence


def two_levels(allowed, active=1):
    """Return one world of one issue with two levels and two parties, both needed, who want more than any deal gives."""
    worlds = WorldArrays(
        gains=np.zeros((1, 2, 2), np.float32),
        thresholds=np.full((1, 2), 1_000_000, np.float32),
        allowed=np.array([allowed], np.uint64),
        firm_bundles=np.zeros(1, np.uint64),
        active_rules=np.array([active], np.uint64),
        **every_deal_holds(1, 2),
    )
    rules = RuleArrays(
        groups=np.array([0b11], np.uint64),
        quotas=np.array([2], np.int64),
        vetoes=np.array([0], np.uint64),
        triggers=np.array([1], np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(2, np.uint64),
        numbers=np.arange(2),
        offsets=np.array([0, 2], np.int64),
        pivots=np.zeros(0, np.int64),
    )
    return worlds, rules


def test_lines_that_leave_one_level_to_both_are_compatible_however_little_it_is_worth():
    assert existence(*two_levels([0b11, 0b00])).compatible.tolist() == [True]
    assert existence(*two_levels([0b11, 0b00])).in_zone.tolist() == [False]


def test_lines_that_leave_each_party_a_level_of_its_own_are_not_compatible_unless_nobody_is_asked():
    assert existence(*two_levels([0b01, 0b10])).compatible.tolist() == [False]
    assert existence(*two_levels([0b01, 0b10], active=0)).compatible.tolist() == [True]


@settings(max_examples=100)
@given(plain_shapes)
def test_compatible_lines_are_those_of_the_definition_and_of_a_look_at_every_deal(shape):
    worlds, rules = game(shape)
    found, in_zone = existence(worlds, rules)
    event(f"some incompatible: {bool((~found).any())}")
    event(f"compatible without a zone: {bool((found & ~in_zone).any())}")
    assert found.tolist() == zone(clears(worlds, rules), worlds, rules).any(axis=1).tolist()
    verdicts = looked_at(worlds, rules)[1]
    assert found.tolist() == verdicts.compatible.tolist()
    assert in_zone.tolist() == (verdicts.sizes > 0).tolist()


def test_looking_at_lines_alone_leaves_the_worlds_as_they_were():
    worlds, rules = two_levels([0b11, 0b11])
    existence(worlds, rules)
    assert worlds.thresholds.tolist() == [[1_000_000, 1_000_000]]
