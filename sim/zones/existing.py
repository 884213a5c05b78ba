"""Does a zone exist, and how large is it? Exactly, without looking at every deal."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Int64

from sim.deals import deals_of
from sim.errors import BadArgument
from sim.kernels import (
    Goal,
    RuleArrays,
    WorldArrays,
    fill_deals,
    fill_sizes,
    room_for_search,
    sorts_of,
)
from sim.zones.searching import best_deals, compatible

ENDLESS = 2**62
"""More than any zone holds."""
MOST_LISTED = 10_000_000
"""Among more deals a zone is not listed but searched; and zones of more deals are not listed."""


class Existence(NamedTuple):
    """In which worlds the lines leave some deal, and in which a zone exists."""

    compatible: Bool[np.ndarray, " draws"]
    """Whether some deal would pass if a yes meant only that no firm line is crossed; shape ``(draws,)``."""
    in_zone: Bool[np.ndarray, " draws"]
    """Whether some deal has every consent it needs; shape ``(draws,)``."""


def alike_together(worlds: WorldArrays) -> Int64[np.ndarray, " draws"]:
    """Return the worlds' numbers, those with the same standing rules and firm bundles after one another."""
    active, firm = worlds.active_rules, worlds.firm_bundles
    if (active == active[:1]).all() and (firm == firm[:1]).all():
        return np.arange(len(active))
    return np.lexsort((firm, active))


def existence(worlds: WorldArrays, rules: RuleArrays, *, most_listed: int = MOST_LISTED) -> Existence:
    """Tell in which worlds the lines are compatible and a zone exists, and nothing else.

    Where the lines leave no deal there is no zone, and no utility is looked at. Among more deals than ``most_listed`` a
    zone deal is searched by branch and bound.
    """
    clear = compatible(worlds, rules)
    if deals_of(rules.offsets) > most_listed:
        deals, _ = best_deals(worlds, rules, [Goal.EXISTENCE], clear)
        return Existence(clear, deals[:, 0] >= 0)
    sorts, sizes = sorts_of(rules), np.zeros(len(clear), np.int64)
    order = alike_together(worlds)
    fill_sizes(worlds, rules, sorts, order[clear[order]], 1, room_for_search(worlds, rules, sorts), sizes)
    return Existence(clear, sizes > 0)


def zone_sizes(worlds: WorldArrays, rules: RuleArrays) -> Int64[np.ndarray, " draws"]:
    """Count the deals in the zone of every world; shape ``(draws,)``."""
    sorts, sizes = sorts_of(rules), np.zeros(len(worlds.thresholds), np.int64)
    search = room_for_search(worlds, rules, sorts)
    fill_sizes(worlds, rules, sorts, alike_together(worlds), ENDLESS, search, sizes)
    return sizes


def zone_deals(worlds: WorldArrays, rules: RuleArrays, w: int) -> Int64[np.ndarray, " zone"]:
    """Return the numbers of all deals in the zone of one world, the lowest first.

    Raises
    ------
    BadArgument
        If there are more than :data:`MOST_LISTED`.
    """
    sorts, sizes = sorts_of(rules), np.zeros(len(worlds.thresholds), np.int64)
    search = room_for_search(worlds, rules, sorts)
    fill_sizes(worlds, rules, sorts, np.array([w]), MOST_LISTED + 1, search, sizes)
    if sizes[w] > MOST_LISTED:
        raise BadArgument(
            f"the zone of world {w} holds more than {MOST_LISTED:,} deals, too many to list; ask for its size or its "
            "solutions instead"
        )
    deals = np.empty(sizes[w], np.int64)
    fill_deals(worlds, rules, sorts, w, search, deals)
    return np.sort(deals)
