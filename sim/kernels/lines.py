"""Do the firm lines alone leave a deal? Exact in spaces of any size, by a pass over the issues.

Some deal passes, if a yes meant only that no firm line is crossed, iff a deal's **pair** passes: the parties whose
lines its levels keep, and the patterns that they fit. Both are ANDs over levels, so pairs of the first issues extend by
the levels of the next. More parties and fewer patterns never hurt: rules are monotone in who accepts, and fewer
patterns trigger fewer rules and make fewer bundles. So a pair with no more parties and no
fewer patterns than another is dropped as it is met, and what passes last is judged by the rules.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO, holds, member
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.patterns import triggered
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.words import members_in


@part
def insert(clear: Any, fits: Any, kept: Any, found: Any, count: Any) -> Any:
    """Put a pair among those found unless one is as good; drop those it is as good as; return how many there are."""
    k = 0
    while k < count:
        if kept & ~clear[k] == ZERO and fits[k] & ~found == ZERO:
            return count
        if clear[k] & ~kept == ZERO and found & ~fits[k] == ZERO:
            count -= 1
            clear[k], fits[k] = clear[count], fits[count]
        else:
            k += 1
    clear[count], fits[count] = kept, found
    return count + 1


@part
def best_pairs(allowed: Any, patterns: Any, offsets: Any, asked: Any, told: Any) -> Any:
    """Return the undominated pairs of all deals, of the parties asked and the patterns that matter."""
    clear, fits = np.full(1, asked), np.full(1, told)
    for i in range(offsets.size - 1):
        room = clear.size * (offsets[i + 1] - offsets[i])
        more_clear, more_fits, count = np.empty(room, np.uint64), np.empty(room, np.uint64), 0
        for k in range(clear.size):
            for level in range(offsets[i], offsets[i + 1]):
                kept, found = clear[k] & allowed[level], fits[k] & patterns[level]
                count = insert(more_clear, more_fits, kept, found, count)
        clear, fits = more_clear[:count], more_fits[:count]
    return clear, fits


@part
def pair_passes(clear: Any, fits: Any, active: Any, firm: Any, rules: Any) -> Any:
    """Tell whether the parties whose lines are kept, bundles included, satisfy every standing rule."""
    for bundle in range(rules.bundle_parties.size):
        if holds(fits & firm, bundle):
            clear &= ~member(rules.bundle_parties[bundle])
    standing = triggered(fits, rules.triggers) & active
    for rule in range(rules.groups.size):
        agreed = clear & rules.groups[rule]
        enough = agreed & rules.vetoes[rule] == rules.vetoes[rule] and members_in(agreed) >= rules.quotas[rule]
        if holds(standing, rule) and not enough:
            return False
    return True


@compiled
def fill_compatible(worlds: WorldArrays, rules: RuleArrays, compatible: Any) -> None:
    """Fill for each world whether the firm lines alone leave a deal."""
    worlds, rules = lent(worlds), lent(rules)
    for w in range(compatible.size):
        asked, told = ZERO, worlds.firm_bundles[w]
        for rule in range(rules.groups.size):
            if holds(worlds.active_rules[w], rule):
                asked |= rules.groups[rule]
                told |= rules.triggers[rule]
        lines = worlds.firm_bundles[w]
        for level in range(worlds.allowed.shape[1]):
            lines |= asked & ~worlds.allowed[w, level]
        compatible[w] = lines == ZERO
        if not compatible[w]:
            clear, fits = best_pairs(worlds.allowed[w], rules.patterns, rules.offsets, asked, told)
            for k in range(clear.size):
                if pair_passes(clear[k], fits[k], worlds.active_rules[w], worlds.firm_bundles[w], rules):
                    compatible[w] = True
                    break
