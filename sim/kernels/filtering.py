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
from sim.kernels.jit import inlined, part
from sim.kernels.sieves import entries_in, greatest_in, keep_in, words_of
from sim.kernels.words import members_in

ROUNDS = 3
"""Rounds of filtering a rectangle at most."""
SMALL = 256
"""A rectangle of fewer deals is not filtered again."""
GAIN = 0.9
"""A round that leaves more than this share of the deals is the last."""


@inlined
def best_of(values: Any, first: Any, count: Any) -> Any:
    """Return the greatest of so many values."""
    best = np.float32(-np.inf)
    for word in range(words_of(count)):
        best = max(best, greatest_in(values, first + 64 * word, entries_in(word, count)))
    return best


@inlined
def best_left(values: Any, first: Any, left: Any, from_word: Any, words: Any) -> Any:
    """Return the greatest of the values that are left."""
    best = np.float32(-np.inf)
    for word in range(words):
        best = max(best, greatest_in(values, first + 64 * word, left[from_word + word]))
    return best


@inlined
def fill_left(left: Any, first: Any, members: Any, count: Any) -> None:
    """Let everything be left that is in some band or stripe."""
    for word in range(members.shape[1]):
        left[first + word] = ZERO
        for band in range(count):
            left[first + word] |= members[band, word]


@part
def limit_by_left(side: Any, values: Any, left: Any, asked: Any, limits: Any) -> None:
    """Set the limits of the other side by the best that is left on this one."""
    lanes = asked.lanes
    for k in range(asked.counts[1]):
        first = side.every + lanes[k] * side.step
        limits[lanes[k]] = -best_left(values, first, left, side.left, side.words)


@part
def limit_by_kept(side: Any, values: Any, count: Any, asked: Any, limits: Any) -> None:
    """Set the limits of the other side by the best that is kept on this one."""
    lanes = asked.lanes
    for k in range(asked.counts[1]):
        limits[lanes[k]] = -best_of(values, side.kept + lanes[k] * side.step, count)


@part
def limit_by_stripes(side: Any, values: Any, starts: Any, of_stripe: Any, need: Any, asked: Any, limits: Any) -> None:
    """Set the limits of rows by the best columns with this need."""
    lanes = asked.lanes
    for k in range(asked.counts[1]):
        best = np.float32(-np.inf)
        for stripe in range(of_stripe.size):
            if of_stripe[stripe] == need:
                start, end = starts[side.starts + stripe], starts[side.starts + stripe + 1]
                best = max(best, best_of(values, side.sorted + lanes[k] * side.step + start, end - start))
        limits[lanes[k]] = -best


@part
def drop(side: Any, values: Any, left: Any, asked: Any, limits: Any) -> Any:
    """Drop what is left of a side but fails its limits; tell whether anything stays."""
    lanes, needed, stays = asked.lanes, asked.counts[0], ZERO
    for word in range(side.left, side.left + side.words):
        if left[word] != ZERO:
            first = side.every + 64 * (word - side.left)
            left[word] &= passing_in(values, first, side.step, limits, lanes, needed)
            stays |= left[word]
    if asked.counts[2] > 0 and stays != ZERO:
        stays = drop_by_quota(side, values, left, asked, limits)
    return stays != ZERO


@part
def drop_by_quota(side: Any, values: Any, left: Any, asked: Any, limits: Any) -> Any:
    """Drop what is left of a side but fails a quota; return which bits stay in any word."""
    stays = ZERO
    for word in range(side.left, side.left + side.words):
        if left[word] != ZERO:
            left[word] &= enough_in(values, side.every + 64 * (word - side.left), side.step, limits, asked)
            stays |= left[word]
    return stays


@part
def sort_left(side: Any, values: Any, left: Any, starts: Any, members: Any, count: Any, used: Any) -> None:
    """Write what is left of a side by band or stripe."""
    place = 0
    for band in range(count):
        starts[side.starts + band] = place
        for word in range(side.words):
            chosen = left[side.left + word] & members[band, word]
            if chosen != ZERO:
                for k in range(used.size):
                    first = used[k] * side.step
                    keep_in(values, side.every + first + 64 * word, chosen, values, side.sorted + first + place)
                place += members_in(chosen)
    starts[side.starts + count] = place


@inlined
def is_whole(needs: Any) -> Any:
    """Tell whether all deals need the same: there is one rectangle then, and nothing to sort."""
    bands, stripes, _, rectangles = needs.found
    return bands == 1 and stripes == 1 and rectangles == 1


