"""Solutions where some of those who are asked have no seat at the table.

A deal of the zone needs the yes of those who ratify too, but they bargain for nothing: the players are the parties with
a seat that some standing rule asks. The solutions are those of :mod:`sim.kernels.solutions`, taken over the list of a
world's zone deals.
"""

from fractions import Fraction

import numpy as np
from jaxtyping import Float64, Int64

from sim.deals import deals_of, places
from sim.errors import BadArgument
from sim.kernels import FACTOR, RuleArrays, WorldArrays, effective_worth
from sim.zones.existing import MOST_LISTED, zone_deals

Deals = Int64[np.ndarray, " zone"]
Surpluses = Float64[np.ndarray, "players zone"]
SOLUTIONS = 4
CLOSE = 1 - 1e-12
"""Shares that are less than this part of the best are less in whole numbers too."""


def seated_solutions(
    worlds: WorldArrays, rules: RuleArrays, seats: np.uint64
) -> tuple[Int64[np.ndarray, " draws"], Int64[np.ndarray, "draws solutions"], Int64[np.ndarray, "draws parties"]]:
    """Return the size of every zone, its Nash, egalitarian, utilitarian and Kalai-Smorodinsky deals, and the ideals.

    Raises
    ------
    BadArgument
        If there are more deals than can be listed.
    """
    if deals_of(rules.offsets) > MOST_LISTED:
        raise BadArgument(
            f"where some ratify, up to {MOST_LISTED:,} deals can be looked at; let issues have fewer levels, or take "
            "out 'ratifiers'"
        )
    draws, parties, _ = worlds.gains.shape
    sizes, best = np.zeros(draws, np.int64), np.full((draws, SOLUTIONS), -1)
    ideals = np.zeros((draws, parties), np.int64)
    for w in range(draws):
        world = WorldArrays(*(part[w : w + 1] for part in worlds))
        deals = zone_deals(world, rules, 0)
        players = players_of(world, rules, seats)
        sizes[w] = len(deals)
        surpluses = surpluses_of(world, rules, players, deals)
        fine = (surpluses >= 0).all(axis=0)
        if len(players) and fine.any():
            best[w], ideals[w, players] = best_of(deals[fine], surpluses[:, fine])
    return sizes, best, ideals


def players_of(world: WorldArrays, rules: RuleArrays, seats: np.uint64) -> Int64[np.ndarray, " players"]:
    """Return the numbers of the parties with a seat that some standing rule asks."""
    stands = world.active_rules[0] >> np.arange(len(rules.groups), dtype=np.uint64) & np.uint64(1) == 1
    asked = np.bitwise_or.reduce(rules.groups[stands], initial=np.uint64(0)) & seats
    return np.flatnonzero(asked >> np.arange(world.gains.shape[1], dtype=np.uint64) & np.uint64(1))


def surpluses_of(
    world: WorldArrays, rules: RuleArrays, players: Int64[np.ndarray, " players"], deals: Deals
) -> Surpluses:
    """Return what each deal is worth to each player beyond no deal, given how well it holds, in whole millionths."""
    levels = places(deals, rules.offsets)
    worth = world.gains[0, players][:, levels].astype(np.float64).sum(axis=2)
    no_deal = world.thresholds[0, players, None].astype(np.float64)
    if len(rules.pivots):
        cells = rules.cells(levels)
        renewed = no_deal - world.setbacks[0, players][:, cells]
        worth = effective_worth(worth, world.holds[0, players][:, cells], renewed)
    return worth - no_deal


def best_of(deals: Deals, x: Surpluses) -> tuple[Int64[np.ndarray, " solutions"], Int64[np.ndarray, " players"]]:
    """Return the four solutions among deals by rising number at which no player loses, and the ideals."""
    ideal = x.max(axis=1)
    product = np.ones(len(deals))
    for own in x:
        product *= own * FACTOR
    first = [int(score.argmax()) for score in (product, x.min(axis=0), x.sum(axis=0))]
    return deals[[*first, fairest_share(x, ideal)]], ideal.astype(np.int64)


def fairest_share(x: Surpluses, ideal: Float64[np.ndarray, " players"]) -> int:
    """Return the place of the first deal with the largest least share of the ideals; close ones in whole numbers."""
    counting = ideal > 0
    if not counting.any():
        return 0
    x, ideal = x[counting], ideal[counting]
    shares = (x / ideal[:, None]).min(axis=0)
    close = np.flatnonzero(shares >= shares.max() * CLOSE)
    exact = [min(Fraction(int(a), int(b)) for a, b in zip(x[:, k], ideal, strict=True)) for k in close]
    return int(close[exact.index(max(exact))])
