"""How many deals are in the zone of each world, every deal looked at."""

from typing import Any

import numpy as np

from sim.kernels.consent import fill_needed
from sim.kernels.jit import compiled
from sim.kernels.layouts import layout_of
from sim.kernels.lending import lent
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.zone_words import (
    batch_size,
    fill_answers,
    fill_batch,
    fill_inside,
    fill_tile,
    in_order,
    room_for,
    whole,
)

BATCH = 64
"""Worlds that are taken at once at most."""


@compiled
def size_tile(worlds: Any, rules: Any, tiles: Any, asked: Any, some: Any, tile: Any, room: Any, sizes: Any) -> None:
    """Add the zone's size in one tile to each world of a batch."""
    worlds, rules, tiles, room = lent(worlds), lent(rules), lent(tiles), lent(room)
    fill_tile(rules, tiles, tile, room)
    for i in range(some.size):
        active = worlds.active_rules[some[i]]
        if i == 0 or active != worlds.active_rules[some[i - 1]]:
            fill_needed(active, asked.one_by_one, room.triggered, room.needed)
        fill_answers(rules, worlds.firm_bundles[some[i]], i, tile, room, room.yes)
        sizes[some[i]] += fill_inside(rules, active & asked.counting, tiles.real[tile], room, room.yes, room.zone)


def size_zones(worlds: WorldArrays, rules: RuleArrays) -> Any:
    """Return the number of deals in each zone; shape ``(draws,)``."""
    worlds = whole(worlds)
    draws, parties, _ = worlds.gains.shape
    (tiles, _, asked), order = layout_of(rules), in_order(worlds)
    batch = batch_size(worlds, tiles, BATCH)
    room, sizes = room_for(batch, parties, rules, tiles), np.zeros(draws, np.int64)
    for first in range(0, draws, batch):
        some = order[first : first + batch]
        fill_batch(worlds, rules, tiles, some, room)
        for tile in range(len(tiles.real)):
            size_tile(worlds, rules, tiles, asked, some, tile, room, sizes)
    return sizes
