"""Best deals by branch and bound: exact in spaces of any size, as no deal is ever listed.

The zone is a union of plain zones (:mod:`sim.kernels.cases`), and within one level of the pivot issue a party accepts
iff its utility reaches a limit. So a **root** is a case with a pivot level, in which whatever a deal must have is a
demand on sums of gains. Roots are taken from the most promising down and share the best deal found; each is searched
depth first with the bounds of :mod:`sim.kernels.bounds`. A case only sharpens bounds: every deal met is judged by the
rules themselves, so cases may overlap or be too wide without harm.

Then the lowest-numbered deal of the same merit is sought, digit by digit from the weightiest: can a deal with the
digits fixed so far and a lower digit here reach the best merit? Few questions pass the first bound.

Source: A. H. Land, A. G. Doig, "An automatic method of solving discrete programming problems", Econometrica 28 (1960),
497-520.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds
from sim.kernels.bounds import (
    NO_NEED,
    ROUNDS,
    WARM,
    fill_floors,
    fill_lanes,
    fill_mixes,
    fill_slack,
    fill_tops,
    fill_weights,
    find_duals,
    restrict,
)
from sim.kernels.descent import next_block
from sim.kernels.desk import desk_of
from sim.kernels.goals import (
    EXISTENCE,
    GAP,
    IDEAL,
    KALAI_SMORODINSKY,
    NASH,
    SIZE,
    fill_needs,
    fill_objective,
    is_solution,
    least_merit,
    merit,
)
from sim.kernels.jit import compiled
from sim.kernels.roots import enter, list_roots, load, most_promising, open_block
from sim.kernels.words import WIDTH, first_in, members_in

CLIMBS = 6
"""Most rounds through the issues on the way to a first deal."""


@compiled
def keep(desk: Any) -> None:
    """Keep the chosen levels as the best so far."""
    desk.best_number = np.int64(0)
    for i in range(desk.chosen.size):
        desk.best_levels[i] = desk.chosen[i]
        desk.best_number += desk.place_numbers[desk.chosen[i]]


@compiled
def offer(desk: Any) -> Any:
    """Keep the chosen levels if they are better than the best so far; tell whether they are."""
    share, parts = merit(desk)
    if share * desk.best_parts <= desk.best_share * parts:
        return False
    desk.best_share, desk.best_parts = share, parts
    keep(desk)
    for p in range(desk.star.size):
        desk.star[p] = desk.surplus[p]
    return True


@compiled
def is_done(desk: Any) -> Any:
    """Tell whether nothing better can be found: a zone deal, or where no ideal is above 0 any deal."""
    if desk.goal == EXISTENCE:
        return desk.best_share >= 0.0
    return desk.goal == KALAI_SMORODINSKY and desk.best_parts == 0.0


@compiled
def climb(desk: Any) -> None:
    """Choose the dearest level of every issue, then level by level whatever raises the least excess over a need."""
    width, parties, excess, least = desk.targets.size, desk.objective.size, desk.surplus, np.inf
    for i in range(desk.counts.size):
        desk.chosen[i] = desk.level_at[desk.first[i]]
    for p in range(parties):
        excess[p] = -desk.needs[p]
        for i in range(desk.counts.size):
            excess[p] += desk.lanes[desk.chosen[i] * width + p]
        least = min(least, excess[p])
    for _ in range(CLIMBS):
        before = least
        for i in range(desk.counts.size):
            least = climb_issue(desk, i, least)
        if least <= before:
            break


@compiled
def climb_issue(desk: Any, i: Any, least: Any) -> Any:
    """Choose the level of one issue that raises the least excess most; return the least excess."""
    lanes, excess, width = desk.lanes, desk.surplus, desk.targets.size
    old = desk.chosen[i]
    best = old
    for j in range(desk.first[i], desk.first[i] + desk.counts[i]):
        level, reached = desk.level_at[j], np.inf
        for p in range(excess.size):
            reached = min(reached, excess[p] + (lanes[level * width + p] - lanes[old * width + p]))
            if reached <= least:
                break
        if reached > least:
            best, least = level, reached
    if best != old:
        for p in range(excess.size):
            excess[p] += lanes[best * width + p] - lanes[old * width + p]
        desk.chosen[i] = best
    return least


@compiled
def lay_lanes(desk: Any) -> None:
    """Fill the lanes of the root at hand, their largest terms, and the block's table of the objective."""
    width, parties = desk.targets.size, desk.objective.size
    fill_weights(desk)
    fill_lanes(desk)
    for i in range(desk.counts.size):
        fill_tops(desk, i)
    if desk.needs[parties] > NO_NEED:
        for c in range(desk.block.shape[0]):
            total = np.float32(0.0)
            for i in range(desk.block.shape[1]):
                total += desk.lanes[desk.block[c, i] * width + parties]
            desk.tables[parties * WIDTH + c] = total


