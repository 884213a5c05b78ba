"""Efficiency: does the zone hold a deal that is better for some party with a consent right, and worse for none?"""

import numpy as np
from jaxtyping import Int64

from sim.deals import every_deal
from sim.kernels import RuleArrays, WorldArrays, improvements


def better_deals(
    worlds: WorldArrays, rules: RuleArrays, struck: Int64[np.ndarray, " draws"]
) -> Int64[np.ndarray, " draws"]:
    """Return for each struck deal one that dominates it; shape ``(draws,)``.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    struck
        Number of a deal in each world; -1 where there is none, and then there is no better one.

    Returns
    -------
        The lowest number of all deals of the zone that are at least as good for every party that some standing rule
        asks, better for one, and cross no firm line of one whose lines the struck deal keeps; -1 where there is none.
    """
    better = np.empty(len(struck), np.int64)
    improvements(worlds, rules, every_deal(rules.offsets), struck, better)
    return better
