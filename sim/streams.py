"""Named streams: the uniforms of every uncertain quantity, found by its dotted path."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float


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


class Medians(dict[str, Float[np.ndarray, " draws"]]):
    """Columns for one draw with every uncertain quantity at its median; remembers which paths were asked for."""

    def __missing__(self, path: str) -> Float[np.ndarray, " draws"]:
        """Answer one half, and remember the path."""
        self[path] = np.array([0.5])
        return self[path]
