"""The two factors of an answer: lines that leave some deal, and a zone where they do."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool

from sim.draws import REPLICATES
from sim.results.estimates import Estimate, estimate


@dataclass(frozen=True)
class Factors:
    """In which worlds a zone exists, and in which the lines alone leave some deal."""

    in_zone: Bool[np.ndarray, " draws"]
    """Whether some deal has every consent it needs; shape ``(draws,)``."""
    lines_compatible: Bool[np.ndarray, " draws"]
    """Whether some deal would, if a yes meant only that no firm line is crossed; shape ``(draws,)``."""
    lasting: Bool[np.ndarray, " draws"]
    """Whether some zone deal lasts, as every one does that surely holds; shape ``(draws,)``."""

    @cached_property
    def zone(self) -> Estimate:
        """Return the share of worlds in which some deal has every consent it needs."""
        return estimate(self.in_zone, REPLICATES)

    @cached_property
    def lasts(self) -> Estimate:
        """Return the share of worlds in which some zone deal lasts."""
        return estimate(self.lasting, REPLICATES)

    @cached_property
    def compatible(self) -> Estimate:
        """Return the share of worlds in which some deal crosses no needed party's firm lines."""
        return estimate(self.lines_compatible, REPLICATES)

    @property
    def zone_if_compatible(self) -> float | None:
        """Return the share with a zone among worlds with compatible lines; the two shares multiply to the zone's."""
        worlds = int(self.lines_compatible.sum())
        return int(self.in_zone.sum()) / worlds if worlds else None
