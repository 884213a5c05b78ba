"""The arrays that kernels take: worlds, rules, and the counts they fill."""

from typing import Any, NamedTuple

import numpy as np


class WorldArrays(NamedTuple):
    """What differs from world to world."""

    gains: Any
    """Weight times value in whole millionths, float32; shape ``(draws, parties, levels)``."""
    thresholds: Any
    """Reservation values in whole millionths, float32; shape ``(draws, parties)``."""
    allowed: Any
    """Set of the parties whose firm lines let a level pass; shape ``(draws, levels)``."""
    firm_bundles: Any
    """Set of the bundles that are firm; shape ``(draws,)``."""
    active_rules: Any
    """Set of the consent rules that stand; shape ``(draws,)``."""
    holds: Any
    """Chance that a deal with a cell of the pivot issues holds, float64; shape ``(draws, parties, cells)``, the last
    axis empty where every deal holds."""
    setbacks: Any
    """How far below no deal what follows is worth where it does not hold, whole millionths in float64; shape as
    ``holds``."""


def every_deal_holds(draws: int, parties: int) -> dict[str, Any]:
    """Return what worlds hold where no level says how well a deal holds."""
    return {"holds": np.ones((draws, parties, 0)), "setbacks": np.zeros((draws, parties, 0))}


class RuleArrays(NamedTuple):
    """What is the same in every world: ``not trigger or quota`` for each rule, and the bundles.

    A **pattern** is a set of levels under each issue, all of them where it does not name the issue. A deal fits a
    pattern iff each of its levels does, so the patterns a deal fits are the AND of those its levels fit. A rule is
    triggered by a deal that fits one of its patterns. The first patterns are the bundles, in their order.
    """

    groups: Any
    """Set of the parties asked; shape ``(rules,)``."""
    quotas: Any
    """How many of them must accept; shape ``(rules,)``."""
    vetoes: Any
    """Set of those who must be among them; shape ``(rules,)``."""
    triggers: Any
    """Set of the patterns that trigger it; shape ``(rules,)``."""
    bundle_parties: Any
    """The party that refuses a bundle; shape ``(bundles,)``."""
    patterns: Any
    """Set of the patterns that a level fits; shape ``(levels,)``."""
    numbers: Any
    """A level's share of the deal's number, int64: a deal's number is the sum over its levels; shape ``(levels,)``."""
    offsets: Any
    """Where each issue begins on the level axis, and its end; shape ``(issues + 1,)``."""
    pivots: Any
    """The **pivot issues**, whose levels say how well a deal holds; shape ``(pivots,)``, empty where every deal holds.
    Their **cells** are all combinations of their levels, the last issue's fastest."""

    def fits(self, levels: Any) -> Any:
        """Return the set of patterns that deals fit, given their levels; shape ``(..., issues)`` to ``(...)``."""
        return np.bitwise_and.reduce(self.patterns[levels], axis=-1)

    @property
    def cell_shares(self) -> Any:
        """Return a level's share of the number of its deal's cell, 0 under other issues; shape ``(levels,)``."""
        shares, stride = np.zeros(self.offsets[-1], np.int64), 1
        for i in self.pivots[::-1]:
            own = slice(self.offsets[i], self.offsets[i + 1])
            shares[own] = stride * np.arange(own.stop - own.start)
            stride *= own.stop - own.start
        return shares

    def cells(self, levels: Any) -> Any:
        """Return the cells of deals, given levels that have those of the pivot issues among them.

        Shape ``(..., issues)`` to ``(...)``.
        """
        return self.cell_shares[levels].sum(axis=-1)


class Counts(NamedTuple):
    """What a block of worlds adds up to, in int64: the order of adding does not matter."""

    joint: Any
    """Worlds in which a deal is in the zone; shape ``(deals,)``."""
    accepted: Any
    """Worlds in which a party accepts a deal; shape ``(deals, parties)``."""
    sole: Any
    """Worlds in which a party alone keeps a deal out of the zone; shape ``(deals, parties)``."""
    shared: Any
    """Pairs of world and deal with a level that several parties each alone keep out of the zone (a quota one short): by
    party, and in the last column each pair once; shape ``(levels, parties + 1)``."""
    cells: Any
    """Worlds in which some zone deal holds two levels; shape ``(levels, levels)``, upper half."""
    refused_cells: Any
    """Worlds in which a party refuses every deal with two levels; shape ``(parties, levels, levels)``, upper half."""
    coalitions: Any
    """Worlds in which all members of a named coalition accept a deal; shape ``(deals, coalitions)``."""


class Verdicts(NamedTuple):
    """What is found in each world."""

    sizes: Any
    """Number of deals in the zone; shape ``(draws,)``."""
    compatible: Any
    """Whether some deal would pass if a yes meant only that no firm line is crossed; shape ``(draws,)``."""
    blockers: Any
    """Set of the parties whose constant yes alone would open an empty zone; shape ``(draws,)``."""


def no_counts(deals: int, parties: int, levels: int, coalitions: int = 0) -> Counts:
    """Return counts of nothing."""
    return Counts(
        joint=np.zeros(deals, np.int64),
        accepted=np.zeros((deals, parties), np.int64),
        sole=np.zeros((deals, parties), np.int64),
        shared=np.zeros((levels, parties + 1), np.int64),
        cells=np.zeros((levels, levels), np.int64),
        refused_cells=np.zeros((parties, levels, levels), np.int64),
        coalitions=np.zeros((deals, coalitions), np.int64),
    )


def no_verdicts(draws: int) -> Verdicts:
    """Return verdicts yet to be found."""
    return Verdicts(np.zeros(draws, np.int64), np.zeros(draws, np.bool_), np.zeros(draws, np.uint64))