@compiled
def sort_levels(desk: Any) -> None:
    """Put the levels of every issue in falling order of their worth at the dual prices."""
    level_at, lanes, width, lane = desk.level_at, desk.lanes, desk.targets.size, desk.needs.size
    for i in range(desk.counts.size):
        first = desk.first[i]
        for j in range(first + 1, first + desk.counts[i]):
            level, k = level_at[j], j
            while k > first and lanes[level_at[k - 1] * width + lane] < lanes[level * width + lane]:
                level_at[k] = level_at[k - 1]
                k -= 1
            level_at[k] = level


@compiled
def lay(desk: Any, start: Any) -> Any:
    """Price the root at hand, and lay out its lanes; tell whether it may do at all."""
    restrict(desk)
    if find_duals(desk, start, ROUNDS) < -desk.slack:
        return False
    fill_mixes(desk)
    lay_lanes(desk)
    sort_levels(desk)
    return fill_floors(desk)


@compiled
def refresh(desk: Any) -> Any:
    """Raise needs and floors to the best deal found; tell whether the root may hold a better one.

    Where the objective itself has changed, so have its sums on the way down: they are made anew.
    """
    fill_needs(desk)
    fill_objective(desk)
    fill_slack(desk)
    if desk.goal == NASH:
        lay_lanes(desk)
        width = desk.targets.size
        for depth in range(desk.leading):
            for k in range(width):
                term = desk.lanes[desk.chosen[depth] * width + k]
                desk.sums[(depth + 1) * width + k] = desk.sums[depth * width + k] + term
    return fill_floors(desk)


@compiled
def choose(desk: Any, word: Any) -> Any:
    """Choose the first combination of a word for the block; return the others."""
    combination = first_in(word)
    for i in range(desk.block.shape[1]):
        desk.chosen[desk.leading + i] = desk.block[combination, i]
    return word & (word - ONE)


@compiled
def improve(desk: Any) -> None:
    """Search the root at hand for better deals until there are none."""
    climb(desk)
    if offer(desk) and (is_done(desk) or not refresh(desk)):
        return
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        better = False
        while word != ZERO:
            word = choose(desk, word)
            better |= offer(desk)
        if better and (is_done(desk) or not refresh(desk)):
            return
        word = next_block(desk, every)


@compiled
def narrow(desk: Any, k: Any, digit: Any) -> Any:
    """Keep of an issue's levels those with a digit; tell whether there are any."""
    depth, stride, radix = desk.digit_depths[k], desk.strides[k], desk.radices[k]
    first, count = desk.first[depth], 0
    for j in range(first, first + desk.counts[depth]):
        level = desk.level_at[j]
        if desk.place_numbers[level] // stride % radix == digit:
            desk.level_at[first + count] = level
            count += 1
    desk.counts[depth] = count
    fill_tops(desk, depth)
    return count > 0


@compiled
def matches(desk: Any) -> Any:
    """Search the levels at hand for a deal as good as the best, of lower number; keep it and tell whether there is."""
    if not fill_floors(desk):
        return False
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        while word != ZERO:
            word = choose(desk, word)
            share, parts = merit(desk)
            if share * desk.best_parts >= desk.best_share * parts:
                keep(desk)
                return True
        word = next_block(desk, every)
    return False


