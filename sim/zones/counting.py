"""The deal zone: in each world every deal that all whose consent is needed accept.

A party accepts a deal when it is worth at least no deal and crosses none of the party's firm lines. A deal is in the
zone when every standing consent rule it triggers has its quota of acceptances.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, dense, exists, no_counts, no_verdicts


@dataclass(frozen=True)
class Tally:
    """Counts over some worlds, and the verdict in each of them."""

    counts: Counts
    verdicts: Verdicts


def tally(worlds: WorldArrays, rules: RuleArrays) -> Tally:
    """Look at every deal of every world."""
    draws, parties, levels = worlds.gains.shape
    found = Tally(no_counts(len(rules.triggered), parties, levels), no_verdicts(draws))
    dense(worlds, rules, found.counts, found.verdicts)
    return found


def has_zone(worlds: WorldArrays, rules: RuleArrays) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds any deal is in the zone, and nothing else: several times faster; shape ``(draws,)``."""
    in_zone = np.zeros(len(worlds.thresholds), np.bool_)
    exists(worlds, rules, in_zone)
    return in_zone


def has_compatible_lines(worlds: WorldArrays, rules: RuleArrays) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds the lines alone leave some deal; shape ``(draws,)``.

    A party's yes then means only that no firm line of its own is crossed: no deal is worth less to it than any deal.
    """
    worthless = np.full_like(worlds.thresholds, -np.inf)
    return has_zone(worlds._replace(thresholds=worthless), rules)
