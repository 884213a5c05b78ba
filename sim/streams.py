"""Named streams: the uniforms of every uncertain quantity, found by its dotted path."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, UInt64


@dataclass(frozen=True)
class Uniforms:
    """The uniforms of some draws, looked up by dotted path.

    What needs randomness is handed the part below its own path and asks for it by name, so draw 17 of a
    quantity is the same whatever else the scenario holds.

    >>> half = Uniforms({"a.b": np.array([0.5])}, draws=1)
    >>> half.under("a").under("b").here()
    array([0.5])
    """

    columns: Mapping[str, Any]
    """Uniforms by path, each of shape ``(draws,)``; made when asked for, so never looked through as a whole."""
    draws: int
    path: str = ""

    def under(self, name: str) -> "Uniforms":
        """Return the part below ``name``, which may be a dotted path."""
        return Uniforms(self.columns, self.draws, f"{self.path}.{name}" if self.path else name)

    def here(self) -> Float[np.ndarray, " draws"]:
        """Return the uniforms of this path, strictly between 0 and 1; shape ``(draws,)``."""
        return self.columns[self.path]


GOLDEN, FIRST, SECOND = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class Keyed:
    """Uniforms for what happens while talks go on: by number, such as the round, and by nothing else.

    Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, 453-472.
    """

    keys: UInt64[np.ndarray, " draws"]
    """One number a draw; shape ``(draws,)``."""

    @staticmethod
    def by(uniforms: Float[np.ndarray, " draws"]) -> "Keyed":
        """Return what is keyed by one uniform a draw."""
        return Keyed(np.floor(uniforms * 2.0**53).astype(np.uint64))

    def at(self, number: int) -> Float[np.ndarray, " draws"]:
        """Return the uniforms with a number, strictly between 0 and 1; shape ``(draws,)``."""
        mixed = self.keys * FIRST + np.uint64((number + 1) * GOLDEN % 2**64)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * SECOND
        mixed ^= mixed >> np.uint64(31)
        return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


class Medians(dict[str, Float[np.ndarray, " draws"]]):
    """Columns for one draw with every uncertain quantity at its median; remembers which paths were asked for."""

    def __missing__(self, path: str) -> Float[np.ndarray, " draws"]:
        """Answer one half, and remember the path."""
        self[path] = np.array([0.5])
        return self[path]
