"""Worth along a measured quantity, by a few points joined by straight lines."""

from collections.abc import Callable
from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import Field, field_validator

from sim.arrays import PerLevel
from sim.streams import Uniforms
from sim.values.scale import Scale, rescaled
from sim.written import Reasoned

Points = Annotated[tuple[tuple[float, float], ...], Field(min_length=2)]


class Piecewise(Reasoned):
    """Worth by points over the levels' ``at``; written ``{piecewise: [[0, 0], [100, 0.8], [300, 1]]}``."""

    piecewise: Points
    """Pairs of position and worth, positions rising; flat beyond the ends, rescaled to worst 0 and best 1."""

    @field_validator("piecewise")
    @classmethod
    def _check(cls, points: Points) -> Points:
        positions = [position for position, _ in points]
        if any(b <= a for a, b in pairwise(positions)):
            raise ValueError("must list its points by rising position")
        return points

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return the interpolated and rescaled worth; shape ``(draws, levels)``."""
        positions, worths = np.array(self.piecewise).T
        certain = rescaled(np.interp(scale.positions, positions, worths)[None, :])
        return np.broadcast_to(certain, (uniforms.draws, len(scale.names)))