@compiled
def lower_digit(desk: Any, k: Any) -> None:
    """Lower one digit of the best deal as far as it goes, the weightier ones as they are."""
    depth = desk.digit_depths[k]
    first, count = desk.first[depth], desk.counts[depth]
    for digit in range(desk.best_number // desk.strides[k] % desk.radices[k]):
        for j in range(count):
            desk.spare[j] = desk.level_at[first + j]
        found = narrow(desk, k, digit) and matches(desk)
        for j in range(count):
            desk.level_at[first + j] = desk.spare[j]
        desk.counts[depth] = count
        if found:
            return


@compiled
def lower(desk: Any) -> None:
    """Lower the number of the best deal within the root at hand, digit by digit from the weightiest."""
    for k in range(desk.strides.size):
        lower_digit(desk, k)
        if not narrow(desk, k, desk.best_number // desk.strides[k] % desk.radices[k]) or not fill_floors(desk):
            return


@compiled
def try_deal(desk: Any, levels: Any) -> None:
    """Offer a deal found in another world or for another goal."""
    for i in range(levels.size):
        desk.chosen[i] = levels[i]
    desk.pivot = levels[0] if desk.pivots > 0 else -1
    offer(desk)


@compiled
def solve(desk: Any, start: Any) -> None:
    """Find the best deal for the goal at hand in one world, and where its number matters the lowest-numbered one."""
    if is_done(desk):
        return
    count = list_roots(desk)
    root = most_promising(desk, count)
    while root >= 0 and not is_done(desk):
        if enter(desk, root) and lay(desk, start):
            improve(desk)
        root = most_promising(desk, count)
    desk.over = 0
    if GAP <= desk.goal < IDEAL and desk.best_number >= 0:
        for root in range(count):
            if enter(desk, root) and lay(desk, WARM):
                lower(desk)


@compiled
def start_goal(desk: Any, goal: Any) -> None:
    """Begin with no deal."""
    desk.goal, desk.over = goal, 1
    desk.best_share, desk.best_parts, desk.best_number = least_merit(goal), 1.0, -1


@compiled
def try_deals(desk: Any, found: Any) -> None:
    """Begin with the best of the deals found for this goal in the last world and for others in this one."""
    try_deal(desk, desk.last[desk.goal])
    for k in range(found):
        try_deal(desk, desk.pool[k])


@compiled
def is_sought(desk: Any) -> Any:
    """Tell whether the goal is any: solutions ask for players, and an ideal is a player's."""
    if not is_solution(desk.goal):
        return True
    return desk.asked != ZERO and (desk.goal < IDEAL or holds(desk.asked, desk.goal - IDEAL))


@compiled
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
    desk = desk_of(parts)
    start = 0
    for w in range(wanted.size):
        if not wanted[w]:
            continue
        load(desk, w)
        found, none = 0, False
        for g in range(goals.size):
            start_goal(desk, goals[g])
            if is_sought(desk) and not (none and is_solution(desk.goal)):
                try_deals(desk, found)
                solve(desk, start)
                none |= desk.best_number < 0
            deals[w, g], merits[w, g] = desk.best_number, desk.best_share
            found = remember(desk, found)
            if goals[g] >= IDEAL:
                desk.ideals[goals[g] - IDEAL] = max(desk.best_share, 0.0)
        start = WARM


@compiled
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


@compiled
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
            counted += np.int64(share >= 0.0 and first_case(desk) == desk.roots[root, 0])
        word = next_block(desk, every)
    return counted


@compiled
def search_sizes(parts: Any, most_nodes: Any, wanted: Any, sizes: Any) -> None:
    """Fill the number of zone deals of each wanted world; -1 where more than so many nodes would have to be seen."""
    desk = desk_of(parts)
    for w in range(wanted.size):
        if wanted[w]:
            load(desk, w)
            start_goal(desk, SIZE)
            desk.nodes, sizes[w] = most_nodes, 0
            count = list_roots(desk)
            for root in range(count):
                if desk.promises[root] > -np.inf and enter(desk, root) and lay(desk, WARM):
                    sizes[w] += size_of_root(desk, root, desk.plain[desk.of_worlds[w]])
            if desk.nodes <= 0:
                sizes[w] = -1
