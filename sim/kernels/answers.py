"""What each party answers to the deals of a tile, sixty-four to a word.

Party ``p`` accepts the deal of a row and a column iff ``worth[column] >= limit[row]``, where a row's limit is what a
deal with its pivot level must be worth less what the row is worth, and the deal lies in none of its firm bundles. Firm
lines on single levels stand in the two numbers: a limit nobody reaches, a worth that reaches nothing.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import holds
from sim.kernels.half_sums import fill_half, fill_lined
from sim.kernels.holding import fill_limits
from sim.kernels.jit import inlined, part
from sim.kernels.tiles import remove_words
from sim.kernels.words import accept_in


@part
def subtract_from(by_pivot: Any, pivots: Any, sums: Any) -> None:
    """Subtract what each row is worth from what a deal with its pivot level must be worth.

    Exact in float32: where the difference is beyond 2^24, and so rounded, no worth comes near it.
    """
    if by_pivot.size == 1:
        for row in range(pivots.size):
            sums[row] = by_pivot[0] - sums[row]
    else:
        for row in range(pivots.size):
            sums[row] = by_pivot[pivots[row]] - sums[row]


@inlined
def fill_party(worlds: Any, rules: Any, tiles: Any, w: Any, p: Any, k: Any, room: Any) -> None:
    """Fill the limits of all rows and the worths of all columns for a party of a world, the ``k``-th of a batch's."""
    lined, by_pivot = room.lined, room.by_pivot[k]
    limits, worths, rows, columns = room.limits, room.worths, tiles.rows, tiles.columns
    place, end = k * room.row_step, (k + 1) * room.column_step
    by_pivot[0] = worlds.thresholds[w, p]
    if rules.pivots.size > 0:
        fill_limits(worlds, w, p, by_pivot)
    fill_lined(worlds.gains[w, p], worlds.allowed[w], p, lined)
    fill_half(lined, rules.offsets, rows.issues, limits, place, limits.size - room.row_step)
    subtract_from(by_pivot, rows.pivots, limits[place : place + rows.pivots.size])
    first = end - room.column_step
    fill_half(lined, rules.offsets, columns.issues, worths, first, worths.size - room.column_step)
    worths[first + columns.pivots.size : end] = -np.inf


@part
def fill_acceptable(worths: Any, first: Any, limits: Any, place: Any, rows: Any, yes: Any) -> None:
    """Fill which deals of a tile are worth enough to one party: a word for each row, of 64 columns from one on."""
    for row in range(rows):
        accept_in(yes, row, worths, first, limits[place + row])


@part
def refuse_bundles(firm: Any, owners: Any, patterns: Any, yes: Any) -> None:
    """Take out of each party's answers the deals in its firm bundles; bundle ``b`` is pattern ``b``."""
    for bundle in range(owners.size):
        if holds(firm, bundle):
            remove_words(patterns[bundle], yes[owners[bundle]])
