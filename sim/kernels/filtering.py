"""Filtering: rows and columns that no partner can save are dropped before any two are put together.

A row whose lead fails even with the best column is in no deal that needs the party, and once such rows are gone some
columns fail with the best row that is left. A quota likewise fails where too few of its members pass even so. What is
dropped is in no deal of the zone, so what is left holds the zone exactly. Both sides are alike: the test is ``worth >=
-lead`` or ``lead >= -worth``. First all rows and columns are held against what every deal needs, then what is left of a
band and of the stripes with the same need, rectangle by rectangle.
"""

from typing import Any

import numpy as np

from sim.kernels.asking import ask, enough_in, passing_in
from sim.kernels.bits import ZERO
from sim.kernels.jit import compiled
from sim.kernels.lanes import fill_lanes
from sim.kernels.sieves import entries_in, greatest_in, keep_in, words_of
from sim.kernels.words import members_in

ROUNDS = 3
"""Rounds of filtering a rectangle at most."""
GAIN = 0.9
"""A round that leaves more than this share of the deals is the last."""


@compiled
def best_of(values: Any, first: Any, count: Any) -> Any:
    """Return the greatest of so many values."""
    best = np.float32(-np.inf)
    for word in range(words_of(count)):
        best = max(best, greatest_in(values, first + 64 * word, entries_in(word, count)))
    return best


@compiled
def best_left(values: Any, first: Any, left: Any) -> Any:
    """Return the greatest of the values that are left."""
    best = np.float32(-np.inf)
    for word in range(left.size):
        best = max(best, greatest_in(values, first + 64 * word, left[word]))
    return best


@compiled
def agreed_in(values: Any, step: Any, first: Any, limits: Any, asked: Any) -> Any:
    """Return which of 64 entries all and enough of those asked can accept."""
    word = passing_in(values, step, first, limits, asked.needed, asked.counts[0])
    if asked.counts[1] > 0 and word != ZERO:
        word &= enough_in(values, step, first, limits, asked)
    return word


@compiled
def number_asked(asked: Any) -> Any:
    """Return how many lanes of quotas there are."""
    return asked.ends[asked.counts[1] - 1] if asked.counts[1] > 0 else 0


@compiled
def limit_by_left(side: Any, asked: Any, limits: Any) -> None:
    """Set the limits of the other side by the best that is left on this one."""
    for k in range(asked.counts[0]):
        limits[asked.needed[k]] = -best_left(side.every, asked.needed[k] * side.step, side.left)
    for k in range(number_asked(asked)):
        limits[asked.members[k]] = -best_left(side.every, asked.members[k] * side.step, side.left)


@compiled
def drop(side: Any, asked: Any, limits: Any) -> Any:
    """Drop what is left of a side but fails its limits; tell whether anything stays."""
    stays = False
    for word in range(side.left.size):
        if side.left[word] != ZERO:
            side.left[word] &= agreed_in(side.every, side.step, 64 * word, limits, asked)
            stays |= side.left[word] != ZERO
    return stays


@compiled
def sort_left(side: Any, members: Any, count: Any, used: Any) -> None:
    """Write what is left of a side by band or stripe."""
    place = 0
    for band in range(count):
        side.starts[band] = place
        for word in range(side.left.size):
            chosen = side.left[word] & members[band, word]
            if chosen != ZERO:
                for lane in used:
                    keep_in(side.every, lane * side.step + 64 * word, chosen, side.sorted, lane * side.step + place)
                place += members_in(chosen)
    side.starts[count] = place


@compiled
def begin(worlds: Any, rules: Any, sorts: Any, w: Any, players: Any, solving: Any, search: Any) -> Any:
    """Fill the lanes of one world and filter both sides once by what is needed everywhere; return the lanes in use."""
    needs, asked, rows, columns = search.needs, search.asked, search.rows, search.columns
    lanes = fill_lanes(worlds, rules, sorts, w, players, solving, search)
    needed, same = ~ZERO, needs.found[2] == 1
    for need in range(needs.found[2]):
        needed &= needs.needed[need]
    ask(rules, needed, needs.quotas[0] if same else ZERO, needs.refusing[0] if same else ZERO, search.plain, asked)
    fill_left(rows.left, needs.rows_in, needs.found[0])
    fill_left(columns.left, needs.columns_in, needs.found[1])
    limit_by_left(columns, asked, search.limits)
    if not drop(rows, asked, search.limits):
        return 0
    limit_by_left(rows, asked, search.limits)
    if not drop(columns, asked, search.limits):
        return 0
    sort_left(rows, needs.rows_in, needs.found[0], search.used[:lanes])
    sort_left(columns, needs.columns_in, needs.found[1], search.used[:lanes])
    return lanes


