"""The Pareto frontier: the deals than which no other is at least as good for everybody and better for somebody.

The **whole** frontier is taken over all deals and all parties, lines and consent left aside; the **zone's** over the
deals of the zone and the parties that some standing rule asks. What a deal is worth counts that it may not hold. Of
deals worth the same to everybody the one with the lowest number stands for all.

Whether a single deal is efficient, and which deal is better for all if it is not, is told without a frontier by
:func:`sim.zones.better_deals`.

Source: V. Pareto, "Manuel d'économie politique" (1909), chapter VI, section 33.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from sim.errors import TooManyParties
from sim.kernels import RuleArrays, WorldArrays, frontiers_of, merging_of, search_of, united

MOST_PARTIES = 4
"""More parties than this have too large a part of all deals on the whole frontier."""


class Frontiers(NamedTuple):
    """The frontiers of some worlds, end to end."""

    numbers: Int64[np.ndarray, " deals"]
    """Numbers of the deals, rising within a world; shape ``(deals,)``."""
    ends: Int64[np.ndarray, " draws_and_end"]
    """Where each world's deals begin, and the end of the last; shape ``(draws + 1,)``."""


def frontiers(worlds: WorldArrays, rules: RuleArrays) -> Frontiers:
    """Return the whole frontier of every world; of at most four parties.

    Of deals of equal worth to everybody exactly the lowest number is listed, also where a pivot issue says how well a
    deal holds and rounding makes equal what was not.
    """
    parties = worlds.thresholds.shape[1]
    if parties > MOST_PARTIES:
        raise TooManyParties(parties, MOST_PARTIES)
    return _frontiers(worlds, rules, whole=True)


def zone_frontiers(worlds: WorldArrays, rules: RuleArrays) -> Frontiers:
    """Return the frontier of the zone of every world, of any number of parties; empty where the zone is.

    Ties as in :func:`frontiers`, among the deals of the zone. Where no rule stands nobody is asked and every deal is in
    the zone: deal 0 stands for all.
    """
    return _frontiers(worlds, rules, whole=False)


def frontier(worlds: WorldArrays, rules: RuleArrays, w: int) -> Int64[np.ndarray, " deals"]:
    """Return the numbers of the deals on the whole frontier of one world, rising; shape ``(deals,)``."""
    return frontiers(_only(worlds, w), rules).numbers


def zone_frontier(worlds: WorldArrays, rules: RuleArrays, w: int) -> Int64[np.ndarray, " deals"]:
    """Return the numbers of the deals on the frontier of the zone of one world, rising; shape ``(deals,)``."""
    return zone_frontiers(_only(worlds, w), rules).numbers


def _frontiers(worlds: WorldArrays, rules: RuleArrays, *, whole: bool) -> Frontiers:
    worlds, rules = united(worlds, rules)
    return Frontiers(*frontiers_of(worlds, rules, merging_of(worlds, rules), search_of(rules), whole))


def _only(worlds: WorldArrays, w: int) -> WorldArrays:
    """Return one world alone."""
    return WorldArrays(*(of_worlds[w : w + 1] for of_worlds in worlds))
