"""A share between 0 and 1."""

from typing import Annotated

from pydantic import Field
from scipy.special import betaincinv

from sim.arrays import PerDraw
from sim.written import Reasoned

Shape = Annotated[float, Field(gt=0)]


class Beta(Reasoned):
    """A share between 0 and 1 with mean ``a / (a + b)``; written ``{beta: [a, b]}``."""

    beta: tuple[Shape, Shape]
    """The two shape parameters, both above 0."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return 0.0, 1.0

    def at(self, u: PerDraw) -> PerDraw:
        """Return the inverse of the regularized incomplete beta function; shape ``(draws,)``."""
        a, b = self.beta
        return betaincinv(a, b, u)
