"""Efficiency: does the zone hold a deal that is better for some and worse for nobody?

A deal ``d`` of the zone is inefficient if another deal ``c`` of the zone has ``e_p(c) >= e_p(d)`` for every player
``p`` and ``>`` for one, and if ``c`` crosses a firm line of no player whose lines ``d`` keeps. Players are the parties
whom some standing rule asks. That is a question for :mod:`sim.kernels.lowest`.
"""

from typing import Any

import numpy as np

from sim.kernels.aims import Aim, clears, fill_as_good, pivot_level
from sim.kernels.bits import ZERO
from sim.kernels.jit import compiled
from sim.kernels.lowest import NOWHERE, lowest_number
from sim.kernels.reach import fill_enough, fill_members, players
from sim.kernels.search_rooms import fill_room, room_for_search
from sim.kernels.searching import Search, find_levels
from sim.kernels.shapes import RuleArrays, WorldArrays


@compiled
def improvements(worlds: WorldArrays, rules: RuleArrays, search: Search, struck: Any, found: Any) -> None:
    """Fill for every world the lowest number of a zone deal better than the one struck; -1 where there is none."""
    parties, pivot_levels = worlds.thresholds.shape[1], max(1, worlds.holds.shape[2])
    members, places = np.empty(parties, np.int64), np.empty(search.starts.size - 1, np.int64)
    limits, by_pivot = np.empty((3, pivot_levels * parties), np.float32), np.empty(pivot_levels, np.float64)
    room = room_for_search(search, parties, pivot_levels)
    for w in range(struck.size):
        found[w] = -1
        standing = worlds.active_rules[w]
        asking = players(standing, rules.groups)
        if struck[w] < 0 or asking == ZERO:
            continue
        asked = members[: fill_members(asking, members)]
        find_levels(search, struck[w], places)
        fill_as_good(worlds, rules, search, w, places, np.int64(0), asked, limits[0])
        fill_as_good(worlds, rules, search, w, places, np.int64(1), asked, limits[1])
        fill_enough(worlds, w, asked, by_pivot, limits[2])
        kept = clears(worlds, rules, search, w, places) & asking
        aim = Aim(asked, limits[0], limits[1], limits[2], kept, standing, worlds.firm_bundles[w])
        fill_room(worlds, rules, search, w, aim, pivot_level(rules, search, places), room)
        number = lowest_number(worlds, rules, search, w, aim, room)
        if number < NOWHERE:
            found[w] = number
