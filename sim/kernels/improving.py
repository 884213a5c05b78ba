"""Within one root: prices and lanes, a first deal, and the way down to better ones."""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds, member
from sim.kernels.bounds import NO_NEED, fill_floors, fill_lanes, fill_mixes, fill_slack, fill_tops, fill_weights
from sim.kernels.descent import next_block
from sim.kernels.fairness import FACTOR
from sim.kernels.goals import EXISTENCE, KALAI_SMORODINSKY, NASH, UTILITARIAN, fill_needs, fill_objective, is_far, touch
from sim.kernels.jit import inlined, part
from sim.kernels.merits import merit, surplus_of
from sim.kernels.pricing import find_duals
from sim.kernels.roots import begin, open_block
from sim.kernels.words import WIDTH, first_in

CLIMBS = 6
"""Most rounds through the issues on the way to a first deal."""
FEW = 2000
"""Nodes seen before prices are sought with more care."""
AGAIN = 4
"""The round from which they are."""
MANY = 2**62
"""More nodes than any search can see."""
TIES = 16
"""Deals as good as the best that are met before only better ones are sought."""


@part
def number_of(desk: Any) -> Any:
    """Return the number of the deal of the chosen levels."""
    number = np.int64(0)
    for i in range(desk.chosen.size):
        number += desk.place_numbers[desk.chosen[i]]
    return number


@part
def keep(desk: Any) -> None:
    """Keep the chosen levels as the best so far."""
    desk.best_number = number_of(desk)
    for i in range(desk.chosen.size):
        desk.best_levels[i] = desk.chosen[i]


@part
def offer(desk: Any) -> Any:
    """Keep the chosen levels if they are better than the best so far; tell whether there is more to ask of others."""
    share, parts = merit(desk)
    ahead, behind = share * desk.best_parts, desk.best_share * parts
    if ahead == behind and desk.over == 0:
        return tie(desk)
    if not ahead > behind:
        return False
    desk.best_share, desk.best_parts = share, parts
    keep(desk)
    for p in range(desk.star.size):
        desk.star[p] = desk.surplus[p]
    return True


@part
def tie(desk: Any) -> Any:
    """Keep the chosen levels if they are as good as the best and lower-numbered; after many such ask for better."""
    number = number_of(desk)
    desk.ties += int(number != desk.best_number)
    if number < desk.best_number:
        keep(desk)
    desk.over = int(desk.ties > TIES)
    return desk.over == 1


@part
def is_done(desk: Any) -> Any:
    """Tell whether nothing better can be found: a zone deal, or where no ideal is above 0 any deal."""
    if desk.goal == EXISTENCE:
        return desk.best_share >= 0.0
    return desk.goal == KALAI_SMORODINSKY and desk.best_parts == 0.0


@part
def start_dear(desk: Any) -> Any:
    """Choose the dearest level of every issue; return the least excess over a need."""
    width, excess, lanes, chosen, needs = desk.targets.size, desk.excess, desk.lanes, desk.chosen, desk.needs
    least = np.inf
    for i in range(chosen.size):
        chosen[i] = desk.level_at[desk.first[i]]
    for row in range(excess.size):
        excess[row] = -needs[row]
        for i in range(chosen.size):
            excess[row] += lanes[chosen[i] * width + row]
        least = min(least, excess[row])
    return least


@part
def climb(desk: Any, least: Any) -> Any:
    """Choose level by level whatever raises the least excess over a need; return it."""
    width, excess, lanes, chosen = desk.targets.size, desk.excess, desk.lanes, desk.chosen
    level_at, first, counts = desk.level_at, desk.first, desk.counts
    for _ in range(CLIMBS):
        before = least
        for i in range(counts.size):
            old = chosen[i]
            chosen[i], least = climb_issue(level_at, first[i], counts[i], lanes, width, excess, old, least)
            if chosen[i] != old:
                for row in range(excess.size):
                    excess[row] += lanes[chosen[i] * width + row] - lanes[old * width + row]
        if least <= before:
            break
    return least


@inlined
def climb_issue(
    level_at: Any, first: Any, count: Any, lanes: Any, width: Any, excess: Any, old: Any, least: Any
) -> Any:
    """Return the level of one issue that raises the least excess most, or the old one, and the least excess."""
    best = old
    for j in range(first, first + count):
        level, reached = level_at[j], np.inf
        for row in range(excess.size):
            reached = min(reached, excess[row] + (lanes[level * width + row] - lanes[old * width + row]))
            if reached <= least:
                break
        if reached > least:
            best, least = level, reached
    return best, least


