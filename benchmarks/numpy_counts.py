"""All that a tally counts, by broadcasting over chunks.

Whether some deal with two levels is in a mask is asked for eight worlds at a time, packed in the bits of one byte.
"""

from itertools import pairwise

import numpy as np

from benchmarks.numpy_deals import Chunk, Masks, accepting, chunks, clearing, passing, utilities, whole
from sim.kernels import Counts, Verdicts, WorldArrays, no_counts


def counted(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> tuple[Counts, Verdicts]:
    """Return all that :func:`sim.zones.tally` counts."""
    counts = no_counts(len(rules.numbers), worlds.gains.shape[1], worlds.gains.shape[2])
    verdicts = []
    for some in chunks(worlds, chunk.worlds):
        yes = accepting(some, utilities(some, rules, whole(rules.offsets)))
        verdicts.append(count(some, rules, yes, counts))
    return by_number(counts, rules.numbers), Verdicts(*map(np.concatenate, zip(*verdicts, strict=True)))


def by_number(counts: Counts, numbers: np.ndarray) -> Counts:
    """Put what is counted for each deal in the order of the deals' numbers."""
    order = np.argsort(numbers)
    return counts._replace(joint=counts.joint[order], accepted=counts.accepted[order], sole=counts.sole[order])


def count(worlds: WorldArrays, rules: Masks, yes: list[np.ndarray], counts: Counts, by_deal: bool = True) -> Verdicts:
    """Add a chunk of worlds to the counts, given who accepts what, and return the verdict on each.

    Unless it is asked what becomes of each deal, only levels and pairs of levels are counted.
    """
    every = whole(rules.offsets)
    inside = passing(yes, worlds, rules, every)
    add_cells(inside, rules.offsets, counts.cells)
    alone, blockers = [], np.zeros(len(inside), np.uint64)
    for p, own in enumerate(yes):
        opened = passing([*yes[:p], np.ones_like(own), *yes[p + 1 :]], worlds, rules, every)
        alone.append(opened & ~inside)
        blockers |= opened.any(axis=1).astype(np.uint64) << np.uint64(p)
        accepted = np.zeros_like(counts.cells)
        add_cells(own, rules.offsets, accepted)
        counts.refused_cells[p] += np.triu(len(own) - accepted)
    if by_deal:
        add_by_deal(inside, yes, alone, counts)
        add_shared(alone, rules.offsets, counts.shared)
    compatible = passing(clearing(worlds, rules, every), worlds, rules, every).any(axis=1)
    sizes = np.array([np.count_nonzero(zone) for zone in inside])
    return Verdicts(sizes, compatible, np.where(sizes == 0, blockers, np.uint64(0)))


def add_by_deal(inside: np.ndarray, yes: list[np.ndarray], alone: list[np.ndarray], counts: Counts) -> None:
    """Count by deal who accepts it, who alone keeps it out, and where it is in the zone."""
    counts.joint[:] += per_deal(inside)
    for p, own in enumerate(yes):
        counts.accepted[:, p] += per_deal(own)
        counts.sole[:, p] += per_deal(alone[p])


def per_deal(mask: np.ndarray) -> np.ndarray:
    """Count the worlds of a chunk, fewer than 256, in which each deal is in a mask; shape ``(deals,)``."""
    return mask.view(np.uint8).sum(axis=0, dtype=np.uint8)


def add_shared(alone: list[np.ndarray], offsets: np.ndarray, shared: np.ndarray) -> None:
    """Count by level the deals that several parties alone keep out, under each of them and once in the last column."""
    some, several = np.zeros((2, *alone[0].shape), np.bool_)
    for own in alone:
        several |= some & own
        some |= own
    if not several.any():
        return
    for column, mask in enumerate([*(several & own for own in alone), several]):
        by_deal = per_deal(mask).reshape(np.diff(offsets)).astype(np.int64)
        for issue, (first, end) in enumerate(pairwise(offsets)):
            rest = tuple(k for k in range(len(offsets) - 1) if k != issue)
            shared[first:end, column] += by_deal.sum(axis=rest)


def add_cells(mask: np.ndarray, offsets: np.ndarray, cells: np.ndarray) -> None:
    """Count the worlds in which some deal of the mask holds two levels; upper half of ``(levels, levels)``."""
    parts = [slice(first, end) for first, end in pairwise(offsets)]
    eights = np.packbits(mask, axis=0).reshape(-1, *np.diff(offsets))
    for i, part in enumerate(parts):
        own = cells[part, part]
        own[np.diag_indices(len(own))] += worlds_in(any_of_rest(eights, 2), len(mask))
        rest = eights
        for other in parts[i + 1 :]:
            cells[part, other] += worlds_in(any_of_rest(rest, 3), len(mask))
            rest = np.bitwise_or.reduce(rest, axis=2)
        eights = np.bitwise_or.reduce(eights, axis=1)


def any_of_rest(eights: np.ndarray, axes: int) -> np.ndarray:
    """Return the OR over all but the first axes."""
    return np.bitwise_or.reduce(eights.reshape(*eights.shape[:axes], -1), axis=axes)


def worlds_in(eights: np.ndarray, count: int) -> np.ndarray:
    """Count the worlds packed in bytes along the first axis."""
    return np.unpackbits(eights, axis=0, count=count).sum(axis=0, dtype=np.int64)
