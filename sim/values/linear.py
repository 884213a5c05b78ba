"""Worth in proportion to a measured quantity."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from sim.arrays import PerLevel
from sim.streams import Uniforms
from sim.values.scale import Scale, rescaled
from sim.written import Reasoned


class Linear(Reasoned):
    """Worth in proportion to the levels' ``at``; written ``{linear: rising}`` or ``{linear: falling}``."""

    linear: Literal["rising", "falling"]
    """Whether more is better or worse."""

    def worth(self, scale: Scale, uniforms: Uniforms, of: Callable[[str], PerLevel]) -> PerLevel:
        """Return the rescaled positions, turned around when falling; shape ``(draws, levels)``."""
        sign = 1.0 if self.linear == "rising" else -1.0
        return np.broadcast_to(rescaled(sign * scale.positions[None, :]), (uniforms.draws, len(scale.names)))
