"""Depth first through the issues, with fixed stacks, to the next block of deals that may do."""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO
from sim.kernels.bounds import NO_NEED
from sim.kernels.jit import part
from sim.kernels.vectors import LANES, step_in
from sim.kernels.words import WIDTH, acceptable_in


@part
def fits_some(needs: Any, sums: Any, at: Any, tables: Any, slack: Any) -> Any:
    """Return which combinations of the block bring every row to its need, given the sums of the levels chosen before.

    Parties' rows are whole numbers below 2^24 and exact; the objective's, the last, is allowed the tolerance.
    """
    word = ~ZERO
    parties = needs.size - 1
    for p in range(parties):
        if needs[p] > NO_NEED:
            word &= acceptable_in(tables, p * WIDTH, np.float32(needs[p] - sums[at + p]))
    if needs[parties] > NO_NEED:
        word &= acceptable_in(tables, parties * WIDTH, np.float32(needs[parties] - slack - sums[at + parties]))
    return word


@part
def passes_lanes(sums: Any, depth: Any, width: Any, terms: Any, level: Any, floors: Any) -> Any:
    """Add a level's terms to the sums of a depth for the next; tell whether every lane keeps above its floor."""
    high: Any = step_in(sums, depth * width, terms, level * width, floors, (depth + 1) * width, (depth + 1) * width)
    for group in range(LANES, width, LANES):
        at, below = depth * width + group, (depth + 1) * width + group
        high &= step_in(sums, at, terms, level * width + group, floors, below, below)
    return high


@part
def next_block(desk: Any, open_block: Any) -> Any:
    """Go on to the next block with combinations that may do, and return them; none where the search is over.

    A node is cut where a lane falls below its floor, or where every deal below fits a forbidden pattern: one that what
    is chosen fits, and all levels left. Only a count of deals limits the nodes:
    searches have far more than they can use.
    """
    depth, leading, width, first, counts = desk.depth, desk.leading, desk.targets.size, desk.first, desk.counts
    positions, level_at, chosen, fitted, patterns = (
        desk.positions, desk.level_at, desk.chosen, desk.fitted, desk.place_patterns,
    )  # fmt: skip
    sums, lanes, floors, common, forbidden = desk.sums, desk.lanes, desk.floors, desk.common, desk.forbidden
    nodes = desk.nodes
    while depth >= 0 and nodes > 0:
        if depth == leading:
            depth -= 1
            word = fits_some(desk.needs, sums, leading * width, desk.tables, desk.slack) & open_block
            if word != ZERO:
                desk.depth, desk.nodes = depth, nodes
                return word
            continue
        position = positions[depth]
        if position == counts[depth]:
            depth -= 1
            continue
        positions[depth] = position + 1
        nodes -= 1
        level = level_at[first[depth] + position]
        fits = fitted[depth] & patterns[level]
        if passes_lanes(sums, depth, width, lanes, level, floors) and fits & common[depth + 1] & forbidden == ZERO:
            chosen[depth] = level
            depth += 1
            fitted[depth] = fits
            if depth < leading:
                positions[depth] = 0
    desk.depth, desk.nodes = depth, nodes
    return ZERO
