"""One world as the parties asked see it: their gains side by side, their limits, and what the zone asks."""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.jit import part
from sim.kernels.reach import always_needed, fill_enough, fill_gains, fill_rest


class Game(NamedTuple):
    """One world as the merging sees it: the parties asked side by side, levels in the order of merging."""

    asked: Any
    """The parties asked; shape ``(parties asked,)``."""
    gains: Any
    """Gain of a level to each of them; shape ``(levels * parties asked,)``."""
    rest: Any
    """What is still to come at best, by how many issues are merged; shape ``((issues + 1) * parties asked,)``."""
    limits: Any
    """What a deal must be worth, by cell; shape ``(cells * parties asked,)``."""
    loosest: Any
    """The least of these; shape ``(parties asked,)``."""
    fits: Any
    """Set of the patterns that a level fits, of those that matter; shape ``(levels,)``."""
    crossed: Any
    """Set of the parties a firm line of which a level crosses, of those asked; shape ``(levels,)``."""


class Consent(NamedTuple):
    """What the zone asks in one world."""

    standing: Any
    """Set of the rules that stand."""
    firm: Any
    """Set of the bundles that are firm."""
    needed: Any
    """Set of the parties without whose yes no deal is in the zone."""


@part
def consent_in(worlds: Any, rules: Any, w: Any, for_certain: Any) -> Any:
    """Return what the zone asks in one world, given the patterns that every deal fits."""
    standing = worlds.active_rules[w]
    needed = always_needed(for_certain, standing, rules.groups, rules.quotas, rules.vetoes, rules.triggers)
    return Consent(standing, worlds.firm_bundles[w], needed)


@part
def fill_loosest(limits: Any, parties: Any, loosest: Any) -> None:
    """Fill the least of each party's limits."""
    for k in range(parties):
        loosest[k] = np.inf
    for place in range(limits.size):
        loosest[place % parties] = min(loosest[place % parties], limits[place])


@part
def game_in(worlds: Any, rules: Any, merging: Any, w: Any, asked: Any, consent: Any) -> Any:
    """Return one world as the merging sees it."""
    parties, levels = asked.size, merging.levels.size
    by_pivot = np.empty(max(1, worlds.holds.shape[2]), np.float64)
    gains, rest = np.empty(levels * parties, np.float32), np.empty(merging.starts.size * parties, np.float32)
    limits, loosest = np.empty(by_pivot.size * parties, np.float32), np.empty(parties, np.float32)
    fill_gains(worlds.gains[w], asked, merging.levels, gains)
    fill_rest(gains, merging.starts, parties, rest)
    fill_enough(worlds, w, asked, by_pivot, limits)
    fill_loosest(limits, parties, loosest)
    relevant, minded = consent.firm, ZERO
    for rule in range(rules.groups.size):
        if holds(consent.standing, rule):
            relevant |= rules.triggers[rule]
            minded |= rules.groups[rule]
    fits, crossed = np.empty(levels, np.uint64), np.empty(levels, np.uint64)
    for j in range(levels):
        fits[j] = rules.patterns[merging.levels[j]] & relevant
        crossed[j] = ~worlds.allowed[w, merging.levels[j]] & minded
    return Game(asked, gains, rest, limits, loosest, fits, crossed)
