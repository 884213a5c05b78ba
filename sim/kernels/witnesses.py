"""Which pairs of levels do zone deals hold? Witnesses for most that are held, bounds for most that are not.

A zone deal is a **witness** of every pair of its levels, and so may it be with one or two levels exchanged. In a root
of the search (:mod:`sim.kernels.roots`) a deal with two levels can at best reach the largest sum of each lane
(:mod:`sim.kernels.bounds`), that of their issues replaced by their own terms: where a lane then falls short of what it
must reach, the root holds no such deal, and where that is so of every root, the zone holds none.

Pairs are looked at three times: in every root as a whole, then with one level given, so that the prices of the lanes
and the deal from which levels are exchanged are the best for it, and what is left by branch and bound with both given.
Every witness is judged by the rules themselves, and every bound leaves room for rounding, so the answer is exact.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO, member
from sim.kernels.bounds import NO_NEED
from sim.kernels.branching import start_goal
from sim.kernels.desk import desk_of
from sim.kernels.goals import EXISTENCE
from sim.kernels.improving import climb, improve, is_done, lay, start_dear
from sim.kernels.jit import compiled, part
from sim.kernels.merits import merit
from sim.kernels.pricing import WARM
from sim.kernels.roots import enter, list_roots, load
from sim.kernels.vectors import LANES, step_in


@part
def mark(held: Any, levels: Any) -> None:
    """Mark every pair of these levels as held."""
    for s in levels:
        for t in levels:
            held[s, t] = True


@part
def bear_witness(desk: Any, held: Any) -> None:
    """Mark every pair of the chosen levels as held if they are a zone deal, by the rules themselves."""
    share, _ = merit(desk)
    if share >= 0.0:
        mark(held, desk.chosen)


@part
def sign(root: Any) -> Any:
    """Return the bit that stands for a root, and beyond 64 of them for several: it is cleared once none may do."""
    return member(root & 63)


@part
def open_root(desk: Any, root: Any) -> Any:
    """Enter a root if any deal of it may do; tell whether one may."""
    return desk.promises[root] > -np.inf and enter(desk, root)


@part
def keep_only(desk: Any, s: Any) -> Any:
    """Close all other levels of a level's issue at the root at hand; tell whether it is open itself."""
    i = np.searchsorted(desk.first, s, side="right") - 1
    first = desk.first[i]
    for j in range(first, first + desk.counts[i]):
        if desk.level_at[j] == s:
            desk.level_at[first], desk.counts[i] = s, 1
            return True
    return False


@part
def fill_losses(desk: Any, losses: Any) -> None:
    """Fill what the open levels' terms are less than the largest of their issue in every lane."""
    width, lanes, tops = desk.targets.size, desk.lanes, desk.tops
    for i in range(desk.counts.size):
        for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
            at = desk.level_at[j] * width
            for k in range(width):
                losses[at + k] = lanes[at + k] - tops[i * width + k]


@part
def fill_steps(desk: Any, steps: Any, lacks: Any) -> None:
    """Fill what each open level adds to every lane in place of the one chosen, and what the deal chosen lacks.

    Only the parties' own lanes lack anything: there sums are whole numbers.
    """
    width, lanes, parties = desk.targets.size, desk.lanes, desk.objective.size
    for k in range(width):
        lacks[k] = desk.needs[k] if k < parties else NO_NEED
    for i in range(desk.counts.size):
        own = desk.chosen[i] * width
        for k in range(parties):
            lacks[k] -= lanes[own + k]
        for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
            at = desk.level_at[j] * width
            for k in range(width):
                steps[at + k] = lanes[at + k] - lanes[own + k]


@part
def reaches(terms: Any, at: Any, other: Any, width: Any, floors: Any) -> Any:
    """Tell whether the terms of two levels together reach the floor in every lane; the last terms are room for sums."""
    room = terms.size - width
    for group in range(0, width, LANES):
        if not step_in(terms, at + group, terms, other + group, floors, group, room + group):
            return False
    return True


@part
def exchange(desk: Any, i: Any, s: Any, j: Any, t: Any, held: Any) -> None:
    """Put two levels in the place of the chosen ones of their issues, and judge the deal."""
    chosen = desk.chosen
    old_i, old_j = chosen[i], chosen[j]
    chosen[i], chosen[j] = s, t
    bear_witness(desk, held)
    chosen[j] = old_j
    chosen[i] = old_i


@part
def look_with(desk: Any, i: Any, start: Any, bit: Any, held: Any, left: Any, may: Any, tables: Any) -> None:
    """Look at the open levels of an issue with those of others, from one on, where nothing is known of the pair.

    Marks what the root may hold, and what the deal chosen holds with both exchanged.
    """
    losses, steps, lacks = tables
    width, first, counts, level_at, floors = desk.targets.size, desk.first, desk.counts, desk.level_at, desk.floors
    nothing = losses.size - 2 * width
    for a in range(first[i], first[i] + counts[i]):
        s = level_at[a]
        for j in range(start, counts.size):
            begin, end = (a, a + 1) if i == j else (first[j], first[j] + counts[j])
            for b in range(begin, end):
                t = level_at[b]
                if held[s, t] or left[s, t] & bit == ZERO:
                    continue
                other = nothing if i == j else t * width
                if reaches(losses, s * width, other, width, floors):
                    may[s, t] |= bit
                    if reaches(steps, s * width, other, width, lacks):
                        exchange(desk, i, s, j, t, held)


