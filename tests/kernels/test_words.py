import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernels.acceptance import acceptable
from sim.kernels.words import (
    accept_in,
    acceptable_in,
    add_planes_in,
    all_accept_in,
    first_in,
    members_in,
    nonzero_in,
    settle_in,
)

compared = numba.njit(lambda worths, first, threshold: acceptable_in(worths, first, threshold))
stored = numba.njit(lambda words, place, worths, first, threshold: accept_in(words, place, worths, first, threshold))
filled = numba.njit(lambda words, first: nonzero_in(words, first))
counted = numba.njit(lambda totals, first, planes, place, step: add_planes_in(totals, first, planes, place, step, 9))
agreed = numba.njit(
    lambda words, place, members, count, worths, first, column_step, limits, row, row_step: all_accept_in(
        words, place, members, count, worths, first, column_step, limits, row, row_step
    )
)
settled = numba.njit(
    lambda words, zone, yes, sole, needed, real, row, step, parties: settle_in(
        words, zone, yes, sole, needed, real, row, step, parties
    )
)
size = numba.njit(lambda word: members_in(word))
lowest = numba.njit(lambda word: first_in(word))


@pytest.mark.parametrize("first", [0, 1, 7])
def test_a_word_holds_the_answers_of_the_one_function_that_says_acceptable(first):
    rng = np.random.default_rng(first)
    worths = rng.integers(0, 4, size=80).astype(np.float32)
    worths[rng.random(80) < 0.2] = -np.inf
    for threshold in (0.0, 1.0, 2.0, 3.0, np.inf):
        word = compared(worths, first, np.float32(threshold))
        assert [int(word) >> k & 1 for k in range(64)] == acceptable(worths[first : first + 64], threshold).tolist()
        words = np.zeros(3, np.uint64)
        stored(words, 1, worths, first, np.float32(threshold))
        assert words.tolist() == [0, word, 0]


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(st.integers(0, 12), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_a_word_holds_what_all_of_any_number_of_parties_accept(count, rows, seed):
    rng = np.random.default_rng(seed)
    worths = rng.integers(0, 9, size=(12, 70)).astype(np.float32)
    worths[rng.random(worths.shape) < 0.05] = -np.inf
    limits = rng.integers(-1, 4, size=(12, rows)).astype(np.float32)
    limits[rng.random(limits.shape) < 0.05] = np.inf
    members = rng.permutation(12)
    words = np.zeros(rows + 2, np.uint64)
    for row in range(rows):
        agreed(words, 1 + row, members, count, worths.reshape(-1), 3, 70, limits.reshape(-1), row, rows)
    some = members[:count]
    expected = acceptable(worths[some, None, 3:67], limits[some, :, None]).all(axis=0)
    bits = words[1:-1, None] >> np.arange(64, dtype=np.uint64) & np.uint64(1)
    assert (bits == 1).tolist() == expected.tolist()
    assert words[0] == words[-1] == 0


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_eight_words_are_settled_by_who_refuses(parties, seed):
    rng = np.random.default_rng(seed)
    step, row = 16, 8
    yes, needed = (rng.integers(0, 2**64, (parties, step), dtype=np.uint64) for _ in range(2))
    yes |= rng.integers(0, 2**64, yes.shape, dtype=np.uint64)
    real = rng.integers(0, 2**64, step, dtype=np.uint64)
    words = np.zeros((1 + 2 * parties, step), np.uint64)
    words[1 : 1 + parties] = yes
    settled(words.reshape(-1), 0, step, (1 + parties) * step, needed.reshape(-1), real, row, step, parties)
    bit = np.arange(64, dtype=np.uint64)
    refused = ((needed & ~yes)[:, row:, None] >> bit & np.uint64(1)) == 1
    deals = (real[row:, None] >> bit & np.uint64(1)) == 1
    found = (words[:, row:, None] >> bit & np.uint64(1)) == 1
    assert found[0].tolist() == (deals & ~refused.any(axis=0)).tolist()
    assert found[1 + parties :].tolist() == (deals & refused & (refused.sum(axis=0) == 1)).tolist()
    assert not words[[0, *range(1 + parties, 1 + 2 * parties)], :row].any()


def test_a_word_tells_which_of_sixty_four_words_hold_a_bit():
    words = np.zeros(70, np.uint64)
    words[[0, 3, 6, 66, 67]] = [1, 1 << 63, 6, 2, 1]
    assert filled(words, 3) == 1 | 1 << 3 | 1 << 63


def test_counts_whose_bits_lie_in_planes_are_added_to_sixty_four_totals():
    rng = np.random.default_rng(4)
    planes, totals = rng.integers(0, 2**64, (9, 3), dtype=np.uint64), np.ones(70, np.int64)
    counted(totals, 3, planes.reshape(-1), 1, 3)
    bits = planes[:, 1, None] >> np.arange(64, dtype=np.uint64) & np.uint64(1)
    expected = (bits.astype(np.int64) << np.arange(9)[:, None]).sum(axis=0)
    assert totals.tolist() == [1] * 3 + (1 + expected).tolist() + [1] * 3


@pytest.mark.parametrize(("word", "members", "first"), [(0, 0, 64), (1, 1, 0), (0b1000, 1, 3), (2**64 - 1, 64, 0)])
def test_the_members_of_a_word_are_counted_and_the_first_is_found(word, members, first):
    assert (size(np.uint64(word)), lowest(np.uint64(word))) == (members, first)
