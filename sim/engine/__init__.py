"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.budget import memory_of
from sim.engine.studies import MOST_DRAWS, Plan, factors, run, zone_share

__all__ = ["MOST_DRAWS", "Plan", "factors", "memory_of", "run", "zone_share"]
