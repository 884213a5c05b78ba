"""What is no sample is refused, with what would be right."""

import numpy as np
import pytest

from sim.errors import BadArgument
from sim.statistics.samples import sample_of

YES = np.array([True, False, True])


@pytest.mark.parametrize(
    ("inputs", "more", "said"),
    [
        ({"a": [1.0, 2.0]}, {}, r"a has the shape \(2,\); one value for each of 3 draws"),
        ({"a": [1.0, np.nan, 2.0]}, {}, "a is missing or endless in 1 of 3 draws"),
        ({"a": ["x", "y", "z"]}, {}, "give each category a code"),
        ({"a": [1, 2, 3]}, {"unordered": ["b"]}, "'b' is said to be unordered"),
        ({"a": [1, 2, 3]}, {"weights": [1, -1, 1]}, "weights must be 0 or more"),
        ({"a": [1, 2, 3]}, {"at_least": 1.0}, "'at_least' says nothing"),
    ],
)
def test_what_cannot_be_used_is_refused(inputs, more, said):
    with pytest.raises(BadArgument, match=said):
        sample_of(inputs, YES, **more)


def test_a_number_as_target_needs_the_value_from_which_on_it_counts():
    with pytest.raises(BadArgument, match="say with 'at_least'"):
        sample_of({"a": [1, 2, 3]}, np.array([0.1, 0.2, 0.3]))
    found = sample_of({"a": [1, 2, 3]}, np.array([0.1, 0.2, 0.3]), at_least=0.2)
    assert found.of_interest.tolist() == [False, True, True]
