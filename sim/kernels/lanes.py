"""Lanes: what the rows and columns of one world are to every party.

In one world party ``p`` accepts a row ``a`` with a column ``b`` iff ``lead_p(a) + worth_p(b) >= 0``: the lead is what
the row's levels are worth less what a deal must be worth (:mod:`sim.kernels.holding`), the worth is that of the
column's levels; either is minus infinity where a firm line is crossed, which no sum undoes.

Lane ``p`` of a side holds party ``p``'s leads or worths; lane ``parties + p`` the same with lines left aside; lane ``2
parties + p`` of the rows what their levels are worth; the last one the number of the row or column. All stand in one
array, as handing on many arrays costs more than the work on a small one.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.asking import Asked, room_for_asked
from sim.kernels.bits import holds
from sim.kernels.holding import least_worth
from sim.kernels.jit import inlined, part
from sim.kernels.needs import Needs, Sorts, room_for_needs
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.sieves import SHORT, shifted_in


class Side(NamedTuple):
    """Where the rows or the columns of one world stand."""

    entries: int
    """How many there are."""
    step: int
    """Entries of a lane: a word more than there are, as a word may be read beyond the end."""
    every: int
    """Where the lanes of all entries begin."""
    sorted: int
    """Where the lanes of those begin that passed the first filter, by band or stripe."""
    kept: int
    """Where the lanes of those begin that are kept in one rectangle."""
    left: int
    """Where the words begin that say which entries passed the first filter."""
    words: int
    """How many words that are."""
    starts: int
    """Where the numbers begin that say where each band or stripe begins among the sorted ones, and their end."""


class Search(NamedTuple):
    """All that the search of a world writes."""

    rows: Side
    columns: Side
    values: Any
    """All lanes of both sides, and a spare one."""
    left: Any
    """Which entries of both sides passed the first filter, as words."""
    starts: Any
    """Where the bands and stripes begin."""
    limits: Any
    """The least that an entry of each lane must be; shape ``(lanes,)``."""
    greatest: Any
    """The greatest that any column is in each lane; shape ``(lanes,)``."""
    used: Any
    """Lanes in use in this world; shape ``(lanes,)``."""
    plain: Any
    """Lane of each player that leaves lines aside, where asked who loses nothing, else -1; shape ``(parties,)``."""
    nobody: Any
    """-1 for every party: nobody is asked who is not needed; shape ``(parties,)``."""
    gains: Any
    """Gains with minus infinity at levels that cross a line; shape ``(levels,)``."""
    least: Any
    """What a deal must be worth by cell; shape ``(parties, cells)``."""
    asked: Asked
    needs: Needs


def room_for_search(worlds: WorldArrays, rules: RuleArrays, sorts: Sorts) -> Search:
    """Return a search yet to begin."""
    _, parties, levels = worlds.gains.shape
    lanes = 3 * parties + 1
    sizes = [len(half.numbers) for half in (sorts.rows, sorts.columns)]
    words = [members.shape[1] for members in (sorts.rows_in, sorts.columns_in)]
    steps = [64 * count + 64 for count in words]
    ends = np.cumsum([0, *(lanes * step for step in steps for _ in range(3))]).tolist()
    values = np.zeros(ends[-1] + max(steps), np.float32)
    for side in range(2):
        first = ends[3 * side] + (lanes - 1) * steps[side]
        values[first : first + sizes[side]] = np.arange(sizes[side])
    return Search(
        rows=Side(sizes[0], steps[0], ends[0], ends[1], ends[2], 0, words[0], 0),
        columns=Side(sizes[1], steps[1], ends[3], ends[4], ends[5], words[0], words[1], len(sorts.rows_in) + 1),
        values=values,
        left=np.zeros(sum(words), np.uint64),
        starts=np.zeros(len(sorts.rows_in) + len(sorts.columns_in) + 2, np.int64),
        limits=np.zeros(lanes, np.float32),
        greatest=np.zeros(lanes, np.float32),
        used=np.zeros(lanes, np.int64),
        plain=np.zeros(parties, np.int64),
        nobody=np.full(parties, -1),
        gains=np.zeros(levels, np.float32),
        least=np.zeros((parties, max(1, worlds.holds.shape[2])), np.float32),
        asked=room_for_asked(len(rules.groups), parties),
        needs=room_for_needs(sorts),
    )


@inlined
def fill_sums(gains: Any, offsets: Any, issues: Any, start: Any, values: Any, place: Any, spare: Any) -> Any:
    """Fill a lane with a start plus the gains of every combination of the levels of some issues, the last fastest.

    Returns the greatest of them, which is the start plus the greatest gain of every issue.

    Each issue writes all sums so far once for each of its levels, by turns in the lane and in the spare one, so that
    the lane is written last. Sixteen are written at a time; what is written beyond a level's sums is written over by
    the next level.
    """
    other = spare
    if issues.size % 2 == 1:
        place, other = other, place
    values[place] = start
    filled, greatest = 1, start
    for k in range(issues.size - 1, -1, -1):
        first, end, most = offsets[issues[k]], offsets[issues[k] + 1], np.float32(-np.inf)
        for level in range(end - first):
            gain, target = gains[first + level], other + level * filled
            most = max(most, gain)
            for entry in range(0, filled, SHORT):
                shifted_in(values, place + entry, gain, values, target + entry)
        filled *= end - first
        greatest += most
        place, other = other, place
    return greatest


@inlined
def fill_limits(threshold: Any, chances: Any, setbacks: Any, least: Any) -> None:
    """Fill what a deal must be worth to one party, by cell of the pivot issues."""
    for cell in range(chances.size):
        least[cell] = least_worth(threshold, chances[cell], threshold - setbacks[cell])


@inlined
def lower(values: Any, first: Any, pivots: Any, least: Any) -> None:
    """Take from every row's worth what a deal with its pivot level must be worth."""
    for row in range(pivots.size):
        values[first + row] -= least[pivots[row]]


