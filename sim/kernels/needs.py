"""What a deal needs: the same in every rectangle of rows and columns that fit the same patterns.

Rows that fit the same patterns are one **sort**, and so are columns; which rules a deal triggers and which bundles it
falls in depends on the two sorts alone, and is found once. In a world some rules stand and some bundles are firm. What
then remains to be asked is a **need**: the parties that must all accept, and the rules that a quota of the others may
meet. A party that must accept but refuses a firm bundle leaves no deal in its rectangle. Sorts of rows that need the
same of every column are put together as one **band**, sorts of columns as one **stripe**, so a world in which few rules
stand has few rectangles, and one without conditions has a single one.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds, member
from sim.kernels.halves import Half, split
from sim.kernels.jit import part
from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays
from sim.kernels.words import members_in

DEAD = -1
"""In place of a need: no deal of the rectangle is in the zone."""


class Sorts(NamedTuple):
    """The rows and columns of a scenario by the patterns they fit; the same in every world."""

    rows: Half
    columns: Half
    rows_in: Any
    """Which rows are of a sort, as words; shape ``(row sorts, words)``."""
    columns_in: Any
    """Which columns are of a sort, as words; shape ``(column sorts, words)``."""
    triggered: Any
    """Set of the rules that deals of two sorts trigger; shape ``(row sorts, column sorts)``."""
    bundled: Any
    """Set of the bundles that they fall in; shape ``(row sorts, column sorts)``."""


class Needs(NamedTuple):
    """What deals need where some rules stand and some bundles are firm."""

    found: Any
    """How many bands, stripes, needs and rectangles there are; shape ``(4,)``."""
    table: Any
    """The need of a sort of rows with a sort of columns, or ``DEAD``; shape ``(row sorts, column sorts)``."""
    band: Any
    """The band of each sort of rows; shape ``(row sorts,)``."""
    stripe: Any
    """The stripe of each sort of columns; shape ``(column sorts,)``."""
    of_band: Any
    """The need of a band with a stripe, or ``DEAD``; shape ``(row sorts, column sorts)``, the first of each used."""
    rows_in: Any
    """Which rows are in a band, as words; shape ``(row sorts, words)``."""
    columns_in: Any
    """Which columns are in a stripe, as words; shape ``(column sorts, words)``."""
    needed: Any
    """Set of the parties that must all accept; shape ``(needs,)``."""
    quotas: Any
    """Set of the rules whose quota some others may meet; shape ``(needs,)``."""
    refusing: Any
    """Set of the parties that refuse for a firm bundle; shape ``(needs,)``."""
    rectangles: Any
    """Band and need of every rectangle; shape ``(rectangles, 2)``."""


def as_words(masks: Any) -> Any:
    """Pack masks along the last axis into words of 64, the first entry lowest."""
    padded = np.zeros((len(masks), -(-masks.shape[1] // 64) * 64), np.bool_)
    padded[:, : masks.shape[1]] = masks
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64)


@remembered
def sorts_of(rules: RuleArrays) -> Sorts:
    """Split the issues of a scenario, about as many rows as columns, and sort both by the patterns that matter."""
    rows, columns = split(rules, lambda rows, columns: rows + columns)
    bundles = np.uint64((1 << len(rules.bundle_parties)) - 1)
    used = np.bitwise_or.reduce(rules.triggers, initial=np.uint64(0)) | bundles
    row_fits, row_sort = np.unique(rows.fits & used, return_inverse=True)
    column_fits, column_sort = np.unique(columns.fits & used, return_inverse=True)
    fits = row_fits[:, None] & column_fits[None, :]
    hit = ((fits[:, :, None] & rules.triggers) != 0) << np.arange(len(rules.triggers), dtype=np.uint64)
    return Sorts(
        rows=rows,
        columns=columns,
        rows_in=as_words(row_sort == np.arange(len(row_fits))[:, None]),
        columns_in=as_words(column_sort == np.arange(len(column_fits))[:, None]),
        triggered=np.bitwise_or.reduce(hit.astype(np.uint64), axis=2, initial=np.uint64(0)),
        bundled=fits & bundles,
    )


def room_for_needs(sorts: Sorts) -> Needs:
    """Return needs yet to be found."""
    rows, columns = sorts.triggered.shape
    return Needs(
        found=np.zeros(4, np.int64),
        table=np.empty((rows, columns), np.int64),
        band=np.empty(rows, np.int64),
        stripe=np.empty(columns, np.int64),
        of_band=np.empty((rows, columns), np.int64),
        rows_in=np.empty((rows, sorts.rows_in.shape[1]), np.uint64),
        columns_in=np.empty((columns, sorts.columns_in.shape[1]), np.uint64),
        needed=np.empty(rows * columns, np.uint64),
        quotas=np.empty(rows * columns, np.uint64),
        refusing=np.empty(rows * columns, np.uint64),
        rectangles=np.empty((rows * columns, 2), np.int64),
    )


@part
def reduced(standing: Any, refusing: Any, rules: Any) -> Any:
    """Return whether the standing rules can be met at all, who must accept, and the quotas that others may meet.

    A rule without a member to spare asks all who do not refuse; one whose quota those make up who must accept for other
    rules asks nothing more.
    """
    needed, possible = ZERO, True
    for rule in range(rules.groups.size):
        if holds(standing, rule):
            willing = rules.groups[rule] & ~refusing
            spare = members_in(willing) - rules.quotas[rule]
            possible &= spare >= 0
            needed |= rules.vetoes[rule] | (willing if spare == 0 else ZERO)
    quotas = ZERO
    for rule in range(rules.groups.size):
        if holds(standing, rule) and members_in(rules.groups[rule] & needed) < rules.quotas[rule]:
            quotas |= member(rule)
    return possible and needed & refusing == ZERO, needed, quotas


@part
def refusing_in(bundled: Any, parties: Any) -> Any:
    """Return the set of the parties that refuse some of these bundles."""
    refusing = ZERO
    for bundle in range(parties.size):
        if holds(bundled, bundle):
            refusing |= member(parties[bundle])
    return refusing


@part
def numbered(needed: Any, quotas: Any, refusing: Any, needs: Any) -> Any:
    """Return the number of a need, a new one where it was not met before."""
    count = needs.found[2]
    for k in range(count):
        if needs.needed[k] == needed and needs.quotas[k] == quotas and needs.refusing[k] == refusing:
            return k
    needs.needed[count], needs.quotas[count], needs.refusing[count] = needed, quotas, refusing
    needs.found[2] = count + 1
    return count


@part
def fill_table(sorts: Any, rules: Any, active: Any, firm: Any, needs: Any) -> None:
    """Fill what every sort of rows needs with every sort of columns."""
    needs.found[2] = 0
    for row in range(needs.band.size):
        for column in range(needs.stripe.size):
            standing = sorts.triggered[row, column] & active
            refusing = refusing_in(sorts.bundled[row, column] & firm, rules.bundle_parties)
            possible, needed, quotas = reduced(standing, refusing, rules)
            if quotas == ZERO:
                refusing = ZERO
            needs.table[row, column] = numbered(needed, quotas, refusing, needs) if possible else DEAD


@part
def put_together(table: Any, merged: Any) -> Any:
    """Number the distinct rows of a table, those alike by the same number; return how many there are."""
    count = 0
    for row in range(table.shape[0]):
        merged[row] = count
        for earlier in range(row):
            if np.array_equal(table[row], table[earlier]):
                merged[row] = merged[earlier]
                break
        count = max(count, merged[row] + 1)
    return count


@part
def fill_members(sets: Any, merged: Any, united: Any) -> None:
    """Fill the union of the words of all that were put together."""
    united[:] = ZERO
    for sort in range(merged.size):
        united[merged[sort]] |= sets[sort]


@part
def fill_needs(sorts: Any, rules: Any, active: Any, firm: Any, needs: Any) -> None:
    """Fill bands, stripes and rectangles for the rules that stand and the bundles that are firm."""
    fill_table(sorts, rules, active, firm, needs)
    bands = put_together(needs.table, needs.band)
    stripes = put_together(needs.table.T, needs.stripe)
    fill_members(sorts.rows_in, needs.band, needs.rows_in)
    fill_members(sorts.columns_in, needs.stripe, needs.columns_in)
    for row in range(needs.band.size):
        for column in range(needs.stripe.size):
            needs.of_band[needs.band[row], needs.stripe[column]] = needs.table[row, column]
    count = 0
    for band in range(bands):
        for need in range(needs.found[2]):
            if np.any(needs.of_band[band, :stripes] == need):
                needs.rectangles[count, 0], needs.rectangles[count, 1] = band, need
                count += 1
    needs.found[0], needs.found[1], needs.found[3] = bands, stripes, count
    leave_out_dead(needs)


@part
def leave_out_dead(needs: Any) -> None:
    """Leave bands and stripes without any rows and columns where no deal of theirs can be in the zone."""
    bands, stripes = needs.found[0], needs.found[1]
    for band in range(bands):
        if np.all(needs.of_band[band, :stripes] == DEAD):
            needs.rows_in[band] = ZERO
    for stripe in range(stripes):
        if np.all(needs.of_band[:bands, stripe] == DEAD):
            needs.columns_in[stripe] = ZERO
