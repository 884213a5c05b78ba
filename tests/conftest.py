"""Fixtures shared by all tests."""

import pytest
from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")


@pytest.fixture(scope="session")
def moscow():
    """The scenario of the article."""
    from sim import Scenario  # not earlier: the type checks must be hooked in before anything of sim is imported

    return Scenario.load("moscow-talks")


@pytest.fixture(scope="session")
def talks(moscow):
    """A small run of it, with its headline."""
    run = moscow.run(draws=256, seed=1)
    assert run.headline
    return run
