"""The deal zone: in each world every deal that all whose consent is needed accept.

A party accepts a deal when it is worth at least no deal and crosses none of the party's firm lines. A deal is in the
zone when every standing consent rule it triggers has its quota of acceptances.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool

from sim.deals import every_deal
from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, dense, exists, no_counts, no_verdicts


@dataclass(frozen=True)
class Tally:
    """Counts over some worlds, and the verdict in each of them."""

    counts: Counts
    verdicts: Verdicts


def tally(worlds: WorldArrays, rules: RuleArrays) -> Tally:
    """Look at every deal of every world."""
    draws, parties, levels = worlds.gains.shape
    table = every_deal(rules.offsets)
    found = Tally(no_counts(len(table), parties, levels), no_verdicts(draws))
    dense(worlds, rules, table, found.counts, found.verdicts)
    return found


class Existence(NamedTuple):
    """In which worlds the lines leave some deal, and in which a zone exists."""

    compatible: Bool[np.ndarray, " draws"]
    """Whether some deal would pass if a yes meant only that no firm line is crossed; shape ``(draws,)``."""
    in_zone: Bool[np.ndarray, " draws"]
    """Whether some deal has every consent it needs; shape ``(draws,)``."""


def existence(worlds: WorldArrays, rules: RuleArrays) -> Existence:
    """Tell in which worlds the lines are compatible and a zone exists, and nothing else: several times faster."""
    found = Existence(*np.zeros((2, len(worlds.thresholds)), np.bool_))
    exists(worlds, rules, *found)
    return found
