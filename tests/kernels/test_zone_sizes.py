"""Sizes alone: parties asked about every deal, about some deals, or counted, with and without firm bundles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.games import game, shapes
from kernels.oracle import by_definition

from sim.kernels import RuleArrays, WorldArrays, every_deal_holds, size_zones


def small(active, firm, **changes):
    """Return a game to do on paper: two issues of two levels, three parties, one rule that every deal triggers.

    Each level that comes second is worth one to everybody and one is enough, so all accept deals 1, 2 and 3. The first
    pattern is the bundle of the second party, and holds deal 3 alone.
    """
    worlds = WorldArrays(
        gains=np.tile(np.array([0, 1, 0, 1], np.float32), (1, 3, 1)),
        thresholds=np.ones((1, 3), np.float32),
        allowed=np.full((1, 4), 0b111, np.uint64),
        firm_bundles=np.array([firm], np.uint64),
        active_rules=np.array([active], np.uint64),
        **every_deal_holds(1, 3),
    )
    rules = RuleArrays(
        groups=np.array([0b111], np.uint64),
        quotas=np.array([3]),
        vetoes=np.zeros(1, np.uint64),
        triggers=np.array([0b10], np.uint64),
        bundle_parties=np.array([1]),
        patterns=np.array([0b10, 0b11, 0b10, 0b11], np.uint64),
        numbers=np.array([0, 2, 0, 1]),
        offsets=np.array([0, 2, 4]),
        pivots=np.zeros(0, np.int64),
    )
    changed = {name: np.array(value, getattr(rules, name).dtype) for name, value in changes.items()}
    return worlds, rules._replace(**changed)


@pytest.mark.parametrize(
    ("active", "firm", "changes", "size"),
    [
        (1, 0, {}, 3),
        (1, 1, {}, 2),
        (0, 1, {}, 4),
        (1, 1, {"groups": [0b101], "quotas": [2]}, 3),
        (1, 1, {"quotas": [2]}, 3),
        (1, 1, {"quotas": [2], "vetoes": [0b010]}, 2),
        (1, 1, {"triggers": [0b01]}, 3),
        (1, 0, {"triggers": [0b01]}, 4),
    ],
    ids=[
        "all asked about every deal",
        "and one refuses a bundle",
        "no rule stands",
        "the bundle of a party that nobody asks",
        "two of three are enough",
        "unless one may veto",
        "asked about the bundle alone",
        "which all accept",
    ],
)
def test_sizes_by_who_is_asked_about_what(active, firm, changes, size):
    assert size_zones(*small(active, firm, **changes)).tolist() == [size]


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(shapes, st.integers(0, 2**32 - 1))
def test_sizes_equal_the_definition_where_rules_of_every_deal_and_of_some_stand_side_by_side(shape, seed):
    worlds, rules = game(shape._replace(rules=max(2, shape.rules)))
    rng = np.random.default_rng(seed)
    last = np.uint64(int(np.bitwise_or.reduce(rules.triggers)).bit_length())
    triggers = rules.triggers | np.where(rng.random(len(rules.triggers)) < 0.5, np.uint64(1) << last, np.uint64(0))
    mixed = rules._replace(triggers=triggers, patterns=rules.patterns | np.uint64(1) << last)
    assert size_zones(worlds, mixed).tolist() == by_definition(worlds, mixed)[1].sizes.tolist()
