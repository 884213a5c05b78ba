"""The best deals of the zone by four notions of fairness, over all zone deals at which no player loses.

Players are the parties that some standing rule asks; ``x_p`` is player ``p``'s surplus, what a deal is worth to it less
its reservation value. Among the zone deals at which every ``x_p >= 0``

* Nash: the largest product of all ``x_p``, a float64 taken in the order of the parties;
* egalitarian: the largest least ``x_p``;
* utilitarian: the largest sum of all ``x_p``;
* Kalai-Smorodinsky: the largest least ``x_p / ideal_p``, where ``ideal_p`` is the largest ``x_p`` of these deals and
  players whose ideal is 0 do not count. Ratios are compared as ``x_p ideal_q`` with ``x_q ideal_p``, in whole numbers.

Of equals the lowest number is taken, so the order of the search does not matter. Deals come in chunks; the ideal must
be known before Kalai-Smorodinsky begins, so a zone that fills more than one chunk is gone through twice.

Sources: J. Nash, "The bargaining problem", Econometrica 18 (1950), 155-162; E. Kalai, M. Smorodinsky, "Other solutions
to Nash's bargaining problem", Econometrica 43 (1975), 513-518; E. Kalai, "Proportional solutions to bargaining
situations", Econometrica 45 (1977), 1623-1630.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.fairness import FACTOR
from sim.kernels.filtering import begin, narrow
from sim.kernels.holding import effective
from sim.kernels.jit import compiled, inlined, part
from sim.kernels.lanes import fill_lanes
from sim.kernels.lending import lent
from sim.kernels.listing import CHUNK, list_pairs, needs_change, players_in, zone_size
from sim.kernels.needs import fill_needs
from sim.kernels.shapes import RuleArrays, WorldArrays

NASH, EGALITARIAN, UTILITARIAN, KALAI_SMORODINSKY = range(4)
ENDLESS = 2**62
"""More than any zone holds."""
CLOSE = 1 - 1e-12
"""Ratios in float64 that are less than this share of the best are less in whole numbers too."""


class Chunk(NamedTuple):
    """Some zone deals of one world, and what is best so far."""

    pairs: Any
    """Row and column of each deal among those kept; shape ``(2, chunk)``."""
    numbers: Any
    """Number of each deal; shape ``(chunk,)``."""
    surpluses: Any
    """Surplus of each player with each deal; shape ``(players, chunk)``."""
    scores: Any
    """Product, least and sum of the surpluses of each deal; shape ``(3, chunk)``."""
    best: Any
    """The best score so far by each notion, the last as a ratio; shape ``(4,)``."""
    deals: Any
    """The deal with it, -1 where there is none; shape ``(4,)``."""
    ratio: Any
    """The best ratio so far in whole numbers, above and below the line; shape ``(2,)``."""
    ideal: Any
    """The largest surplus so far of each player; shape ``(players,)``."""


def room_for_chunk(parties: int) -> Chunk:
    """Return a chunk without deals."""
    return Chunk(
        pairs=np.zeros((2, CHUNK), np.int64),
        numbers=np.zeros(CHUNK, np.int64),
        surpluses=np.zeros((parties, CHUNK)),
        scores=np.zeros((3, CHUNK)),
        best=np.zeros(4),
        deals=np.zeros(4, np.int64),
        ratio=np.zeros(2, np.int64),
        ideal=np.zeros(parties),
    )


@inlined
def fill_numbers(sides: Any, values: Any, sorts: Any, lane: Any, first: Any, end: Any, chunk: Any) -> None:
    """Fill the numbers of the deals from the first on."""
    rows, columns = sides
    row_numbers, column_numbers, pairs, numbers = sorts.rows.numbers, sorts.columns.numbers, chunk.pairs, chunk.numbers
    row_first, column_first = rows.kept + lane * rows.step, columns.kept + lane * columns.step
    for k in range(first, end):
        row, column = values[row_first + pairs[0, k]], values[column_first + pairs[1, k]]
        numbers[k] = row_numbers[np.int64(row)] + column_numbers[np.int64(column)]


@inlined
def fill_surpluses(sides: Any, values: Any, asked: Any, first: Any, end: Any, chunk: Any) -> None:
    """Fill every player's surplus with the deals from the first on: lead plus worth."""
    rows, columns = sides
    lanes, pairs, surpluses = asked.lanes, chunk.pairs, chunk.surpluses
    for player in range(asked.counts[0]):
        lead, worth = rows.kept + lanes[player] * rows.step, columns.kept + lanes[player] * columns.step
        for k in range(first, end):
            surpluses[player, k] = values[lead + pairs[0, k]] + values[worth + pairs[1, k]]


