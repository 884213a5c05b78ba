import itertools

import numpy as np
import pytest

from sim.kernels.undominated import dominated, keep, sort_runs


@pytest.mark.parametrize("runs", [1, 2, 5, 8])
def test_runs_become_one_by_falling_sum_and_rising_number(runs):
    rng = np.random.default_rng(runs)
    sums, numbers = rng.integers(0, 4, size=40).astype(float), rng.permutation(40)
    bounds = np.linspace(0, 40, runs + 1).astype(np.int64)
    order = np.arange(40)
    for first, end in itertools.pairwise(bounds):
        order[first:end] = first + np.lexsort((numbers[first:end], -sums[first:end]))
    found = sort_runs(order, np.empty(40, np.int64), bounds, runs, sums, numbers)
    assert found.tolist() == np.lexsort((numbers, -sums)).tolist()


def test_an_entry_is_dominated_by_what_is_worth_as_much_and_neither_fits_nor_crosses_more():
    worths, fits, crossed = np.empty(2 * 2 * 64, np.float32), np.zeros(128, np.uint64), np.zeros(128, np.uint64)
    kept = [(100 - k, k) for k in range(70)]
    for k, worth in enumerate(kept):
        keep(np.array(worth, np.float32), k, worths)
        fits[k], crossed[k] = 0b01, 0b10

    def topped(worth, fitted=0b11, over=0b11):
        own = np.array(worth, np.float32)
        return dominated(own, np.uint64(fitted), np.uint64(over), 70, worths, fits, crossed)

    assert topped((31, 69))
    assert topped((50, 49))
    assert not topped((31, 70))
    assert not topped((50, 51))
    assert not topped((50, 49), fitted=0b10)
    assert not topped((50, 49), over=0b01)
