"""Pasting: a peeled box is widened again where that raises its mean, as early slices knew nothing of later ones.

Source: J. H. Friedman and N. I. Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9 (1999),
123-143, section 5.2.
"""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool

from sim.statistics.ranking import CODES, Room
from sim.statistics.samples import Sample


def pasted(sample: Sample, among: Bool[np.ndarray, " draws"], room: Room, alpha: float) -> list[Room]:
    """Return the boxes that a box in codes is widened to, one after the other; none where nothing helps.

    Each takes in at most a share ``alpha`` of its draws, unless one value is more, at that end of an input or in that
    category which raises the mean most for each draw taken in.
    """
    found: list[Room] = []
    while (wider := _wider(sample, among, found[-1] if found else room, alpha)) is not None:
        found.append(wider)
    return found


def _wider(sample: Sample, among: Bool[np.ndarray, " draws"], room: Room, alpha: float) -> Room | None:
    """Return the best wider box; None if none has a higher mean."""
    ranks = sample.ranked
    restricted = np.flatnonzero(ranks.restricted(room))
    if not len(restricted):
        return None
    misses = np.sum([~room[p][ranks.codes[p]] for p in restricted], axis=0, dtype=np.int64)
    inside = among & (misses == 0)
    count = float(sample.weights[inside].sum())
    mean = float((sample.weights * sample.target)[inside].sum()) / count
    best: float = 0.0
    wider: Room | None = None
    for p in restricted:
        near = np.flatnonzero(among & (misses == 1) & ~room[p][ranks.codes[p]])
        codes, weights = ranks.codes[p, near], sample.weights[near]
        counts = np.bincount(codes, weights, CODES)
        sums = np.bincount(codes, weights * sample.target[near], CODES)
        for taken in _strips(counts, room[p], alpha * count, unordered=bool(ranks.unordered[p])):
            gain = float(sums[taken].sum() - mean * counts[taken].sum())
            # (new mean - mean) / weight taken in
            gain /= float(counts[taken].sum()) * (count + float(counts[taken].sum()))
            if gain > best + 1e-12 / count:
                best, wider = gain, room.copy()
                wider[p] |= taken
    return wider


def _strips(
    counts: np.ndarray, room: Bool[np.ndarray, " codes"], most: float, *, unordered: bool
) -> Iterator[Bool[np.ndarray, " codes"]]:
    """Return the codes that may be taken in at once: a category, or what lies next to an end."""
    codes = np.arange(CODES)
    if unordered:
        yield from (codes == code for code in np.flatnonzero(counts > 0))
        return
    within = np.flatnonzero(room)
    for outside in (np.arange(within[0] - 1, -1, -1), np.arange(within[-1] + 1, CODES)):
        there = outside[counts[outside] > 0]
        up = np.cumsum(counts[there])
        if len(there):
            last = there[(up <= max(most, up[0])).sum() - 1]
            yield (codes >= min(last, within[0])) & (codes <= max(last, within[-1])) & ~room