@part
def prepare(desk: Any, held: Any, tables: Any) -> None:
    """Choose a deal of the root at hand that leaves everybody well off, and lay out what bounds and exchanges need."""
    losses, steps, lacks = tables
    climb(desk, start_dear(desk))
    bear_witness(desk, held)
    fill_losses(desk, losses)
    fill_steps(desk, steps, lacks)


@part
def look_at_all(desk: Any, roots: Any, held: Any, left: Any, may: Any, tables: Any) -> None:
    """Look at all pairs in every root; strike off the roots that do not hold them."""
    may[:] = ZERO
    for root in range(roots):
        if open_root(desk, root) and lay(desk):
            prepare(desk, held, tables)
            for i in range(desk.counts.size):
                look_with(desk, i, i, sign(root), held, left, may, tables)
    for s in range(left.shape[0]):
        for t in range(left.shape[0]):
            left[s, t] &= may[s, t] | may[t, s]


@part
def open_with(s: Any, held: Any, left: Any) -> Any:
    """Return the roots in which some pair with a level, not held yet, may be held."""
    roots = ZERO
    for t in range(left.shape[1]):
        if not held[s, t]:
            roots |= left[s, t]
    return roots


@part
def look_at_level(desk: Any, roots: Any, i: Any, s: Any, held: Any, left: Any, may: Any, tables: Any) -> None:
    """Look at what is not known yet of the pairs with one level, in every root with that level given."""
    some = open_with(s, held, left)
    if some == ZERO:
        return
    may[s] = ZERO
    for root in range(roots):
        if some & sign(root) != ZERO and open_root(desk, root) and keep_only(desk, s) and lay(desk):
            prepare(desk, held, tables)
            look_with(desk, i, 0, sign(root), held, left, may, tables)
    for t in range(left.shape[1]):
        left[s, t] &= may[s, t]
        left[t, s] = left[s, t]


@part
def search_pair(desk: Any, roots: Any, s: Any, t: Any, held: Any, some: Any) -> None:
    """Search some roots for a deal with two levels, and mark the pairs of the one found."""
    for root in range(roots):
        opened = some & sign(root) != ZERO and open_root(desk, root)
        if opened and keep_only(desk, s) and keep_only(desk, t) and lay(desk):
            start_goal(desk, EXISTENCE)
            improve(desk)
            if is_done(desk):
                mark(held, desk.best_levels)
                return


@part
def find_pairs(desk: Any, held: Any, left: Any, may: Any, tables: Any) -> None:
    """Find out which pairs of levels the zone deals of the world at hand hold."""
    start_goal(desk, EXISTENCE)
    roots, first = list_roots(desk), desk.first
    held[:] = False
    left[:] = ~ZERO
    for i in range(first.size - 1):
        left[first[i] : first[i + 1], first[i] : first[i + 1]] = ZERO
        for s in range(first[i], first[i + 1]):
            left[s, s] = ~ZERO
    look_at_all(desk, roots, held, left, may, tables)
    desk.start = WARM
    for i in range(first.size - 1):
        for s in range(first[i], first[i + 1]):
            look_at_level(desk, roots, i, s, held, left, may, tables)
    for s in range(first[-1]):
        for t in range(s, first[-1]):
            if not held[s, t] and left[s, t] != ZERO:
                search_pair(desk, roots, s, t, held, left[s, t])


@part
def add_held(held: Any, places: Any, origins: Any, marks: Any, cells: Any) -> None:
    """Add one world: a pair of levels is held iff some levels that come from them are; ``marks`` is room to say so."""
    marks[:] = False
    for s in range(held.shape[0]):
        for t in range(s, held.shape[0]):
            if held[s, t]:
                for one in origins[places[s]]:
                    for other in origins[places[t]]:
                        marks[min(one, other), max(one, other)] = True
    for one in range(cells.shape[0]):
        for other in range(one, cells.shape[0]):
            cells[one, other] += marks[one, other]


@compiled
def count_pairs(parts: Any, origins: Any, wanted: Any, cells: Any) -> None:
    """Add to each pair of levels the wanted worlds in which some zone deal holds both; upper half.

    ``origins`` tells where levels come from (:mod:`sim.kernels.uniting`).
    """
    desk = desk_of(parts)
    levels, width = desk.first[-1], desk.targets.size
    held, marks = np.zeros((levels, levels), np.bool_), np.zeros(cells.shape, np.bool_)
    left, may = np.zeros((levels, levels), np.uint64), np.zeros((levels, levels), np.uint64)
    losses, steps = np.zeros((levels + 2) * width, np.float32), np.zeros((levels + 2) * width, np.float32)
    tables = losses, steps, np.zeros(width, np.float32)
    for w in range(wanted.size):
        if wanted[w]:
            load(desk, w)
            find_pairs(desk, held, left, may, tables)
            add_held(held, desk.place_levels, origins, marks, cells)
