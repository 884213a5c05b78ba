"""How far from agreement: by how much would every party have to lower what it asks for some deal to be in the zone?

A deal's value is the least, over the rules it triggers, of the largest surplus that a quota reaches, vetoes included;
a party whose firm line it crosses counts as one with an endless loss. A deal is in the zone iff its value is 0 or more.
The **gap** of an empty zone is the largest value of any deal: 60,000 millionths below 0 if all who must accept would do
so at reservation values .06 lower. Where every deal crosses a line that counts there is no such number, and what is
told is how many parties would have to give way on all their lines.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.kernels import Goal, RuleArrays, WorldArrays, parts_of, search
from sim.zones.parts import among
from sim.zones.searching import compatible


class Gaps(NamedTuple):
    """What an empty zone is short of; 0, -1 and 0 in other worlds."""

    gap: Int64[np.ndarray, " draws"]
    """Largest value of a deal, below 0, in whole millionths; 0 where none clears the lines; shape ``(draws,)``."""
    nearest: Int64[np.ndarray, " draws"]
    """The lowest-numbered deal with that value; -1 where none clears the lines; shape ``(draws,)``."""
    giving_way: Int64[np.ndarray, " draws"]
    """Size of the smallest set of parties without whose lines some deal clears the rest; shape ``(draws,)``."""


def without_lines(worlds: WorldArrays, rules: RuleArrays, parties: tuple[int, ...]) -> WorldArrays:
    """Return the worlds with all lines of some parties waived."""
    waived = np.uint64(sum(1 << p for p in parties))
    bundles = np.uint64(sum(1 << b for b, p in enumerate(rules.bundle_parties) if p in parties))
    return worlds._replace(allowed=worlds.allowed | waived, firm_bundles=worlds.firm_bundles & ~bundles)


def fewest_giving_way(worlds: WorldArrays, rules: RuleArrays) -> Int64[np.ndarray, " draws"]:
    """Return how many parties must at least waive their lines, trying sets by growing size; shape ``(draws,)``."""
    parties = worlds.gains.shape[1]
    fewest = np.full(len(worlds.thresholds), parties, np.int64)
    for count in range(parties):
        for some in combinations(range(parties), count):
            left = fewest == parties
            if not left.any():
                return fewest
            freed = compatible(without_lines(among(worlds, left), rules, some), rules)
            fewest[np.flatnonzero(left)[freed]] = count
    return fewest


class Largest(NamedTuple):
    """The deal with the largest value in every world; the value is the **slack** of the world."""

    deal: Int64[np.ndarray, " draws"]
    """The lowest-numbered deal with it; -1 where none clears the lines; shape ``(draws,)``."""
    value: Float64[np.ndarray, " draws"]
    """The value in whole millionths, at least 0 iff there is a zone: infinite where some deal needs nobody's yes, minus
    infinite where none clears the lines; shape ``(draws,)``."""


def largest_values(worlds: WorldArrays, rules: RuleArrays, wanted: Bool[np.ndarray, " draws"] | None = None) -> Largest:
    """Return the deal with the largest value in every world, or in those wanted, the others as if none cleared."""
    some = compatible(worlds, rules)
    if wanted is not None:
        some &= wanted
    deals, merits = np.full((len(some), 1), -1, np.int64), np.zeros((len(some), 1))
    search(parts_of(worlds, rules), np.array([Goal.GAP], np.int64), some, deals, merits)
    return Largest(deals[:, 0], np.where(deals[:, 0] >= 0, merits[:, 0], -np.inf))


def gaps(worlds: WorldArrays, rules: RuleArrays, empty: Bool[np.ndarray, " draws"]) -> Gaps:
    """Return what the empty zones are short of.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    empty
        Where the zone is empty; the other worlds are passed over.
    """
    return gaps_from(largest_values(worlds, rules, empty), worlds, rules, empty)


def gaps_from(largest: Largest, worlds: WorldArrays, rules: RuleArrays, empty: Bool[np.ndarray, " draws"]) -> Gaps:
    """Return the same where the largest values are known already."""
    clear = empty & (largest.deal >= 0)
    crossed = empty & ~clear
    giving_way = np.zeros(len(empty), np.int64)
    if crossed.any():
        giving_way[crossed] = fewest_giving_way(among(worlds, crossed), rules)
    return Gaps(
        gap=np.where(clear, largest.value, 0).astype(np.int64),
        nearest=np.where(clear, largest.deal, -1),
        giving_way=giving_way,
    )
