"""The notebook's objects: they only compose what lies below."""

from sim.surface.comparing import Comparison, compare
from sim.surface.run import Run
from sim.surface.scenario import Scenario
from sim.surface.sweep import Sweep

__all__ = ["Comparison", "Run", "Scenario", "Sweep", "compare"]
