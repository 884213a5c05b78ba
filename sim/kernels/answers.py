"""What each party answers to the deals of a tile, sixty-four to a word.

Party ``p`` accepts the deal of a row and a column iff ``worth[column] >= limit[row]``, where a row's limit is what a
deal with its pivot level must be worth less what the row is worth, and the deal lies in none of its firm bundles. Firm
lines on single levels stand in the two numbers: a limit nobody reaches, a worth that reaches nothing.
"""

from typing import Any

from sim.kernels.bits import holds
from sim.kernels.halves import fill_common, fill_sums, refuse_columns, refuse_rows
from sim.kernels.holding import fill_limits
from sim.kernels.jit import part
from sim.kernels.tiles import remove_words
from sim.kernels.words import accept_in


@part
def subtract_from(by_pivot: Any, pivots: Any, sums: Any) -> None:
    """Subtract what each row is worth from what a deal with its pivot level must be worth."""
    limit = by_pivot[0]
    for row in range(sums.size):
        if by_pivot.size > 1:
            limit = by_pivot[pivots[row]]
        sums[row] = limit - sums[row]


@part
def fill_rows(worlds: Any, rules: Any, rows: Any, w: Any, clear: Any, by_pivot: Any, limits: Any) -> None:
    """Fill the limit of every row for every party of one world; shape ``(parties, rows)``.

    Exact in float32: where the difference is beyond 2^24, and so rounded, no worth comes near it.
    """
    fill_common(worlds.allowed[w], rules.offsets, rows.issues, clear)
    for p in range(limits.shape[0]):
        own = limits[p]
        by_pivot[0] = worlds.thresholds[w, p]
        if rules.pivot >= 0:
            fill_limits(worlds, w, p, by_pivot)
        fill_sums(worlds.gains[w, p], rules.offsets, rows.issues, own)
        subtract_from(by_pivot, rows.pivots, own)
        refuse_rows(clear, p, own)


@part
def fill_columns(worlds: Any, rules: Any, columns: Any, w: Any, clear: Any, worths: Any) -> None:
    """Fill the worth of every column to every party of one world; shape ``(parties, columns)``, padded at the end."""
    fill_common(worlds.allowed[w], rules.offsets, columns.issues, clear)
    for p in range(worths.shape[0]):
        own = worths[p, : clear.size]
        fill_sums(worlds.gains[w, p], rules.offsets, columns.issues, own)
        refuse_columns(clear, p, own)


@part
def fill_acceptable(worths: Any, first: Any, limits: Any, yes: Any) -> None:
    """Fill which deals of a tile are worth enough to one party: a word for each row, of 64 columns from one on."""
    for row in range(limits.size):
        accept_in(yes, row, worths, first, limits[row])


@part
def refuse_bundles(firm: Any, owners: Any, patterns: Any, yes: Any) -> None:
    """Take out of each party's answers the deals in its firm bundles; bundle ``b`` is pattern ``b``."""
    for bundle in range(owners.size):
        if holds(firm, bundle):
            remove_words(patterns[bundle], yes[owners[bundle]])
