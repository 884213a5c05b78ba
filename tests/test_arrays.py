import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.arrays import MILLION, millionths


def test_numbers_become_whole_millionths_and_halves_go_upward():
    x = np.array([0.0, 0.08, 0.5, 1.0, 0.0000004, 0.0000005, 0.0000006, -0.0000005, -0.0000015, -0.25])
    assert millionths(x).tolist() == [0, 80_000, 500_000, 1_000_000, 0, 1, 1, 0, -1, -250_000]


def test_every_shape_is_kept_and_the_type_is_float32():
    found = millionths(np.full((2, 3, 4), 0.25))
    assert found.shape == (2, 3, 4)
    assert found.dtype == np.float32
    assert MILLION == 1_000_000


@given(k=st.integers(-16 * MILLION, 16 * MILLION))
def test_whole_millionths_are_exact_up_to_sixteen(k):
    assert millionths(np.array([k / MILLION])).tolist() == [k]


@given(x=st.floats(-16, 16), y=st.floats(-16, 16))
def test_rounding_keeps_the_order(x, y):
    low, high = millionths(np.array(sorted([x, y])))
    assert low <= high


def test_sums_of_millionths_are_exact_where_sums_of_decimals_are_not():
    decimals = np.array([0.1, 0.2, 0.3])
    assert 0.1 + 0.2 != 0.3
    assert millionths(decimals)[0] + millionths(decimals)[1] == millionths(decimals)[2]
