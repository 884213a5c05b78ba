"""The Pareto frontier: the deals that no other deal dominates, found issue by issue.

Deal ``d`` **dominates** ``c`` if it is worth at least as much to every party, ``e_p(d) >= e_p(c)``, and more to one; of
deals worth the same to everybody that with the lowest number is listed. Asked of all deals this is the whole frontier;
asked of the zone it is taken over its deals and the parties that some standing rule asks.

*Issue by issue.* Let two partial deals have levels of the same issues, the first worth at least as much to everybody as
the second. Both get the same further levels: it still is, and so is ``e`` with a pivot issue that comes last, for ``e``
rises with ``u`` within one of its levels. If moreover the second fits every pattern that the first fits, and crosses
every line that the first crosses, then the first is in the zone whenever the second is, since a deal that fits fewer
patterns triggers fewer rules and crosses fewer bundles. So the second may be dropped at once: of two of equal worth
to everybody the one with the higher number, which stays the higher. What can no longer reach the zone is dropped before
that (:mod:`sim.kernels.reach`).

*Ties with hold.* Rounding may make deals equal in ``e`` that differ in ``u``, and then the one with the lowest number
may have been dropped. So with a pivot issue each deal found is replaced by the lowest-numbered one that is worth as
much to everybody (:mod:`sim.kernels.lowest`): none of these is worth more, or the deal found would be dominated.

Source: the merging of undominated partial sums is that of G. L. Nemhauser, Z. Ullmann, "Discrete dynamic programming
and capital allocation", Management Science 15 (1969), 494-505, with one more coordinate for every party.
"""

from typing import Any

import numpy as np

from sim.kernels.aims import Aim, fill_as_good, pivot_level
from sim.kernels.asked_worlds import Consent, consent_in, game_in
from sim.kernels.bits import ZERO
from sim.kernels.jit import compiled, part
from sim.kernels.lowest import lowest_number
from sim.kernels.merging import (
    Merging,
    add_issue,
    filter_issue,
    room_for_candidates,
    room_for_entries,
    sums_with_hold,
)
from sim.kernels.reach import fill_enough, fill_members, players
from sim.kernels.search_rooms import fill_room, room_for_search
from sim.kernels.searching import Search, find_levels
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.undominated import keep, sort_runs

ROOM = 64
"""Partial deals that there is room for at first."""


@part
def rooms_for(size: Any, candidates: Any, parties: Any) -> Any:
    """Return room for what is kept and for what is to be kept next, for candidates, and for their order."""
    return (
        room_for_entries(size, parties),
        room_for_entries(size, parties),
        room_for_candidates(candidates),
        np.empty(candidates, np.int64),
        np.empty(candidates, np.int64),
        np.empty(candidates + 1, np.int64),
    )


@part
def merge_issue(
    depth: Any, kept: Any, worlds: Any, rules: Any, merging: Any, w: Any, game: Any, consent: Any, rooms: Any
) -> Any:
    """Merge the next issue; return how many partial deals are kept, and the rooms, those in the first one."""
    entries, into, candidates, order, other, bounds = rooms
    parties, levels = worlds.thresholds.shape[1], merging.starts[depth + 1] - merging.starts[depth]
    most = max(kept, 1) * levels
    if order.size < most:
        _, _, candidates, order, other, bounds = rooms_for(np.int64(0), 2 * most, parties)
    count = add_issue(depth, entries, kept, candidates, bounds, game, rules, consent, merging)
    for c in range(count):
        order[c] = c
    runs = levels
    if rules.pivots.size > 0 and depth == merging.starts.size - 2:
        sums_with_hold(count, depth, entries, candidates, game, worlds, w, merging)
        for c in range(count + 1):
            bounds[c] = c
        runs = count
    ordered = sort_runs(order, other, bounds, runs, candidates.sums, candidates.numbers)
    if into.sums.size < count:
        into = room_for_entries(2 * count, parties)
    kept = filter_issue(ordered, count, depth, entries, candidates, into, game, worlds, w, rules, merging)
    return kept, (into, entries, candidates, order, other, bounds)


