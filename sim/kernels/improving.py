"""Within one root: prices and lanes, a first deal, and the way down to better ones."""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO
from sim.kernels.bounds import NO_NEED, fill_floors, fill_lanes, fill_mixes, fill_slack, fill_tops, fill_weights
from sim.kernels.descent import next_block
from sim.kernels.goals import EXISTENCE, KALAI_SMORODINSKY, NASH, fill_needs, fill_objective
from sim.kernels.jit import part
from sim.kernels.merits import merit
from sim.kernels.pricing import find_duals
from sim.kernels.roots import open_block
from sim.kernels.words import WIDTH, first_in

CLIMBS = 6
"""Most rounds through the issues on the way to a first deal."""
FEW = 500
"""Nodes seen before prices are sought with more care."""
MANY = 2**62
"""More nodes than any search can see."""


@part
def keep(desk: Any) -> None:
    """Keep the chosen levels as the best so far."""
    desk.best_number = np.int64(0)
    for i in range(desk.chosen.size):
        desk.best_levels[i] = desk.chosen[i]
        desk.best_number += desk.place_numbers[desk.chosen[i]]


@part
def offer(desk: Any) -> Any:
    """Keep the chosen levels if they are better than the best so far; tell whether they are."""
    share, parts = merit(desk)
    if share * desk.best_parts <= desk.best_share * parts:
        return False
    desk.best_share, desk.best_parts = share, parts
    keep(desk)
    for p in range(desk.star.size):
        desk.star[p] = desk.surplus[p]
    return True


@part
def is_done(desk: Any) -> Any:
    """Tell whether nothing better can be found: a zone deal, or where no ideal is above 0 any deal."""
    if desk.goal == EXISTENCE:
        return desk.best_share >= 0.0
    return desk.goal == KALAI_SMORODINSKY and desk.best_parts == 0.0


@part
def climb(desk: Any) -> None:
    """Choose the dearest level of every issue, then level by level whatever raises the least excess over a need."""
    width, excess, least = desk.targets.size, desk.excess, np.inf
    for i in range(desk.counts.size):
        desk.chosen[i] = desk.level_at[desk.first[i]]
    for row in range(excess.size):
        excess[row] = -desk.needs[row]
        for i in range(desk.counts.size):
            excess[row] += desk.lanes[desk.chosen[i] * width + row]
        least = min(least, excess[row])
    for _ in range(CLIMBS):
        before = least
        for i in range(desk.counts.size):
            least = climb_issue(desk, i, least)
        if least <= before:
            break


@part
def climb_issue(desk: Any, i: Any, least: Any) -> Any:
    """Choose the level of one issue that raises the least excess most; return the least excess."""
    lanes, excess, width = desk.lanes, desk.excess, desk.targets.size
    old = desk.chosen[i]
    best = old
    for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
        level, reached = desk.level_at[j], np.inf
        for p in range(excess.size):
            reached = min(reached, excess[p] + (lanes[level * width + p] - lanes[old * width + p]))
            if reached <= least:
                break
        if reached > least:
            best, least = level, reached
    if best != old:
        for p in range(excess.size):
            excess[p] += lanes[best * width + p] - lanes[old * width + p]
        desk.chosen[i] = best
    return least


@part
def lay_lanes(desk: Any) -> None:
    """Fill the lanes of the root at hand, their largest terms, and the block's table of the objective."""
    width, parties = desk.targets.size, desk.objective.size
    fill_weights(desk)
    fill_lanes(desk)
    for i in range(desk.counts.size):
        fill_tops(desk, i)
    if desk.needs[parties] > NO_NEED:
        for c in range(desk.block.shape[0]):
            total = np.float32(0.0)
            for i in range(desk.block.shape[1]):
                total += desk.lanes[desk.block[c, i] * width + parties]
            desk.tables[parties * WIDTH + c] = total


@part
def sort_levels(desk: Any) -> None:
    """Put the levels of every issue in falling order of their worth at the dual prices."""
    level_at, lanes, width, lane = desk.level_at, desk.lanes, desk.targets.size, desk.needs.size
    for i in range(desk.counts.size):
        first = desk.first[i]
        for j in range(first + 1, first + desk.counts[i]):
            level, k = level_at[j], j
            while k > first and lanes[level_at[k - 1] * width + lane] < lanes[level * width + lane]:
                level_at[k] = level_at[k - 1]
                k -= 1
            level_at[k] = level


@part
def lay(desk: Any) -> Any:
    """Price the root at hand, and lay out its lanes; tell whether it may do at all."""
    if find_duals(desk) < -desk.slack:
        return False
    fill_mixes(desk)
    lay_lanes(desk)
    sort_levels(desk)
    desk.laid = 1
    return fill_floors(desk)


@part
def refresh(desk: Any) -> Any:
    """Raise needs and floors to the best deal found; tell whether the root may hold a better one.

    Where the objective itself has changed, so have its sums on the way down: they are made anew.
    """
    fill_needs(desk)
    fill_objective(desk)
    fill_slack(desk)
    if desk.goal == NASH:
        lay_lanes(desk)
        width = desk.targets.size
        for depth in range(desk.leading):
            for k in range(width):
                term = desk.lanes[desk.chosen[depth] * width + k]
                desk.sums[(depth + 1) * width + k] = desk.sums[depth * width + k] + term
    return fill_floors(desk)


@part
def choose(desk: Any, word: Any) -> Any:
    """Choose the first combination of a word for the block; return the others."""
    combination: Any = first_in(word)
    for i in range(desk.block.shape[1]):
        desk.chosen[desk.leading + i] = desk.block[combination, i]
    return word & (word - ONE)


@part
def try_climb(desk: Any) -> Any:
    """Climb to a first deal; tell whether the root at hand may hold a better one."""
    climb(desk)
    return not offer(desk) or (not is_done(desk) and refresh(desk))


@part
def descend(desk: Any) -> Any:
    """Search the root at hand for better deals; tell whether it is through before the nodes run out."""
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        better = False
        while word != ZERO:
            word = choose(desk, word)
            better |= offer(desk)
        if better and (is_done(desk) or not refresh(desk)):
            return True
        word = next_block(desk, every)
    return desk.nodes > 0


@part
def improve(desk: Any) -> None:
    """Search the root at hand for better deals until there are none; where that is long, begin anew with more care."""
    start, desk.nodes = desk.start, FEW
    if try_climb(desk) and not descend(desk):
        desk.start, desk.nodes = 0, MANY
        if lay(desk) and try_climb(desk):
            descend(desk)
    desk.start, desk.nodes = start, MANY
