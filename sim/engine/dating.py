"""The zone as it would be if the parties decided in a later round."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Int64

from sim.deals import deals_of
from sim.engine.tasks import Block, Task
from sim.worlds import in_round
from sim.zones import MOST_LISTED, NOT_COUNTED, existence, zone_sizes


class Dated(NamedTuple):
    """Zones by the round in which the parties decide."""

    in_zone: Bool[np.ndarray, "draws rounds"]
    """Whether there is one."""
    sizes: Int64[np.ndarray, "draws rounds"]
    """How many deals it holds; ``NOT_COUNTED`` where there are too many deals to list them."""


def dated_in(asked: tuple[Task, Sequence[int]], block: Block) -> Dated:
    """Draw a block of worlds, and find their zones in each of some rounds."""
    task, rounds = asked
    worlds = task.worlds(block)
    found, sizes = [], []
    for number in rounds:
        arrays = worlds.arrays
        if worlds.course is not None:
            arrays = in_round(arrays, task.rules, worlds.course, tuple(task.case.parties), number)
        if deals_of(task.rules.offsets) <= MOST_LISTED:
            sizes.append(zone_sizes(arrays, task.rules))
            found.append(sizes[-1] > 0)
        else:
            found.append(existence(arrays, task.rules).in_zone)
            sizes.append(np.where(found[-1], NOT_COUNTED, 0))
    return Dated(np.stack(found, axis=1), np.stack(sizes, axis=1))
