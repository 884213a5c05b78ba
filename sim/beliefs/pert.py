"""A smooth peak between two bounds, as project planners use it."""

from pydantic import field_validator
from scipy.special import betaincinv

from sim.arrays import PerDraw
from sim.beliefs.order import peaked
from sim.written import Reasoned


class Pert(Reasoned):
    """A beta density with mean ``(low + 4 mode + high) / 6``; written ``{pert: [low, most likely, high]}``.

    Source: D. G. Malcolm et al., "Application of a technique for research and development program
    evaluation", Operations Research 7 (1959), 646-669.
    """

    pert: tuple[float, float, float]
    """Lowest, most likely and highest value."""

    _check = field_validator("pert")(peaked)

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.pert[0], self.pert[2]

    def at(self, u: PerDraw) -> PerDraw:
        """Return the quantile of the scaled beta density; shape ``(draws,)``."""
        low, mode, high = self.pert
        a = 1 + 4 * (mode - low) / (high - low)
        b = 1 + 4 * (high - mode) / (high - low)
        return low + (high - low) * betaincinv(a, b, u)
