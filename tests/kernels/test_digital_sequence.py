import numpy as np
import pytest

from sim.kernels import fill_uniforms


def uniforms(directions, shifts, first, draws, cell=1 / 8):
    found = np.full((len(shifts), draws), np.nan)
    fill_uniforms(np.array(directions), np.array(shifts), first, cell, found)
    return found


def test_one_sequence_is_the_exclusive_or_of_directions_in_the_order_of_gray_codes():
    gray = [0b000, 0b001, 0b011, 0b010, 0b110, 0b111, 0b101, 0b100]
    found = uniforms([[[1, 2, 4, 8]]], [[0]], 0, 8)
    assert found.tolist() == [[(point + 0.5) / 8 for point in gray]]


def test_a_shift_turns_digits_around():
    plain, shifted = uniforms([[[4, 2, 1, 0]]], [[0]], 0, 8), uniforms([[[4, 2, 1, 0]]], [[5]], 0, 8)
    assert [int(8 * x) ^ 5 for x in plain[0]] == [int(8 * x) for x in shifted[0]]


def test_sequences_take_turns_and_paths_stand_one_under_the_other():
    directions = [[[1, 0], [2, 0], [4, 0]], [[7, 0], [0, 0], [3, 0]]]
    shifts = [[0, 1, 2], [3, 4, 5]]
    found = 8 * uniforms(directions, shifts, 0, 6) - 0.5
    assert found.tolist() == [[0, 1, 2, 1, 3, 6], [3, 4, 5, 4, 4, 6]]


@pytest.mark.parametrize("first", [0, 1, 7, 8, 9, 63, 100])
@pytest.mark.parametrize("draws", [1, 2, 8, 27])
def test_draws_are_the_same_wherever_one_begins(first, draws):
    rng = np.random.default_rng(1)
    directions, shifts = rng.integers(0, 2**30, (2, 8, 5)), rng.integers(0, 2**30, (2, 8))
    whole = uniforms(directions, shifts, 0, 127)
    assert uniforms(directions, shifts, first, draws).tolist() == whole[:, first : first + draws].tolist()
