"""Which levels occur together in one world: marked tile by tile, and told when all tiles have been seen.

Marks are made in tiles that hold some deal of a set alone, and taken back when they are counted.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.level_pairs import add_mixed, add_within, any_of, mark_levels, mark_rows
from sim.kernels.tiles import Tiles
from sim.kernels.words import WIDTH


class Marks(NamedTuple):
    """What is kept of the zone, and of the answers of parties with firm bundles, until all tiles are seen."""

    levels: Any
    """The OR over the rows with each level, last over all; shape ``(batch, 1 + parties, tiles, row levels + 1)``."""
    rows: Any
    """Which rows hold some deal; shape ``(batch, 1 + parties, row words)``."""
    columns: Any
    """Which columns hold some deal: the OR over all rows again; shape ``(batch, 1 + parties, tiles)``."""


def no_marks(batch: int, parties: int, tiles: Tiles) -> Marks:
    """Return marks of nothing."""
    sets, row_words = 1 + parties, -(-len(tiles.rows.numbers) // WIDTH)
    return Marks(
        levels=np.zeros((batch, sets, len(tiles.real), tiles.row_sizes.sum() + 1), np.uint64),
        rows=np.zeros((batch, sets, row_words), np.uint64),
        columns=np.zeros((batch, sets, len(tiles.real)), np.uint64),
    )


@part
def mark(words: Any, row_sizes: Any, tile: Any, left: Any, levels: Any, rows: Any, columns: Any) -> None:
    """Mark what occurs in a tile's deals of one world, in the zone or in those that a party accepts."""
    mark_levels(words, row_sizes, left, levels[tile])
    mark_rows(words, rows)
    columns[tile] = levels[tile, -1]


@part
def mark_sets(words: Any, row_sizes: Any, sets: Any, tile: Any, i: Any, left: Any, marks: Any) -> None:
    """Mark what occurs in those sets of deals that are asked for: the zone, then what each party accepts."""
    marks = lent(marks)
    for k in range(marks.rows.shape[1]):
        if holds(sets, k):
            mark(words[k], row_sizes, tile, left, marks.levels[i, k], marks.rows[i, k], marks.columns[i, k])


@part
def add_pairs(pairs: Any, i: Any, k: Any, marks: Any, words: Any, seen: Any) -> None:
    """Count which levels occur together in one set of one world's deals, and forget its marks."""
    pairs, marks, words, seen = lent(pairs), lent(marks), lent(words), lent(seen)
    rows, columns, levels = marks.rows[i, k], marks.columns[i, k], marks.levels[i, k]
    add_within(rows, pairs.rows_with, words.of_rows[0], seen.of_rows[k])
    add_within(columns, pairs.columns_with, words.of_columns[0], seen.of_columns[k])
    add_mixed(levels, pairs.columns_at, words.mixed[0], seen.mixed[k])
    rows[:], columns[:], levels[:] = ZERO, ZERO, ZERO


@compiled
def add_batch(pairs: Any, count: Any, marks: Any, words: Any, seen: Any) -> None:
    """Count which levels occur together in each of the first worlds of a batch."""
    pairs, marks, words, seen = lent(pairs), lent(marks), lent(words), lent(seen)
    for i in range(count):
        for k in range(marks.rows.shape[1]):
            if any_of(marks.rows[i, k]) != ZERO:
                add_pairs(pairs, i, k, marks, words, seen)
