"""What is asked of us."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

import sim.zones
from sim.kernels import Goal, RuleArrays, WorldArrays
from sim.zones.searching import best_deals

GOALS = {"gap": Goal.GAP, "nash": Goal.NASH, "utilitarian": Goal.UTILITARIAN}
"""Best deals that are searched for one at a time."""


def asked(name: str) -> Callable[..., Any]:
    """Return one of our questions about zones."""
    return partial(best_deal, GOALS[name]) if name in GOALS else getattr(sim.zones, name)


def best_deal(goal: int, worlds: WorldArrays, rules: RuleArrays) -> Any:
    """Return the best deal of every world for one goal."""
    return best_deals(worlds, rules, [goal], np.ones(len(worlds.thresholds), np.bool_))
