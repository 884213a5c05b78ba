"""Best deals by branch and bound: exact in spaces of any size, as no deal is ever listed.

The zone is a union of plain zones (:mod:`sim.kernels.cases`), and within one level of the pivot issue a party accepts
iff its utility reaches a limit. So a **root** is a case with a pivot level, in which whatever a deal must have is a
demand on sums of gains. Roots are taken from the most promising down and share the best deal found; each is searched
depth first with the bounds of :mod:`sim.kernels.bounds`. A case only sharpens bounds: every deal met is judged by the
rules themselves, so cases may overlap or be too wide without harm.

Where the number matters, deals as good as the best are let through, and the lowest-numbered is kept: what is cut could
not even match the best at that time. Should there be many, only better deals are let through from then on, and the
lowest-numbered deal of the same merit is sought at the end (:mod:`sim.kernels.numbering`).

Source: A. H. Land, A. G. Doig, "An automatic method of solving discrete programming problems", Econometrica 28 (1960),
497-520.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.descent import next_block
from sim.kernels.desk import desk_of
from sim.kernels.goals import EXISTENCE, GAP, IDEAL, SIZE, is_solution, least_merit
from sim.kernels.improving import choose, improve, is_done, lay, offer
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.merits import merit
from sim.kernels.numbering import lower_roots
from sim.kernels.pricing import WARM
from sim.kernels.roots import enter, list_roots, load, most_promising, open_block
from sim.kernels.words import members_in


@part
def try_deal(desk: Any, levels: Any) -> None:
    """Offer a deal found in another world or for another goal."""
    for i in range(levels.size):
        desk.chosen[i] = levels[i]
    desk.pivot = levels[0] if desk.pivots > 0 else -1
    offer(desk)


@part
def is_numbered(goal: Any) -> Any:
    """Tell whether of equally good deals the lowest-numbered is sought."""
    return GAP <= goal < IDEAL


@part
def solve(desk: Any) -> None:
    """Find the best deal for the goal at hand in one world, and where its number matters the lowest-numbered one."""
    if desk.goal == EXISTENCE and is_done(desk):
        return
    count = list_roots(desk)
    root = most_promising(desk, count)
    while root >= 0 and not is_done(desk):
        if enter(desk, root) and lay(desk):
            improve(desk)
        root = most_promising(desk, count)
    if is_numbered(desk.goal) and desk.best_number >= 0 and (desk.over == 1 or is_done(desk)):
        lower_roots(desk, count)


@part
def start_goal(desk: Any, goal: Any) -> None:
    """Begin with no deal."""
    desk.goal, desk.over, desk.ties, desk.laid = goal, int(not is_numbered(goal)), 0, 0
    desk.best_share, desk.best_parts, desk.best_number = least_merit(goal), 1.0, -1


@part
def try_deals(desk: Any, found: Any) -> None:
    """Begin with the best of the deals found for this goal in the last world and for others in this one."""
    try_deal(desk, desk.last[desk.goal])
    for k in range(found):
        try_deal(desk, desk.pool[k])


@part
def is_sought(desk: Any) -> Any:
    """Tell whether the goal is any: solutions ask for players, and an ideal is a player's."""
    if not is_solution(desk.goal):
        return True
    return desk.asked != ZERO and (desk.goal < IDEAL or holds(desk.asked, desk.goal - IDEAL))


@part
def remember(desk: Any, found: Any) -> Any:
    """Keep the deal found as a beginning for other goals and worlds; return how many are at hand in this world."""
    if desk.best_number < 0:
        return found
    for i in range(desk.chosen.size):
        desk.last[desk.goal, i] = desk.best_levels[i]
        desk.pool[found, i] = desk.best_levels[i]
    return found + 1


@compiled
def search(parts: Any, goals: Any, wanted: Any, deals: Any, merits: Any) -> None:
    """Fill for each wanted world and goal the deal found, -1 where there is none, and its merit.

    For existence and ideals it is any of the best deals, else the lowest-numbered of them. The deals that count for one
    solution count for all, so once there is none for one goal there is none for a later solution.
    """
    desk = desk_of(lent(parts))
    for w in range(wanted.size):
        if not wanted[w]:
            continue
        load(desk, w)
        found, none = 0, False
        for g in range(goals.size):
            start_goal(desk, goals[g])
            if is_sought(desk) and not (none and is_solution(desk.goal)):
                try_deals(desk, found)
                solve(desk)
                none |= desk.best_number < 0
            deals[w, g], merits[w, g] = desk.best_number, desk.best_share
            found = remember(desk, found)
            if goals[g] >= IDEAL:
                desk.ideals[goals[g] - IDEAL] = max(desk.best_share, 0.0)
        desk.start = WARM


@part
def first_case(desk: Any) -> Any:
    """Return the first case in which the chosen levels are open and all that must accept do; -1 where there is none."""
    of_world = desk.of_worlds[desk.world]
    for case in range(desk.starts[of_world], desk.starts[of_world + 1]):
        inside = desk.required[case] & ~desk.yes == ZERO
        for i in range(desk.chosen.size):
            inside &= desk.open_levels[case, desk.place_levels[desk.chosen[i]]]
        if inside:
            return case
    return -1


@part
def size_of_root(desk: Any, root: Any, plain: Any) -> Any:
    """Count the zone deals of which the root at hand is the first case; by blocks where the case is the zone."""
    counted = 0
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        if plain and desk.forbidden == ZERO:
            counted += members_in(word)
            word = ZERO
        while word != ZERO:
            word = choose(desk, word)
            share, _ = merit(desk)
            counted += int(share >= 0.0 and first_case(desk) == desk.roots[root, 0])
        word = next_block(desk, every)
    return counted


@compiled
def search_sizes(parts: Any, most_nodes: Any, wanted: Any, sizes: Any) -> None:
    """Fill the number of zone deals of each wanted world; -1 where more than so many nodes would have to be seen."""
    desk = desk_of(lent(parts))
    for w in range(wanted.size):
        if wanted[w]:
            load(desk, w)
            start_goal(desk, SIZE)
            desk.nodes, desk.start, sizes[w] = most_nodes, WARM, 0
            count = list_roots(desk)
            for root in range(count):
                if desk.promises[root] > -np.inf and enter(desk, root) and lay(desk):
                    sizes[w] += size_of_root(desk, root, desk.plain[desk.of_worlds[w]])
            if desk.nodes <= 0:
                sizes[w] = -1
