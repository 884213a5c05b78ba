"""Offers for the worst-off: of all deals worth at least an aspiration, the one whose least score is largest.

Let a deal ``d`` be worth ``u(d) = sum_i gains[d_i]`` to the party that offers, and give it a score ``s_q(d) = least_q +
sum_i scores[q, d_i]`` for every other party ``q``. The offer at aspiration ``a`` is the largest ``min_q s_q(d)`` over
``{d : u(d) >= a}``, of several the deal with the lowest number.

*Exact.* Issue by issue, levels in their order. What is left open adds at most its best level to each sum, so a part of
a deal is dropped where even that leaves ``u`` below ``a``, or the least score below the best one found, or equal to it
at a number that is not lower. Every dropped deal would have lost. All sums are of whole numbers below 2^53. Where a
deal may not hold (:mod:`sim.kernels.holding`), ``u`` must reach a limit that hangs on the entry of the last issue, and
before that the loosest of these.
"""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.holding import least_worth
from sim.kernels.jit import compiled, part


@part
def fill_most(values: Any, opened: Any, offsets: Any, most: Any) -> None:
    """Fill, for every issue, the most that it and all after it can add: ``most[i] = most[i + 1] + max values``."""
    most[offsets.size - 1] = 0
    for i in range(offsets.size - 2, -1, -1):
        best = -np.inf
        for entry in range(offsets[i], offsets[i + 1]):
            if opened[entry]:
                best = max(best, values[entry])
        most[i] = most[i + 1] + best


@part
def least_of(sums: Any, most: Any, scores: Any, entry: Any, i: Any) -> Any:
    """Return the least score with an entry of issue ``i`` added to sums so far and the best of all after it."""
    least = np.inf
    for q in range(scores.shape[0]):
        least = min(least, sums[i, q] + scores[q, entry] + most[q, i + 1])
    return least


@part
def fairest_in(
    gains: Any, opened: Any, cells: Any, limits: Any, numbers: Any, offsets: Any, scores: Any, least: Any
) -> Any:
    """Return the number of the deal for one world; -1 where no deal is worth the aspiration."""
    issues, others, loosest = offsets.size - 1, scores.shape[0], limits.min()
    most_gain, most = np.empty(issues + 1), np.empty((others, issues + 1))
    fill_most(gains, opened, offsets, most_gain)
    for q in range(others):
        fill_most(scores[q], opened, offsets, most[q])
    gain, number, sums = np.zeros(issues + 1), np.zeros(issues + 1, np.int64), np.zeros((issues + 1, others))
    sums[0] = least
    entries, i, best, found = offsets[:-1].copy(), 0, -np.inf, np.int64(-1)
    while i >= 0:
        entry = entries[i]
        if entry == offsets[i + 1]:
            entries[i] = offsets[i]
            i -= 1
            continue
        entries[i] += 1
        worth, so_far = gain[i] + gains[entry], number[i] + numbers[entry]
        limit = limits[cells[entry]] if i == issues - 1 else loosest
        if not opened[entry] or not is_acceptable(worth + most_gain[i + 1], limit):
            continue
        reached = least_of(sums, most, scores, entry, i)
        if reached < best or (reached == best and found >= 0 and so_far >= found):
            continue
        if i == issues - 1:
            best, found = reached, so_far
            continue
        gain[i + 1], number[i + 1] = worth, so_far
        for q in range(others):
            sums[i + 1, q] = sums[i, q] + scores[q, entry]
        i += 1
    return found


@compiled
def fill_fairest(menus: Any, numbers: Any, scores: Any, least: Any, wants: Any, deals: Any) -> None:
    """Fill the offers of one party in some worlds.

    Parameters
    ----------
    menus
        Its entries; keys are not looked at.
    numbers
        Every entry's share of a deal's number; shape ``(entries,)``.
    scores
        What an entry adds to the score of every other party, float64; shape ``(draws, others, entries)``.
    least
        Their scores of nothing at all, float64; shape ``(draws, others)``.
    wants
        Aspirations; shape ``(draws,)``.
    deals
        Filled; shape ``(draws,)``.
    """
    limits = np.empty(max(1, menus.holds.shape[1]))
    for w in range(wants.size):
        limits[0] = wants[w]
        for cell in range(menus.holds.shape[1]):
            limits[cell] = least_worth(wants[w], menus.holds[w, cell], menus.renewed[w, cell])
        own = menus.gains[w], menus.opened[w], menus.cells, limits
        deals[w] = fairest_in(*own, numbers, menus.offsets, scores[w], least[w])
