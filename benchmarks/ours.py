"""What is asked of us."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

import sim.zones
from sim.deals import deals_of
from sim.kernels import Goal, RuleArrays, WorldArrays, stairs_of, sure_menus
from sim.zones.searching import best_deals

GOALS = {"gap": Goal.GAP, "nash": Goal.NASH, "utilitarian": Goal.UTILITARIAN}
"""Best deals that are searched for one at a time."""


def asked(name: str) -> Callable[..., Any]:
    """Return one of our questions about zones, or the staircases of the first party."""
    if name == "staircases":
        return staircases
    return partial(best_deal, GOALS[name]) if name in GOALS else getattr(sim.zones, name)


def staircases(worlds: WorldArrays, rules: RuleArrays) -> Any:
    """Return all offers that the first party can make in every world, the others' true worths being its picture."""
    others = worlds.gains[:, 1:].astype(np.int64).sum(axis=1)
    keys = deals_of(rules.offsets) * others - rules.numbers
    opened = worlds.allowed & np.uint64(1) != 0
    return stairs_of(sure_menus(np.ascontiguousarray(worlds.gains[:, 0]), keys, opened, rules.offsets))


def best_deal(goal: int, worlds: WorldArrays, rules: RuleArrays) -> Any:
    """Return the best deal of every world for one goal."""
    return best_deals(worlds, rules, [goal], np.ones(len(worlds.thresholds), np.bool_))
