"""Existence, sizes, lists and solutions from their definitions, built on :mod:`kernels.oracle`."""

from fractions import Fraction

import numpy as np
from kernels.oracle import accepted, clears, players, surpluses, zone


def zones(worlds, rules):
    """Tell which deals are in the zone; shape ``(draws, deals)``."""
    return zone(accepted(worlds, rules), worlds, rules)


def compatible(worlds, rules):
    """Tell in which worlds some deal passes if a yes means only that no line is crossed; shape ``(draws,)``."""
    return zone(clears(worlds, rules), worlds, rules).any(axis=1)


def lossless(worlds, rules):
    """Tell which zone deals leave every player with a surplus of 0 or more; shape ``(draws, deals)``."""
    loses = players(worlds, rules)[:, :, None] & (surpluses(worlds, rules) < 0)
    return zones(worlds, rules) & ~loses.any(axis=1)


def first_best(score, deals):
    """Return the lowest-numbered of some deals with the highest score, a list by deal."""
    return max(deals, key=lambda d: (score[d], -d))


def nash_product(x):
    """Return the product of the rows in float64, the first row first."""
    product = np.ones(x.shape[1])
    for row in x:
        product = product * row.astype(np.float64)
    return product


def shares(x, ideal, deals):
    """Return by deal the least share of the ideal that a player gets, players with an ideal of 0 left aside."""
    counts = [p for p in range(len(x)) if ideal[p] > 0]
    return {d: min((Fraction(int(x[p, d]), int(ideal[p])) for p in counts), default=Fraction(0)) for d in deals}


def solution(x, deals):
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian deal of one world, and the players' ideals."""
    ideal = x[:, deals].max(axis=1)
    scores = nash_product(x), shares(x, ideal, deals), x.min(axis=0), x.sum(axis=0)
    return [first_best(score, deals) for score in scores], ideal


def solutions(worlds, rules):
    """Return Nash, Kalai-Smorodinsky, egalitarian and utilitarian deals, and the ideals, as a dictionary."""
    draws, parties, _ = worlds.gains.shape
    found, ideals = np.full((draws, 4), -1), np.zeros((draws, parties), np.int64)
    asked, free, x = players(worlds, rules), lossless(worlds, rules), surpluses(worlds, rules)
    for w in range(draws):
        deals = np.flatnonzero(free[w]).tolist()
        if deals and asked[w].any():
            found[w], ideals[w, asked[w]] = solution(x[w, asked[w]], deals)
    names = "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"
    return {**dict(zip(names, found.T, strict=True)), "ideal": ideals}
