"""The zone by looking at every deal of every world.

In one world let ``u_p(d) = sum_i gains[p, d_i]``. Party ``p`` says yes to deal ``d`` iff ``u_p(d) >= D_p`` and ``d``
crosses none of its firm lines. The deal is in the **zone** iff every active rule it triggers has its quota of yeses,
vetoes included. Utilities are whole millionths below 2^24, so float32 sums are exact in any order.

``u`` for all deals is one sweep: the utilities of the first ``i`` issues, each followed by every level of the next.
Answers of all parties to a deal are the bits of one number, so a rule is a few bit operations, and the answers seen
in a cell of two levels are the OR over its deals.
"""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.bits import IN_ZONE, ZERO, holds, member, size
from sim.kernels.jit import compiled
from sim.kernels.patterns import triggered
from sim.kernels.shapes import Counts, RuleArrays, Verdicts, WorldArrays


@compiled
def fill_utilities(gains: Any, offsets: Any, utilities: Any) -> None:
    """Fill ``u(d) = sum_i gains[d_i]``, issue by issue and from the back, so nothing is overwritten unread."""
    utilities[0] = 0
    filled = 1
    for issue in range(offsets.size - 1):
        first, levels = offsets[issue], offsets[issue + 1] - offsets[issue]
        for d in range(filled - 1, -1, -1):
            so_far = utilities[d]
            for level in range(levels - 1, -1, -1):
                utilities[d * levels + level] = so_far + gains[first + level]
        filled *= levels


@compiled
def fill_clearing(allowed: Any, offsets: Any, clearing: Any) -> None:
    """Fill the set of parties none of whose firm level lines a deal crosses: the AND over its levels."""
    clearing[0] = ~ZERO
    filled = 1
    for issue in range(offsets.size - 1):
        first, levels = offsets[issue], offsets[issue + 1] - offsets[issue]
        for d in range(filled - 1, -1, -1):
            so_far = clearing[d]
            for level in range(levels - 1, -1, -1):
                clearing[d * levels + level] = so_far & allowed[first + level]
        filled *= levels


@compiled
def clear_bundles(firm: Any, fits: Any, parties: Any, clearing: Any) -> None:
    """Take out of the clearing set who refuses a firm bundle that the deal falls in."""
    if firm == ZERO:
        return
    for d in range(clearing.size):
        crossed = fits[d] & firm
        for bundle in range(parties.size):
            if holds(crossed, bundle):
                clearing[d] &= ~member(parties[bundle])


@compiled
def fill_clear(worlds: Any, rules: Any, w: Any, fits: Any, clearing: Any) -> None:
    """Fill, for one world and every deal, who is kept by no firm line."""
    fill_clearing(worlds.allowed[w], rules.offsets, clearing)
    clear_bundles(worlds.firm_bundles[w], fits, rules.bundle_parties, clearing)


@compiled
def fill_answers(worlds: Any, rules: Any, w: Any, utilities: Any, clearing: Any, yes: Any) -> None:
    """Fill, for one world and every deal, who says yes: of those kept by no line, to whom it is worth no deal."""
    yes[:] = ZERO
    for p in range(worlds.gains.shape[1]):
        fill_utilities(worlds.gains[w, p], rules.offsets, utilities)
        threshold = worlds.thresholds[w, p]
        for d in range(yes.size):
            yes[d] |= np.uint64(is_acceptable(utilities[d], threshold)) << np.uint64(p)
    for d in range(yes.size):
        yes[d] &= clearing[d]


@compiled
def passes(yes: Any, standing: Any, rules: Any) -> Any:
    """Tell whether these yeses satisfy every standing rule: the quota of its group, its vetoes among them."""
    for rule in range(rules.groups.size):
        if holds(standing, rule):
            agreed = yes & rules.groups[rule]
            if agreed & rules.vetoes[rule] != rules.vetoes[rule] or size(agreed) < rules.quotas[rule]:
                return False
    return True


@compiled
def sole_refusers(yes: Any, standing: Any, rules: Any, parties: Any) -> Any:
    """Return the set of parties whose yes alone would bring a failing deal in."""
    refusers = ZERO
    for p in range(parties):
        if not holds(yes, p) and passes(yes | member(p), standing, rules):
            refusers |= member(p)
    return refusers


@compiled
def add_deal(d: Any, yes: Any, refusers: Any, counts: Any) -> None:
    """Add one deal's answers to the counts."""
    counts.joint[d] += np.int64(holds(yes, IN_ZONE))
    for p in range(counts.accepted.shape[1]):
        counts.accepted[d, p] += np.int64(holds(yes, p))
        counts.sole[d, p] += np.int64(holds(refusers, p))


