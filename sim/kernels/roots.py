"""Roots of the search: a case of the zone with a level of the pivot issue."""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds, member
from sim.kernels.bounds import fill_slack
from sim.kernels.goals import NASH, fill_needs, fill_objective, is_solution, touch
from sim.kernels.jit import part
from sim.kernels.pricing import ROUNDS, find_duals
from sim.kernels.words import WIDTH


@part
def load(desk: Any, w: Any) -> None:
    """Lay out one world: its players, gains by place, the parties' own lanes, and the block's tables."""
    desk.world, desk.asked, desk.reach = w, ZERO, 0.0
    for rule in range(desk.groups.size):
        if holds(desk.active_rules[w], rule):
            desk.asked |= desk.groups[rule]
    for p in range(desk.objective.size):
        desk.reach = max(desk.reach, load_gains(desk, w, p))
        load_table(desk, p)
    for k in range(desk.targets.size):
        desk.sums[k] = 0.0
    desk.fitted[0] = ~ZERO


@part
def load_gains(desk: Any, w: Any, p: Any) -> Any:
    """Lay out one party's gains; return how large a sum of them may be: its largest gains of every issue, added up."""
    width, gains, lanes, first = desk.targets.size, desk.place_gains, desk.lanes, desk.first
    reach: Any = 0.0
    for i in range(first.size - 1):
        largest = np.float32(0.0)
        for s in range(first[i], first[i + 1]):
            gain = desk.gains[w, p, desk.place_levels[s]]
            gains[p, s] = gain
            lanes[s * width + p] = gain
            largest = max(largest, abs(gain))
        reach += largest
    return reach


@part
def load_table(desk: Any, p: Any) -> None:
    """Tabulate one party's gains over the block, from the last issue outward, so that nothing is overwritten unread."""
    tables, at, filled = desk.tables, p * WIDTH, 1
    tables[at] = 0.0
    for i in range(desk.counts.size - 1, desk.leading - 1, -1):
        first, levels = desk.first[i], desk.first[i + 1] - desk.first[i]
        for level in range(levels - 1, -1, -1):
            gain = desk.place_gains[p, first + level]
            for entry in range(filled):
                tables[at + level * filled + entry] = tables[at + entry] + gain
        filled *= levels


@part
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


@part
def forbidden_patterns(required: Any, firm: Any, parties: Any) -> Any:
    """Return the set of firm bundles of parties that must accept."""
    forbidden = ZERO
    for bundle in range(parties.size):
        if holds(firm, bundle) and holds(required, parties[bundle]):
            forbidden |= member(bundle)
    return forbidden


@part
def enter(desk: Any, root: Any) -> Any:
    """Set up a root's levels and needs; tell whether any deal is left in it."""
    case, desk.pivot = desk.roots[root, 0], desk.roots[root, 1]
    required = desk.required[case]
    for i in range(desk.counts.size):
        if not open_issue(desk, case, required, i):
            return False
    desk.rows = desk.asked if is_solution(desk.goal) else required
    desk.forbidden = forbidden_patterns(required, desk.firm_bundles[desk.world], desk.bundle_parties)
    if desk.goal == NASH:
        touch(desk)
    fill_needs(desk)
    fill_objective(desk)
    fill_slack(desk)
    return True


@part
def begin(desk: Any) -> None:
    """Begin the descent at the root."""
    desk.depth, desk.positions[0], desk.passing[0] = 0, 0, ZERO


@part
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
    begin(desk)
    combinations = desk.block.shape[0]
    return word & (~ZERO if combinations == WIDTH else member(combinations) - ONE)


@part
def list_roots(desk: Any) -> Any:
    """List the roots of a world with what they promise; return how many there are."""
    count, of_world = 0, desk.of_worlds[desk.world]
    for case in range(desk.starts[of_world], desk.starts[of_world + 1]):
        for level in range(max(1, desk.pivots)):
            desk.roots[count, 0], desk.roots[count, 1] = case, level if desk.pivots > 0 else -1
            desk.promises[count] = np.inf
            count += 1
    start, desk.start = desk.start, ROUNDS - 1
    for root in range(count if count > 1 else 0):
        desk.promises[root] = -np.inf
        if enter(desk, root):
            bound = find_duals(desk)
            desk.promises[root] = bound if bound >= -desk.slack else -np.inf
    desk.start = start
    return count


@part
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
