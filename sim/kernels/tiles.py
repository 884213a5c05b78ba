"""Tiles: all rows by sixty-four columns, so that the answers to 64 deals are one word.

The deals are laid out as rows and columns (:mod:`sim.kernels.halves`), the columns in words of 64. One tile is a word
of columns by every row: 64 column worths serve all rows, and each step is one loop over as many words as there are
rows, which the compiler turns into the widest instructions there are. In the last tile some columns may be no deals;
nobody finds them acceptable, and ``real`` leaves them out of every zone.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.halves import Half, split
from sim.kernels.jit import part
from sim.kernels.shapes import RuleArrays
from sim.kernels.words import WIDTH

STEP = 16
"""The words of a tile are a multiple of this: no step is left over that would have to go word by word."""
ROWS_A_TILE = 40
"""What a tile costs beside its rows, in rows: the start of each loop."""
SUMS_A_ROW = 16
"""How many row or column sums cost as much as a word of deals."""


class Tiles(NamedTuple):
    """The deals as tiles, and what their levels say about them in every world."""

    rows: Half
    columns: Half
    real: Any
    """Which bits of a tile are deals; shape ``(tiles, words)``, a word for each row and some beyond the last."""
    row_fits: Any
    """Set of the patterns that a row fits; shape ``(words,)``."""
    column_fits: Any
    """Which columns of a word fit a pattern; shape ``(tiles, patterns)``."""
    row_sizes: Any
    """How many levels each issue of the rows has; shape ``(row issues,)``."""


def tile_cost(rows: int, columns: int) -> float:
    """Return how much work a split is for one party, in words of 64 deals."""
    tiles = -(-columns // WIDTH)
    return tiles * (rows + ROWS_A_TILE) + (rows + columns) / SUMS_A_ROW


def packed(masks: Any) -> Any:
    """Pack masks of shape ``(members, kinds)`` into words of 64 members; shape ``(words, kinds)``."""
    words = -(-len(masks) // WIDTH)
    filled = np.zeros((masks.shape[1], words * WIDTH), np.bool_)
    filled[:, : len(masks)] = masks.T
    bits = np.packbits(filled, axis=1, bitorder="little").view("<u8")
    return np.ascontiguousarray(bits.astype(np.uint64).T)


def tiles_of(rules: RuleArrays) -> Tiles:
    """Return the tiles of the deals, split so that they cost least."""
    rows, columns = split(rules, tile_cost)
    patterns = len(rules.bundle_parties), *(int(triggers).bit_length() for triggers in rules.triggers)
    numbers = np.arange(max(patterns), dtype=np.uint64)
    count = len(rows.numbers)
    beyond = -count % STEP
    return Tiles(
        rows=rows,
        columns=columns,
        real=np.pad(packed(np.ones((len(columns.numbers), 1), np.bool_)).repeat(count, axis=1), [(0, 0), (0, beyond)]),
        row_fits=np.pad(rows.fits, (0, beyond)),
        column_fits=packed((columns.fits[:, None] >> numbers) & np.uint64(1) == 1),
        row_sizes=np.diff(rules.offsets)[rows.issues],
    )


@part
def fill_patterns(row_fits: Any, column_fits: Any, patterns: Any) -> None:
    """Fill which deals of a tile fit each pattern: its row does and its column; shape ``(patterns, rows)``."""
    for pattern in range(column_fits.size):
        fitting, filled = column_fits[pattern], patterns[pattern]
        for row in range(row_fits.size):
            filled[row] = fitting if holds(row_fits[row], pattern) else ZERO


@part
def add_words(more: Any, words: Any) -> None:
    """Add the deals of some words to others'."""
    for row in range(words.size):
        words[row] |= more[row]


@part
def remove_words(fewer: Any, words: Any) -> None:
    """Take the deals of some words out of others."""
    for row in range(words.size):
        words[row] &= ~fewer[row]


@part
def meet_words(others: Any, words: Any) -> None:
    """Keep of some words the deals that are in others too."""
    for row in range(words.size):
        words[row] &= others[row]


@part
def fill_triggered(triggers: Any, patterns: Any, triggered: Any) -> None:
    """Fill which deals of a tile trigger each rule: they fit one of its patterns; shape ``(rules, rows)``."""
    triggered[:] = ZERO
    for rule in range(triggers.size):
        for pattern in range(patterns.shape[0]):
            if holds(triggers[rule], pattern):
                add_words(patterns[pattern], triggered[rule])
