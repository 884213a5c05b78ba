"""A scenario asked for on the command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.surface import Scenario


def scenario_of(name: str, sets: Sequence[str] | None) -> "Scenario":
    """Read a scenario; what cannot be used is told before anything slow is imported."""
    from sim.scenario import read_scenario

    reading = read_scenario(name, sets or ())
    from sim.surface import Scenario

    return Scenario(reading)
