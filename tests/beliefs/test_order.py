import pytest

from sim.beliefs.order import peaked, rising


def test_points_in_order_are_returned_as_they_are():
    assert rising((0.0, 1.0)) == (0.0, 1.0)
    assert peaked((0.0, 0.0, 1.0)) == (0.0, 0.0, 1.0)
    assert peaked((0.0, 1.0, 1.0)) == (0.0, 1.0, 1.0)


@pytest.mark.parametrize("points", [(1.0, 0.0), (1.0, 1.0), (float("nan"), 1.0)])
def test_an_interval_that_does_not_rise_is_refused(points):
    with pytest.raises(ValueError, match="with low below high"):
        rising(points)


@pytest.mark.parametrize("points", [(0.0, -1.0, 1.0), (0.0, 2.0, 1.0), (1.0, 1.0, 1.0), (0.0, float("nan"), 1.0)])
def test_a_peak_outside_its_bounds_is_refused(points):
    with pytest.raises(ValueError, match="in rising order"):
        peaked(points)
