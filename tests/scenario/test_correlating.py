"""Correlations in a file: what is refused, with its place, and the matrix they make."""

import numpy as np
import pytest
from games import written

from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.scenario.correlating import correlation_matrix
from sim.stakes import Correlation

FILE = written([2, 2]) + "\ncorrelations:\n"


def refusal(tmp_path, *entries):
    path = tmp_path / "made.yaml"
    path.write_text(FILE + "".join(f"  {entry}\n" for entry in entries))
    with pytest.raises(ScenarioError) as caught:
        read_scenario(path)
    return str(caught.value)


@pytest.mark.parametrize(
    "entry, told",
    [
        ("x: {between: [a], rho: 0.5}", "correlations.x.between needs at least 2 entries"),
        ("x: {between: [a, a], rho: 0.5}", "correlations.x.between names a path twice"),
        ("x: {between: [a, b], rho: 1}", "correlations.x.rho must be less than 1"),
        ("x: {between: [a, b], rho: -1.5}", "correlations.x.rho must be more than -1"),
        ("x: {between: [a, b]}", "correlations.x has no 'rho'"),
        ("x: {between: [a, b], rho: {uniform: [0, 1]}}", "correlations.x.rho must be a number"),
        ("x: {between: [a, b], rho: 0.5, because: [A1]}", "no source holds a statement 'A1'"),
        ("x: {between: [a, b, c], rho: -0.6}", "correlations.x.rho cannot hold of 3 quantities: the least eigenvalue"),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(tmp_path, entry, told):
    message = refusal(tmp_path, entry)
    assert told in message
    assert f"made.yaml:{FILE.count(chr(10)) + 1}:" in message


def test_the_least_correlation_that_all_pairs_can_have_is_told(tmp_path):
    assert "all pairs of 3 can have more than -0.5" in refusal(tmp_path, "x: {between: [a, b, c], rho: -0.6}")


def test_one_pair_with_two_correlations_is_refused_at_the_second(tmp_path):
    message = refusal(tmp_path, "x: {between: [a, b], rho: 0.5}", "y: {between: [b, a, c], rho: 0.4}")
    assert "correlations.y.rho is 0.4, but 'x' says 0.5 of b and a" in message


def test_correlations_that_cannot_all_hold_are_named_with_the_least_eigenvalue_and_others_are_not(tmp_path):
    entries = ["x: {between: [a, b], rho: 0.9}", "far: {between: [d, e], rho: 0.9}", "y: {between: [b, c], rho: 0.9}"]
    message = refusal(tmp_path, *entries, "z: {between: [a, c], rho: -0.9}")
    assert (
        "correlations of x, y, z cannot all hold of 3 quantities: the least eigenvalue of their matrix is -0.8"
        in message
    )


def test_the_same_pair_may_be_named_twice_with_one_correlation():
    entries = {
        "x": Correlation(between=("a", "b"), rho=0.5),
        "y": Correlation(between=("a", "b"), rho=0.5),
        "z": Correlation(between=("c", "a"), rho=-0.25),
    }
    paths, matrix = correlation_matrix(entries)
    assert paths == ("a", "b", "c")
    assert matrix.tolist() == [[1, 0.5, -0.25], [0.5, 1, 0], [-0.25, 0, 1]]


def test_what_is_not_drawn_correlates_with_nothing_and_the_rest_does():
    paths, matrix = correlation_matrix({"x": Correlation(between=("a", "b", "c"), rho=0.5)}, {"a", "c"})
    assert paths == ("a", "c")
    assert np.array_equal(matrix, [[1, 0.5], [0.5, 1]])
