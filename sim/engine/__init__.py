"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.studies import BLOCK, MOST_DRAWS, run

__all__ = ["BLOCK", "MOST_DRAWS", "run"]
