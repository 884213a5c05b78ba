"""Where a zone is and how large it is, by broadcasting over chunks."""

import numpy as np

from benchmarks.numpy_deals import Chunk, Masks, chunks, clearing, passing, pieces, zone_in
from sim.kernels import WorldArrays

CHUNKS = (Chunk(1), Chunk(4), Chunk(16), Chunk(64))
"""Those tried; the fastest is timed."""
IN_PIECES = (*CHUNKS, Chunk(1, 1), Chunk(1, 2))
"""Those tried where a world may be cut."""


def sizes(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> np.ndarray:
    """Count the deals in the zone of each world; shape ``(worlds,)``."""
    return np.concatenate([sizes_in(some, rules, chunk) for some in chunks(worlds, chunk.worlds)])


def sizes_in(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> np.ndarray:
    """Count the same in one chunk of worlds."""
    found = np.zeros(len(worlds.thresholds), np.int64)
    for part in pieces(rules.offsets, chunk.fixed):
        found += [np.count_nonzero(zone) for zone in zone_in(worlds, rules, part)]
    return found


def existing(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
    """Tell in which worlds the lines leave some deal, and which have a zone; each of shape ``(worlds,)``."""
    found = [existing_in(some, rules, chunk) for some in chunks(worlds, chunk.worlds)]
    compatible, in_zone = map(np.concatenate, zip(*found, strict=True))
    return compatible, in_zone


def existing_in(worlds: WorldArrays, rules: Masks, chunk: Chunk) -> tuple[np.ndarray, np.ndarray]:
    """Tell the same of one chunk of worlds, and look no further once all have a zone."""
    compatible, in_zone = np.zeros((2, len(worlds.thresholds)), np.bool_)
    for part in pieces(rules.offsets, chunk.fixed):
        in_zone |= zone_in(worlds, rules, part).any(axis=1)
        if in_zone.all():
            return in_zone, in_zone
        if not compatible.all():
            compatible |= passing(clearing(worlds, rules, part), worlds, rules, part).any(axis=1)
    return compatible | in_zone, in_zone
