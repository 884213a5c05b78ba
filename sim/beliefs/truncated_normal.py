"""A bell curve cut off at two bounds."""

from pydantic import field_validator
from scipy.special import ndtr, ndtri

from sim.arrays import PerDraw
from sim.beliefs.order import rising
from sim.written import Reasoned


class TruncatedNormal(Reasoned):
    """A normal density cut off at two bounds; written ``{truncated_normal: [mean, sd, low, high]}``."""

    truncated_normal: tuple[float, float, float, float]
    """Mean and standard deviation before cutting, then lowest and highest value."""

    @field_validator("truncated_normal")
    @classmethod
    def _check(cls, points: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        mean, sd, low, high = points
        if sd <= 0:
            raise ValueError(f"needs a standard deviation above 0, here {sd:g}")
        rising((low, high))
        if ndtr((high - mean) / sd) - ndtr((low - mean) / sd) < 1e-9:
            raise ValueError(f"leaves nothing between {low:g} and {high:g}: both lie far from the mean {mean:g}")
        return points

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.truncated_normal[2], self.truncated_normal[3]

    def at(self, u: PerDraw) -> PerDraw:
        """Return the quantile ``mean + sd Phi^-1(F(low) + u (F(high) - F(low)))``; shape ``(draws,)``."""
        mean, sd, low, high = self.truncated_normal
        below, above = ndtr((low - mean) / sd), ndtr((high - mean) / sd)
        return (mean + sd * ndtri(below + u * (above - below))).clip(low, high)
