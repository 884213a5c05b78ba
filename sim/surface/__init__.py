"""The notebook's objects: they only compose what lies below."""

from sim.surface.comparing import Comparison, compare
from sim.surface.run import Run
from sim.surface.scenario import Scenario
from sim.surface.sealing import sealed
from sim.surface.sweep import Sweep
from sim.surface.verifying import Verified, verified

__all__ = ["Comparison", "Run", "Scenario", "Sweep", "Verified", "compare", "sealed", "verified"]
