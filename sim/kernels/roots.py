"""Roots of the search: a case of the zone with a level of the pivot issue."""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds, member
from sim.kernels.bounds import ROUNDS, fill_slack, find_duals, restrict
from sim.kernels.goals import fill_needs, fill_objective, is_solution
from sim.kernels.jit import compiled
from sim.kernels.words import WIDTH


@compiled
def load(desk: Any, w: Any) -> None:
    """Lay out one world: its players, gains by place, the parties' own lanes, and the block's tables."""
    desk.world, desk.asked = w, ZERO
    for rule in range(desk.groups.size):
        if holds(desk.active_rules[w], rule):
            desk.asked |= desk.groups[rule]
    parties, places = desk.place_gains.shape
    for p in range(parties):
        load_gains(desk, w, p)
    desk.reach = 0.0
    for i in range(desk.first.size - 1):
        largest = np.float32(0.0)
        for p in range(parties):
            for s in range(desk.first[i], desk.first[i + 1]):
                largest = max(largest, abs(desk.place_gains[p, s]))
        desk.reach += largest
    for k in range(desk.targets.size):
        desk.sums[k] = 0.0
    desk.fitted[0] = ~ZERO


@compiled
def load_gains(desk: Any, w: Any, p: Any) -> None:
    """Lay out one party's gains."""
    width, gains, lanes = desk.targets.size, desk.place_gains, desk.lanes
    for s in range(gains.shape[1]):
        gain = desk.gains[w, p, desk.place_levels[s]]
        gains[p, s] = gain
        lanes[s * width + p] = gain
    for c in range(desk.block.shape[0]):
        total = np.float32(0.0)
        for i in range(desk.block.shape[1]):
            total += gains[p, desk.block[c, i]]
        desk.tables[p * WIDTH + c] = total


@compiled
def open_issue(desk: Any, case: Any, required: Any, i: Any) -> Any:
    """List the levels of an issue that are open in a case and cross no firm line of who must accept; tell if any is."""
    w, first, count = desk.world, desk.first[i], 0
    for s in range(first, desk.first[i + 1]):
        level = desk.place_levels[s]
        kept = desk.open_levels[case, level] and required & ~desk.allowed[w, level] == ZERO
        if kept and (i > 0 or desk.pivot < 0 or s == desk.pivot):
            desk.level_at[first + count] = s
            count += 1
    desk.counts[i] = count
    return count > 0


@compiled
def forbidden_patterns(required: Any, firm: Any, parties: Any) -> Any:
    """Return the set of firm bundles of parties that must accept."""
    forbidden = ZERO
    for bundle in range(parties.size):
        if holds(firm, bundle) and holds(required, parties[bundle]):
            forbidden |= member(bundle)
    return forbidden


@compiled
def enter(desk: Any, root: Any) -> Any:
    """Set up a root's levels and needs; tell whether any deal is left in it."""
    case, desk.pivot = desk.roots[root, 0], desk.roots[root, 1]
    required = desk.required[case]
    for i in range(desk.counts.size):
        if not open_issue(desk, case, required, i):
            return False
    desk.rows = desk.asked if is_solution(desk.goal) else required
    desk.forbidden = forbidden_patterns(required, desk.firm_bundles[desk.world], desk.bundle_parties)
    fill_needs(desk)
    fill_objective(desk)
    fill_slack(desk)
    return True


@compiled
def open_block(desk: Any) -> Any:
    """Begin the descent at the root: fill what all levels left fit; return which combinations of the block are open."""
    word, fits = ~ZERO, ~ZERO
    for i in range(desk.counts.size - 1, -1, -1):
        if i < desk.leading:
            desk.common[i + 1] = fits
        some = ZERO
        for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
            fits &= desk.place_patterns[desk.level_at[j]]
            some |= desk.holding[desk.level_at[j]]
        if i >= desk.leading:
            word &= some
    desk.depth = 0
    desk.positions[0] = 0
    combinations = desk.block.shape[0]
    return word & (~ZERO if combinations == WIDTH else member(combinations) - ONE)


@compiled
def list_roots(desk: Any) -> Any:
    """List the roots of a world with what they promise; return how many there are."""
    count, of_world = 0, desk.of_worlds[desk.world]
    for case in range(desk.starts[of_world], desk.starts[of_world + 1]):
        for level in range(max(1, desk.pivots)):
            desk.roots[count, 0], desk.roots[count, 1] = case, level if desk.pivots > 0 else -1
            desk.promises[count] = np.inf
            count += 1
    for root in range(count if count > 1 else 0):
        desk.promises[root] = -np.inf
        if enter(desk, root):
            restrict(desk)
            bound = find_duals(desk, ROUNDS - 1, ROUNDS)
            desk.promises[root] = bound if bound >= -desk.slack else -np.inf
    return count


@compiled
def most_promising(desk: Any, count: Any) -> Any:
    """Return the most promising root and strike it off; -1 where none is left."""
    best = 0
    for root in range(1, count):
        if desk.promises[root] > desk.promises[best]:
            best = root
    if desk.promises[best] == -np.inf:
        return -1
    desk.promises[best] = -np.inf
    return best
