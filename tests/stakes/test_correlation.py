"""A correlation as a file says it."""

import pytest
from pydantic import ValidationError

from sim.stakes import Correlation


def test_it_names_two_paths_or_more_and_a_number_between_minus_1_and_1():
    found = Correlation.model_validate({"between": ["words.will never", "parties.a.no_deal.cost"], "rho": -0.5})
    assert found.between == ("words.will never", "parties.a.no_deal.cost")
    for rho in (-1, 1, float("nan")):
        with pytest.raises(ValidationError):
            Correlation.model_validate({"between": ["a", "b"], "rho": rho})
