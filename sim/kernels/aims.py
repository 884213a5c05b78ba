"""What the deal that is looked for must be, in one world: as good as another to everybody asked, and in the zone.

Utilities are whole millionths, so ``c`` is better than ``d`` for ``p`` iff ``e_p(c) >= e_p(d) + 1``; and ``e`` never
falls as ``u`` rises. So "as good" and "better" are limits of ``u``, by cell, as "enough" is.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO
from sim.kernels.holding import effective, least_worth
from sim.kernels.jit import part
from sim.kernels.reach import refusers
from sim.kernels.searching import Search


class Aim(NamedTuple):
    """What the deal must be."""

    asked: Any
    """The parties asked; shape ``(parties asked,)``."""
    least: Any
    """What it must be worth to each of them, by cell; shape ``(cells * parties asked,)``."""
    more: Any
    """What it must be worth to at least one of them; as ``least`` where that is asked of nobody."""
    enough: Any
    """What makes each of them accept it; shape as ``least``."""
    kept: Any
    """Set of the parties whose firm lines it may not cross."""
    standing: Any
    """Set of the rules that stand."""
    firm: Any
    """Set of the bundles that are firm."""


@part
def pivot_level(rules: Any, search: Search, places: Any) -> Any:
    """Return the level of the pivot issue, counted within it, of a deal with these levels; 0 where there is none."""
    return search.levels[places[0]] - rules.offsets[rules.pivots[0]] if rules.pivots.size > 0 else 0


@part
def fill_as_good(
    worlds: Any, rules: Any, search: Search, w: Any, places: Any, extra: Any, asked: Any, limits: Any
) -> None:
    """Fill what a deal must be worth to be better by so much than the one with these levels to each party asked."""
    levels, parties, pivot_levels = search.levels, asked.size, worlds.holds.shape[2]
    own = pivot_level(rules, search, places)
    for k in range(parties):
        gains, worth = worlds.gains[w, asked[k]], np.float32(0)
        for place in places:
            worth += gains[levels[place]]
        limits[k] = worth + extra
        if pivot_levels > 0:
            p = asked[k]
            hold, threshold, setbacks = worlds.holds[w, p], worlds.thresholds[w, p], worlds.setbacks[w, p]
            had = effective(worth, hold[own], threshold - setbacks[own])
            for v in range(pivot_levels):
                limits[v * parties + k] = least_worth(had + extra, hold[v], threshold - setbacks[v])


@part
def clears(worlds: Any, rules: Any, search: Search, w: Any, places: Any) -> Any:
    """Return the set of parties none of whose firm lines a deal with these levels crosses."""
    clear, fitted = ~ZERO, ~ZERO
    for place in places:
        level = search.levels[place]
        clear &= worlds.allowed[w, level]
        fitted &= rules.patterns[level]
    return clear & ~refusers(fitted, worlds.firm_bundles[w], rules.bundle_parties)
