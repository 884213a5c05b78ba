"""Any number of an interval, all alike."""

from pydantic import field_validator

from sim.arrays import PerDraw
from sim.beliefs.order import rising
from sim.written import Reasoned


class Uniform(Reasoned):
    """Any number between two, none more likely; written ``{uniform: [low, high]}``."""

    uniform: tuple[float, float]
    """Lowest and highest value."""

    _check = field_validator("uniform")(rising)

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.uniform

    def at(self, u: PerDraw) -> PerDraw:
        """Return ``low + (high - low) u``; shape ``(draws,)``."""
        low, high = self.uniform
        return low + (high - low) * u
