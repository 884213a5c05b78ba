"""Names of the axes and the array types that carry them.

Axes always come in this order: ``draws, parties, issues, levels | deals``. The levels of all issues stand
end to end on one axis (``levels``); :class:`sim.deals.DealSpace` knows where each issue begins.
"""

from typing import TypeAlias

import numpy as np
from jaxtyping import Bool, Float, Float32

from sim.errors import BadArgument

PerDraw: TypeAlias = Float[np.ndarray, " draws"]
"""One number a draw; shape ``(draws,)``."""
PerLevel: TypeAlias = Float[np.ndarray, "draws levels"]
"""One number a draw and level of one issue; shape ``(draws, levels)``."""
PerIssue: TypeAlias = Float[np.ndarray, "draws issues"]
"""One number a draw and issue; shape ``(draws, issues)``."""
Mask: TypeAlias = Bool[np.ndarray, " draws"]
"""True or false a draw; shape ``(draws,)``."""
LevelMask: TypeAlias = Bool[np.ndarray, "draws levels"]
"""True or false a draw and level; shape ``(draws, levels)``."""
Gains: TypeAlias = Float32[np.ndarray, "draws parties levels"]
"""Weight times value in whole millionths; shape ``(draws, parties, levels)``."""

MILLION = 1_000_000
"""Utilities and thresholds are whole millionths: exact in float32 up to 16.7, so tests use ``==``."""


def millionths(x: Float[np.ndarray, "*shape"]) -> Float32[np.ndarray, "*shape"]:
    """Round to whole millionths, halves upward.

    >>> millionths(np.array([0.08, 0.0000005]))
    array([8.e+04, 1.e+00], dtype=float32)
    """
    return np.floor(x * MILLION + 0.5).astype(np.float32)


def whole(given: object, what: str) -> int:
    """Return a number that must be a whole one.

    Raises
    ------
    BadArgument
        If it is none.

    >>> whole(np.int64(3), "draws")
    3
    """
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        raise BadArgument(f"{what} must be a whole number, not {given!r}")
    return int(given)
