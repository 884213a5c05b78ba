"""Compiled loops over worlds and deals; the only place with numba."""

from sim.kernels.acceptance import acceptable
from sim.kernels.every_deal import dense, exists
from sim.kernels.jit import COLD
from sim.kernels.shapes import Counts, RuleArrays, Verdicts, WorldArrays, no_counts, no_verdicts

__all__ = [
    "COLD",
    "Counts",
    "RuleArrays",
    "Verdicts",
    "WorldArrays",
    "acceptable",
    "dense",
    "exists",
    "no_counts",
    "no_verdicts",
]
