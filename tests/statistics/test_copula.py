"""Uniforms that depend on one another: still uniform, as dependent as said, and the first as they were."""

import numpy as np
import pytest

from sim.draws import draw
from sim.statistics.copula import correlated

DRAWS = 2**15


def pair(rho, draws=DRAWS):
    plain = draw(("a", "b"), 1, 0, draws)
    uniforms = np.stack([plain.columns["a"], plain.columns["b"]])
    return uniforms, correlated(uniforms, np.array([[1.0, rho], [rho, 1.0]]))


@pytest.mark.parametrize("rho", [-0.95, -0.5, -0.1, 0.2, 0.6, 0.8, 0.99])
def test_both_lie_above_their_medians_as_often_as_sheppard_found(rho):
    _, (a, b) = pair(rho)
    assert ((a > 0.5) & (b > 0.5)).mean() == pytest.approx(0.25 + np.arcsin(rho) / (2 * np.pi), abs=0.003)


@pytest.mark.parametrize("rho", [-0.7, 0.3, 0.9])
def test_marginals_stay_uniform_and_ranks_correlate_as_the_closed_form_says(rho):
    _, (a, b) = pair(rho)
    assert np.sort(b) == pytest.approx((np.arange(DRAWS) + 0.5) / DRAWS, abs=0.005)
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(rho / 2), abs=0.005)


def test_the_first_stays_bit_for_bit_and_so_does_who_correlates_with_nobody_before_it():
    plain = draw(("a", "b", "c"), 1, 0, 64)
    uniforms = np.stack([plain.columns[name] for name in "abc"])
    matrix = np.eye(3)
    matrix[0, 2] = matrix[2, 0] = 0.5
    found = correlated(uniforms, matrix)
    assert (found[:2] == uniforms[:2]).all()
    assert (found[2] != uniforms[2]).all()


def test_a_draw_is_the_same_however_many_are_computed_at_once():
    uniforms, whole = pair(0.4, 1000)
    matrix = np.array([[1.0, 0.4], [0.4, 1.0]])
    parts = [correlated(uniforms[:, k : k + 7], matrix) for k in range(0, 1000, 7)]
    assert (np.concatenate(parts, axis=1) == whole).all()


def test_the_far_ends_stay_strictly_between_0_and_1():
    ends = np.array([2.0**-31, 1 - 2.0**-31])
    found = correlated(np.tile(ends, (20, 1)), np.full((20, 20), 0.5) + 0.5 * np.eye(20))
    assert found.min() >= 2.0**-31
    assert found.max() < 1


def test_three_correlate_pair_by_pair_as_said():
    plain = draw(("a", "b", "c"), 3, 0, DRAWS)
    matrix = np.array([[1.0, 0.5, -0.3], [0.5, 1.0, 0.2], [-0.3, 0.2, 1.0]])
    high = correlated(np.stack([plain.columns[name] for name in "abc"]), matrix) > 0.5
    for one, other in ((0, 1), (0, 2), (1, 2)):
        expected = 0.25 + np.arcsin(matrix[one, other]) / (2 * np.pi)
        assert (high[one] & high[other]).mean() == pytest.approx(expected, abs=0.004)
