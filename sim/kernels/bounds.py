"""Bounds on what all deals below a node can reach, carried as lanes of one sum.

A search asks for a deal whose rows all reach their needs, ``u_row(d) >= need_row``, where a row is a party's utility
or a linear objective. For any weights ``m >= 0`` such a deal has ``sum_row m_row u_row(d) >= sum_row m_row need_row``.
Below a node the left side is at most what is chosen so far plus the largest term of every issue left: if that is less,
no deal below will do. Each lane holds one choice of weights: each row alone, the dual prices
(:mod:`sim.kernels.pricing`), for which the bound of the root is least, and variants of them.

Lanes are float32. A sum of ``n`` terms whose sizes add up to ``M`` is off by at most ``n 2^-24 M``, so a node is cut
only where it falls short by more than twice that: no deal is lost to rounding, and deals themselves are judged in whole
numbers.
"""

from functools import cache
from typing import Any

import numpy as np

from sim.kernels.holding import FAR
from sim.kernels.jit import part
from sim.kernels.vectors import LANES, add_in, blend_in, divide_in, raise_in, set_in

TOLERANCE = 2.0**-23
LEAST = 1e-12
"""Added to sums that divide."""
NO_NEED = -4.0 * FAR
"""What an absent row need reach."""


@cache
def cuts_of(rows: int, width: int) -> Any:
    """Return by what the rows' weights are cut in every lane: but for itself to 0, then not at all, then variants.

    A variant has one row's price cut, then all prices cut but two; shape ``(rows x width,)``.
    """
    cuts = np.ones((rows, width))
    cuts[:, :rows] = np.eye(rows)
    for variant in range(width - rows - 1):
        one, other = variant % rows, (variant % rows + 1 + variant // rows) % rows
        column = cuts[:, rows + 1 + variant]
        if variant < rows:
            column[one] = 0.15
        else:
            column[:] = 0.1
            column[[one, other]] = 1.0
    return cuts.ravel().astype(np.float32)


@part
def is_asked(need: Any) -> Any:
    """Tell whether a row has something to reach, and some deals might not."""
    return need > NO_NEED and need != -FAR


@part
def fill_mixes(desk: Any) -> None:
    """Fill the rows' weights in every lane; but for a row alone they are divided by their sum."""
    rows, width, mixes, targets = desk.needs.size, desk.targets.size, desk.mixes, desk.targets
    for group in range(0, width, LANES):
        set_in(targets, group, desk.cuts, group, LEAST)
        for row in range(rows):
            at = row * width + group
            set_in(mixes, at, desk.cuts, at, desk.prices[row] * desk.scales[row])
            add_in(targets, group, mixes, at, 1.0)
        for row in range(rows):
            divide_in(mixes, row * width + group, targets, group, 1.0)
    for row in range(rows):
        for k in range(rows):
            mixes[row * width + k] = 1.0 if k == row else 0.0


@part
def fill_weights(desk: Any) -> None:
    """Fill each party's weight in every lane: its own, and by way of the objective."""
    parties, width = desk.objective.size, desk.targets.size
    for p in range(parties):
        for group in range(0, width, LANES):
            at = p * width + group
            set_in(desk.weights, at, desk.mixes, at, 1.0)
            add_in(desk.weights, at, desk.mixes, parties * width + group, desk.objective[p])


@part
def fill_lanes(desk: Any) -> None:
    """Fill the terms of every open level in every lane; those of the parties alone are there and stay as they are."""
    parties, width = desk.objective.size, desk.targets.size
    weights, lanes, level_at, firsts, counts = desk.weights, desk.lanes, desk.level_at, desk.first, desk.counts
    for i in range(counts.size):
        for j in range(firsts[i], firsts[i] + counts[i]):
            at = level_at[j] * width
            for group in range(0, width, LANES):
                blend_in(weights, group, width, lanes, at, parties, lanes, at + group)


@part
def fill_tops(desk: Any, i: Any) -> None:
    """Fill the largest term of one issue's open levels in every lane."""
    width, tops, lanes, level_at = desk.targets.size, desk.tops, desk.lanes, desk.level_at
    for k in range(i * width, (i + 1) * width):
        tops[k] = -np.inf
    for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
        for group in range(0, width, LANES):
            raise_in(tops, i * width + group, lanes, level_at[j] * width + group, 1.0)


@part
def fill_slack(desk: Any) -> None:
    """Fill the tolerance of a lane, from the size of gains and needs."""
    largest = 0.0
    for row in range(desk.needs.size):
        if desk.needs[row] > NO_NEED:
            largest = max(largest, abs(desk.needs[row]))
    desk.slack = TOLERANCE * (desk.needs.size + desk.counts.size + 4) * (desk.reach + largest)


@part
def fill_targets(desk: Any) -> None:
    """Fill what every lane asks for, less the tolerance."""
    width, targets, rows = desk.targets.size, desk.targets, desk.needs.size
    for row in range(rows):
        desk.asks[row] = desk.needs[row]
    for group in range(0, width, LANES):
        blend_in(desk.mixes, group, width, desk.asks, 0, rows, targets, group)
    for k in range(width):
        targets[k] -= np.float32(desk.slack)


@part
def fill_floors(desk: Any) -> Any:
    """Fill what a lane must have reached at every depth; tell whether the root itself may do.

    That is what a lane asks for, less the largest terms still to come.
    """
    targets, width, floors, tops, issues = desk.targets, desk.targets.size, desk.floors, desk.tops, desk.counts.size
    fill_targets(desk)
    for group in range(0, width, LANES):
        for i in range(issues, -1, -1):
            if i < issues:
                add_in(targets, group, tops, i * width + group, -1.0)
            if i <= desk.leading:
                set_in(floors, i * width + group, targets, group, 1.0)
    short = False
    for k in range(width):
        short |= floors[k] > 0.0
    return not short


@part
def fill_rest(desk: Any, depth: Any) -> None:
    """Fill what one issue must add in every lane: what is asked for less the largest terms of the others."""
    width, rest = desk.targets.size, desk.rest
    fill_targets(desk)
    for group in range(0, width, LANES):
        set_in(rest, group, desk.targets, group, 1.0)
        for i in range(desk.counts.size):
            if i != depth:
                add_in(rest, group, desk.tops, i * width + group, -1.0)
