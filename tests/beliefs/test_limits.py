"""Bounds that every value of a belief must keep."""

import pytest
from pydantic import TypeAdapter, ValidationError

from sim.beliefs import Fixed, Share, Shift, Size
from sim.beliefs.limits import within


@pytest.mark.parametrize(
    ("kind", "good"), [(Share, 0), (Share, {"uniform": [0, 1]}), (Shift, -1), (Size, 7), (Size, {"pert": [0, 1, 9]})]
)
def test_a_belief_within_its_bounds_is_taken(kind, good):
    assert TypeAdapter(kind).validate_python(good).bounds[1] >= -1


@pytest.mark.parametrize(
    ("kind", "bad", "said"),
    [
        (Share, 1.2, "must lie between 0 and 1, here it is 1.2"),
        (Share, {"uniform": [-0.5, 0.5]}, "must lie between 0 and 1, here it goes from -0.5 to 0.5"),
        (Shift, -2, "must lie between -1 and 1, here it is -2"),
        (Size, -1, "must not lie below 0, here it is -1"),
    ],
)
def test_one_that_reaches_beyond_is_told_where_it_does(kind, bad, said):
    with pytest.raises(ValidationError, match=said):
        TypeAdapter(kind).validate_python(bad)


def test_what_is_within_is_handed_on_as_it_is():
    belief = Fixed(fixed=3.0)
    assert within(0, 3).func(belief) is belief
