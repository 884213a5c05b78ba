"""The zone of one world in one tile: what sizes and counts have in common.

Worlds are taken in batches: first the limits and worths of all of them, then tile by tile every world of the batch, so
that what a tile's deals trigger is found once, and whose yes they need once for worlds with the same standing rules.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.answers import fill_acceptable, fill_columns, fill_rows, refuse_bundles
from sim.kernels.bits import ZERO
from sim.kernels.consent import fill_refused, fill_short, fill_zone
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.tiles import Tiles, fill_patterns, fill_triggered
from sim.kernels.words import WIDTH

ROOM = 2**25
"""Bytes that the limits and worths of a batch may fill, unless it has fewer than eight worlds."""


class Room(NamedTuple):
    """Arrays to work in: of a batch, of a tile, and of a world in a tile; all but the first two are words."""

    limits: Any
    """What a column must be worth; shape ``(batch, parties, rows)``."""
    worths: Any
    """What a column is worth; shape ``(batch, parties, 64 tiles)``."""
    patterns: Any
    """Which deals fit a pattern; shape ``(patterns, words)``."""
    triggered: Any
    """Which deals trigger a rule; shape ``(rules, words)``."""
    needed: Any
    """Which deals ask a party by itself; shape ``(parties, words)``."""
    yes: Any
    """Which deals each party accepts; shape ``(parties, words)``."""
    zone: Any
    """Which deals are in the zone; shape ``(words,)``."""
    once: Any
    """Which deals a party refuses of which it is asked; shape ``(words,)``."""
    twice: Any
    """Which deals several do; shape ``(words,)``."""
    short: Any
    """Which deals lack yeses of a rule; shape ``(rules, words)``."""
    hopeless: Any
    """Which deals lack more than one; shape ``(rules, words)``."""
    sums: Any
    """Bits of the yeses counted so far; shape ``(bits, words)``."""
    carry: Any
    """Bits to be carried; shape ``(words,)``."""


def whole(worlds: WorldArrays) -> WorldArrays:
    """Return the worlds with arrays in one piece each, whatever they were cut from: kernels are compiled for those."""
    return WorldArrays(*map(np.ascontiguousarray, worlds))


def in_order(worlds: WorldArrays) -> Any:
    """Return the worlds in an order in which those with the same standing rules follow each other."""
    return np.argsort(worlds.active_rules, kind="stable")


def batch_size(worlds: WorldArrays, tiles: Tiles, most: int) -> int:
    """Return how many worlds to take at once."""
    draws, parties, _ = worlds.gains.shape
    entries = len(tiles.rows.numbers) + WIDTH * len(tiles.real)
    return max(1, min(draws, most, max(8, ROOM // (4 * parties * entries))))


def room_for(batch: int, parties: int, rules: RuleArrays, tiles: Tiles) -> Room:
    """Return arrays to work in; columns beyond the last are worth nothing to anybody for good."""
    rows, words, count = len(tiles.rows.numbers), len(tiles.row_fits), len(rules.quotas)
    return Room(
        limits=np.empty((batch, parties, rows), np.float32),
        worths=np.full((batch, parties, WIDTH * len(tiles.real)), -np.inf, np.float32),
        patterns=np.empty((tiles.column_fits.shape[1], words), np.uint64),
        triggered=np.empty((count, words), np.uint64),
        needed=np.empty((parties, words), np.uint64),
        yes=np.zeros((parties, words), np.uint64),
        zone=np.empty(words, np.uint64),
        once=np.empty(words, np.uint64),
        twice=np.empty(words, np.uint64),
        short=np.empty((count, words), np.uint64),
        hopeless=np.empty((count, words), np.uint64),
        sums=np.empty((parties.bit_length(), words), np.uint64),
        carry=np.empty(words, np.uint64),
    )


@compiled
def fill_batch(worlds: Any, rules: Any, tiles: Any, some: Any, room: Any) -> None:
    """Fill limits and worths of some worlds."""
    worlds, rules, tiles, room = lent(worlds), lent(rules), lent(tiles), lent(room)
    clear_rows = np.empty(tiles.rows.numbers.size, np.uint64)
    clear_columns = np.empty(tiles.columns.numbers.size, np.uint64)
    by_pivot = np.empty(max(1, worlds.holds.shape[2]), np.float32)
    for i in range(some.size):
        fill_rows(worlds, rules, tiles.rows, some[i], clear_rows, by_pivot, room.limits[i])
        fill_columns(worlds, rules, tiles.columns, some[i], clear_columns, room.worths[i])


@part
def fill_tile(rules: Any, tiles: Any, tile: Any, room: Any) -> None:
    """Fill which deals of a tile fit which patterns and trigger which rules."""
    fill_patterns(tiles.row_fits, tiles.column_fits[tile], room.patterns)
    fill_triggered(rules.triggers, room.patterns, room.triggered)


@part
def fill_answers(rules: Any, firm: Any, i: Any, tile: Any, room: Any, yes: Any) -> None:
    """Fill what every party of the ``i``-th world of a batch answers to a tile's deals; shape ``(parties, words)``."""
    for p in range(yes.shape[0]):
        fill_acceptable(room.worths[i, p], WIDTH * tile, room.limits[i, p], yes[p])
    if firm != ZERO:
        refuse_bundles(firm, rules.bundle_parties, room.patterns, yes)


@part
def fill_inside(rules: Any, counting: Any, real: Any, room: Any, yes: Any, zone: Any) -> Any:
    """Fill the zone of a world in a tile; return how many deals it holds.

    ``counting`` is the set of standing rules that count yeses.
    """
    fill_refused(room.needed, yes, room.once, room.twice)
    if counting != ZERO:
        fill_short(rules, counting, room.triggered, yes, room.sums, room.carry, room.short, room.hopeless)
    return fill_zone(real, room.once, counting, room.short, zone)
