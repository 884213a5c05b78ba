"""What lasts of the zone, where deals may not hold."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Int64

from sim.kernels import Counts, RuleArrays
from sim.worlds import Worlds
from sim.zones import Looked, counted, existence


class Exists(NamedTuple):
    """In which of some worlds there is what."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether some deal has every consent it needs."""
    compatible: Bool[np.ndarray, " draws"]
    """Whether the lines leave some deal."""
    lasting: Bool[np.ndarray, " draws"]
    """Whether some zone deal lasts: all do where every deal holds."""


def exists_in(worlds: Worlds, rules: RuleArrays) -> Exists:
    """Tell where the lines leave a deal, where a zone exists, and where some of it lasts."""
    found = existence(worlds.arrays, rules)
    return Exists(found.in_zone, found.compatible, zone_that_lasts(worlds, rules, found.in_zone))


class Lasted(NamedTuple):
    """What lasts of the zone in some worlds: all of it where every deal holds."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether some zone deal lasts."""
    counts: Counts
    """Sums over the worlds, of deals that last."""
    held: Int64[np.ndarray, " levels"]
    """Worlds in which a deal with a level lasts if it is agreed, spoilers aside."""


def zone_that_lasts(
    worlds: Worlds, rules: RuleArrays, in_zone: Bool[np.ndarray, " draws"]
) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds some zone deal lasts, given in which there is a zone; shape ``(draws,)``."""
    if worlds.lasting is None:
        return in_zone
    return existence(worlds.lasting.deals_of(worlds.arrays), rules).in_zone


def lasted(worlds: Worlds, rules: RuleArrays, found: Looked) -> Lasted:
    """Return what lasts of the zones found."""
    if worlds.lasting is None:
        every = np.full(len(rules.patterns), len(found.verdicts.sizes))
        return Lasted(found.verdicts.sizes != 0, found.counts, every)
    in_zone, counts = counted(worlds.lasting.deals_of(worlds.arrays), rules)
    return Lasted(in_zone, counts, worlds.lasting.levels.sum(axis=0))
