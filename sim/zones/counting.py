"""The deal zone: in each world every deal that all whose consent is needed accept.

A party accepts a deal when it is worth at least no deal and crosses none of the party's firm lines. A deal is in the
zone when every standing consent rule it triggers has its quota of acceptances.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Int64

from sim.deals import deals_of
from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, count_zones, no_counts, no_verdicts, size_zones


@dataclass(frozen=True)
class Tally:
    """Counts over some worlds, and the verdict in each of them."""

    counts: Counts
    verdicts: Verdicts


def tally(worlds: WorldArrays, rules: RuleArrays, *, coalitions: Sequence[int] = ()) -> Tally:
    """Look at every deal of every world.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    coalitions
        Sets of parties, each as the bits of a number: deals that all its members accept are counted too.
    """
    draws, parties, levels = worlds.gains.shape
    found = Tally(no_counts(deals_of(rules.offsets), parties, levels, len(coalitions)), no_verdicts(draws))
    count_zones(worlds, rules, np.array(coalitions, np.uint64), found.counts, found.verdicts)
    return found


def sizes(worlds: WorldArrays, rules: RuleArrays) -> Int64[np.ndarray, " draws"]:
    """Return how many deals are in the zone of each world, and nothing else; shape ``(draws,)``."""
    return size_zones(worlds, rules)
