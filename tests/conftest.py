"""Fixtures shared by all tests."""

import pytest
from hypothesis import settings

from sim import Run, Scenario

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")


@pytest.fixture(scope="session")
def moscow() -> Scenario:
    """The scenario of the article."""
    return Scenario.load("moscow-talks")


@pytest.fixture(scope="session")
def talks(moscow: Scenario) -> Run:
    """A small run of it, with its headline."""
    run = moscow.run(draws=256, seed=1)
    assert run.headline
    return run
