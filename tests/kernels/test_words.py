import numba
import numpy as np
import pytest

from sim.kernels.acceptance import acceptable
from sim.kernels.words import accept_in, acceptable_in, count_in, first_in, members_in, nonzero_in

compared = numba.njit(lambda worths, first, threshold: acceptable_in(worths, first, threshold))
stored = numba.njit(lambda words, place, worths, first, threshold: accept_in(words, place, worths, first, threshold))
filled = numba.njit(lambda words, first: nonzero_in(words, first))
counted = numba.njit(lambda counters, first, word, weight: count_in(counters, first, word, weight))
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


def test_a_word_tells_which_of_sixty_four_words_hold_a_bit():
    words = np.zeros(70, np.uint64)
    words[[0, 3, 6, 66, 67]] = [1, 1 << 63, 6, 2, 1]
    assert filled(words, 3) == 1 | 1 << 3 | 1 << 63


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.int64])
def test_a_weight_is_added_to_those_of_sixty_four_counters_whose_bit_is_set(kind):
    counters, word = np.zeros(70, kind), np.uint64(0b1011 | 1 << 63)
    counted(counters, 3, word, kind(1))
    counted(counters, 3, np.uint64(1), kind(4))
    assert counters[[3, 4, 5, 6, 66]].tolist() == [5, 1, 0, 1, 1]
    assert counters.sum() == 8


@pytest.mark.parametrize(("word", "members", "first"), [(0, 0, 64), (1, 1, 0), (0b1000, 1, 3), (2**64 - 1, 64, 0)])
def test_the_members_of_a_word_are_counted_and_the_first_is_found(word, members, first):
    assert (size(np.uint64(word)), lowest(np.uint64(word))) == (members, first)
