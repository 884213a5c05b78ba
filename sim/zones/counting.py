"""The deal zone: in each world every deal that all whose consent is needed accept.

A party accepts a deal when it is worth at least no deal and crosses none of the party's firm lines. A deal is in the
zone when every standing consent rule it triggers has its quota of acceptances.
"""

from dataclasses import dataclass

from sim.deals import every_deal
from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, dense, no_counts, no_verdicts


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
