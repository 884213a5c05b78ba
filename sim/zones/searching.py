"""Solutions by branch and bound: exact in spaces of any size, as deals are never listed.

Solutions are taken over the zone deals that leave every player, a party that some standing rule asks, with a surplus
``x_p`` of 0 or more over its reservation value. Of equally good deals the lowest-numbered counts;
of an ideal only what it is worth does.

Sources: J. F. Nash, "The bargaining problem", Econometrica 18 (1950), 155-162; E. Kalai, M. Smorodinsky, "Other
solutions to Nash's bargaining problem", Econometrica 43 (1975), 513-518; E. Kalai, "Proportional solutions to
bargaining situations", Econometrica 45 (1977), 1623-1630.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Int64

from sim.kernels import Goal, RuleArrays, WorldArrays, fill_compatible, parts_of, search, search_sizes

MOST_NODES = 10_000_000
"""A zone is counted if that takes fewer nodes than this: a few hundredths of a second."""


@dataclass(frozen=True)
class Searched:
    """What is found in each world; deals by their number, -1 where there is none."""

    compatible: Bool[np.ndarray, " draws"]
    """Whether the firm lines alone leave a deal; shape ``(draws,)``."""
    in_zone: Bool[np.ndarray, " draws"]
    """Whether some deal has every consent it needs; shape ``(draws,)``."""
    nash: Int64[np.ndarray, " draws"]
    """Deal with the largest product of surpluses; shape ``(draws,)``."""
    utilitarian: Int64[np.ndarray, " draws"]
    """Deal with the largest sum of surpluses; shape ``(draws,)``."""
    egalitarian: Int64[np.ndarray, " draws"]
    """Deal with the largest least surplus; shape ``(draws,)``."""
    kalai_smorodinsky: Int64[np.ndarray, " draws"]
    """Deal with the largest least share of an ideal surplus; shape ``(draws,)``."""
    ideal: Int64[np.ndarray, "draws parties"]
    """Largest surplus of each player, in whole millionths; 0 where there is no deal; shape ``(draws, parties)``."""


def compatible(worlds: WorldArrays, rules: RuleArrays) -> Bool[np.ndarray, " draws"]:
    """Tell where some deal passes if a yes means only that no firm line is crossed; shape ``(draws,)``."""
    found = np.zeros(len(worlds.thresholds), np.bool_)
    fill_compatible(worlds, rules, found)
    return found


def best_deals(
    worlds: WorldArrays, rules: RuleArrays, goals: list[int], wanted: Bool[np.ndarray, " draws"]
) -> tuple[Int64[np.ndarray, "draws goals"], Int64[np.ndarray, "draws goals"]]:
    """Return the number of the best deal for each goal in the wanted worlds, -1 where there is none, and its merit.

    The merits of Nash and Kalai-Smorodinsky are no whole numbers and left at 0.
    """
    deals = np.full((len(wanted), len(goals)), -1, np.int64)
    merits = np.zeros(deals.shape)
    search(parts_of(worlds, rules), np.array(goals, np.int64), wanted, deals, merits)
    fractional = np.isin(goals, [Goal.NASH, Goal.KALAI_SMORODINSKY])
    return deals, np.where((deals < 0) | fractional, 0, merits).astype(np.int64)


def searched(worlds: WorldArrays, rules: RuleArrays) -> Searched:
    """Return the solutions of every world."""
    some = compatible(worlds, rules)
    parties = worlds.gains.shape[1]
    first = [Goal.EGALITARIAN, Goal.EXISTENCE, Goal.UTILITARIAN, Goal.NASH]
    deals, merits = best_deals(
        worlds, rules, [*first, *(Goal.IDEAL + p for p in range(parties)), Goal.KALAI_SMORODINSKY], some
    )
    return Searched(
        compatible=some,
        in_zone=deals[:, 1] >= 0,
        nash=deals[:, 3],
        utilitarian=deals[:, 2],
        egalitarian=deals[:, 0],
        kalai_smorodinsky=deals[:, -1],
        ideal=merits[:, 4:-1],
    )


def counted_sizes(
    worlds: WorldArrays, rules: RuleArrays, *, most_nodes: int = MOST_NODES
) -> Int64[np.ndarray, " draws"]:
    """Return the number of zone deals in every world; -1 where counting would take more nodes; shape ``(draws,)``."""
    sizes = np.zeros(len(worlds.thresholds), np.int64)
    search_sizes(parts_of(worlds, rules), most_nodes, compatible(worlds, rules), sizes)
    return sizes