@part
def begin(rules: Any, lanes: Any, plain: Any, search: Any) -> Any:
    """Filter both sides once by what is needed everywhere; tell whether anything is left.

    ``plain`` gives the lane in which a player is asked who is not needed, -1 where it is not asked at all. A rectangle
    of all deals is left to :func:`narrow`.
    """
    if is_whole(search.needs):
        return True
    needs, asked, rows, columns = search.needs, search.asked, search.rows, search.columns
    values, left, starts, limits = search.values, search.left, search.starts, search.limits
    bands, stripes, found, _ = needs.found
    needed = ~ZERO
    for need in range(found):
        needed &= needs.needed[need]
    same = found == 1
    ask(rules, needed, needs.quotas[0] if same else ZERO, needs.refusing[0] if same else ZERO, plain, asked)
    fill_left(left, rows.left, needs.rows_in, bands)
    fill_left(left, columns.left, needs.columns_in, stripes)
    limit_by_left(columns, values, left, asked, limits)
    if not drop(rows, values, left, asked, limits):
        return False
    limit_by_left(rows, values, left, asked, limits)
    if not drop(columns, values, left, asked, limits):
        return False
    used = search.used[:lanes]
    sort_left(rows, values, left, starts, needs.rows_in, bands, used)
    sort_left(columns, values, left, starts, needs.columns_in, stripes, used)
    return True


@part
def keep(side: Any, values: Any, source: Any, count: Any, place: Any, used: Any, asked: Any, limits: Any) -> Any:
    """Keep those of some entries that meet the limits, from a place on; return where they end."""
    lanes, needed, by_quota = asked.lanes, asked.counts[0], asked.counts[2] > 0
    for word in range(words_of(count)):
        start = source + 64 * word
        chosen = entries_in(word, count) & passing_in(values, start, side.step, limits, lanes, needed)
        if by_quota and chosen != ZERO:
            chosen &= enough_in(values, start, side.step, limits, asked)
        if chosen != ZERO:
            for k in range(used.size):
                first = used[k] * side.step
                keep_in(values, first + start, chosen, values, side.kept + first + place)
            place += members_in(chosen)
    return place


@part
def narrow_whole(rules: Any, lanes: Any, plain: Any, search: Any) -> Any:
    """Filter all rows by the best columns, then all columns by the best rows; return how many are kept."""
    needs, asked, rows, columns = search.needs, search.asked, search.rows, search.columns
    values, limits, used = search.values, search.limits, search.used[:lanes]
    ask(rules, needs.needed[0], needs.quotas[0], needs.refusing[0], plain, asked)
    for k in range(asked.counts[1]):
        limits[asked.lanes[k]] = -search.greatest[asked.lanes[k]]
    height = keep(rows, values, rows.every, rows.entries, 0, used, asked, limits)
    if height == 0:
        return 0, 0
    limit_by_kept(rows, values, height, asked, limits)
    width = keep(columns, values, columns.every, columns.entries, 0, used, asked, limits)
    return narrow_on((rows, columns), values, (height, width), used, asked, limits)


@part
def narrow(rules: Any, lanes: Any, rectangle: Any, plain: Any, search: Any) -> Any:
    """Filter one rectangle; return how many rows and columns are kept."""
    if is_whole(search.needs):
        return narrow_whole(rules, lanes, plain, search)
    needs, asked, rows, columns = search.needs, search.asked, search.rows, search.columns
    values, starts, limits, used = search.values, search.starts, search.limits, search.used[:lanes]
    band, need = needs.rectangles[rectangle]
    of_stripe = needs.of_band[band, : needs.found[1]]
    first, end = starts[rows.starts + band], starts[rows.starts + band + 1]
    if first == end:
        return 0, 0
    ask(rules, needs.needed[need], needs.quotas[need], needs.refusing[need], plain, asked)
    limit_by_stripes(columns, values, starts, of_stripe, need, asked, limits)
    height, width = keep(rows, values, rows.sorted + first, end - first, 0, used, asked, limits), 0
    if height == 0:
        return 0, 0
    limit_by_kept(rows, values, height, asked, limits)
    for stripe in range(of_stripe.size):
        if of_stripe[stripe] == need:
            first, end = starts[columns.starts + stripe], starts[columns.starts + stripe + 1]
            width = keep(columns, values, columns.sorted + first, end - first, width, used, asked, limits)
    return narrow_on((rows, columns), values, (height, width), used, asked, limits)


@part
def narrow_on(sides: Any, values: Any, counts: Any, used: Any, asked: Any, limits: Any) -> Any:
    """Filter what is kept of a rectangle until little is gained; return how many rows and columns are kept."""
    rows, columns = sides
    height, width = counts
    for _ in range(ROUNDS - 1):
        before = height * width
        if before < SMALL:
            break
        limit_by_kept(columns, values, width, asked, limits)
        height = keep(rows, values, rows.kept, height, 0, used, asked, limits)
        limit_by_kept(rows, values, height, asked, limits)
        width = keep(columns, values, columns.kept, width, 0, used, asked, limits)
        if height * width > GAIN * before:
            break
    return height, width
