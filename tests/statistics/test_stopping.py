"""When to stop: the sizes, the rule, and what stopping does to the interval."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.draws import REPLICATES, draw
from sim.results import estimate
from sim.statistics.stopping import doublings, narrow_enough


@given(st.integers(1, 1_000_000))
def test_sizes_double_and_end_at_the_most(most):
    sizes = doublings(most)
    assert sizes[-1] == most
    assert all(one < other <= 2 * one for one, other in pairwise(sizes))
    assert sizes[0] == min(512, most)


def test_the_error_must_be_small_at_two_sizes_in_a_row():
    assert not narrow_enough([0.001], 0.01)
    assert not narrow_enough([0.001, 0.02, 0.001], 0.01)
    assert narrow_enough([0.02, 0.01, 0.01], 0.01)


def stopped(seed, wished, in_a_row):
    """Return whether the interval holds the true share where somebody stops who asks for so many sizes in a row."""
    columns = draw(("a", "b", "c"), seed, 0, 8192).columns
    happened = columns["a"] + columns["b"] * columns["c"] > 0.7
    margins = []
    for size in doublings(8192, 64):
        found = estimate(happened[:size], REPLICATES)
        margins.append(found.margin)
        if len(margins) >= in_a_row and max(margins[-in_a_row:]) <= wished:
            break
    return found.low <= TRUE <= found.high


GRID = (np.arange(1, 2000) - 0.5) / 2000
TRUE = 1 - np.mean(np.clip(0.7 - GRID[:, None] * GRID[None, :], 0, 1))


def test_asking_twice_holds_the_true_share_more_often_than_stopping_at_once_and_nearly_as_often_as_said():
    once, twice = (np.mean([stopped(seed, 0.06, row) for seed in range(400)]) for row in (1, 2))
    assert once < 0.95  # stopping at once is too narrow
    assert twice >= once
    assert twice >= 0.92
