"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.studies import MOST_DRAWS, Plan, factors, run, zone_share

__all__ = ["MOST_DRAWS", "Plan", "factors", "run", "zone_share"]
