"""The zone from what filtering leaves: sixty-four deals at a time, one row against a word of columns.

Rows and columns are alike, so the side with the shorter way through stands in words.
"""

from typing import Any

import numpy as np

from sim.kernels.asking import enough_in
from sim.kernels.bits import ONE, ZERO, holds
from sim.kernels.filtering import begin, narrow
from sim.kernels.jit import compiled, inlined, part
from sim.kernels.lanes import fill_lanes
from sim.kernels.lending import lent
from sim.kernels.needs import fill_needs
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.sieves import entries_in, words_of
from sim.kernels.words import all_meet_in, first_in, members_in

CHUNK = 4096
"""Zone deals that are listed at a time."""


@part
def players_in(active: Any, groups: Any) -> Any:
    """Return the set of parties that some standing rule asks."""
    players = ZERO
    for rule in range(groups.size):
        if holds(active, rule):
            players |= groups[rule]
    return players


@inlined
def turned(rows: Any, columns: Any, height: Any, width: Any) -> Any:
    """Return where the side begins that is gone through one by one, its step and count, then the side in words."""
    if height * words_of(width) <= width * words_of(height):
        return rows.kept, rows.step, height, columns.kept, columns.step, width
    return columns.kept, columns.step, width, rows.kept, rows.step, height


@inlined
def limit_by(values: Any, single: Any, step: Any, lanes: Any, count: Any, limits: Any) -> None:
    """Set the limits of the other side by one entry."""
    for k in range(count):
        limits[lanes[k]] = -values[single + lanes[k] * step]


@part
def size_of(sides: Any, counts: Any, values: Any, asked: Any, limits: Any, most: Any) -> Any:
    """Count the zone deals of a rectangle, and stop once there are so many."""
    one, one_step, count, many, step, length = turned(sides[0], sides[1], counts[0], counts[1])
    lanes, needed, every, by_quota, size = asked.lanes, asked.counts[0], asked.counts[1], asked.counts[2] > 0, 0
    for word in range(words_of(length)):
        first, within = many + 64 * word, entries_in(word, length)
        for single in range(count):
            zone = within & all_meet_in(values, first, step, one + single, one_step, lanes, needed)
            if by_quota and zone != ZERO:
                limit_by(values, one + single, one_step, lanes, every, limits)
                zone &= enough_in(values, first, step, limits, asked)
            size += members_in(zone)
            if size >= most:
                return size
    return size


@inlined
def needs_change(worlds: Any, w: Any, last: Any) -> Any:
    """Tell whether other rules stand, or other bundles are firm, than in the world before."""
    if last < 0:
        return True
    return worlds.active_rules[w] != worlds.active_rules[last] or worlds.firm_bundles[w] != worlds.firm_bundles[last]


@inlined
def zone_size(rules: Any, lanes: Any, most: Any, search: Any) -> Any:
    """Return the size of the zone of the world whose lanes are filled, or any number from ``most`` on."""
    size, nobody, sides = 0, search.nobody, (search.rows, search.columns)
    if begin(rules, lanes, nobody, search):
        for rectangle in range(search.needs.found[3]):
            counts = narrow(rules, lanes, rectangle, nobody, search)
            if counts[0] * counts[1] > 0 and size < most:
                size += size_of(sides, counts, search.values, search.asked, search.limits, most - size)
    return size


@compiled
def fill_sizes(
    worlds: WorldArrays, rules: RuleArrays, sorts: Any, order: Any, most: Any, search: Any, sizes: Any
) -> None:
    """Fill the size of the zone of some worlds, or any number from ``most`` on where it has so many deals.

    They are gone through in an order in which those alike in rules and firm bundles follow one another.
    """
    worlds, rules, sorts, search = lent(worlds), lent(rules), lent(sorts), lent(search)
    last = -1
    for w in order:
        active = worlds.active_rules[w]
        if needs_change(worlds, w, last):
            fill_needs(sorts, rules, active, worlds.firm_bundles[w], search.needs)
        last = w
        lanes = fill_lanes(worlds, rules, sorts, w, players_in(active, rules.groups), False, False, search)
        sizes[w] = zone_size(rules, lanes, most, search)


@part
def list_pairs(
    sides: Any, counts: Any, values: Any, asked: Any, limits: Any, begun: Any, pairs: Any, held: Any
) -> tuple[Any, Any]:
    """List zone deals of a rectangle as pairs of row and column among those kept, after those held already.

    Returns how many pairs are held and where to go on: minus one at the end, else the list had no room for 64 more.
    """
    one, one_step, count, many, step, length = turned(sides[0], sides[1], counts[0], counts[1])
    by_row = one == sides[0].kept
    lanes, needed, every, by_quota = asked.lanes, asked.counts[0], asked.counts[1], asked.counts[2] > 0
    singles, others = (pairs[0], pairs[1]) if by_row else (pairs[1], pairs[0])
    word, single = begun // count, begun % count
    while 64 * word < length:
        first, within = many + 64 * word, entries_in(word, length)
        while single < count:
            if held + 64 > singles.size:
                return held, word * count + single
            zone = within & all_meet_in(values, first, step, one + single, one_step, lanes, needed)
            if by_quota and zone != ZERO:
                limit_by(values, one + single, one_step, lanes, every, limits)
                zone &= enough_in(values, first, step, limits, asked)
            while zone != ZERO:
                singles[held], others[held] = single, 64 * word + first_in(zone)
                zone &= zone - ONE
                held += 1
            single += 1
        word, single = word + 1, 0
    return held, -1


@part
def entry_at(side: Any, values: Any, last_lane: Any, place: Any) -> Any:
    """Return which row or column one of those kept is."""
    return int(values[side.kept + last_lane * side.step + place])


@part
def numbers_of(side: Any, values: Any, last_lane: Any, numbers: Any, place: Any) -> Any:
    """Return the share in the deal's number of a row or column that is kept."""
    return numbers[entry_at(side, values, last_lane, place)]


@compiled
def fill_deals(worlds: WorldArrays, rules: RuleArrays, sorts: Any, w: Any, search: Any, deals: Any) -> None:
    """Fill the numbers of all zone deals of one world, of which there must be as many as asked for, in any order."""
    worlds, rules, sorts, search = lent(worlds), lent(rules), lent(sorts), lent(search)
    fill_needs(sorts, rules, worlds.active_rules[w], worlds.firm_bundles[w], search.needs)
    players, nobody = players_in(worlds.active_rules[w], rules.groups), search.nobody
    lanes = fill_lanes(worlds, rules, sorts, w, players, False, False, search)
    rows, columns, values, last_lane = search.rows, search.columns, search.values, 3 * search.plain.size
    pairs, found = np.empty((2, CHUNK), np.int64), 0
    if not begin(rules, lanes, nobody, search):
        return
    for rectangle in range(search.needs.found[3]):
        counts = narrow(rules, lanes, rectangle, nobody, search)
        place = 0 if counts[0] * counts[1] > 0 else -1
        while place >= 0:
            held, place = list_pairs((rows, columns), counts, values, search.asked, search.limits, place, pairs, 0)
            for k in range(held):
                row = numbers_of(rows, values, last_lane, sorts.rows.numbers, pairs[0, k])
                deals[found + k] = row + numbers_of(columns, values, last_lane, sorts.columns.numbers, pairs[1, k])
            found += held
