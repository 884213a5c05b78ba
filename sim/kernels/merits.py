"""The merit of a deal, by the rules themselves."""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.bits import ZERO, holds, member
from sim.kernels.fairness import FACTOR
from sim.kernels.goals import GAP, IDEAL, KALAI_SMORODINSKY, NASH, UTILITARIAN, is_solution, renewed_at
from sim.kernels.holding import effective
from sim.kernels.jit import part
from sim.kernels.patterns import triggered
from sim.kernels.words import members_in


@part
def surplus_of(desk: Any, p: Any, worth: Any) -> Any:
    """Return what a party gains on no deal by what is worth so much to it, as it may not hold."""
    w, pivot = desk.world, desk.pivot
    if pivot >= 0:
        worth = effective(worth, desk.holds[w, p, pivot], renewed_at(desk, p))
    return worth - desk.thresholds[w, p]


@part
def fill_surplus(desk: Any) -> None:
    """Fill every party's utility less its reservation value at the chosen levels."""
    for p in range(desk.surplus.size):
        worth = 0.0
        for i in range(desk.chosen.size):
            worth += desk.place_gains[p, desk.chosen[i]]
        desk.surplus[p] = surplus_of(desk, p, worth)


@part
def fits_of(desk: Any) -> Any:
    """Return the set of patterns that the chosen levels fit."""
    fits = ~ZERO
    for i in range(desk.chosen.size):
        fits &= desk.place_patterns[desk.chosen[i]]
    return fits


@part
def clear_of(desk: Any, fits: Any) -> Any:
    """Return the set of parties none of whose firm lines the chosen levels cross."""
    clear = ~ZERO
    for i in range(desk.chosen.size):
        clear &= desk.allowed[desk.world, desk.place_levels[desk.chosen[i]]]
    crossed = fits & desk.firm_bundles[desk.world]
    if crossed != ZERO:
        for bundle in range(desk.bundle_parties.size):
            if holds(crossed, bundle):
                clear &= ~member(desk.bundle_parties[bundle])
    return clear


@part
def reached(desk: Any, rule: Any, clear: Any) -> Any:
    """Return the largest surplus that a rule's quota reaches, its vetoes included; minus infinity where none."""
    surplus, group = desk.surplus, desk.groups[rule] & clear
    best, least = -np.inf, np.inf
    for p in range(surplus.size):
        if holds(desk.vetoes[rule], p):
            least = min(least, surplus[p] if holds(clear, p) else -np.inf)
        if holds(group, p) and surplus[p] > best:
            count = 0
            for q in range(surplus.size):
                count += int(holds(group, q) and surplus[q] >= surplus[p])
            if count >= desk.quotas[rule]:
                best = surplus[p]
    return min(best, least)


@part
def value_of(desk: Any, standing: Any, clear: Any) -> Any:
    """Return a deal's value: the least over its rules of what their quota reaches."""
    value = np.inf
    for rule in range(desk.groups.size):
        if holds(standing, rule):
            value = min(value, reached(desk, rule, clear))
    return value


@part
def passes(desk: Any, standing: Any, yes: Any) -> Any:
    """Tell whether these yeses satisfy every standing rule: the quota of its group, its vetoes among them."""
    for rule in range(desk.groups.size):
        if holds(standing, rule):
            agreed = yes & desk.groups[rule]
            if agreed & desk.vetoes[rule] != desk.vetoes[rule] or members_in(agreed) < desk.quotas[rule]:
                return False
    return True


@part
def solution_merit(desk: Any) -> Any:
    """Return the merit of a zone deal that leaves no player worse off; minus infinity where one is."""
    least, total, product, share, parts = np.inf, 0.0, 1.0, 1.0, 0.0
    for p in range(desk.surplus.size):
        if holds(desk.asked, p):
            own, ideal = desk.surplus[p], desk.ideals[p]
            least = min(least, own)
            total += own
            product *= own * FACTOR
            if ideal > 0.0 and own * parts < share * ideal:
                share, parts = own, ideal
    goal = desk.goal
    if not is_acceptable(least, 0.0):
        return -np.inf, 1.0
    if goal == KALAI_SMORODINSKY:
        return share, parts
    if goal >= IDEAL:
        return desk.surplus[goal - IDEAL], 1.0
    if goal == NASH:
        return product, 1.0
    return (total if goal == UTILITARIAN else least), 1.0


@part
def merit(desk: Any) -> Any:
    """Return the merit of the chosen levels as a fraction, by the rules themselves; minus infinity if they will not do.

    Fills the surpluses, and who accepts.
    """
    fits = fits_of(desk)
    clear = clear_of(desk, fits)
    fill_surplus(desk)
    standing = triggered(fits, desk.triggers) & desk.active_rules[desk.world]
    if desk.goal == GAP:
        return value_of(desk, standing, clear), 1.0
    yes = ZERO
    for p in range(desk.surplus.size):
        if holds(clear, p) and is_acceptable(desk.surplus[p], 0.0):
            yes |= member(p)
    desk.yes = yes
    if not passes(desk, standing, yes):
        return -np.inf, 1.0
    if not is_solution(desk.goal):
        return 0.0, 1.0
    return solution_merit(desk)
