"""The adjusted Rand index: pairs counted one by one, and what it must be where groupings agree or chance alone does."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.statistics.rand_index import adjusted_rand

LABELS = st.lists(st.integers(0, 3), min_size=3, max_size=12)


def by_pairs(some, others):
    """Return the index from pairs counted one by one."""
    pairs = list(combinations(range(len(some)), 2))
    both = sum(some[i] == some[j] and others[i] == others[j] for i, j in pairs)
    one, other = (sum(labels[i] == labels[j] for i, j in pairs) for labels in (some, others))
    expected, most = one * other / len(pairs), (one + other) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


@given(st.data())
def test_pairs_counted_one_by_one_give_the_same(data):
    some = data.draw(LABELS)
    others = data.draw(st.lists(st.integers(0, 3), min_size=len(some), max_size=len(some)))
    found = adjusted_rand(np.array(some), np.array(others), np.ones(len(some)))
    assert found == pytest.approx(by_pairs(some, others))
    assert found == pytest.approx(adjusted_rand(np.array(others), np.array(some), np.ones(len(some))))


@given(LABELS)
def test_the_same_grouping_under_other_names_agrees_fully(labels):
    renamed = (np.array(labels) + 2) % 4
    assert adjusted_rand(np.array(labels), renamed, np.ones(len(labels))) == pytest.approx(1)


def test_a_whole_weight_is_so_many_points():
    some, others, weights = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 1, 0]), np.array([3, 1, 2, 4, 1])
    repeated = adjusted_rand(np.repeat(some, weights), np.repeat(others, weights), np.ones(11))
    assert adjusted_rand(some, others, weights.astype(float)) == pytest.approx(repeated)


def test_unrelated_groupings_agree_by_chance_alone():
    rng = np.random.default_rng(5)
    found = [adjusted_rand(rng.integers(0, 3, 60), rng.integers(0, 3, 60), np.ones(60)) for _ in range(300)]
    assert abs(np.mean(found)) < 0.01
