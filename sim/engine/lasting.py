"""What lasts of the zone, where deals may not hold."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool

from sim.kernels import Counts, RuleArrays
from sim.worlds import Worlds
from sim.zones import Looked, counted, existence


class Lasted(NamedTuple):
    """What lasts of the zone in some worlds: all of it where every deal holds."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether some zone deal lasts."""
    counts: Counts
    """Sums over the worlds, of deals that last."""


def zone_that_lasts(
    worlds: Worlds, rules: RuleArrays, in_zone: Bool[np.ndarray, " draws"]
) -> Bool[np.ndarray, " draws"]:
    """Tell in which worlds some zone deal lasts, given in which there is a zone; shape ``(draws,)``."""
    if worlds.lasting is None:
        return in_zone
    return existence(worlds.lasting.deals_of(worlds.arrays), rules).in_zone


def lasted(worlds: Worlds, rules: RuleArrays, found: Looked) -> Lasted:
    """Return what lasts of the zones found."""
    lasts = zone_that_lasts(worlds, rules, found.verdicts.sizes != 0)
    if worlds.lasting is None:
        return Lasted(lasts, found.counts)
    return Lasted(lasts, counted(worlds.lasting.deals_of(worlds.arrays), rules))
