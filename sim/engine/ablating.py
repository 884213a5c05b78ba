"""What every world holds with one ingredient of a scenario after another taken out."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64

from sim.arrays import MILLION
from sim.engine.lasting import zone_that_lasts
from sim.engine.talking import talked
from sim.engine.tasks import Block, Task, shared
from sim.worlds import build
from sim.zones import existence, largest_values


class Held(NamedTuple):
    """What is found in each of some worlds."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether a zone exists; shape ``(draws,)``."""
    compatible: Bool[np.ndarray, " draws"]
    """Whether the lines leave some deal; shape ``(draws,)``."""
    slack: Float64[np.ndarray, " draws"]
    """The largest least surplus, from 0 to 1; minus infinite where the lines leave no deal."""
    agreed: Bool[np.ndarray, " draws"]
    """Whether talks strike a deal; nowhere without talks."""
    lasting: Bool[np.ndarray, " draws"]
    """Whether some zone deal lasts: all do where every deal holds."""


def held_in(tasks: Sequence[Task], block: Block) -> list[Held]:
    """Draw a block of worlds of several scenarios, and tell what each holds."""
    found = []
    for task, uniforms in zip(tasks, shared(tasks, block), strict=True):
        worlds = build(task.case, uniforms)
        zones = existence(worlds.arrays, task.rules)
        agreed = talked(task.case, worlds, task.rules, zones.in_zone).get("ratified", np.zeros(block.count, np.bool_))
        slack = largest_values(worlds.arrays, task.rules).value / MILLION
        lasting = zone_that_lasts(worlds, task.rules, zones.in_zone)
        found.append(Held(zones.in_zone, zones.compatible, slack, agreed, lasting))
    return found
