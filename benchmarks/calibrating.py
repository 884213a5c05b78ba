"""How far all reservation values move together until a given share of worlds has a zone.

The value of a deal, the least over its rules of what their quotas reach, falls by exactly as much as all reservation
values rise, and a world has a zone iff some deal's value is 0 or more. So the shift is a quantile of the worlds' best
values. These come from a local search: from several deals, one issue at a time is put to its best level until nothing
gets better. It may miss the best deal of a world, and then a few more worlds have a zone than was asked for.
"""

from itertools import pairwise

import numpy as np

from sim.kernels import RuleArrays, WorldArrays, effective_worth

STARTS = 48
"""Deals that the search begins with."""
ROUNDS = 8
"""How often it goes through the issues."""
REFUSED = -1e9
"""Stands for the endless loss of a party whose line is crossed, so that the search finds its way out."""


def shift(worlds: WorldArrays, rules: RuleArrays, share: float) -> float:
    """Return what to add to every reservation value so that this share of the worlds has a zone."""
    return float(np.floor(np.quantile(best_values(worlds, rules), 1 - share)))


def best_values(worlds: WorldArrays, rules: RuleArrays) -> np.ndarray:
    """Return the best value that the search finds in each world; shape ``(draws,)``."""
    rng, draws = np.random.default_rng(0), len(worlds.thresholds)
    edges = list(pairwise(rules.offsets))
    deals = np.stack([rng.integers(first, end, (draws, STARTS)) for first, end in edges], axis=-1)
    for _ in range(ROUNDS):
        for issue, (first, end) in enumerate(edges):
            tried = np.repeat(deals[:, :, None], end - first, axis=2)
            tried[..., issue] = np.arange(first, end)
            found = values(worlds, rules, tried.reshape(draws, -1, len(edges)))
            deals[..., issue] = first + found.reshape(draws, STARTS, -1).argmax(axis=2)
    return values(worlds, rules, deals).max(axis=1)


def values(worlds: WorldArrays, rules: RuleArrays, deals: np.ndarray) -> np.ndarray:
    """Return the value of some deals of each world; shape ``(draws, deals)``.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    deals
        Joint-axis positions of the levels; shape ``(draws, deals, issues)``.
    """
    surplus = surpluses(worlds, rules, deals)
    triggered = (rules.fits(deals)[..., None] & rules.triggers) != 0
    value = np.full(deals.shape[:2], -REFUSED)
    for rule, quota in enumerate(rules.quotas):
        asked, vetoes = (surplus[:, member_of(x[rule], surplus.shape[1])] for x in (rules.groups, rules.vetoes))
        reached = np.sort(asked, axis=1)[:, asked.shape[1] - quota]
        reached = np.minimum(reached, vetoes.min(axis=1, initial=-REFUSED))
        stands = (worlds.active_rules >> np.uint64(rule)) & np.uint64(1) == 1
        value = np.where(stands[:, None] & triggered[..., rule], np.minimum(value, reached), value)
    return value


def surpluses(worlds: WorldArrays, rules: RuleArrays, deals: np.ndarray) -> np.ndarray:
    """Return utility less reservation value; shape ``(draws, parties, deals)``."""
    each, parties = np.arange(len(deals))[:, None], worlds.gains.shape[1]
    worth = np.zeros((len(deals), parties, deals.shape[1]))
    clear = np.full(deals.shape[:2], 2**64 - 1, np.uint64)
    for issue in range(deals.shape[2]):
        level = deals[..., issue]
        worth += np.take_along_axis(worlds.gains, level[:, None], axis=2)
        clear &= worlds.allowed[each, level]
    if len(rules.pivots):
        cells = rules.cells(deals)[:, None]
        hold, setback = (np.take_along_axis(x, cells, axis=2) for x in (worlds.holds, worlds.setbacks))
        worth = effective_worth(worth, hold, worlds.thresholds[..., None] - setback)
    surplus = worth - worlds.thresholds[..., None]
    crossed = crossing(worlds, rules, clear, rules.fits(deals))
    for party in range(parties):
        surplus[:, party][has(crossed, party)] = REFUSED
    return surplus


def crossing(worlds: WorldArrays, rules: RuleArrays, clear: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """Return the set of parties whose firm lines each deal crosses; shape ``(draws, deals)``."""
    crossed = ~clear
    for bundle, party in enumerate(rules.bundle_parties):
        within = has(worlds.firm_bundles, bundle)[:, None] & has(fits, bundle)
        crossed |= within.astype(np.uint64) << np.uint64(party)
    return crossed


def member_of(members: np.uint64, count: int) -> np.ndarray:
    """Return the numbers of the members of a set."""
    return np.flatnonzero(has(np.repeat(members, count), np.arange(count)))


def has(members: np.ndarray, number: int | np.ndarray) -> np.ndarray:
    """Tell which sets hold a number."""
    return (members >> np.asarray(number, np.uint64)) & np.uint64(1) == 1
