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

Source: G. L. Nemhauser, Z. Ullmann, "Discrete dynamic programming and capital allocation", Management Science 15
(1969), 494-505.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.jit import compiled


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


class Stairs(NamedTuple):
    """The staircases of one party, those of all worlds end to end."""

    gains: Any
    """Worth of each step to the party, falling within a world; shape ``(steps,)``."""
    keys: Any
    """Its key, rising within a world; shape ``(steps,)``."""
    ends: Any
    """Where each world's steps begin, and the end of the last; shape ``(draws + 1,)``."""


@compiled
def merged(some: Any, others: Any) -> Any:
    """Merge two staircases: by falling worth, at equal worth by falling key, what tops every key before it remains."""
    (some_gains, some_keys), (other_gains, other_keys) = some, others
    gains = np.empty(some_gains.size + other_gains.size, np.float32)
    keys = np.empty(gains.size, np.int64)
    i, j, steps = 0, 0, 0
    for _ in range(gains.size):
        if j == other_gains.size or (
            i < some_gains.size
            and (some_gains[i] > other_gains[j] or (some_gains[i] == other_gains[j] and some_keys[i] > other_keys[j]))
        ):
            gain, key = some_gains[i], some_keys[i]
            i += 1
        else:
            gain, key = other_gains[j], other_keys[j]
            j += 1
        if steps == 0 or key > keys[steps - 1]:
            gains[steps], keys[steps] = gain, key
            steps += 1
    return gains[:steps], keys[:steps]


@compiled
def with_issue(stairs: Any, gains: Any, keys: Any, opened: Any) -> Any:
    """Add an issue: shift the staircase once for every open entry of the issue, and merge the shifted copies."""
    grown = stairs[0][:0], stairs[1][:0]
    for entry in range(gains.size):
        if opened[entry]:
            grown = merged(grown, (stairs[0] + gains[entry], stairs[1] + keys[entry]))
    return grown


@compiled
def stairs_of(menus: Menus) -> Stairs:
    """Return the staircase of every world; it has no steps where the party's lines leave no deal."""
    draws = menus.gains.shape[0]
    room = 64 * draws
    all_gains, all_keys = np.empty(room, np.float32), np.empty(room, np.int64)
    ends = np.zeros(draws + 1, np.int64)
    for w in range(draws):
        stairs = np.zeros(1, np.float32), np.zeros(1, np.int64)
        for issue in range(menus.offsets.size - 1):
            own = slice(menus.offsets[issue], menus.offsets[issue + 1])
            stairs = with_issue(stairs, menus.gains[w, own], menus.keys[w, own], menus.opened[w, own])
        first, last = ends[w], ends[w] + stairs[0].size
        if last > all_gains.size:
            all_gains = np.concatenate((all_gains, np.empty(last, np.float32)))
            all_keys = np.concatenate((all_keys, np.empty(last, np.int64)))
        all_gains[first:last], all_keys[first:last] = stairs
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
