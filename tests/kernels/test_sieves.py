import numba
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernels.sieves import entries_in, greatest_in, keep_in, shifted_in, words_of


@numba.njit
def greatest(values, first, word):
    return greatest_in(values, first, word)


@numba.njit
def keep(values, first, word, kept, place):
    keep_in(values, first, word, kept, place)


@numba.njit
def shift(values, first, amount, shifted, place):
    shifted_in(values, first, amount, shifted, place)


def numbers(seed, count):
    return np.random.default_rng(seed).integers(-1000, 1000, count).astype(np.float32)


def chosen(word):
    return np.array([word >> k & 1 for k in range(64)], bool)


@settings(derandomize=True, deadline=None, database=None)
@given(st.integers(0, 1000), st.integers(0, 2**64 - 1), st.integers(0, 40))
def test_the_greatest_is_that_of_the_values_whose_bit_is_set(seed, word, first):
    values = numbers(seed, 128)
    expected = values[first : first + 64][chosen(word)].max(initial=-np.inf)
    assert greatest(values, first, np.uint64(word)) == expected


@settings(derandomize=True, deadline=None, database=None)
@given(st.integers(0, 1000), st.integers(0, 2**64 - 1), st.integers(0, 40))
def test_what_is_kept_stands_one_after_another_and_nothing_else_is_written(seed, word, place):
    values, kept = numbers(seed, 64), np.full(128, 7, np.float32)
    keep(values, 0, np.uint64(word), kept, place)
    mine = values[chosen(word)]
    assert kept[place : place + len(mine)].tolist() == mine.tolist()
    assert (kept[:place] == 7).all()
    assert (kept[place + len(mine) :] == 7).all()


@settings(derandomize=True, deadline=None, database=None)
@given(st.integers(0, 1000), st.integers(0, 2**64 - 1), st.integers(0, 60))
def test_what_is_kept_may_stand_where_it_was_read(seed, word, place):
    values = numbers(seed, 128)
    mine = values[60:124][chosen(word)].tolist()
    keep(values, 60, np.uint64(word), values, place)
    assert values[place : place + len(mine)].tolist() == mine


def test_sixteen_values_are_shifted_and_no_more():
    values, shifted = numbers(1, 32), np.zeros(40, np.float32)
    shift(values, 3, np.float32(5), shifted, 7)
    assert shifted[7:23].tolist() == (values[3:19] + 5).tolist()
    assert not shifted[:7].any()
    assert not shifted[23:].any()


def test_a_short_word_holds_only_the_entries_there_are():
    assert [words_of(count) for count in (0, 1, 64, 65)] == [0, 1, 1, 2]
    assert entries_in(0, 64) == entries_in(0, 65) == 2**64 - 1
    assert entries_in(1, 65) == 1
    assert entries_in(0, 3) == 0b111
