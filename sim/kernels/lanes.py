"""Lanes: what the rows and columns of one world are to every party.

In one world party ``p`` accepts a row ``a`` with a column ``b`` iff ``lead_p(a) + worth_p(b) >= 0``: the lead is what
the row's levels are worth less what a deal must be worth (:mod:`sim.kernels.holding`), the worth is that of the
column's levels; either is minus infinity where a firm line is crossed, which no sum undoes.

Lane ``p`` of a side holds party ``p``'s leads or worths; lane ``parties + p`` the same with lines left aside; lane ``2
parties + p`` of the rows what their levels are worth; the last one the number of the row or column.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.asking import Asked, room_for_asked
from sim.kernels.bits import holds
from sim.kernels.halves import fill_sums
from sim.kernels.holding import fill_limits
from sim.kernels.jit import compiled
from sim.kernels.needs import Needs, room_for_needs
from sim.kernels.sieves import words_of


class Side(NamedTuple):
    """The rows or the columns of one world; every array of lanes is flat, ``step`` entries a lane."""

    step: int
    every: Any
    """Lanes of all entries."""
    left: Any
    """Which of them are left, as words."""
    sorted: Any
    """Lanes of those left, by band or stripe."""
    starts: Any
    """Where each band or stripe begins among these, and their end; shape ``(bands + 1,)``."""
    kept: Any
    """Lanes of those left in one rectangle."""


class Search(NamedTuple):
    """All that the search of a world writes."""

    rows: Side
    columns: Side
    needs: Needs
    asked: Asked
    limits: Any
    """The least that an entry of each lane must be; shape ``(lanes,)``."""
    gains: Any
    """Gains with minus infinity at levels that cross a line; shape ``(levels,)``."""
    least: Any
    """What a deal must be worth by pivot level; shape ``(parties, pivot levels)``."""
    used: Any
    """Lanes in use in this world; shape ``(lanes,)``."""
    plain: Any
    """Lane of each player that leaves lines aside, where every player must lose nothing, else -1; shape ``(parties,)``."""


@compiled
def room_for_side(lanes: Any, entries: Any, sorts: Any) -> Any:
    """Return one side yet to be filled; a lane may be read a word beyond its end."""
    step = 64 * words_of(entries) + 64
    side = Side(
        step=step,
        every=np.zeros(lanes * step, np.float32),
        left=np.zeros(words_of(entries), np.uint64),
        sorted=np.zeros(lanes * step, np.float32),
        starts=np.zeros(sorts + 1, np.int64),
        kept=np.zeros(lanes * step, np.float32),
    )
    for entry in range(entries):
        side.every[(lanes - 1) * step + entry] = entry
    return side


@compiled
def room_for_search(worlds: Any, rules: Any, sorts: Any) -> Any:
    """Return a search yet to begin."""
    parties, levels = worlds.gains.shape[1:]
    lanes = 3 * parties + 1
    return Search(
        rows=room_for_side(lanes, sorts.rows.numbers.size, sorts.rows_in.shape[0]),
        columns=room_for_side(lanes, sorts.columns.numbers.size, sorts.columns_in.shape[0]),
        needs=room_for_needs(sorts),
        asked=room_for_asked(rules, parties),
        limits=np.zeros(lanes, np.float32),
        gains=np.zeros(levels, np.float32),
        least=np.zeros((parties, max(1, worlds.holds.shape[2])), np.float32),
        used=np.zeros(lanes, np.int64),
        plain=np.zeros(parties, np.int64),
    )


@compiled
def fill_lane(gains: Any, least: Any, lane: Any, rules: Any, sorts: Any, search: Any) -> None:
    """Fill a party's leads and worths."""
    rows, columns = search.rows, search.columns
    leads = rows.every[lane * rows.step : (lane + 1) * rows.step]
    count = fill_sums(gains, rules.offsets, sorts.rows.issues, leads)
    fill_sums(gains, rules.offsets, sorts.columns.issues, columns.every[lane * columns.step :])
    if least.size == 1:
        leads[:count] -= least[0]
    else:
        for row in range(count):
            leads[row] -= least[sorts.rows.pivots[row]]


@compiled
def with_lines(gains: Any, allowed: Any, party: Any, lined: Any) -> Any:
    """Fill gains with minus infinity at levels that cross a line of the party; tell whether there is one."""
    crossed = False
    for level in range(gains.size):
        passed = holds(allowed[level], party)
        lined[level] = gains[level] if passed else -np.inf
        crossed |= not passed
    return crossed


@compiled
def fill_lanes(worlds: Any, rules: Any, sorts: Any, w: Any, players: Any, solving: Any, search: Any) -> Any:
    """Fill the lanes of all players in one world; return how many are in use."""
    parties, count = search.plain.size, 0
    for p in range(parties):
        search.plain[p] = -1
        if not holds(players, p):
            continue
        gains, least = worlds.gains[w, p], search.least[p]
        fill_limits(worlds, w, p, least)
        lined = with_lines(gains, worlds.allowed[w], p, search.gains)
        fill_lane(search.gains, least, p, rules, sorts, search)
        search.used[count] = p
        count += 1
        if solving:
            search.plain[p] = p
            if lined:
                search.plain[p] = search.used[count] = parties + p
                fill_lane(gains, least, parties + p, rules, sorts, search)
                count += 1
            if worlds.holds.shape[2] > 0:
                search.used[count] = 2 * parties + p
                first = (2 * parties + p) * search.rows.step
                fill_sums(gains, rules.offsets, sorts.rows.issues, search.rows.every[first:])
                count += 1
    search.used[count] = 3 * parties
    return count + 1
