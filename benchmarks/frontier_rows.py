"""Frontiers next to moocore, a library in C that tells which rows of a table no other row dominates.

Both sides start from the worlds. The peer adds up what deals are worth with NumPy. Three questions:

- the frontier of **all deals**: what no other deal is better for;
- the frontier of **the zone**, after NumPy has cut the deals down to the few in the zone;
- the same after moocore has looked at all deals, as one does who wants the frontier first: under one rule for everybody
  and without lines these are the frontier deals that lie in the zone.

Source: M. Lopez-Ibanez and others, moocore, https://multi-objective.github.io/moocore/python
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from moocore import is_nondominated

from benchmarks.numpy_deals import Masks, accepting, chunks, masks_of, passing, some_of, utilities, whole
from benchmarks.ours import asked
from benchmarks.pairing import Row
from benchmarks.zone_rows import Asked, described
from sim.kernels import WorldArrays


def without_lines(worlds: WorldArrays) -> WorldArrays:
    """Return the same worlds without firm lines: the frontier of all deals looks at worth alone."""
    return worlds._replace(allowed=np.full_like(worlds.allowed, 2**64 - 1))


def of_all(worlds: WorldArrays, masks: Masks) -> list[np.ndarray]:
    """Return the frontier deals of each world."""
    return [np.flatnonzero(undominated(worth_in(one, masks))) for one in chunks(worlds, 1)]


def of_zone(worlds: WorldArrays, masks: Masks) -> list[np.ndarray]:
    """Return the frontier deals of each zone, looked for in the zone."""
    found = []
    for one in chunks(worlds, 1):
        worth = worth_in(one, masks)
        deals = np.flatnonzero(inside(one, worth, masks))
        found.append(deals[undominated(worth[:, deals])])
    return found


def of_all_in_zone(worlds: WorldArrays, masks: Masks) -> list[np.ndarray]:
    """Return the frontier deals of each world that lie in its zone."""
    found = []
    for one in chunks(worlds, 1):
        worth = worth_in(one, masks)
        found.append(np.flatnonzero(undominated(worth) & inside(one, worth, masks)))
    return found


def worth_in(one: WorldArrays, masks: Masks) -> np.ndarray:
    """Return what every deal of one world is worth; shape ``(parties, deals)``."""
    return utilities(one, masks, whole(masks.offsets))[0]


def inside(one: WorldArrays, worth: np.ndarray, masks: Masks) -> np.ndarray:
    """Tell which deals are in the zone of one world; shape ``(deals,)``."""
    return passing(accepting(one, worth[None]), one, masks, whole(masks.offsets))[0]


def undominated(worth: np.ndarray) -> np.ndarray:
    """Tell which deals no other is better for; of equals the first."""
    return is_nondominated(worth.T.astype(np.float64), maximise=True) if worth.shape[1] else np.zeros(0, np.bool_)


PEERS: tuple[tuple[str, str, str, Callable[[WorldArrays, Masks], list[np.ndarray]], bool], ...] = (
    ("frontier of all deals", "frontiers", "moocore.is_nondominated", of_all, False),
    ("frontier of the zone", "zone_frontiers", "moocore on all deals, then the zone", of_all_in_zone, True),
    ("frontier of the zone", "zone_frontiers", "NumPy for the zone, then moocore", of_zone, True),
)
"""Question, our function, words for the peer, the peer, and whether the row has the target."""


def rows(given: Asked, target: float | None = None) -> Iterator[Row]:
    """Go through the comparisons, once both sides have found the same deals."""
    domain = given.domain()
    rules, masks = domain.rules, masks_of(domain.rules, given.parties)
    worlds = without_lines(domain.worlds(given.worlds))
    where = described(given, worlds, rules)
    for question, name, words, find, aimed in PEERS:
        work = asked(name)
        first = some_of(worlds, 0, given.peer_worlds)
        check(work(worlds, rules), find(first, masks), f"{question}, {where}")
        ours, peer = partial(work, worlds, rules), partial(find, first, masks)
        yield Row(
            question,
            words,
            ours,
            peer,
            given.worlds,
            len(first.gains),
            where=where,
            target=target if aimed else None,
        )


def check(found: Any, theirs: list[np.ndarray], what: str) -> None:
    """Refuse to go on if the deals are not the same."""
    numbers, ends = found
    for w, deals in enumerate(theirs):
        if not np.array_equal(numbers[ends[w] : ends[w + 1]], deals):
            raise AssertionError(f"not the same deals: {what}")
