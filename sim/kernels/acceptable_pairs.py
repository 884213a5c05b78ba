"""In how many worlds a party accepts some deal with two given levels, found from its gains alone.

Let ``g`` be what levels bring a party: their gains, at the levels of a pivot issue less what a deal with that level
must be worth, and minus infinity where a level crosses one of its firm lines. The party accepts a deal iff the sum of
``g`` reaches ``D``, its reservation value, or 0 where there is a pivot issue. The **loss** of a level is how much less
it brings than the best of its issue. The best deal with levels ``a`` and ``b`` of two issues has the best of all
others, so the party accepts some deal with both iff

    loss(a) + loss(b) <= slack,   slack = sum over issues of the best ``g``, less ``D``.

Whole millionths are exact in float64. Where an issue has no level left, losses are not numbers and nothing is accepted.
This holds for parties with no firm bundle, for a bundle forbids no level by itself, and with one pivot issue at most.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds, member
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent


class Losses(NamedTuple):
    """What levels cost each party in the worlds of a batch, and what it can do without; float64."""

    levels: Any
    """Loss of a level to one party; shape ``(levels, batch)``."""
    bests: Any
    """The best of an issue to it; shape ``(batch,)``."""
    slacks: Any
    """What it can do without; minus infinity where a bundle of the party is firm; shape ``(batch,)``."""


def no_losses(batch: int, levels: int) -> Losses:
    """Return losses yet to be filled."""
    return Losses(np.empty((levels, batch)), np.empty(batch), np.empty(batch))


@part
def fill_worths(worlds: Any, some: Any, p: Any, level: Any, worths: Any) -> None:
    """Fill what a level brings a party in some worlds, minus infinity where it crosses one of its firm lines."""
    gains, allowed = worlds.gains, worlds.allowed
    for i in range(some.size):
        worths[i] = gains[some[i], p, level] if holds(allowed[some[i], level], p) else -np.inf


@part
def lower(by_pivot: Any, p: Any, level: Any, worths: Any, count: Any) -> None:
    """Take from what a pivot level brings what a deal with it must be worth."""
    parties = by_pivot.shape[0] // worths.size
    for i in range(count):
        worths[i] -= by_pivot[i * parties + p, level]


@part
def raise_to(worths: Any, bests: Any) -> None:
    """Raise the best so far where a level brings more."""
    for i in range(bests.size):
        bests[i] = worths[i] if worths[i] > bests[i] else bests[i]


@part
def subtract_from(bests: Any, worths: Any) -> None:
    """Turn what a level brings into what it costs next to the best."""
    for i in range(bests.size):
        worths[i] = bests[i] - worths[i]


@part
def add_to(slacks: Any, bests: Any) -> None:
    """Add the best of an issue to what a party can do without."""
    for i in range(bests.size):
        slacks[i] += bests[i]


@part
def fill_issue(worlds: Any, some: Any, p: Any, first: Any, end: Any, pivotal: Any, by_pivot: Any, losses: Any) -> None:
    """Fill the losses of an issue's levels, and add its best to what the party can do without."""
    worlds, by_pivot, losses = lent(worlds), lent(by_pivot), lent(losses)
    levels, bests, slacks = losses.levels, losses.bests, losses.slacks
    bests[:] = -np.inf
    for level in range(first, end):
        fill_worths(worlds, some, p, level, levels[level])
        if pivotal:
            lower(by_pivot, p, level - first, levels[level], some.size)
        raise_to(levels[level], bests)
    for level in range(first, end):
        subtract_from(bests, levels[level])
    add_to(slacks, bests)


@part
def owners_of(firm: Any, owners: Any) -> Any:
    """Return the set of the parties with a firm bundle."""
    found = ZERO
    for bundle in range(owners.size):
        if holds(firm, bundle):
            found |= member(owners[bundle])
    return found


@part
def count_within(first: Any, second: Any, slacks: Any, count: Any) -> Any:
    """Return in how many of the first worlds two losses together are within the slack."""
    found = 0
    for w in range(count):
        found += first[w] + second[w] <= slacks[w]
    return found


@part
def count_single(losses: Any, slacks: Any, count: Any) -> Any:
    """Return in how many of the first worlds one loss is within the slack."""
    found = 0
    for w in range(count):
        found += losses[w] <= slacks[w]
    return found


@part
def count_pairs(losses: Any, slacks: Any, offsets: Any, count: Any, cells: Any) -> None:
    """Count for each two levels of different issues, and each level with itself, the worlds with such a deal."""
    for issue in range(offsets.size - 1):
        for a in range(offsets[issue], offsets[issue + 1]):
            cells[a, a] += count_single(losses[a], slacks, count)
            for b in range(offsets[issue + 1], offsets[-1]):
                cells[a, b] += count_within(losses[a], losses[b], slacks, count)


@part
def fill_slacks(worlds: Any, owners: Any, some: Any, p: Any, pivots: Any, slacks: Any) -> None:
    """Fill what a party could do without if its best deal were worth nothing."""
    for i in range(some.size):
        slacks[i] = 0 if pivots.size > 0 else -worlds.thresholds[some[i], p]
        if pivots.size > 1 or holds(owners_of(worlds.firm_bundles[some[i]], owners), p):
            slacks[i] = -np.inf


@compiled
def add_acceptable(worlds: Any, rules: Any, some: Any, by_pivot: Any, losses: Any, cells: Any) -> None:
    """Add the worlds of a batch in which a party accepts some deal with two levels.

    ``by_pivot`` is what a deal with a pivot level must be worth, shape ``(batch * parties, cells)``; ``cells``
    are of shape ``(parties, levels, levels)``. Parties with a firm bundle are left out, and all where there are several
    pivot issues.
    """
    worlds, rules, by_pivot, losses, cells = lent(worlds), lent(rules), lent(by_pivot), lent(losses), lent(cells)
    offsets, single = rules.offsets, rules.pivots.size == 1
    for p in range(cells.shape[0]):
        fill_slacks(worlds, rules.bundle_parties, some, p, rules.pivots, losses.slacks)
        for issue in range(offsets.size - 1):
            first, end = offsets[issue], offsets[issue + 1]
            fill_issue(worlds, some, p, first, end, single and issue == rules.pivots[0], by_pivot, losses)
        count_pairs(losses.levels, losses.slacks, offsets, some.size, cells[p])