@inlined
def with_lines(gains: Any, allowed: Any, party: Any, lined: Any) -> Any:
    """Fill gains with minus infinity at levels that cross a line of the party; tell whether there is one."""
    crossed = False
    for level in range(gains.size):
        passed = holds(allowed[level], party)
        lined[level] = gains[level] if passed else -np.inf
        crossed |= not passed
    return crossed


@part
def fill_party(gains: Any, offsets: Any, least: Any, halves: Any, lane: Any, sides: Any, values: Any) -> Any:
    """Fill a party's leads and worths: where every deal holds the sums of rows begin at what it must be worth.

    Returns the greatest worth.
    """
    rows, columns = sides
    row_issues, column_issues, pivots = halves
    place, spare, zero = rows.every + lane * rows.step, values.size - max(rows.step, columns.step), np.float32(0)
    one_limit = least.size == 1
    fill_sums(gains, offsets, row_issues, -least[0] if one_limit else zero, values, place, spare)
    if not one_limit:
        lower(values, place, pivots, least)
    return fill_sums(gains, offsets, column_issues, zero, values, columns.every + lane * columns.step, spare)


@part
def fill_lanes(worlds: Any, rules: Any, sorts: Any, w: Any, players: Any, plainly: Any, worth: Any, search: Any) -> Any:
    """Fill the lanes of all players in one world; return how many are in use.

    Lanes that leave lines aside are filled where asked for plainly and a line is crossed at all, what rows are worth
    where asked for and deals may not hold.
    """
    values, used, plain, greatest = search.values, search.used, search.plain, search.greatest
    offsets, allowed = rules.offsets, worlds.allowed[w]
    sides, halves = (search.rows, search.columns), (sorts.rows.issues, sorts.columns.issues, sorts.rows.pivots)
    parties, lined, uncertain, count = plain.size, search.gains, worlds.holds.shape[2] > 0, 0
    for p in range(parties):
        plain[p] = -1
        if not holds(players, p):
            continue
        gains, least = worlds.gains[w, p], search.least[p]
        least[0] = worlds.thresholds[w, p]
        if uncertain:
            fill_limits(least[0], worlds.holds[w, p], worlds.setbacks[w, p], least)
        crossed = with_lines(gains, allowed, p, lined)
        greatest[p] = fill_party(lined, offsets, least, halves, p, sides, values)
        used[count] = p
        count += 1
        plain[p] = p if plainly else -1
        if plainly and crossed:
            plain[p] = used[count] = parties + p
            greatest[parties + p] = fill_party(gains, offsets, least, halves, parties + p, sides, values)
            count += 1
        if worth and uncertain:
            used[count] = 2 * parties + p
            fill_worths(gains, offsets, halves[0], used[count], sides, values)
            count += 1
    used[count] = 3 * parties
    return count + 1


@part
def fill_worths(gains: Any, offsets: Any, issues: Any, lane: Any, sides: Any, values: Any) -> None:
    """Fill what the levels of every row are worth."""
    rows, columns = sides
    spare = values.size - max(rows.step, columns.step)
    fill_sums(gains, offsets, issues, np.float32(0), values, rows.every + lane * rows.step, spare)
