"""The levels of one issue as a scale, and the two moves every value function uses."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int64

from sim.arrays import PerDraw, PerLevel


@dataclass(frozen=True)
class Scale:
    """The levels of one issue in the file's order.

    Positions are the levels' ``at`` (in the issue's own unit) when every level has one, else 0, 1, 2, ...;
    shape ``(levels,)``.
    """

    names: tuple[str, ...]
    positions: Float[np.ndarray, " levels"]

    def beyond(self, places: Int64[np.ndarray, " draws"]) -> PerLevel:
        """Return how far every level lies above the place of each draw, in the issue's unit; shape ``(draws, levels)``.

        The draws of a level lie side by side in memory, here and in what is made of it: operations run along them.
        """
        return (self.positions[:, None] - self.positions[places]).T

    def index(self, level: str) -> int:
        """Return where a level stands in the file's order."""
        return self.names.index(level)


def rescaled(worth: PerLevel) -> PerLevel:
    """Rescale so that in every draw the worst level is worth 0 and the best 1; shape ``(draws, levels)``.

    A weight then is a swing weight. Where all levels are alike they are worth 0.

    >>> rescaled(np.array([[14.0, 8.0, 0.0]])).round(3)
    array([[1.   , 0.571, 0.   ]])
    """
    worst = worth.min(axis=1, keepdims=True)
    spread = worth.max(axis=1, keepdims=True) - worst
    return (worth - worst) / np.where(spread > 0, spread, 1)


def falling(distances: PerLevel, exponents: PerDraw) -> PerLevel:
    """Return ``1 - (distance / largest distance)^g``: 1 at the ideal, 0 farthest from it; shape ``(draws, levels)``."""
    largest = distances.max(axis=1, keepdims=True)
    return 1 - (distances / largest) ** exponents[:, None]
