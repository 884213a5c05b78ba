"""A lowest, a most likely and a highest number, joined by straight lines."""

import numpy as np
from pydantic import field_validator

from sim.arrays import PerDraw
from sim.beliefs.order import peaked
from sim.written import Reasoned


class Triangular(Reasoned):
    """A density that rises to a peak and falls; written ``{triangular: [low, most likely, high]}``."""

    triangular: tuple[float, float, float]
    """Lowest, most likely and highest value."""

    _check = field_validator("triangular")(peaked)

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.triangular[0], self.triangular[2]

    def at(self, u: PerDraw) -> PerDraw:
        """Return the quantile: a square root on either side of the peak; shape ``(draws,)``."""
        low, mode, high = self.triangular
        width = high - low
        left = low + np.sqrt(u * width * (mode - low))
        right = high - np.sqrt((1 - u) * width * (high - mode))
        return np.where(u * width < mode - low, left, right)
