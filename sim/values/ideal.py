"""Worth that falls with the distance from an ideal of which only a set is known."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Int64

from sim.arrays import PerLevel
from sim.beliefs import Belief, LogUniform, drawn, pick
from sim.streams import Uniforms
from sim.values.scale import Scale, falling
from sim.written import LevelNames, Reasoned


class Ideal(Reasoned):
    """An ideal drawn from a set of levels; written ``{ideal: [a, b]}``.

    Worth is 1 at the drawn ideal and falls as ``1 - (distance / largest distance)^g``. A set at one end of the
    file's order says in which direction more is welcome: levels beyond the drawn ideal are worth 1 too.
    """

    ideal: LevelNames
    """The levels the ideal may be, all alike."""
    fall_off: Belief = LogUniform(log_uniform=(0.5, 2.0))
    """The exponent ``g``: below 1 the first step away hurts most, above 1 the last."""

    def peaks(self, scale: Scale, uniforms: Uniforms) -> Int64[np.ndarray, " draws"]:
        """Return the drawn ideal as a place in the file's order; shape ``(draws,)``."""
        among = self._places(scale)
        if len(among) == 1:
            return np.repeat(among, uniforms.draws)
        return among[pick(uniforms.under("ideal").here(), len(among), None)]

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return the worth of each level; shape ``(draws, levels)``."""
        signed = scale.beyond(self.peaks(scale, uniforms))
        exponents = drawn(self.fall_off, uniforms.under("fall_off"))
        return falling(self._short_of(scale, signed), exponents)

    def _places(self, scale: Scale) -> Int64[np.ndarray, " places"]:
        return np.array(sorted(scale.index(level) for level in self.ideal), np.int64)

    def _short_of(self, scale: Scale, signed: PerLevel) -> PerLevel:
        """Return the distance on the side that is short of the ideal, or on both if the set has no direction."""
        places = self._places(scale)
        rising = signed if scale.positions[-1] > scale.positions[0] else -signed
        first, last = places[0] == 0, places[-1] == len(scale.names) - 1
        if first and not last:
            return rising.clip(min=0)
        if last and not first:
            return (-rising).clip(min=0)
        return np.abs(signed)
