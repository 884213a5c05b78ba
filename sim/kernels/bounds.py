"""Bounds on what all deals below a node can reach: dual prices, carried as lanes of one sum.

A search asks for a deal whose rows all reach their needs, ``u_row(d) >= need_row``, where a row is a party's utility or
a linear objective. For any prices ``m >= 0`` such a deal has ``sum_row m_row u_row(d) >= sum_row m_row need_row``. Below
a node the left side is at most what is chosen so far plus the largest term of every issue left: if that is less, no
deal below will do. Each lane holds one choice of prices: each row alone, the dual prices (for which the bound at the
root is least), and variants of them.

Lanes are float32. A sum of ``n`` terms whose sizes add up to ``M`` is off by at most ``n 2^-24 M``, so a node is cut
only where it falls short by more than ``TOLERANCE n M``, twice that: no deal is lost to rounding, and deals are judged by
whole numbers.

Source: M. L. Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27
(1981), 1-18.
"""

from typing import Any

import numpy as np

from sim.kernels.holding import FAR
from sim.kernels.jit import compiled
from sim.kernels.vectors import LANES, blend_in, raise_in

TOLERANCE = 2.0**-23
ROUNDS = 10
"""Rounds of the search for dual prices."""
WARM = 7
"""First round where prices are at hand from an earlier search: rounds take smaller steps as they go."""
LOWEST = 1e-4
"""No price is less than this share of all: it could not rise again."""
NO_NEED = -4.0 * FAR
"""What an absent row need reach."""


def nudges(rows: int) -> Any:
    """Return the factors by which prices are tried, spread evenly; shape ``(rounds, rows, lanes)``.

    In each round the first lane keeps the prices, and steps shrink by a quarter from round to round.
    """
    step = 2.0 * 0.75 ** np.arange(ROUNDS)[:, None, None]
    row = np.sqrt(np.arange(rows) + 0.5)[None, :, None]
    turn = (np.arange(ROUNDS)[:, None, None] * LANES + np.arange(LANES)[None, None, :]) * row
    factors = np.exp(step * (turn % 1.0 - 0.5))
    factors[:, :, 0] = 1.0
    return factors


@compiled
def is_asked(need: Any) -> Any:
    """Tell whether a row has something to reach, and some deals might not."""
    return need > NO_NEED and need != -FAR


@compiled
def restrict(desk: Any) -> None:
    """Fill the shares of the rows that need reach something, from the prices of an earlier search."""
    total = 0.0
    for row in range(desk.needs.size):
        desk.prices[row] = max(desk.duals[desk.goal, row], LOWEST) if is_asked(desk.needs[row]) else 0.0
        total += desk.prices[row]
    for row in range(desk.needs.size):
        desk.prices[row] /= max(total, LOWEST)


@compiled
def fill_trials(desk: Any, turn: Any) -> None:
    """Fill sixteen choices of prices: the rows' shares, the parties' weights, and less what they ask for together."""
    shares, bounds, rows, parties = desk.shares, desk.bounds, desk.needs.size, desk.objective.size
    for k in range(LANES):
        bounds[k] = LOWEST**2
    for row in range(rows):
        price = desk.prices[row]
        for k in range(LANES):
            shares[row, k] = price * desk.factors[turn, row, k]
            bounds[k] += shares[row, k]
    for k in range(LANES):
        bounds[k] = 1.0 / bounds[k]
    for row in range(rows):
        for k in range(LANES):
            shares[row, k] *= bounds[k]
    for k in range(LANES):
        bounds[k] = 0.0
    for row in range(rows):
        asked = desk.scales[row] * desk.needs[row]
        for k in range(LANES):
            bounds[k] -= shares[row, k] * asked
    for p in range(parties):
        scale, objective = desk.scales[p], desk.objective[p]
        for k in range(LANES):
            desk.trial[p * LANES + k] = shares[p, k] * scale + shares[parties, k] * objective


@compiled
def add_tops(desk: Any) -> None:
    """Add to each of sixteen bounds the largest term of every issue."""
    parties, width = desk.objective.size, desk.targets.size
    trial, lanes, top, level_at, bounds = desk.trial, desk.lanes, desk.top, desk.level_at, desk.bounds
    for i in range(desk.counts.size):
        first = desk.first[i]
        blend_in(trial, 0, LANES, lanes, level_at[first] * width, parties, top, 0)
        for j in range(first + 1, first + desk.counts[i]):
            blend_in(trial, 0, LANES, lanes, level_at[j] * width, parties, top, LANES)
            raise_in(top, 0, top, LANES)
        for k in range(LANES):
            bounds[k] += top[k]