@compiled
def add_shared(levels: Any, refusers: Any, shared: Any) -> None:
    """Add a deal that each of several parties alone keeps out: to every one of them, and once to the last column."""
    last = shared.shape[1] - 1
    for i in range(levels.size):
        shared[levels[i], last] += 1
        for p in range(last):
            shared[levels[i], p] += np.int64(holds(refusers, p))


@compiled
def mark_cells(levels: Any, yes: Any, seen: Any) -> None:
    """Mark the answers to a deal in every cell of two of its levels (a level with itself included)."""
    for i in range(levels.size):
        for j in range(i, levels.size):
            seen[levels[i], levels[j]] |= yes


@compiled
def add_cells(seen: Any, counts: Any) -> None:
    """Add one world's cells: was a zone deal seen, and which party said yes to none."""
    for s in range(seen.shape[0]):
        for t in range(s, seen.shape[0]):
            counts.cells[s, t] += np.int64(holds(seen[s, t], IN_ZONE))
            for p in range(counts.refused_cells.shape[0]):
                counts.refused_cells[p, s, t] += np.int64(not holds(seen[s, t], p))


@compiled
def look_at_deals(
    clearing: Any, yes: Any, active: Any, rules: Any, fits: Any, table: Any, seen: Any, counts: Any
) -> Any:
    """Go through the deals of one world; return the zone's size, compatibility, and the blockers."""
    zone_size, compatible, blockers = 0, False, ZERO
    for d in range(yes.size):
        standing = triggered(fits[d], rules.triggers) & active
        refusers = ZERO
        if passes(yes[d], standing, rules):
            yes[d] |= member(IN_ZONE)
            zone_size += 1
        else:
            refusers = sole_refusers(yes[d], standing, rules, counts.accepted.shape[1])
            blockers |= refusers
            if size(refusers) > 1:
                add_shared(table[d], refusers, counts.shared)
        compatible = compatible or passes(clearing[d], standing, rules)
        add_deal(d, yes[d], refusers, counts)
        mark_cells(table[d], yes[d], seen)
    return zone_size, compatible, blockers if zone_size == 0 else ZERO


@compiled
def dense(worlds: WorldArrays, rules: RuleArrays, table: Any, counts: Counts, verdicts: Verdicts) -> None:
    """Fill counts and verdicts for a block of worlds."""
    deals = table.shape[0]
    fits = np.empty(deals, np.uint64)
    fill_clearing(rules.patterns, rules.offsets, fits)
    utilities = np.empty(deals, np.float32)
    clearing = np.empty(deals, np.uint64)
    yes = np.empty(deals, np.uint64)
    seen = np.empty(counts.cells.shape, np.uint64)
    for w in range(worlds.thresholds.shape[0]):
        fill_clear(worlds, rules, w, fits, clearing)
        fill_answers(worlds, rules, w, utilities, clearing, yes)
        seen[:] = ZERO
        found = look_at_deals(clearing, yes, worlds.active_rules[w], rules, fits, table, seen, counts)
        verdicts.sizes[w], verdicts.compatible[w], verdicts.blockers[w] = found
        add_cells(seen, counts)


@compiled
def some_passes(yes: Any, active: Any, rules: Any, fits: Any) -> Any:
    """Tell whether any deal of one world has the yeses it needs, looking no further than the first."""
    for d in range(yes.size):
        if passes(yes[d], triggered(fits[d], rules.triggers) & active, rules):
            return True
    return False


@compiled
def exists(worlds: WorldArrays, rules: RuleArrays, compatible: Any, in_zone: Any) -> None:
    """Fill for each world whether the lines leave any deal, and whether any deal is in its zone.

    Where the lines leave none there is no zone, and no utility is looked at.
    """
    deals = np.prod(np.diff(rules.offsets))
    fits = np.empty(deals, np.uint64)
    fill_clearing(rules.patterns, rules.offsets, fits)
    utilities = np.empty(deals, np.float32)
    clearing = np.empty(deals, np.uint64)
    yes = np.empty(deals, np.uint64)
    for w in range(worlds.thresholds.shape[0]):
        fill_clear(worlds, rules, w, fits, clearing)
        compatible[w] = some_passes(clearing, worlds.active_rules[w], rules, fits)
        if compatible[w]:
            fill_answers(worlds, rules, w, utilities, clearing, yes)
            in_zone[w] = some_passes(yes, worlds.active_rules[w], rules, fits)
