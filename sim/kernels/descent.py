"""Depth first through the issues, with fixed stacks, to the next block of deals that may do."""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, member
from sim.kernels.bounds import NO_NEED
from sim.kernels.jit import inlined, part
from sim.kernels.vectors import LANES, short_in, step_in
from sim.kernels.words import WIDTH, acceptable_in, first_in


@inlined
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


@inlined
def passes_lanes(sums: Any, depth: Any, width: Any, terms: Any, level: Any, floors: Any) -> Any:
    """Add a level's terms to the sums of a depth for the next; tell whether every lane keeps above its floor."""
    high: Any = step_in(sums, depth * width, terms, level * width, floors, (depth + 1) * width, (depth + 1) * width)
    for group in range(LANES, width, LANES):
        at, below = depth * width + group, (depth + 1) * width + group
        high &= step_in(sums, at, terms, level * width + group, floors, below, below)
    return high


@inlined
def passing_levels(
    sums: Any, depth: Any, width: Any, lanes: Any, level_at: Any, first: Any, count: Any, floors: Any, dual: Any
) -> Any:
    """Return which of up to 64 levels keep every lane above its floor, as bits, and how many were looked at.

    Levels are in falling order of the lane of dual prices: where that falls short it does for the levels after as well.
    """
    passing, at, below, dual_at = ZERO, depth * width, (depth + 1) * width, dual // LANES * LANES
    last = member(dual - dual_at)
    for k in range(count):
        term = level_at[first + k] * width
        short: Any = short_in(sums, at + dual_at, lanes, term + dual_at, floors, below + dual_at)
        if short & last != ZERO:
            return passing, k + 1
        if width > LANES:
            for group in range(0, width, LANES):
                short |= short_in(sums, at + group, lanes, term + group, floors, below + group)
        passing |= np.uint64(short == ZERO) << np.uint64(k)
    return passing, count


@part
def next_block(desk: Any, open_block: Any) -> Any:
    """Go on to the next block with combinations that may do, and return them; none where the search is over.

    A node is cut where a lane falls below its floor, or where every deal below fits a forbidden pattern: one that what
    is chosen fits, and all levels left. All levels of an issue are looked at together; those that passed are looked at
    once more when their turn comes, as floors may have risen. Only a count of deals limits the nodes: searches have far
    more than they can use.
    """
    depth, leading, width, first = desk.depth, desk.leading, desk.targets.size, desk.first
    positions, counts, bases, passing = desk.positions, desk.counts, desk.bases, desk.passing
    level_at, chosen, fitted, patterns = desk.level_at, desk.chosen, desk.fitted, desk.place_patterns
    sums, lanes, floors, common, forbidden = desk.sums, desk.lanes, desk.floors, desk.common, desk.forbidden
    nodes, needs, tables, slack, dual = desk.nodes, desk.needs, desk.tables, desk.slack, desk.needs.size
    while depth >= 0 and nodes > 0:
        if depth == leading:
            depth -= 1
            word = fits_some(needs, sums, leading * width, tables, slack) & open_block
            if word != ZERO:
                desk.depth, desk.nodes = depth, nodes
                return word
            continue
        word = passing[depth]
        if word == ZERO:
            if positions[depth] == counts[depth]:
                depth -= 1
            else:
                base = positions[depth]
                most = min(WIDTH, counts[depth] - base)
                passing[depth], seen = passing_levels(
                    sums, depth, width, lanes, level_at, first[depth] + base, most, floors, dual
                )
                bases[depth], positions[depth] = base, base + most if seen == most else counts[depth]
                nodes -= seen
            continue
        passing[depth] = word & (word - ONE)
        level = level_at[first[depth] + bases[depth] + first_in(word)]
        fits = fitted[depth] & patterns[level]
        if passes_lanes(sums, depth, width, lanes, level, floors) and fits & common[depth + 1] & forbidden == ZERO:
            chosen[depth] = level
            depth += 1
            fitted[depth] = fits
            if depth < leading:
                positions[depth], passing[depth] = 0, ZERO
    desk.depth, desk.nodes = depth, nodes
    return ZERO
