"""Whose yes together would open a world without a zone: every smallest set, and who falls short of the nearest deal."""

from functools import reduce
from itertools import combinations
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.engine.tasks import Block, Task
from sim.zones import existence, surplus_at
from sim.zones.parts import always_yes, among

LARGEST = 3
"""Parties in a set at most."""
MOST_SETS = 250
"""Sets asked about at most; with so many parties that there are more, only smaller sets are."""


class Unblocked(NamedTuple):
    """What would open some worlds."""

    opens: Bool[np.ndarray, "draws sets"]
    """Whether the constant yes of all of a set would open the world while that of no part of the set would; never where
    the world has a zone."""
    short: Float64[np.ndarray, "draws parties"]
    """What each party is short of no deal with the deal nearest to a zone, from 0 to 1; not a number where it is short
    of nothing, where there is a zone, and where the lines leave no deal."""


def sets_of(parties: int) -> list[tuple[int, ...]]:
    """Return the sets of parties that are asked about, the smaller ones first.

    >>> sets_of(3)
    [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]
    """
    found: list[tuple[int, ...]] = []
    for size in range(1, min(LARGEST, parties) + 1):
        more = list(combinations(range(parties), size))
        if found and len(found) + len(more) > MOST_SETS:
            break
        found += more
    return found


def unblocked_in(given: tuple[Task, Int64[np.ndarray, " all"]], block: Block) -> Unblocked:
    """Draw a block of worlds, and look for whose yes would open those without a zone.

    Parameters
    ----------
    given
        The study, and of every draw the deal that comes nearest to a zone; -1 where there is none.
    block
        Which draws.
    """
    task, nearest = given
    arrays = task.worlds(block).arrays
    closed = ~existence(arrays, task.rules).in_zone
    sets = sets_of(len(task.case.parties))
    opens = np.zeros((block.count, len(sets)), np.bool_)
    if closed.any():
        left = among(arrays, closed)
        enough = np.stack([existence(left, reduce(always_yes, some, task.rules)).in_zone for some in sets], axis=1)
        opens[closed] = smallest(sets, enough)
    surplus = surplus_at(arrays, task.rules, nearest[block.first : block.first + block.count])
    return Unblocked(opens, np.where(closed[:, None] & (surplus < 0), -surplus, np.nan))


def smallest(sets: list[tuple[int, ...]], enough: Bool[np.ndarray, "draws sets"]) -> Bool[np.ndarray, "draws sets"]:
    """Return which sets are enough while no part of them is.

    >>> smallest([(0,), (1,), (0, 1)], np.array([[True, False, True], [False, False, True]])).tolist()
    [[True, False, False], [False, False, True]]
    """
    found = enough.copy()
    for k, some in enumerate(sets):
        for j, other in enumerate(sets):
            if set(other) < set(some):
                found[:, k] &= ~enough[:, j]
    return found
