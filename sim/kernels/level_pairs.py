"""Which two levels some deal of a set holds together, without going through its deals.

The deals of a set in a tile are words, one a row, each of 64 columns. OR-ed over the rows with one level, the words say
with which columns that level occurs. So two levels occur together iff

- one of the rows and one of the columns: the level's OR meets the columns with the other;
- two of the columns: the OR of all rows meets the columns with both;
- two of the rows: the rows that hold any deal of the set, as bits of words, meet the rows with both.

Two levels of one issue never do. A level with itself counts as a pair.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO
from sim.kernels.halves import Half
from sim.kernels.jit import part
from sim.kernels.shapes import RuleArrays
from sim.kernels.tiles import add_words, packed
from sim.kernels.words import WIDTH, nonzero_in


class Pairs(NamedTuple):
    """The pairs of levels within the rows and within the columns, and those of a row's and a column's level."""

    of_rows: Any
    """Places on the joint axis of two levels of the rows; shape ``(row pairs, 2)``."""
    of_columns: Any
    """Places of two levels of the columns; shape ``(column pairs, 2)``."""
    mixed: Any
    """Places of a column's level and a row's; shape ``(column levels, row levels, 2)``."""
    rows_with: Any
    """Which rows hold both levels, 64 to a word; shape ``(row words, row pairs)``."""
    columns_with: Any
    """Which columns of a tile hold both levels; shape ``(tiles, column pairs)``."""
    columns_at: Any
    """Which columns of a tile hold a level; shape ``(tiles, column levels)``."""


class Seen(NamedTuple):
    """Words of every pair in one world, 0 iff the levels do not occur together, or in how many worlds they do.

    Of several sets of deals: the zone, then what each party accepts.
    """

    of_rows: Any
    """Shape ``(sets, row pairs)``."""
    of_columns: Any
    """Shape ``(sets, column pairs)``."""
    mixed: Any
    """Shape ``(sets, column levels, row levels + 1)``; the last, of all rows together, says nothing of a pair."""


def levels_of(half: Half, rules: RuleArrays) -> tuple[Any, Any]:
    """Return the places on the joint axis of a half's levels, and which of its entries hold them."""
    spans = [np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in half.issues]
    levels = np.concatenate([np.zeros(0, np.int64), *spans])
    return levels, (half.levels[:, :, None] == levels).any(axis=1)


def pairs_within(levels: Any, held: Any) -> tuple[Any, Any]:
    """Return the pairs of a half's levels that some entry holds, and words of the entries that do."""
    counts = held.astype(np.float32)
    first, second = np.nonzero(np.triu(counts.T @ counts))
    return np.stack([levels[first], levels[second]], axis=1), packed(held[:, first] & held[:, second])


def pairs_of(rules: RuleArrays, rows: Half, columns: Half) -> Pairs:
    """Return all pairs of levels."""
    row_levels, rows_at = levels_of(rows, rules)
    column_levels, columns_at = levels_of(columns, rules)
    of_rows, rows_with = pairs_within(row_levels, rows_at)
    of_columns, columns_with = pairs_within(column_levels, columns_at)
    mixed = np.stack(np.meshgrid(column_levels, row_levels, indexing="ij"), axis=-1)
    return Pairs(of_rows, of_columns, mixed, rows_with, columns_with, packed(columns_at))


def nothing_seen(pairs: Pairs, sets: int, kind: Any) -> Seen:
    """Return words or counts of nothing."""
    columns, rows, _ = pairs.mixed.shape
    shapes = (sets, len(pairs.of_rows)), (sets, len(pairs.of_columns)), (sets, columns, rows + 1)
    return Seen(*(np.zeros(shape, kind) for shape in shapes))


def in_joint_order(seen: Seen, pairs: Pairs, levels: int) -> Any:
    """Return counts by the places of the two levels on the joint axis; shape ``(sets, levels, levels)``, upper half."""
    ordered = np.zeros((len(seen.of_rows), levels, levels), np.int64)
    of_both = seen.mixed[:, :, :-1]
    for places, counts in [(pairs.of_rows, seen.of_rows), (pairs.of_columns, seen.of_columns), (pairs.mixed, of_both)]:
        ordered[:, places.min(axis=-1), places.max(axis=-1)] = counts
    return ordered


@part
def any_of(words: Any) -> Any:
    """Return the OR of some words."""
    seen = ZERO
    for row in range(words.size):
        seen |= words[row]
    return seen


@part
def mark_levels(words: Any, row_sizes: Any, left: Any, marks: Any) -> None:
    """Fill the OR over the rows with each level, and last over all rows.

    Rows are combinations of levels, the last issue's fastest, so the rows with a level of the first issue lie together;
    OR-ed over that issue, what is left are the combinations of the others, and so on.
    """
    count, at = left.size, 0
    left[:] = words[:count]
    for size in row_sizes:
        count //= size
        for level in range(size):
            marks[at] = any_of(left[level * count : (level + 1) * count])
            at += 1
        for level in range(1, size):
            add_words(left[level * count : (level + 1) * count], left[:count])
    marks[at] = left[0]


@part
def mark_rows(words: Any, held: Any) -> None:
    """Mark the rows that hold some deal, 64 to a word. What lies behind the last row no pair of levels will meet."""
    for k in range(held.size):
        held[k] |= nonzero_in(words, WIDTH * k)


@part
def meet(masks: Any, mark: Any, words: Any) -> None:
    """Add to each pair's words what a mark has in common with its mask."""
    for k in range(words.size):
        words[k] |= mark & masks[k]


@part
def add_seen(words: Any, counts: Any) -> None:
    """Count the pairs that occur in one world, and begin anew."""
    for k in range(words.size):
        counts[k] += words[k] != ZERO
        words[k] = ZERO


@part
def add_within(marks: Any, with_both: Any, words: Any, counts: Any) -> None:
    """Count the pairs within rows, or within columns, that occur in one world.

    ``marks`` are words of the rows or columns that hold some deal.
    """
    for step in range(marks.size):
        if marks[step] != ZERO:
            meet(with_both[step], marks[step], words)
    add_seen(words, counts)


@part
def add_mixed(marks: Any, columns_at: Any, words: Any, counts: Any) -> None:
    """Count the pairs of a row's and a column's level that occur in one world.

    ``marks`` are what :func:`mark_levels` filled, shape ``(tiles, row levels + 1)``; nothing of tiles without a deal.
    """
    for tile in range(marks.shape[0]):
        if marks[tile, -1] != ZERO:
            for level in range(columns_at.shape[1]):
                meet(marks[tile], columns_at[tile, level], words[level])
    add_seen(words.reshape(-1), counts.reshape(-1))
