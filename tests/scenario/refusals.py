"""Texts that are refused: their problems, and where they stand."""

import pytest

from sim.errors import ScenarioError
from sim.scenario.yaml_files import parse


def refused(text):
    with pytest.raises(ScenarioError) as caught:
        parse(text, "f.yaml")
    return caught.value.problems


def only(text):
    (problem,) = refused(text)
    return problem


def mark(problem):
    return (problem.place.line, problem.place.column, problem.place.width)
