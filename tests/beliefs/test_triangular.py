import numpy as np
import pytest

from sim.beliefs import Pert, Triangular, TruncatedNormal
from sim.beliefs.log_uniform import LogUniform
from sim.beliefs.uniform import Uniform


def test_the_share_below_the_peak_is_its_distance_from_the_low_end():
    belief = Triangular(triangular=(0, 1, 4))
    assert belief.at(np.array([0.25]))[0] == 1
    assert belief.at(np.array([0.0625, 0.8125])) == pytest.approx([0.5, 4 - 1.5])


def test_pert_with_its_peak_in_the_middle_mirrors_itself():
    belief = Pert(pert=(0, 5, 10))
    u = np.linspace(0.01, 0.99, 99)
    assert belief.at(u) + belief.at(1 - u) == pytest.approx(np.full(99, 10.0))


def test_pert_is_narrower_than_a_triangle_on_the_same_points():
    u = (np.arange(1000) + 0.5) / 1000
    assert Pert(pert=(0, 2, 10)).at(u).std() < Triangular(triangular=(0, 2, 10)).at(u).std()


def test_a_wide_normal_is_nearly_uniform_between_its_bounds():
    u = np.linspace(0.01, 0.99, 99)
    assert TruncatedNormal(truncated_normal=(0.5, 1000, 0, 1)).at(u) == pytest.approx(u, abs=1e-6)


def test_both_tails_of_a_normal_are_cut_alike():
    u = np.linspace(0.01, 0.99, 99)
    upper = TruncatedNormal(truncated_normal=(0, 1, 4, 5)).at(u)
    lower = TruncatedNormal(truncated_normal=(0, 1, -5, -4)).at(1 - u)
    assert upper == pytest.approx(-lower, abs=1e-9)


def test_half_and_double_are_alike_on_a_logarithmic_scale():
    u = np.array([0.25, 0.75])
    assert LogUniform(log_uniform=(0.25, 4)).at(u) == pytest.approx([0.5, 2])
    assert Uniform(uniform=(0.25, 4)).at(u) == pytest.approx([1.1875, 3.0625])
