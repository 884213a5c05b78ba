"""Which way to look, by the number of deals; what is found does not depend on it.

Up to :data:`MOST_COUNTED` deals every deal of every world is counted. Up to :data:`MOST_LISTED` the zone of every world
is listed, and beyond that searched by branch and bound; then counts are kept by level and by pair of levels only.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64, Int64, UInt64

from sim.deals import deals_of
from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, no_counts
from sim.zones.counting import tally
from sim.zones.existing import MOST_LISTED, existence
from sim.zones.falling_short import Gaps, gaps_from, largest_values
from sim.zones.margins import held_pairs, refused_pairs
from sim.zones.parts import always_yes, among
from sim.zones.solving import Solutions, solutions

MOST_COUNTED = 200_000
"""Deals that are counted one by one; more are known by level and by pair of levels."""


@dataclass(frozen=True)
class Looked:
    """What is known of some worlds."""

    counts: Counts
    """Sums over the worlds; by deal only where the deals are few enough to be counted, else without entries."""
    verdicts: Verdicts
    """What was found in each."""
    solutions: Solutions
    """The bargaining solutions of each."""
    gaps: Gaps
    """How far each is from a zone that has none."""
    slack: Float64[np.ndarray, " draws"]
    """The largest least surplus of each, in whole millionths; see :class:`sim.zones.falling_short.Largest`."""


def look(
    worlds: WorldArrays,
    rules: RuleArrays,
    *,
    most_counted: int = MOST_COUNTED,
    most_listed: int = MOST_LISTED,
    seats: np.uint64 | None = None,
) -> Looked:
    """Return what is known of some worlds.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    most_counted
        Up to so many deals each is counted.
    most_listed
        Up to so many deals zones are listed.
    seats
        The set of the parties at the table, where some of those asked are not: solutions are theirs alone.
    """
    solved = solutions(worlds, rules, most_listed=most_listed, seats=seats)
    if deals_of(rules.offsets) <= most_counted:
        found = tally(worlds, rules)
        counts, verdicts = found.counts, found.verdicts
    else:
        verdicts = verdicts_of(worlds, rules, solved, most_listed)
        counts = by_level(worlds, rules, verdicts.sizes)
    largest = largest_values(worlds, rules)
    return Looked(counts, verdicts, solved, gaps_from(largest, worlds, rules, verdicts.sizes == 0), largest.value)


def counted(worlds: WorldArrays, rules: RuleArrays) -> tuple[Bool[np.ndarray, " draws"], Counts]:
    """Return where a zone exists, and counts: by deal if they are few enough, else by level and pair of levels."""
    if deals_of(rules.offsets) <= MOST_COUNTED:
        found = tally(worlds, rules)
        return found.verdicts.sizes > 0, found.counts
    in_zone = existence(worlds, rules).in_zone
    return in_zone, by_level(worlds, rules, -in_zone.astype(np.int64))


def verdicts_of(worlds: WorldArrays, rules: RuleArrays, solved: Solutions, most_listed: int = MOST_LISTED) -> Verdicts:
    """Return what is found in each world without counting every deal."""
    found = existence(worlds, rules, most_listed=most_listed)
    return Verdicts(solved.sizes, found.compatible, blockers_of(worlds, rules, ~found.in_zone, most_listed))


def blockers_of(
    worlds: WorldArrays, rules: RuleArrays, empty: Bool[np.ndarray, " draws"], most_listed: int
) -> UInt64[np.ndarray, " draws"]:
    """Return for each empty world the set of parties whose constant yes alone would open its zone."""
    blockers = np.zeros(len(empty), np.uint64)
    if empty.any():
        some = among(worlds, empty)
        for party in range(worlds.gains.shape[1]):
            opened = existence(some, always_yes(rules, party), most_listed=most_listed).in_zone
            blockers[empty] |= opened.astype(np.uint64) << np.uint64(party)
    return blockers


def by_level(worlds: WorldArrays, rules: RuleArrays, sizes: Int64[np.ndarray, " draws"]) -> Counts:
    """Return what is counted by level and pair of levels."""
    parties, levels = worlds.gains.shape[1:]
    return no_counts(0, parties, levels)._replace(
        cells=held_pairs(worlds, rules, sizes),
        refused_cells=np.stack([refused_pairs(worlds, rules, party) for party in range(parties)]),
    )
