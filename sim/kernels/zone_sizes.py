"""How many deals are in the zone of each world, every deal looked at.

Most parties are asked about every deal. Of these only what all of them accept is written, a word for each row; the
words of a party by itself are filled for those alone that are asked about some deals, or whose yeses a rule counts.
"""

from typing import Any

import numpy as np

from sim.kernels.answers import fill_acceptable
from sim.kernels.bits import ZERO, holds
from sim.kernels.consent import fill_needed, keep_reached, keep_unless
from sim.kernels.jit import compiled, part
from sim.kernels.layouts import layout_of
from sim.kernels.lending import lent
from sim.kernels.reach import fill_members
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.tiles import remove_words
from sim.kernels.words import WIDTH, all_accept_in, members_in
from sim.kernels.zone_words import batch_size, fill_batch, fill_tile, in_order, room_for, whole

BATCH = 256
"""Worlds that are taken at once at most."""


@part
def asked_under(active: Any, asked: Any, groups: Any) -> Any:
    """Return the parties that standing rules ask about every deal and count in none, and all others that they ask."""
    always, apart, counted = ZERO, ZERO, ZERO
    for rule in range(groups.size):
        if holds(active, rule):
            always |= asked.of_all[rule]
            apart |= asked.one_by_one[rule]
            if holds(asked.counting, rule):
                counted |= groups[rule]
    return always & ~counted, apart & ~always | counted


@part
def fill_agreed(count: Any, i: Any, tile: Any, room: Any) -> None:
    """Fill which deals of a tile are worth enough to the first members in the ``i``-th world of a batch."""
    zone, members, worths, limits = room.zone, room.members, room.worths, room.limits
    column_step, row_step, parties = room.column_step, room.row_step, members.size
    first, place = i * parties * column_step + WIDTH * tile, i * parties * row_step
    for row in range(room.rows):
        all_accept_in(zone, row, members, count, worths, first, column_step, limits, place + row, row_step)


@part
def fill_apart(apart: Any, i: Any, tile: Any, room: Any) -> None:
    """Fill which deals of a tile are worth enough to each of a set of parties."""
    room = lent(room)
    for p in range(room.yes.shape[0]):
        if holds(apart, p):
            k = i * room.yes.shape[0] + p
            first, place = k * room.column_step + WIDTH * tile, k * room.row_step
            fill_acceptable(room.worths, first, room.limits, place, room.rows, room.yes[p])


@part
def keep_agreed(rules: Any, apart: Any, counting: Any, room: Any) -> None:
    """Keep in the zone of a tile the deals with every yes they need of a set of parties."""
    rules, room = lent(rules), lent(room)
    for p in range(room.yes.shape[0]):
        if holds(apart, p):
            keep_unless(room.needed[p], room.yes[p], room.zone)
    keep_reached(rules, counting, room.triggered, room.yes, room.sums, room.carry, room.once, room.zone)


@part
def refuse_bundles(firm: Any, owners: Any, together: Any, room: Any) -> None:
    """Take each firm bundle out of its party's answers, or out of the zone where they stand there only."""
    room = lent(room)
    for bundle in range(owners.size):
        if holds(firm, bundle):
            own = room.zone if holds(together, owners[bundle]) else room.yes[owners[bundle]]
            remove_words(room.patterns[bundle], own)


@part
def size_in(real: Any, zone: Any) -> Any:
    """Return how many deals of a tile a zone holds, whatever its words say where there are none."""
    size = 0
    for row in range(zone.size):
        size += members_in(real[row] & zone[row])
    return size


@compiled
def size_tile(worlds: Any, rules: Any, tiles: Any, asked: Any, some: Any, tile: Any, room: Any, sizes: Any) -> None:
    """Add the zone's size in one tile to each world of a batch."""
    worlds, rules, tiles, room = lent(worlds), lent(rules), lent(tiles), lent(room)
    together, apart, count = ZERO, ZERO, 0
    fill_tile(rules, tiles, tile, room)
    for i in range(some.size):
        active, firm = worlds.active_rules[some[i]], worlds.firm_bundles[some[i]]
        if i == 0 or active != worlds.active_rules[some[i - 1]]:
            together, apart = asked_under(active, asked, rules.groups)
            count = fill_members(together, room.members)
            fill_needed(active, asked.one_by_one, room.triggered, room.needed)
        fill_agreed(count, i, tile, room)
        if apart != ZERO:
            fill_apart(apart, i, tile, room)
        if firm != ZERO:
            refuse_bundles(firm, rules.bundle_parties, together, room)
        if apart != ZERO:
            keep_agreed(rules, apart, active & asked.counting, room)
        sizes[some[i]] += size_in(tiles.real[tile], room.zone)


def size_zones(worlds: WorldArrays, rules: RuleArrays) -> Any:
    """Return the number of deals in each zone; shape ``(draws,)``."""
    worlds = whole(worlds)
    draws = len(worlds.gains)
    (tiles, _, asked), order = layout_of(rules), in_order(worlds)
    batch = batch_size(worlds, tiles, BATCH)
    room, sizes = room_for(batch, worlds, rules, tiles), np.zeros(draws, np.int64)
    for first in range(0, draws, batch):
        some = order[first : first + batch]
        fill_batch(worlds, rules, tiles, some, room)
        for tile in range(len(tiles.real)):
            size_tile(worlds, rules, tiles, asked, some, tile, room, sizes)
    return sizes
