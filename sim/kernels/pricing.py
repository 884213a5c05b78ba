"""Dual prices: those for which the bound of a root is least.

With a share ``s_row`` of each row and prices ``m_row = s_row scale_row``, no deal exceeds all needs by more than

    ``f(m) = sum_i max_level sum_row m_row gain_row[level] - sum_row m_row need_row``

for shares that add up to 1, as a mean is no less than the least. ``f`` is convex, with the excess of the rows at the
dearest levels as its slope. Each round tries sixteen prices at once: as they are, a few steps any way, and eight steps
of growing length against the slope; the best of them are kept. Prices that are not the very best cost time alone.

Source: M. L. Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27
(1981), 1-18.
"""

from functools import cache
from typing import Any

import numpy as np

from sim.kernels.bounds import is_asked
from sim.kernels.jit import part
from sim.kernels.vectors import LANES, add_in, blend_in, divide_in, raise_in, set_in, tilt_in

ROUNDS = 10
"""Rounds of the search."""
WARM = 8
"""First round where there are prices from another world: steps have grown shorter."""
LOWEST = 1e-4
"""No price is kept lower than this share of all: it could hardly rise again."""
HALF = LANES // 2
"""First of the lanes that follow the slope."""
SHORTEST = 0.04
"""Shortest step along the slope; each further lane goes twice as far."""


@cache
def lengths() -> Any:
    """Return how far each lane steps against the slope; shape ``(lanes,)``."""
    along = SHORTEST * 2.0 ** np.arange(LANES - HALF)
    return np.concatenate([np.zeros(HALF), along]).astype(np.float32)


@cache
def nudges(rows: int) -> Any:
    """Return the factors by which prices are tried, spread evenly; shape ``(rounds x rows x lanes,)``.

    In each round the first lane keeps the prices, the second half follows the slope, and the others step any way; steps
    shrink by a quarter from round to round.
    """
    step = 2.0 * 0.75 ** np.arange(ROUNDS)[:, None, None]
    row = np.sqrt(np.arange(rows) + 0.5)[None, :, None]
    turn = (np.arange(ROUNDS)[:, None, None] * LANES + np.arange(LANES)[None, None, :]) * row
    factors = np.exp(step * (turn % 1.0 - 0.5))
    factors[:, :, 0] = 1.0
    factors[:, :, HALF:] = 1.0
    return factors.ravel().astype(np.float32)


@part
def restrict(desk: Any) -> None:
    """Fill the shares of the rows that ask for something: equal at the start, else from an earlier search."""
    total = 0.0
    for row in range(desk.needs.size):
        price = 1.0 if desk.start == 0 else desk.duals[desk.goal, row]
        desk.prices[row] = price if is_asked(desk.needs[row]) else 0.0
        total += desk.prices[row]
    for row in range(desk.needs.size):
        desk.prices[row] /= max(total, LOWEST)


@part
def dearest(desk: Any, i: Any) -> Any:
    """Return the open level of an issue that is worth most at the prices."""
    best, most = np.int64(0), -np.inf
    for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
        at, worth = desk.level_at[j] * desk.targets.size, 0.0
        for p in range(desk.objective.size):
            worth += desk.worths[p] * desk.lanes[at + p]
        if worth > most:
            best, most = desk.level_at[j], worth
    return best


@part
def fill_slope(desk: Any) -> None:
    """Fill the slope of the bound, scaled to 1 at most: the excess of the rows at the dearest levels."""
    slope, objective, parties = desk.slope, desk.objective, desk.objective.size
    for p in range(parties):
        desk.worths[p] = desk.prices[p] * desk.scales[p] + desk.prices[parties] * objective[p]
        slope[p] = -desk.needs[p]
    slope[parties] = -desk.needs[parties]
    for i in range(desk.counts.size):
        at = dearest(desk, i) * desk.targets.size
        for p in range(parties):
            slope[p] += desk.lanes[at + p]
            slope[parties] += objective[p] * desk.lanes[at + p]
    largest = 1.0
    for row in range(parties + 1):
        slope[row] = slope[row] * desk.scales[row] if is_asked(desk.needs[row]) else 0.0
        largest = max(largest, abs(slope[row]))
    for row in range(parties + 1):
        slope[row] /= largest


@part
def fill_shares(desk: Any, turn: Any) -> None:
    """Fill sixteen shares of every row: the first as they are, then any way, then against the slope."""
    shares, bounds, rows = desk.shares, desk.bounds, desk.needs.size
    set_in(bounds, 0, desk.factors, 0, LOWEST**2)
    for row in range(rows):
        at = row * LANES
        set_in(shares, at, desk.factors, (turn * rows + row) * LANES, desk.prices[row])
        tilt_in(shares, at, desk.lengths, 0, desk.slope[row])
        add_in(bounds, 0, shares, at, 1.0)
    for row in range(rows):
        divide_in(shares, row * LANES, bounds, 0, 1.0)


@part
def fill_trials(desk: Any) -> None:
    """Fill the weight of each party in sixteen choices of prices, and less what the rows ask for together."""
    shares, bounds, trial, parties = desk.shares, desk.bounds, desk.trial, desk.objective.size
    set_in(bounds, 0, shares, parties * LANES, -desk.needs[parties])
    for p in range(parties):
        at = p * LANES
        add_in(bounds, 0, shares, at, -desk.scales[p] * desk.needs[p])
        set_in(trial, at, shares, at, desk.scales[p])
        add_in(trial, at, shares, parties * LANES, desk.objective[p])


@part
def add_tops(desk: Any) -> None:
    """Add to each of sixteen bounds the largest term of every issue."""
    parties, width = desk.objective.size, desk.targets.size
    trial, lanes, top, level_at, bounds = desk.trial, desk.lanes, desk.top, desk.level_at, desk.bounds
    for i in range(desk.counts.size):
        first = desk.first[i]
        blend_in(trial, 0, LANES, lanes, level_at[first] * width, parties, top, 0)
        for j in range(first + 1, first + desk.counts[i]):
            blend_in(trial, 0, LANES, lanes, level_at[j] * width, parties, top, LANES)
            raise_in(top, 0, top, LANES, 1.0)
        add_in(bounds, 0, top, 0, 1.0)


@part
def take_best(desk: Any, bound: Any) -> Any:
    """Take the prices of the least of sixteen bounds if it is less than the bound so far; return the lesser."""
    bounds, least = desk.bounds, 0
    for k in range(1, LANES):
        if bounds[k] < bounds[least]:
            least = k
    if bounds[least] >= bound:
        return bound
    for row in range(desk.prices.size):
        desk.prices[row] = desk.shares[row * LANES + least]
    return bounds[least]


@part
def find_duals(desk: Any) -> Any:
    """Improve the prices round by round, and keep them for other searches; return the bound of the root."""
    restrict(desk)
    bound, turn = np.inf, desk.start
    while turn < ROUNDS and bound >= -desk.slack:
        fill_slope(desk)
        fill_shares(desk, turn)
        fill_trials(desk)
        add_tops(desk)
        bound = take_best(desk, bound)
        turn += 1
    for row in range(desk.prices.size):
        if desk.prices[row] > 0.0:
            desk.duals[desk.goal, row] = max(desk.prices[row], LOWEST)
    return bound