@compiled
def find_duals(desk: Any, start: Any, end: Any) -> Any:
    """Improve the prices round by round; return the bound they give on the least scaled excess of any deal.

    ``min_m sum_i max_level sum_row m_row gain_row[level] - sum_row m_row need_row`` over ``m = share x scale`` with
    shares that add up to 1.
    """
    bound, bounds = np.inf, desk.bounds
    for turn in range(start, end):
        fill_trials(desk, turn)
        add_tops(desk)
        least = 0
        for k in range(1, LANES):
            if bounds[k] < bounds[least]:
                least = k
        if bounds[least] < bound:
            bound = bounds[least]
            for row in range(desk.prices.size):
                desk.prices[row] = desk.shares[row, least]
        if bound < -desk.slack:
            break
    for row in range(desk.prices.size):
        if desk.prices[row] > 0.0:
            desk.duals[desk.goal, row] = max(desk.prices[row], LOWEST)
    return bound


@compiled
def fill_mixes(desk: Any) -> None:
    """Fill the rows' weights in every lane: each row alone, then the dual prices and variants of them.

    A variant has one row's price cut, then all prices cut but two.
    """
    mixes = desk.mixes
    rows, lanes = mixes.shape
    for lane in range(lanes):
        variant, total = lane - rows - 1, LOWEST**2
        one = variant % rows
        two = (one + 1 + variant // rows) % rows
        for row in range(rows):
            weight = desk.prices[row] * desk.scales[row]
            if lane < rows:
                weight = 1.0 if row == lane else 0.0
            elif variant >= rows and row not in (one, two):
                weight *= 0.1
            elif 0 <= variant < rows and row == one:
                weight *= 0.15
            mixes[row, lane] = weight
            total += weight
        total = 1.0 if lane < rows else 1.0 / total
        for row in range(rows):
            mixes[row, lane] *= total


@compiled
def fill_weights(desk: Any) -> None:
    """Fill each party's weight in every lane: its own, and by way of the objective."""
    parties, width = desk.objective.size, desk.targets.size
    for p in range(parties):
        objective = desk.objective[p]
        for k in range(width):
            desk.weights[p * width + k] = desk.mixes[p, k] + desk.mixes[parties, k] * objective


@compiled
def fill_lanes(desk: Any) -> None:
    """Fill the terms of every open level in every lane; those of the parties alone are there and stay as they are."""
    parties, width = desk.objective.size, desk.targets.size
    weights, lanes = desk.weights, desk.lanes
    for i in range(desk.counts.size):
        for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
            at = desk.level_at[j] * width
            for group in range(0, width, LANES):
                blend_in(weights, group, width, lanes, at, parties, lanes, at + group)


@compiled
def fill_tops(desk: Any, i: Any) -> None:
    """Fill the largest term of one issue's open levels in every lane."""
    width, tops, lanes = desk.targets.size, desk.tops, desk.lanes
    for k in range(i * width, (i + 1) * width):
        tops[k] = -np.inf
    for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
        for group in range(0, width, LANES):
            raise_in(tops, i * width + group, lanes, desk.level_at[j] * width + group)


@compiled
def fill_slack(desk: Any) -> None:
    """Fill the tolerance of a lane, from the size of gains and needs."""
    largest = 0.0
    for row in range(desk.needs.size):
        if desk.needs[row] > NO_NEED:
            largest = max(largest, abs(desk.needs[row]))
    desk.slack = TOLERANCE * (desk.needs.size + desk.counts.size + 4) * (desk.reach + largest)


@compiled
def fill_floors(desk: Any) -> Any:
    """Fill what a lane must have reached at every depth; tell whether the root itself may do.

    That is what a lane asks for, less the tolerance and the largest terms still to come.
    """
    targets, tops, floors, width = desk.targets, desk.tops, desk.floors, desk.targets.size
    for k in range(width):
        targets[k] = -desk.slack
    for row in range(desk.needs.size):
        for k in range(width):
            targets[k] += desk.mixes[row, k] * desk.needs[row]
    for i in range(desk.counts.size - 1, desk.leading - 1, -1):
        for k in range(width):
            targets[k] -= tops[i * width + k]
    for i in range(desk.leading, -1, -1):
        for k in range(width):
            floors[i * width + k] = targets[k]
        if i > 0:
            for k in range(width):
                targets[k] -= tops[(i - 1) * width + k]
    for k in range(width):
        if targets[k] > 0.0:
            return False
    return True
