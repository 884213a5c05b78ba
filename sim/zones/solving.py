"""Solutions: which deals of the zone would be fair, by four notions of fairness."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Int64

from sim.deals import deals_of
from sim.kernels import RuleArrays, WorldArrays, fill_solutions, room_for_chunk, room_for_search, sorts_of
from sim.zones.existing import MOST_LISTED, alike_together
from sim.zones.searching import searched
from sim.zones.seated import seated_solutions

Deals = Int64[np.ndarray, " draws"]
NOT_COUNTED = -1
"""The size of a zone that exists and was not counted."""


class Solutions(NamedTuple):
    """The size of every world's zone, its solutions as deal numbers, and what each party could get at most.

    Solutions are taken over the zone deals at which no player loses; players are the parties that some standing rule
    asks. Where there is no such deal, or no player, a solution is -1. Of equally good deals the lowest number stands.
    """

    sizes: Deals
    """Number of deals in the zone; :data:`NOT_COUNTED` where it has some, too many to list; shape ``(draws,)``."""
    nash: Deals
    """Deal with the largest product of the players' surpluses; shape ``(draws,)``."""
    kalai_smorodinsky: Deals
    """Deal with the largest least share of the ideal; shape ``(draws,)``."""
    egalitarian: Deals
    """Deal with the largest least surplus; shape ``(draws,)``."""
    utilitarian: Deals
    """Deal with the largest sum of surpluses; shape ``(draws,)``."""
    ideal: Int64[np.ndarray, "draws parties"]
    """Largest surplus of each player over these deals in whole millionths, 0 for others; shape ``(draws, parties)``."""

    @property
    def deals(self) -> dict[str, Deals]:
        """Return the deals by the name of the solution."""
        return {
            "nash": self.nash,
            "kalai_smorodinsky": self.kalai_smorodinsky,
            "egalitarian": self.egalitarian,
            "utilitarian": self.utilitarian,
        }


def solutions(
    worlds: WorldArrays, rules: RuleArrays, *, most_listed: int = MOST_LISTED, seats: np.uint64 | None = None
) -> Solutions:
    """Return the sizes of all zones and their Nash, Kalai-Smorodinsky, egalitarian and utilitarian deals.

    Among more deals than ``most_listed`` zones are searched by branch and bound, and their sizes are not counted.
    Players are those of ``seats``, where that is given.
    """
    if seats is not None:
        sizes, deals, ideal = seated_solutions(worlds, rules, seats)
        nash, egalitarian, utilitarian, kalai_smorodinsky = deals.T
        return Solutions(sizes, nash, kalai_smorodinsky, egalitarian, utilitarian, ideal)
    if deals_of(rules.offsets) > most_listed:
        found = searched(worlds, rules)
        sizes = np.where(found.in_zone, NOT_COUNTED, 0)
        best = found.nash, found.kalai_smorodinsky, found.egalitarian, found.utilitarian
        return Solutions(sizes, *best, found.ideal)
    draws, parties, _ = worlds.gains.shape
    sorts = sorts_of(rules)
    sizes, deals, ideal = np.zeros(draws, np.int64), np.full((draws, 4), -1), np.zeros((draws, parties), np.int64)
    search, chunk = room_for_search(worlds, rules, sorts), room_for_chunk(parties)
    fill_solutions(worlds, rules, sorts, alike_together(worlds), search, chunk, (sizes, deals, ideal))
    nash, egalitarian, utilitarian, kalai_smorodinsky = deals.T
    return Solutions(sizes, nash, kalai_smorodinsky, egalitarian, utilitarian, ideal)
