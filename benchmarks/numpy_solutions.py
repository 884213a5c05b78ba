"""Solutions of each zone and gaps of each empty one, by broadcasting over chunks.

The zone is first cut down to the few deals in it, and the solutions are sought among these.
"""

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

import numpy as np

from benchmarks.numpy_deals import Chunk, Masks, accepting, chunks, passing, some_of, utilities, whole
from benchmarks.one_by_one import has
from sim.kernels import WorldArrays


class Solved(NamedTuple):
    """The zone's size and the numbers of its solutions, -1 where there is none; each of shape ``(worlds,)``."""

    sizes: np.ndarray
    nash: np.ndarray
    kalai_smorodinsky: np.ndarray
    egalitarian: np.ndarray
    utilitarian: np.ndarray


def solved(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> Solved:
    """Return the solutions of each world."""
    found: list[tuple[int, ...]] = []
    for some in chunks(worlds, chunk.worlds):
        worth = utilities(some, rules, whole(rules.offsets))
        inside = passing(accepting(some, worth), some, rules, whole(rules.offsets))
        found.extend(solutions_in(some, rules, worth, inside))
    return Solved(*map(np.array, zip(*found, strict=True)))


def solutions_in(worlds: WorldArrays, rules: Masks, worth: np.ndarray, inside: np.ndarray) -> Iterator[tuple[int, ...]]:
    """Go through the worlds of a chunk, given what deals are worth and which are in the zone."""
    for w, zone in enumerate(inside):
        deals = np.flatnonzero(zone)
        players = players_of(worlds.active_rules[w], rules)
        gained = worth[w, players][:, deals].astype(np.float64)
        if np.isinf(gained).any():  # a quota lets deals pass that cross a line of a player
            gained = worth_of(some_of(worlds, w, w + 1), rules, deals)[players]
        gained -= worlds.thresholds[w, players, None]
        fair = (gained >= 0).all(axis=0)
        yield len(deals), *(best(gained[:, fair], rules.numbers[deals[fair]]) if players else [-1] * 4)


def worth_of(world: WorldArrays, rules: Masks, deals: np.ndarray) -> np.ndarray:
    """Return what some deals of one world are worth, lines left aside; shape ``(parties, deals)``."""
    everybody = np.full_like(world.allowed, 2**64 - 1)
    open_to_all = world._replace(allowed=everybody, firm_bundles=np.zeros_like(world.firm_bundles))
    return utilities(open_to_all, rules, whole(rules.offsets))[0][:, deals].astype(np.float64)


def players_of(standing: np.uint64, rules: Masks) -> list[int]:
    """Return whom some standing rule asks, in order."""
    return sorted(set().union(*(rule.asked for r, rule in enumerate(rules.rules) if has(standing, r))))


def best(gained: np.ndarray, numbers: np.ndarray) -> list[int]:
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian among some deals; ``gained`` is players by deals.

    Gains are whole numbers below 2^25, so two quotients that differ do so by 2^-50 at least, and their float64 too.
    """
    if not len(numbers):
        return [-1] * 4
    ideal = gained.max(axis=1)
    hopeful = ideal > 0
    shares = (gained[hopeful] / ideal[hopeful, None]).min(axis=0, initial=np.inf)
    scores = reduce(np.multiply, gained), shares, gained.min(axis=0), gained.sum(axis=0)
    return [int(numbers[score == score.max()].min()) for score in scores]


def gaps(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
    """Return the largest value of any deal, -inf where none is clear of the lines, and the first deal that has it."""
    found = [nearest(values(some, rules), rules.numbers) for some in chunks(worlds, chunk.worlds)]
    largest, deals = map(np.concatenate, zip(*found, strict=True))
    return largest, deals


def nearest(value: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each world's largest value, and the lowest number of a deal that has it; -1 where all are endless."""
    largest = value.max(axis=1)
    deals = np.array([numbers[own == most].min() for own, most in zip(value, largest, strict=True)])
    return largest, np.where(largest == -np.inf, -1, deals)


def values(worlds: WorldArrays, rules: Masks) -> np.ndarray:
    """Return each deal's value, the least over its rules of what their quotas reach; shape ``(worlds, deals)``."""
    every = whole(rules.offsets)
    surplus = utilities(worlds, rules, every)
    surplus -= worlds.thresholds[..., None]
    value = np.full((len(surplus), surplus.shape[2]), np.inf, surplus.dtype)
    for r, rule in enumerate(rules.rules):
        reached = [surplus[:, p] for p in rule.vetoes]
        if rule.quota == len(rule.asked):
            reached = [surplus[:, p] for p in rule.asked]
        else:
            asked = surplus[:, sorted(rule.asked)]
            reached.append(np.partition(asked, asked.shape[1] - rule.quota, axis=1)[:, asked.shape[1] - rule.quota])
        applies = has(worlds.active_rules, r)[:, None] & rule.triggered
        np.minimum(value, reduce(np.minimum, reached), out=value, where=applies)
    return value