@part
def polish(desk: Any) -> None:
    """From a deal that meets all needs, choose level by level what raises the product or the sum of surpluses most."""
    width, excess, lanes, chosen, needs = desk.targets.size, desk.excess, desk.lanes, desk.chosen, desk.needs
    level_at, first, counts, nash = desk.level_at, desk.first, desk.counts, desk.goal == NASH
    most = worth_of(excess, lanes, 0, 0, needs, nash)
    for _ in range(CLIMBS):
        before = most
        for i in range(counts.size):
            old = best = chosen[i]
            for j in range(first[i], first[i] + counts[i]):
                worth = worth_of(excess, lanes, level_at[j] * width, old * width, needs, nash)
                if worth > most:
                    best, most = level_at[j], worth
            if best != old:
                chosen[i] = best
                for row in range(excess.size):
                    excess[row] += lanes[best * width + row] - lanes[old * width + row]
        if most <= before:
            break


@inlined
def worth_of(excess: Any, lanes: Any, new: Any, old: Any, needs: Any, nash: Any) -> Any:
    """Return the product or the sum of what is above the needs with one level for another; -1 where not all are met."""
    product, total = 1.0, 0.0
    for p in range(excess.size - 1):
        if needs[p] > NO_NEED:
            own = excess[p] + (lanes[new + p] - lanes[old + p])
            if own < 0.0:
                return -1.0
            product *= own * FACTOR
            total += own
    return product if nash else total


@part
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


@part
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


@part
def lay(desk: Any) -> Any:
    """Price the root at hand, and lay out its lanes; tell whether it may do at all."""
    if find_duals(desk) < -desk.slack:
        return False
    fill_mixes(desk)
    lay_lanes(desk)
    sort_levels(desk)
    desk.laid = 1
    return fill_floors(desk)


@part
def refresh(desk: Any) -> Any:
    """Raise needs and floors to the best deal found; tell whether the root may hold a better one.

    Where the objective touches the product elsewhere, lanes and the order of levels are others, so the way down begins
    anew.
    """
    moved = desk.goal == NASH and is_far(desk)
    if moved:
        touch(desk)
    fill_needs(desk)
    fill_objective(desk)
    fill_slack(desk)
    if moved:
        lay_lanes(desk)
        sort_levels(desk)
        begin(desk)
    return fill_floors(desk)


@part
def choose(desk: Any, word: Any) -> Any:
    """Choose the first combination of a word for the block; return the others."""
    combination: Any = first_in(word)
    for i in range(desk.block.shape[1]):
        desk.chosen[desk.leading + i] = desk.block[combination, i]
    return word & (word - ONE)


@part
def reaching(desk: Any, word: Any) -> Any:
    """Return which combinations of a word reach the best product of surpluses, lines aside."""
    at, best, sums, tables = desk.leading * desk.targets.size, desk.best_share, desk.sums, desk.tables
    found = ZERO
    while word != ZERO:
        combination: Any = first_in(word)
        product = 1.0
        for p in range(desk.surplus.size):
            if holds(desk.asked, p):
                worth = np.float64(sums[at + p] + tables[p * WIDTH + combination])
                product *= surplus_of(desk, p, worth) * FACTOR
        if product >= best:
            found |= member(combination)
        word &= word - ONE
    return found


@part
def try_climb(desk: Any) -> Any:
    """Climb to a first deal; tell whether the root at hand may hold a better one."""
    least = climb(desk, start_dear(desk))
    if least >= 0.0 and desk.goal in (NASH, UTILITARIAN):
        polish(desk)
    return not offer(desk) or (not is_done(desk) and refresh(desk))


@part
def descend(desk: Any) -> Any:
    """Search the root at hand for better deals; tell whether it is through before the nodes run out."""
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        better = False
        if desk.goal == NASH:
            word = reaching(desk, word)
        while word != ZERO:
            word = choose(desk, word)
            better |= offer(desk)
        if better and (is_done(desk) or not refresh(desk)):
            return True
        word = next_block(desk, every)
    return desk.nodes > 0


@part
def improve(desk: Any) -> None:
    """Search the root at hand for better deals until there are none; where that is long, begin anew with more care."""
    start, desk.nodes = desk.start, FEW
    if try_climb(desk) and not descend(desk):
        desk.start, desk.nodes = AGAIN, MANY
        if lay(desk) and try_climb(desk):
            descend(desk)
    desk.start, desk.nodes = start, MANY
