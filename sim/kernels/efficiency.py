"""Efficiency: does the zone hold a deal that is better for some and worse for nobody?

A deal ``d`` of the zone is inefficient if another deal ``e`` of the zone has ``u_p(e) >= u_p(d)`` for every player
``p`` and ``>`` for one, and if ``e`` crosses a firm line of no player whose lines ``d`` keeps. Players are the parties
whom some standing rule asks. Few deals pass the first of these, so lines and the zone are asked last.
"""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.bits import ZERO, holds, member
from sim.kernels.every_deal import fill_utilities, passes
from sim.kernels.jit import compiled
from sim.kernels.patterns import triggered
from sim.kernels.shapes import RuleArrays, WorldArrays


@compiled
def players(standing: Any, rules: Any) -> Any:
    """Return the set of parties that some standing rule asks."""
    asked = ZERO
    for rule in range(rules.groups.size):
        if holds(standing, rule):
            asked |= rules.groups[rule]
    return asked


@compiled
def fill_comparisons(worlds: Any, rules: Any, w: Any, struck: Any, utilities: Any, worse: Any, better: Any) -> None:
    """Fill for every deal whether it is worse than the one struck for some player, and whether better for some."""
    worse[:], better[:] = False, False
    asked = players(worlds.active_rules[w], rules)
    for p in range(worlds.gains.shape[1]):
        if holds(asked, p):
            fill_utilities(worlds.gains[w, p], rules.offsets, utilities)
            had = utilities[struck]
            for d in range(utilities.size):
                worse[d] |= utilities[d] < had
                better[d] |= utilities[d] > had


@compiled
def fits(rules: Any, levels: Any) -> Any:
    """Return the set of patterns that a deal fits."""
    fitted = ~ZERO
    for level in levels:
        fitted &= rules.patterns[level]
    return fitted


@compiled
def clears(worlds: Any, rules: Any, w: Any, levels: Any) -> Any:
    """Return the set of parties none of whose firm lines a deal crosses."""
    kept = ~ZERO
    for level in levels:
        kept &= worlds.allowed[w, level]
    crossed = fits(rules, levels) & worlds.firm_bundles[w]
    for bundle in range(rules.bundle_parties.size):
        if holds(crossed, bundle):
            kept &= ~member(rules.bundle_parties[bundle])
    return kept


@compiled
def says_yes(worlds: Any, rules: Any, w: Any, levels: Any) -> Any:
    """Return the set of parties that accept a deal: worth no deal at least, and no firm line crossed."""
    yes = clears(worlds, rules, w, levels)
    for p in range(worlds.gains.shape[1]):
        worth = np.float32(0)
        for level in levels:
            worth += worlds.gains[w, p, level]
        if not is_acceptable(worth, worlds.thresholds[w, p]):
            yes &= ~member(p)
    return yes


@compiled
def improves(worlds: Any, rules: Any, w: Any, deal: Any, struck: Any) -> Any:
    """Tell whether a deal that is better and not worse is in the zone too, and crosses no line that was kept so far."""
    asked = players(worlds.active_rules[w], rules)
    if clears(worlds, rules, w, struck) & asked & ~clears(worlds, rules, w, deal) != ZERO:
        return False
    return passes(
        says_yes(worlds, rules, w, deal), triggered(fits(rules, deal), rules.triggers) & worlds.active_rules[w], rules
    )


@compiled
def improvements(worlds: WorldArrays, rules: RuleArrays, table: Any, struck: Any, found: Any) -> None:
    """Fill for every world the first zone deal that is better than the one struck; -1 where there is none."""
    deals = table.shape[0]
    utilities = np.empty(deals, np.float32)
    worse, better = np.empty(deals, np.bool_), np.empty(deals, np.bool_)
    for w in range(struck.size):
        found[w] = -1
        if struck[w] < 0:
            continue
        fill_comparisons(worlds, rules, w, struck[w], utilities, worse, better)
        for d in range(deals):
            if better[d] and not worse[d] and improves(worlds, rules, w, table[d], table[struck[w]]):
                found[w] = d
                break
