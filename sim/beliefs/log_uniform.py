"""A positive factor, as likely halved as doubled."""

import numpy as np
from pydantic import field_validator

from sim.arrays import PerDraw
from sim.beliefs.order import rising
from sim.written import Reasoned


class LogUniform(Reasoned):
    """A positive number whose logarithm is uniform; written ``{log_uniform: [low, high]}``."""

    log_uniform: tuple[float, float]
    """Lowest and highest value, both above 0."""

    @field_validator("log_uniform")
    @classmethod
    def _check(cls, points: tuple[float, float]) -> tuple[float, float]:
        if points[0] <= 0:
            raise ValueError(f"must lie above 0, here it begins at {points[0]:g}")
        return rising(points)

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.log_uniform

    def at(self, u: PerDraw) -> PerDraw:
        """Return ``low (high / low)^u``; shape ``(draws,)``."""
        low, high = self.log_uniform
        return low * np.exp(u * np.log(high / low))