@part
def fill_uncertain(
    worlds: Any, w: Any, sides: Any, values: Any, pivots: Any, asked: Any, first: Any, end: Any, chunk: Any
) -> None:
    """Fill every player's surplus with the deals from the first on, where a deal may not hold."""
    rows, columns = sides
    parties = worlds.thresholds.shape[1]
    lanes, pairs, surpluses = asked.lanes, chunk.pairs, chunk.surpluses
    number = rows.kept + 3 * parties * rows.step
    for player in range(asked.counts[0]):
        party = lanes[player] % parties
        chances, setbacks, threshold = worlds.holds[w, party], worlds.setbacks[w, party], worlds.thresholds[w, party]
        own, worth = rows.kept + (2 * parties + party) * rows.step, columns.kept + lanes[player] * columns.step
        for k in range(first, end):
            cell = pivots[np.int64(values[number + pairs[0, k]])]
            total = np.float64(values[own + pairs[0, k]]) + np.float64(values[worth + pairs[1, k]])
            surpluses[player, k] = effective(total, chances[cell], threshold - setbacks[cell]) - threshold


@part
def fill_scores(players: Any, end: Any, surpluses: Any, scores: Any, ideal: Any) -> None:
    """Fill product, least and sum of the surpluses of every deal, and the players' ideals."""
    for k in range(end):
        scores[NASH, k], scores[EGALITARIAN, k], scores[UTILITARIAN, k] = 1.0, np.inf, 0.0
    for player in range(players):
        most = ideal[player]
        for k in range(end):
            surplus = surpluses[player, k]
            scores[NASH, k] *= surplus * FACTOR
            scores[EGALITARIAN, k] = min(scores[EGALITARIAN, k], surplus)
            scores[UTILITARIAN, k] += surplus
            most = max(most, surplus)
        ideal[player] = most


@part
def take_best(end: Any, numbers: Any, scores: Any, best: Any, deals: Any) -> None:
    """Take the deal with the highest score by each of three notions, of equals the lowest number."""
    for notion in range(3):
        for k in range(end):
            score = scores[notion, k]
            if score > best[notion] or (score == best[notion] and numbers[k] < deals[notion]):
                best[notion], deals[notion] = score, numbers[k]


@inlined
def least_ratio(surpluses: Any, k: Any, players: Any, ideal: Any) -> tuple[Any, Any]:
    """Return a player's least share of its ideal, above and below the line; endless where no ideal is above 0."""
    above, below = np.int64(1), np.int64(0)
    for player in range(players):
        whole, surplus = np.int64(ideal[player]), np.int64(surpluses[player, k])
        if whole > 0 and surplus * below < above * whole:
            above, below = surplus, whole
    return above, below


@part
def take_shares(players: Any, end: Any, chunk: Any) -> None:
    """Take the deal with the highest least share of the ideal, of equals the lowest number."""
    surpluses, numbers, shares = chunk.surpluses, chunk.numbers, chunk.scores[0]
    best, deals, ratio, ideal = chunk.best, chunk.deals, chunk.ratio, chunk.ideal
    shares[:end] = np.inf
    for player in range(players):
        if ideal[player] > 0:
            for k in range(end):
                shares[k] = min(shares[k], surpluses[player, k] / ideal[player])
    for k in range(end):
        if shares[k] >= best[KALAI_SMORODINSKY] * CLOSE:
            above, below = least_ratio(surpluses, k, players, ideal)
            ahead = above * ratio[1] - ratio[0] * below
            if deals[KALAI_SMORODINSKY] < 0 or ahead > 0 or (ahead == 0 and numbers[k] < deals[KALAI_SMORODINSKY]):
                best[KALAI_SMORODINSKY], deals[KALAI_SMORODINSKY] = shares[k], numbers[k]
                ratio[0], ratio[1] = above, below


