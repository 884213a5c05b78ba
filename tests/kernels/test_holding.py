import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernels.holding import FAR, effective, least_gain


@settings(derandomize=True, deadline=None, database=None, max_examples=300)
@given(st.integers(-1_000_000, 2_000_000), st.floats(0.001, 1), st.integers(-1_000_000, 1_000_000))
def test_the_least_gain_is_enough_and_one_less_is_not(threshold, hold, renewed):
    least = least_gain(float(threshold), hold, float(renewed), 0.0)
    if abs(least) < FAR:
        assert renewed + math.floor(hold * (least - renewed)) >= threshold
        assert renewed + math.floor(hold * (least - 1 - renewed)) < threshold


@pytest.mark.parametrize(("threshold", "least"), [(300_000, -FAR), (300_001, FAR)])
def test_a_deal_that_never_holds_is_enough_whatever_it_is_worth_or_never(threshold, least):
    assert least_gain(float(threshold), 0.0, 300_000.0, 0.0) == least


def test_a_deal_that_surely_holds_must_be_worth_no_deal():
    assert least_gain(400_000.0, 1.0, 0.0, 0.0) == 400_000


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), st.floats(0, 1), st.integers(0, 1_000_000))
def test_a_deal_worth_more_is_never_worth_less_for_not_holding_surely(low, more, hold, renewed):
    assert effective(float(low + more), hold, float(renewed), 0.0) >= effective(float(low), hold, float(renewed), 0.0)


def test_hold_cancels_out_where_renewed_war_is_worth_no_deal():
    for hold in np.linspace(0.05, 1, 20):
        assert least_gain(350_000.0, hold, 350_000.0, 0.0) == 350_000
