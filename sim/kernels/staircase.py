"""Offers: of all deals worth at least an aspiration, the one that another measure likes best.

Let a deal ``d`` be worth ``u(d) = sum_i gains[d_i]`` to the party that offers, and let ``s(d) = sum_i scores[d_i]``
be what it believes the others get. The offer at aspiration ``a`` is the largest ``s`` over ``{d : u(d) >= a}``, of
several the deal with the lowest number. It changes only where ``a`` passes the worth of some deal, so all offers of a
party in a world are one **staircase**: deals by falling ``u`` and rising ``s``, every other deal being worth less than
one of them both to the party and to the others.

*Ties.* The number of a deal is a sum over its levels too, ``n(d) = sum_i strides[i] * digit_i``. One **key** per level,
``N * score - stride * digit`` with ``N`` the number of deals, therefore adds up to ``N s(d) - n(d)``: a larger key is a
larger ``s`` or, at equal ``s``, a lower number. No two deals share a key, and the key names its deal.

*Issue by issue.* If one partial deal beats another in ``u`` and key, it still does after both get the same level of the
next issue, so the beaten one can be dropped at once. Adding an issue shifts the staircase once for every level and
merges the shifted copies, each already in order.

*Deals that may not hold.* What hangs on the cell of the pivot issues (:mod:`sim.kernels.holding`) never falls with
``u``. These issues are therefore one issue of cells and the last: each of its shifted copies becomes what its deals are
worth as they may not hold, still in order, before it is merged.

Source: G. L. Nemhauser, Z. Ullmann, "Discrete dynamic programming and capital allocation", Management Science 15
(1969), 494-505.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.holding import effective
from sim.kernels.jit import compiled, part

FIRST_ROOM = 4096
"""Steps that there is room for at first; few staircases ever need more."""


class Menus(NamedTuple):
    """What one party may put into a deal, issue by issue, in every world."""

    gains: Any
    """Worth of an entry to the party in whole millionths, float32; shape ``(draws, entries)``."""
    keys: Any
    """Its score to the others and its share of the deal's number, int64; shape ``(draws, entries)``."""
    opened: Any
    """Whether the party's firm lines let it pass; shape ``(draws, entries)``."""
    offsets: Any
    """Where each issue begins on the axis of entries, and its end; shape ``(issues + 1,)``."""
    cells: Any
    """The cell of the pivot issues that an entry is of, of the last issue alone; shape ``(entries,)``."""
    holds: Any
    """Chance that a deal with a cell holds; shape ``(draws, cells)``, the last axis empty where every deal holds."""
    renewed: Any
    """What the party has where it does not hold, in whole millionths; shape as ``holds``."""


def sure_menus(gains: Any, keys: Any, opened: Any, offsets: Any) -> Menus:
    """Return what a party may put into deals that surely hold."""
    return Menus(gains, keys, opened, offsets, np.zeros(gains.shape[1], np.int64), *np.empty((2, len(gains), 0)))


class Stairs(NamedTuple):
    """The staircases of one party, those of all worlds end to end."""

    gains: Any
    """Worth of each step to the party, falling within a world; shape ``(steps,)``."""
    keys: Any
    """Its key, rising within a world; shape ``(steps,)``."""
    ends: Any
    """Where each world's steps begin, and the end of the last; shape ``(draws + 1,)``."""


@part
def room_for(steps: Any) -> Any:
    """Return room for the gains and keys of some steps."""
    return np.empty(steps, np.float32), np.empty(steps, np.int64)


@part
def merged(some: Any, others: Any, gain: Any, key: Any, into: Any) -> Any:
    """Merge a staircase with another that is shifted by the gain and key of one entry; return how many steps remain.

    By falling worth, at equal worth by falling key, what tops every key before it remains.
    """
    (some_gains, some_keys), (other_gains, other_keys), (gains, keys) = some, others, into
    i, j, steps, top = 0, 0, 0, np.int64(-(2**63))
    while i < some_gains.size or j < other_gains.size:
        # of the two next steps the worthier; at equal worth that with the higher key
        first = j == other_gains.size
        if not first and i < some_gains.size:
            ahead = some_gains[i] - (other_gains[j] + gain)
            first = ahead > 0 or (ahead == 0 and some_keys[i] > other_keys[j] + key)
        if first:
            next_gain, next_key, i = some_gains[i], some_keys[i], i + 1
        else:
            next_gain, next_key, j = other_gains[j] + gain, other_keys[j] + key, j + 1
        if next_key > top:
            gains[steps], keys[steps], top = next_gain, next_key, next_key
            steps += 1
    return steps


