"""Solutions: which deals of the zone would be fair, by four notions of fairness."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int64

from sim.kernels import RuleArrays, WorldArrays, fill_solutions, room_for_chunk, room_for_search, sorts_of
from sim.zones.existing import alike_together

Deals = Int64[np.ndarray, " draws"]


@dataclass(frozen=True)
class Solutions:
    """The size of every world's zone, its solutions as deal numbers, and what each party could get at most.

    Solutions are taken over the zone deals at which no player loses; players are the parties that some standing rule
    asks. Where there is no such deal, or no player, a solution is -1. Of equally good deals the lowest number stands.
    """

    sizes: Deals
    """Number of deals in the zone; shape ``(draws,)``."""
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


def solutions(worlds: WorldArrays, rules: RuleArrays) -> Solutions:
    """Return the sizes of all zones and their Nash, Kalai-Smorodinsky, egalitarian and utilitarian deals."""
    draws, parties, _ = worlds.gains.shape
    sorts = sorts_of(rules)
    sizes, deals, ideal = np.zeros(draws, np.int64), np.full((draws, 4), -1), np.zeros((draws, parties), np.int64)
    search, chunk = room_for_search(worlds, rules, sorts), room_for_chunk(parties)
    fill_solutions(worlds, rules, sorts, alike_together(worlds), search, chunk, (sizes, deals, ideal))
    nash, egalitarian, utilitarian, kalai_smorodinsky = deals.T
    return Solutions(sizes, nash, kalai_smorodinsky, egalitarian, utilitarian, ideal)