@inlined
def take_chunk(shares: Any, players: Any, held: Any, chunk: Any) -> None:
    """Take the best of a chunk: by shares of the ideal, or by the other notions."""
    if shares:
        take_shares(players, held, chunk)
    else:
        fill_scores(players, held, chunk.surpluses, chunk.scores, chunk.ideal)
        take_best(held, chunk.numbers, chunk.scores, chunk.best, chunk.deals)


@inlined
def go_through(worlds: Any, rules: Any, sorts: Any, w: Any, lanes: Any, shares: Any, search: Any, chunk: Any) -> Any:
    """Go through all zone deals at which no player loses; return how many there are, and how many the chunk holds."""
    sides, values, asked, plain = (search.rows, search.columns), search.values, search.asked, search.plain
    count, held, players, pivots = 0, 0, 0, sorts.rows.pivots
    if not begin(rules, lanes, plain, search):
        return 0, 0
    for rectangle in range(search.needs.found[3]):
        counts = narrow(rules, lanes, rectangle, plain, search)
        place = 0 if counts[0] * counts[1] > 0 else -1
        while place >= 0:
            players, first = asked.counts[0], held
            held, place = list_pairs(sides, counts, values, asked, search.limits, place, chunk.pairs, held)
            fill_numbers(sides, values, sorts, 3 * plain.size, first, held, chunk)
            if worlds.holds.shape[2] == 0:
                fill_surpluses(sides, values, asked, first, held, chunk)
            else:
                fill_uncertain(worlds, w, sides, values, pivots, asked, first, held, chunk)
            count += held - first
            if place >= 0:
                take_chunk(shares, players, held, chunk)
                held = 0
    if held > 0:
        take_chunk(shares, players, held, chunk)
    return count, held


@inlined
def solve(worlds: Any, rules: Any, sorts: Any, w: Any, lanes: Any, search: Any, chunk: Any) -> Any:
    """Find the best deals of one world by all notions; return how many there are at which no player loses."""
    for notion in range(4):
        chunk.best[notion], chunk.deals[notion] = -1.0, -1
    for player in range(chunk.ideal.size):
        chunk.ideal[player] = 0.0
    count = 0
    for shares in (False, True):
        count, held = go_through(worlds, rules, sorts, w, lanes, shares, search, chunk)
        if count == held:
            take_shares(search.asked.counts[0], held, chunk)
            break
    return count


@inlined
def all_needed(players: Any, needs: Any) -> Any:
    """Tell whether every deal needs all players, so that none loses at any deal of the zone."""
    return needs.found[2] == 1 and needs.needed[0] == players and needs.quotas[0] == ZERO


@compiled
def fill_solutions(
    worlds: WorldArrays, rules: RuleArrays, sorts: Any, order: Any, search: Any, chunk: Any, found: Any
) -> None:
    """Fill the size of the zone, the best deals and the ideals of some worlds, in an order as for their sizes.

    ``found`` holds the arrays ``sizes``, ``deals`` of shape ``(draws, 4)`` and ``ideal`` of shape ``(draws, parties)``.
    """
    worlds, rules, sorts = lent(worlds), lent(rules), lent(sorts)
    search, chunk, (sizes, deals, ideal) = lent(search), lent(chunk), lent(found)
    last, parties = -1, search.plain.size
    for w in order:
        active = worlds.active_rules[w]
        if needs_change(worlds, w, last):
            fill_needs(sorts, rules, active, worlds.firm_bundles[w], search.needs)
        last = w
        players = players_in(active, rules.groups)
        whole = players != ZERO and all_needed(players, search.needs)
        lanes = fill_lanes(worlds, rules, sorts, w, players, not whole, True, search)
        if not whole:
            sizes[w] = zone_size(rules, lanes, ENDLESS, search)
        if players != ZERO and (whole or sizes[w] > 0):
            count = solve(worlds, rules, sorts, w, lanes, search, chunk)
            sizes[w] = count if whole else sizes[w]
            place = 0
            for notion in range(4):
                deals[w, notion] = chunk.deals[notion]
            for p in range(parties):
                if holds(players, p):
                    ideal[w, p] = np.int64(chunk.ideal[place])
                    place += 1
