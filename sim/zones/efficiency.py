"""Efficiency: does the zone hold a deal that is better for some party with a consent right, and worse for none?"""

from math import prod

import numpy as np
from jaxtyping import Int64

from sim.errors import BadArgument
from sim.kernels import RuleArrays, WorldArrays, improvements, search_of, united


def better_deals(
    worlds: WorldArrays, rules: RuleArrays, struck: Int64[np.ndarray, " draws"]
) -> Int64[np.ndarray, " draws"]:
    """Return for each struck deal one that dominates it; shape ``(draws,)``.

    This also answers whether a deal is efficient (-1: it is), and which deal is better for all if it is not: among any
    number of deals, without their frontier. It asks for a little more than the frontier of the zone does: under a quota
    a deal may be worth more to all, and yet cross a line that the struck one keeps.

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
    deals = prod(int(levels) for levels in np.diff(rules.offsets))
    if len(struck) and struck.max() >= deals:
        raise BadArgument(f"there is no deal number {struck.max()}; deals are numbered from 0 to {deals - 1}")
    better = np.empty(len(struck), np.int64)
    worlds, rules = united(worlds, rules)
    improvements(worlds, rules, search_of(rules), struck, better)
    return better
