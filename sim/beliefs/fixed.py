"""A number known for certain."""

from typing import ClassVar

import numpy as np

from sim.arrays import PerDraw
from sim.written import PlainForm, Reasoned


class Fixed(PlainForm, Reasoned):
    """A certain number; written as a plain number, or as ``{fixed: 0.3, because: [...]}`` to say why."""

    plain: ClassVar[str] = "fixed"

    fixed: float
    """The number."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Return the least and the greatest possible value."""
        return self.fixed, self.fixed

    def at(self, u: PerDraw) -> PerDraw:
        """Return the number for every draw; shape ``(draws,)``."""
        return np.full(u.shape, self.fixed)
