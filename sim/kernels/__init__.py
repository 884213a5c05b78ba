"""Compiled loops over worlds and deals; the only place with numba."""

from sim.kernels.acceptance import acceptable
from sim.kernels.consenting import consented
from sim.kernels.digital_sequence import fill_uniforms
from sim.kernels.efficiency import improvements
from sim.kernels.every_deal import dense, exists
from sim.kernels.jit import COLD
from sim.kernels.patterns import triggered
from sim.kernels.shapes import (
    Counts,
    RuleArrays,
    Verdicts,
    WorldArrays,
    every_deal_holds,
    no_counts,
    no_verdicts,
)
from sim.kernels.staircase import Menus, Stairs, lowest_step, stairs_of

__all__ = [
    "COLD",
    "Counts",
    "Menus",
    "RuleArrays",
    "Stairs",
    "Verdicts",
    "WorldArrays",
    "acceptable",
    "consented",
    "dense",
    "every_deal_holds",
    "exists",
    "fill_uniforms",
    "improvements",
    "lowest_step",
    "no_counts",
    "no_verdicts",
    "stairs_of",
    "triggered",
]
