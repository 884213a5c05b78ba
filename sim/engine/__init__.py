"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.studies import BLOCK, run

__all__ = ["BLOCK", "run"]