@compiled
def fill_left(left: Any, members: Any, count: Any) -> None:
    """Let everything be left that is in some band or stripe."""
    left[:] = ZERO
    for band in range(count):
        left |= members[band]


@compiled
def best_sorted(side: Any, chosen: Any, need: Any, lane: Any) -> Any:
    """Return the greatest of a lane over all bands or stripes that have a need."""
    best = np.float32(-np.inf)
    for k in range(chosen.size):
        if chosen[k] == need:
            best = max(best, best_of(side.sorted, lane * side.step + side.starts[k], side.starts[k + 1] - side.starts[k]))
    return best


@compiled
def limit_by_stripes(columns: Any, of_stripe: Any, need: Any, asked: Any, limits: Any) -> None:
    """Set the limits of rows by the best columns with this need."""
    for k in range(asked.counts[0]):
        limits[asked.needed[k]] = -best_sorted(columns, of_stripe, need, asked.needed[k])
    for k in range(number_asked(asked)):
        limits[asked.members[k]] = -best_sorted(columns, of_stripe, need, asked.members[k])


@compiled
def limit_by_kept(side: Any, count: Any, asked: Any, limits: Any) -> None:
    """Set the limits of the other side by the best that is kept on this one."""
    for k in range(asked.counts[0]):
        limits[asked.needed[k]] = -best_of(side.kept, asked.needed[k] * side.step, count)
    for k in range(number_asked(asked)):
        limits[asked.members[k]] = -best_of(side.kept, asked.members[k] * side.step, count)


@compiled
def keep(side: Any, source: Any, first: Any, count: Any, place: Any, used: Any, asked: Any, limits: Any) -> Any:
    """Keep those of some entries that meet the limits, from a place on; return where they end."""
    for word in range(words_of(count)):
        start = first + 64 * word
        chosen = agreed_in(source, side.step, start, limits, asked) & entries_in(word, count)
        if chosen != ZERO:
            for lane in used:
                keep_in(source, lane * side.step + start, chosen, side.kept, lane * side.step + place)
            place += members_in(chosen)
    return place


@compiled
def narrow(rules: Any, lanes: Any, rectangle: Any, search: Any) -> Any:
    """Filter one rectangle; return how many rows and columns are kept."""
    needs, asked, limits, used = search.needs, search.asked, search.limits, search.used[:lanes]
    rows, columns = search.rows, search.columns
    band, need = needs.rectangles[rectangle]
    of_stripe = needs.of_band[band, : needs.found[1]]
    first, end = rows.starts[band], rows.starts[band + 1]
    if first == end:
        return 0, 0
    ask(rules, needs.needed[need], needs.quotas[need], needs.refusing[need], search.plain, asked)
    limit_by_stripes(columns, of_stripe, need, asked, limits)
    height = keep(rows, rows.sorted, first, end - first, 0, used, asked, limits)
    if height == 0:
        return 0, 0
    limit_by_kept(rows, height, asked, limits)
    width = 0
    for stripe in range(of_stripe.size):
        if of_stripe[stripe] == need:
            first, end = columns.starts[stripe], columns.starts[stripe + 1]
            width = keep(columns, columns.sorted, first, end - first, width, used, asked, limits)
    return narrow_on(search, used, height, width)


@compiled
def narrow_on(search: Any, used: Any, height: Any, width: Any) -> Any:
    """Filter what is kept of a rectangle until little is gained; return how many rows and columns are kept."""
    rows, columns, asked, limits = search.rows, search.columns, search.asked, search.limits
    for _ in range(ROUNDS - 1):
        before = height * width
        if before == 0:
            return 0, 0
        limit_by_kept(columns, width, asked, limits)
        height = keep(rows, rows.kept, 0, height, 0, used, asked, limits)
        if height == 0:
            return 0, 0
        limit_by_kept(rows, height, asked, limits)
        width = keep(columns, columns.kept, 0, width, 0, used, asked, limits)
        if height * width > GAIN * before:
            break
    return height, width
