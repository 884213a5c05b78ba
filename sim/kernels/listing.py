"""The zone from what filtering leaves: sixty-four deals at a time, one row against a word of columns.

Rows and columns are alike, so the side with the shorter way through stands in words.
"""

from typing import Any

import numpy as np

from sim.kernels.asking import enough_in, passing_in
from sim.kernels.bits import ONE, ZERO, holds
from sim.kernels.filtering import begin, narrow, number_asked
from sim.kernels.jit import compiled
from sim.kernels.lanes import room_for_search
from sim.kernels.needs import fill_needs
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.sieves import entries_in, words_of
from sim.kernels.words import first_in, members_in


@compiled
def players_in(active: Any, groups: Any) -> Any:
    """Return the set of parties that some standing rule asks."""
    players = ZERO
    for rule in range(groups.size):
        if holds(active, rule):
            players |= groups[rule]
    return players


@compiled
def oriented(search: Any, height: Any, width: Any) -> Any:
    """Return the side to go through one by one and the side in words, each with its count."""
    rows, columns = search.rows, search.columns
    if height * words_of(width) <= width * words_of(height):
        return rows.kept, rows.step, height, columns.kept, columns.step, width
    return columns.kept, columns.step, width, rows.kept, rows.step, height


@compiled
def limit_by(values: Any, step: Any, entry: Any, asked: Any, limits: Any) -> None:
    """Set the limits of the other side by one entry."""
    for k in range(asked.counts[0]):
        limits[asked.needed[k]] = -values[asked.needed[k] * step + entry]
    for k in range(number_asked(asked)):
        limits[asked.members[k]] = -values[asked.members[k] * step + entry]


@compiled
def zone_word(search: Any, singles: Any, single_step: Any, single: Any, values: Any, step: Any, first: Any) -> Any:
    """Return which of 64 entries make a zone deal with one of the other side."""
    asked, limits = search.asked, search.limits
    limit_by(singles, single_step, single, asked, limits)
    word = passing_in(values, step, first, limits, asked.needed, asked.counts[0])
    if asked.counts[1] > 0 and word != ZERO:
        word &= enough_in(values, step, first, limits, asked)
    return word


@compiled
def size_of(search: Any, height: Any, width: Any, most: Any) -> Any:
    """Count the zone deals of a rectangle, and stop once there are so many."""
    singles, single_step, count, values, step, length = oriented(search, height, width)
    size = 0
    for word in range(words_of(length)):
        within = entries_in(word, length)
        for single in range(count):
            size += members_in(within & zone_word(search, singles, single_step, single, values, step, 64 * word))
            if size >= most:
                return size
    return size


@compiled
def fill_sizes(worlds: WorldArrays, rules: RuleArrays, sorts: Any, order: Any, most: Any, sizes: Any) -> None:
    """Fill the size of the zone of every world, or any number from ``most`` on where it has so many deals.

    Worlds are gone through in an order in which those alike in rules and firm bundles follow one another.
    """
    search = room_for_search(worlds, rules, sorts)
    last = -1
    for w in order:
        active, firm = worlds.active_rules[w], worlds.firm_bundles[w]
        if last < 0 or active != worlds.active_rules[last] or firm != worlds.firm_bundles[last]:
            fill_needs(sorts, rules, active, firm, search.needs)
        last = w
        sizes[w] = 0
        lanes = begin(worlds, rules, sorts, w, players_in(active, rules.groups), False, search)
        if lanes == 0:
            continue
        for rectangle in range(search.needs.found[3]):
            height, width = narrow(rules, lanes, rectangle, search)
            if height * width > 0:
                sizes[w] += size_of(search, height, width, most - sizes[w])
                if sizes[w] >= most:
                    break
