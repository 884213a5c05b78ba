"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.run import BLOCK, run

__all__ = ["BLOCK", "run"]
