"""The zone from what filtering leaves: sixty-four deals at a time, one row against a word of columns.

Rows and columns are alike, so the side with the shorter way through stands in words.
"""

from typing import Any

import numpy as np

from sim.kernels.asking import enough_in, passing_in
from sim.kernels.bits import ZERO, holds
from sim.kernels.filtering import begin, narrow
from sim.kernels.jit import compiled, inlined
from sim.kernels.lanes import fill_lanes
from sim.kernels.needs import fill_needs
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.sieves import entries_in, words_of
from sim.kernels.words import members_in


@compiled
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


@compiled
def size_of(sides: Any, counts: Any, values: Any, asked: Any, limits: Any, most: Any) -> Any:
    """Count the zone deals of a rectangle, and stop once there are so many."""
    one, one_step, count, many, step, length = turned(sides[0], sides[1], counts[0], counts[1])
    lanes, needed, every, by_quota, size = asked.lanes, asked.counts[0], asked.counts[1], asked.counts[2] > 0, 0
    for word in range(words_of(length)):
        first, within = many + 64 * word, entries_in(word, length)
        for single in range(count):
            limit_by(values, one + single, one_step, lanes, every, limits)
            zone = within & passing_in(values, first, step, limits, lanes, needed)
            if by_quota and zone != ZERO:
                zone &= enough_in(values, first, step, limits, asked)
            size += members_in(zone)
            if size >= most:
                return size
    return size


@compiled
def fill_sizes(worlds: WorldArrays, rules: RuleArrays, sorts: Any, order: Any, most: Any, search: Any, sizes: Any) -> None:
    """Fill the size of the zone of every world, or any number from ``most`` on where it has so many deals.

    Worlds are gone through in an order in which those alike in rules and firm bundles follow one another.
    """
    values, asked, limits, needs = search.values, search.asked, search.limits, search.needs
    sides, last = (search.rows, search.columns), -1
    for w in order:
        active, firm = worlds.active_rules[w], worlds.firm_bundles[w]
        if last < 0 or active != worlds.active_rules[last] or firm != worlds.firm_bundles[last]:
            fill_needs(sorts, rules, active, firm, needs)
        last = w
        sizes[w] = 0
        lanes = fill_lanes(worlds, rules, sorts, w, players_in(active, rules.groups), False, search)
        if not begin(rules, lanes, search):
            continue
        for rectangle in range(needs.found[3]):
            counts = narrow(rules, lanes, rectangle, search)
            if counts[0] * counts[1] > 0:
                sizes[w] += size_of(sides, counts, values, asked, limits, most - sizes[w])
                if sizes[w] >= most:
                    break