@part
def as_it_may_hold(stairs: Any, gain: Any, hold: Any, renewed: Any, into: Any) -> Any:
    """Fill a staircase shifted by a gain with what its deals are worth that may not hold; return how many steps remain.

    Of steps that rounding makes equal the last has the highest key.
    """
    (from_gains, from_keys), (gains, keys), steps = stairs, into, 0
    for step in range(from_gains.size):
        worth = effective(np.float64(from_gains[step] + gain), hold, renewed)
        if steps > 0 and gains[steps - 1] == worth:
            steps -= 1
        gains[steps], keys[steps] = worth, from_keys[step]
        steps += 1
    return steps


@part
def with_cells(
    stairs: Any, gains: Any, keys: Any, opened: Any, cells: Any, holds: Any, renewed: Any, rooms: Any
) -> Any:
    """Add the issue of cells: as any other, but what its deals are worth counts that they may not hold."""
    (grown, other), spare = rooms, room_for(stairs[0].size)
    steps = 0
    for entry in range(gains.size):
        if opened[entry]:
            cell = cells[entry]
            kept = as_it_may_hold(stairs, gains[entry], holds[cell], renewed[cell], spare)
            so_far, copy = (grown[0][:steps], grown[1][:steps]), (spare[0][:kept], spare[1][:kept])
            steps = merged(so_far, copy, np.float32(0), keys[entry], other)
            grown, other = other, grown
    return grown[0][:steps], grown[1][:steps]


@part
def with_issue(stairs: Any, gains: Any, keys: Any, opened: Any, rooms: Any) -> Any:
    """Add an issue: merge one copy of the staircase for every open entry, each shifted by it.

    Of the two rooms, what has grown so far stands in one while the next merge fills the other: new room for every merge
    would cost more than the merges.
    """
    grown, other = rooms
    steps = 0
    for entry in range(gains.size):
        if opened[entry]:
            so_far = grown[0][:steps], grown[1][:steps]
            steps = merged(so_far, stairs, gains[entry], keys[entry], other)
            grown, other = other, grown
    return grown[0][:steps], grown[1][:steps]


@part
def stairs_in(menus: Any, w: Any, rooms: Any) -> Any:
    """Return the staircase of one world, and the rooms it was built in, larger ones where they had become too small."""
    stairs, grown, other = rooms
    stairs[0][0], stairs[1][0] = 0, 0
    steps = 1
    for issue in range(menus.offsets.size - 1):
        own = slice(menus.offsets[issue], menus.offsets[issue + 1])
        most = steps * (own.stop - own.start)
        if most > grown[0].size:
            larger = room_for(2 * most)
            larger[0][:steps], larger[1][:steps] = stairs[0][:steps], stairs[1][:steps]
            stairs, grown, other = larger, room_for(2 * most), room_for(2 * most)
        so_far = stairs[0][:steps], stairs[1][:steps]
        of_issue = menus.gains[w, own], menus.keys[w, own], menus.opened[w, own]
        if issue == menus.offsets.size - 2 and menus.holds.shape[1] > 0:
            holding = menus.cells[own], menus.holds[w], menus.renewed[w]
            gains, keys = with_cells(so_far, *of_issue, *holding, (grown, other))
        else:
            gains, keys = with_issue(so_far, *of_issue, (grown, other))
        steps = gains.size
        stairs[0][:steps], stairs[1][:steps] = gains, keys
    return stairs[0][:steps], stairs[1][:steps], (stairs, grown, other)


@compiled
def stairs_of(menus: Menus) -> Stairs:
    """Return the staircase of every world; it has no steps where the party's lines leave no deal."""
    draws = menus.gains.shape[0]
    rooms = room_for(FIRST_ROOM), room_for(FIRST_ROOM), room_for(FIRST_ROOM)
    all_gains, all_keys = room_for(64 * draws)
    ends = np.zeros(draws + 1, np.int64)
    for w in range(draws):
        gains, keys, rooms = stairs_in(menus, w, rooms)
        first, last = ends[w], ends[w] + gains.size
        if last > all_gains.size:
            more_gains, more_keys = room_for(last)
            all_gains, all_keys = np.concatenate((all_gains, more_gains)), np.concatenate((all_keys, more_keys))
        all_gains[first:last], all_keys[first:last] = gains, keys
        ends[w + 1] = last
    return Stairs(all_gains[: ends[draws]], all_keys[: ends[draws]], ends)


@compiled
def lowest_step(stairs: Stairs, rows: Any, aspirations: Any, steps: Any) -> None:
    """Fill, for some worlds, the lowest step still worth an aspiration: the last one, as worth falls, by halving."""
    for k in range(rows.size):
        low, high = stairs.ends[rows[k]], stairs.ends[rows[k] + 1]
        while high - low > 1:
            middle = (low + high) // 2
            if is_acceptable(stairs.gains[middle], aspirations[k]):
                low = middle
            else:
                high = middle
        steps[k] = low
