"""Scenario files for tests: writing them, reading what they say, and where a problem stands."""

from pathlib import Path

import pytest


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def plain(path, overrides=()):
    from sim.scenario.chain import layers
    from sim.scenario.merging import merged

    return merged(layers(path, overrides)).plain()


def only(call):
    from sim.errors import ScenarioError

    with pytest.raises(ScenarioError) as caught:
        call()
    (problem,) = caught.value.problems
    return problem


def where(problem):
    return (Path(problem.place.file).name, problem.place.line, problem.place.column, problem.place.width)