@part
def merge_issues(worlds: Any, rules: Any, merging: Any, w: Any, asked: Any, consent: Any, rooms: Any) -> Any:
    """Merge all issues of one world; return how many deals are kept, and the rooms, those in the first one."""
    entries, kept = rooms[0], np.int64(1)
    game = game_in(worlds, rules, merging, w, asked, consent)
    keep(np.zeros(asked.size, np.float32), np.int64(0), entries.worths)
    entries.sums[0], entries.numbers[0], entries.fits[0], entries.crossed[0] = 0, 0, ~ZERO, ZERO
    for depth in range(merging.starts.size - 1):
        kept, rooms = merge_issue(depth, kept, worlds, rules, merging, w, game, consent, rooms)
    return kept, rooms


@part
def lower_numbers(
    worlds: Any, rules: Any, search: Search, w: Any, asked: Any, consent: Any, places: Any, room: Any, numbers: Any
) -> None:
    """Put the lowest number of all deals that are worth the same to everybody asked in place of each number."""
    by_pivot = np.empty(worlds.holds.shape[2], np.float64)
    limits = np.empty((2, by_pivot.size * asked.size), np.float32)
    fill_enough(worlds, w, asked, by_pivot, limits[1])
    aim = Aim(asked, limits[0], limits[0], limits[1], ZERO, consent.standing, consent.firm)
    for place in range(numbers.size):
        find_levels(search, numbers[place], places)
        fill_as_good(worlds, rules, search, w, places, np.int64(0), asked, limits[0])
        fill_room(worlds, rules, search, w, aim, pivot_level(rules, search, places), room)
        numbers[place] = lowest_number(worlds, rules, search, w, aim, room)


@part
def sort_numbers(numbers: Any, rooms: Any) -> None:
    """Put numbers in rising order: runs of one, all of the same sum."""
    entries, _, _, order, other, bounds = rooms
    for place in range(numbers.size):
        order[place], bounds[place] = place, place
        entries.sums[place], entries.numbers[place] = 0, numbers[place]
    bounds[numbers.size] = numbers.size
    ordered = sort_runs(order, other, bounds, numbers.size, entries.sums, entries.numbers)
    for place in range(numbers.size):
        numbers[place] = entries.numbers[ordered[place]]


@part
def roomy(numbers: Any, needed: Any, used: Any) -> Any:
    """Return the numbers used so far with room for as many as are needed."""
    if needed <= numbers.size:
        return numbers
    more = np.empty(2 * needed, np.int64)
    for place in range(used):
        more[place] = numbers[place]
    return more


@compiled
def frontiers_of(worlds: WorldArrays, rules: RuleArrays, merging: Merging, search: Search, whole: Any) -> Any:
    """Return the numbers of every world's frontier, rising within a world, and where each world's begin and end.

    ``whole`` tells whether it is the frontier of all deals and parties, or that of the zone and those asked.
    """
    draws, parties = worlds.thresholds.shape
    rooms = rooms_for(np.int64(ROOM), np.int64(ROOM), parties)
    room = room_for_search(search, parties, max(1, worlds.holds.shape[2]))
    places, members = np.empty(search.starts.size - 1, np.int64), np.arange(parties)
    numbers, ends = np.empty(ROOM * draws, np.int64), np.zeros(draws + 1, np.int64)
    for w in range(draws):
        asked, consent = members, Consent(ZERO, ZERO, ZERO)
        if not whole:
            consent = consent_in(worlds, rules, w, merging.certain[0])
            asked = members[: fill_members(players(consent.standing, rules.groups), members)]
        kept, rooms = merge_issues(worlds, rules, merging, w, asked, consent, rooms)
        first, last = ends[w], ends[w] + kept
        numbers = roomy(numbers, last, first)
        own = numbers[first:last]
        for place in range(kept):
            own[place] = rooms[0].numbers[place]
        if rules.pivots.size > 0 and asked.size > 0:
            lower_numbers(worlds, rules, search, w, asked, consent, places, room, own)
        sort_numbers(own, rooms)
        ends[w + 1] = last
    return numbers[: ends[draws]], ends
