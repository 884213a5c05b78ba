"""Which pairs of levels do zone deals hold? Found by listing the zone, where it is small enough for that.

A deal is a row and a column, so its pairs of levels are those within its row, those within its column, and each level
of the row with each of the column. Pairs within a row or column are marked when it is met first.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.filtering import begin, narrow
from sim.kernels.jit import compiled, part
from sim.kernels.lanes import fill_lanes
from sim.kernels.lending import lent
from sim.kernels.listing import CHUNK, entry_at, list_pairs, needs_change, players_in
from sim.kernels.needs import Sorts, fill_needs


class Marks(NamedTuple):
    """What is known of one world's zone."""

    held: Any
    """Which pairs of levels some deal holds, in one order or the other; shape ``(levels, levels)``."""
    rows: Any
    """Which rows have been met; shape ``(rows,)``."""
    columns: Any
    """Which columns have been met; shape ``(columns,)``."""
    pairs: Any
    """Row and column of some deals; shape ``(2, chunk)``."""


def no_marks(sorts: Sorts, levels: int) -> Marks:
    """Return marks of nothing."""
    return Marks(
        held=np.zeros((levels, levels), np.bool_),
        rows=np.zeros(len(sorts.rows.numbers), np.bool_),
        columns=np.zeros(len(sorts.columns.numbers), np.bool_),
        pairs=np.empty((2, CHUNK), np.int64),
    )


@part
def meet(entry: Any, levels: Any, met: Any, held: Any) -> None:
    """Mark the pairs of levels within a row or column that has not been met yet."""
    if not met[entry]:
        met[entry] = True
        for i in range(levels.shape[1]):
            for j in range(i, levels.shape[1]):
                held[levels[entry, i], levels[entry, j]] = True


@part
def mark(row: Any, column: Any, sorts: Any, marks: Any) -> None:
    """Mark the pairs of levels that one deal holds."""
    of_rows, of_columns, held = sorts.rows.levels, sorts.columns.levels, marks.held
    meet(row, of_rows, marks.rows, held)
    meet(column, of_columns, marks.columns, held)
    for i in range(of_rows.shape[1]):
        for j in range(of_columns.shape[1]):
            held[of_rows[row, i], of_columns[column, j]] = True


@part
def mark_zone(rules: Any, sorts: Any, lanes: Any, search: Any, marks: Any) -> None:
    """Mark the pairs of levels that the zone deals of the world hold whose lanes are filled."""
    rows, columns, values, pairs = search.rows, search.columns, search.values, marks.pairs
    last_lane, nobody = 3 * search.plain.size, search.nobody
    if not begin(rules, lanes, nobody, search):
        return
    for rectangle in range(search.needs.found[3]):
        counts = narrow(rules, lanes, rectangle, nobody, search)
        place = 0 if counts[0] * counts[1] > 0 else -1
        while place >= 0:
            listed, place = list_pairs((rows, columns), counts, values, search.asked, search.limits, place, pairs, 0)
            for k in range(listed):
                row = entry_at(rows, values, last_lane, pairs[0, k])
                mark(row, entry_at(columns, values, last_lane, pairs[1, k]), sorts, marks)


@part
def add_marks(marks: Any, cells: Any) -> None:
    """Add a world to the pairs that it holds, and forget it."""
    for s in range(cells.shape[0]):
        for t in range(cells.shape[0]):
            if marks.held[s, t]:
                cells[min(s, t), max(s, t)] += 1
    marks.held[:], marks.rows[:], marks.columns[:] = False, False, False


@compiled
def count_listed_pairs(worlds: Any, rules: Any, sorts: Any, order: Any, search: Any, marks: Any, cells: Any) -> None:
    """Add to each pair of levels the worlds of some in which a zone deal holds both; upper half.

    They are gone through in an order in which those alike in rules and firm bundles follow one another.
    """
    worlds, rules, sorts, search, marks = lent(worlds), lent(rules), lent(sorts), lent(search), lent(marks)
    last = -1
    for w in order:
        active = worlds.active_rules[w]
        if needs_change(worlds, w, last):
            fill_needs(sorts, rules, active, worlds.firm_bundles[w], search.needs)
        last = w
        lanes = fill_lanes(worlds, rules, sorts, w, players_in(active, rules.groups), False, False, search)
        mark_zone(rules, sorts, lanes, search, marks)
        add_marks(marks, cells)
