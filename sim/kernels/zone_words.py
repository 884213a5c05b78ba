"""The zone of one world in one tile: what sizes and counts have in common.

Worlds are taken in batches: first the limits and worths of all of them, then tile by tile every world of the batch, so
that what a tile's deals trigger is found once, and whose yes they need once for worlds with the same standing rules.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.answers import fill_acceptable, fill_party, refuse_bundles
from sim.kernels.bits import ZERO
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.sieves import SHORT
from sim.kernels.tiles import Tiles, fill_patterns, fill_triggered
from sim.kernels.words import WIDTH

ROOM = 2**25
"""Bytes that the limits and worths of a batch may fill, unless it has fewer than eight worlds."""


class Room(NamedTuple):
    """Arrays to work in: of a batch, of a tile, and of a world in a tile; all but limits and worths are words."""

    lined: Any
    """Gains of a party, its firm lines among them; shape ``(levels + 16,)``."""
    by_pivot: Any
    """What a deal must be worth, by cell, or once; shape ``(batch * parties, cells or 1)``."""
    rows: int
    """How many rows there are."""
    limits: Any
    """What a column must be worth, by world of the batch, party and row; one axis, and room to work in at its end."""
    row_step: int
    """How far the limits of two parties lie apart."""
    worths: Any
    """What a column is worth, by world of the batch, party and column, as limits; beyond the last minus infinity."""
    column_step: int
    """How far the worths of two parties lie apart."""
    patterns: Any
    """Which deals fit a pattern; shape ``(patterns, words)``."""
    triggered: Any
    """Which deals trigger a rule; shape ``(rules, words)``."""
    needed: Any
    """Which deals ask a party by itself; shape ``(parties, words)``."""
    yes: Any
    """Which deals each party accepts; shape ``(parties, words)``."""
    members: Any
    """Parties; shape ``(parties,)``."""
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


def aligned(entries: int) -> Any:
    """Return room for float32 numbers, sixteen of which never lie on two lines of the cache if the first does not."""
    room = np.empty(entries + SHORT, np.float32)
    first = -(room.ctypes.data // room.itemsize) % SHORT
    return room[first : first + entries]


def room_for(batch: int, worlds: WorldArrays, rules: RuleArrays, tiles: Tiles) -> Room:
    """Return arrays to work in."""
    parties = worlds.gains.shape[1]
    words, count = len(tiles.row_fits), len(rules.quotas)
    row_step, column_step = words + SHORT, WIDTH * len(tiles.real) + SHORT
    return Room(
        lined=np.zeros(worlds.gains.shape[2] + SHORT, np.float32),
        by_pivot=np.empty((batch * parties, max(1, worlds.holds.shape[2])), np.float32),
        rows=len(tiles.rows.numbers),
        limits=aligned((batch * parties + 1) * row_step),
        row_step=row_step,
        worths=aligned((batch * parties + 1) * column_step),
        column_step=column_step,
        patterns=np.empty((tiles.column_fits.shape[1], words), np.uint64),
        triggered=np.empty((count, words), np.uint64),
        needed=np.empty((parties, words), np.uint64),
        yes=np.zeros((parties, words), np.uint64),
        members=np.empty(parties, np.int64),
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
    parties = worlds.gains.shape[1]
    for i in range(some.size):
        for p in range(parties):
            fill_party(worlds, rules, tiles, some[i], p, i * parties + p, room)


@part
def fill_tile(rules: Any, tiles: Any, tile: Any, room: Any) -> None:
    """Fill which deals of a tile fit which patterns and trigger which rules."""
    fill_patterns(tiles.row_fits, tiles.column_fits[tile], room.patterns)
    fill_triggered(rules.triggers, room.patterns, room.triggered)


@part
def fill_answers(rules: Any, firm: Any, i: Any, tile: Any, room: Any, yes: Any) -> None:
    """Fill what every party of the ``i``-th world of a batch answers to a tile's deals; shape ``(parties, words)``."""
    for p in range(yes.shape[0]):
        k = i * yes.shape[0] + p
        first, place = k * room.column_step + WIDTH * tile, k * room.row_step
        fill_acceptable(room.worths, first, room.limits, place, room.rows, yes[p])
    if firm != ZERO:
        refuse_bundles(firm, rules.bundle_parties, room.patterns, yes)
