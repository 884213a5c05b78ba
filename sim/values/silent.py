"""Nothing is known of what a party wants on an issue."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from jaxtyping import Int64

from sim.arrays import PerLevel
from sim.beliefs import Belief, LogUniform, drawn, pick
from sim.streams import Uniforms
from sim.values.scale import Scale, falling
from sim.written import Reasoned


class Silent(Reasoned):
    """An unknown wish: the ideal is any level, all alike; written ``{silent: true}``. It is not indifference."""

    silent: Literal[True]
    """Always ``true``."""
    fall_off: Belief = LogUniform(log_uniform=(0.5, 2.0))
    """The exponent of the fall-off from the unknown ideal."""

    def peaks(self, scale: Scale, uniforms: Uniforms) -> Int64[np.ndarray, " draws"]:
        """Return the unknown ideal as a place in the file's order; shape ``(draws,)``."""
        return pick(uniforms.under("peak").here(), len(scale.names), None)

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return the worth of each level around the unknown ideal; shape ``(draws, levels)``."""
        distances = np.abs(scale.beyond(self.peaks(scale, uniforms)))
        return falling(distances, drawn(self.fall_off, uniforms.under("fall_off")))


class Indifferent(Reasoned):
    """A party that is said not to care: every level is worth 0; written ``{indifferent: true}``."""

    indifferent: Literal[True]
    """Always ``true``."""

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return zeros; shape ``(draws, levels)``."""
        return np.zeros((uniforms.draws, len(scale.names)))
