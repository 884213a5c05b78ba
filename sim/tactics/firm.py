"""Firm: an aspiration that never moves, ``D + f (best - D)`` from the first round to the last."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from pydantic import field_validator

from sim.arrays import PerDraw
from sim.beliefs import Belief, drawn
from sim.streams import Uniforms
from sim.tactics.stance import Millionths, Moment
from sim.written import Reasoned


@dataclass(frozen=True)
class Unmoved:
    """How high one party holds out in some worlds."""

    listens: ClassVar[bool] = False
    share: PerDraw
    """Share ``f`` of the way from no deal to the most useful deal; shape ``(draws,)``."""

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth."""
        room = moment.best.astype(np.float64) - moment.no_deal
        return np.floor(moment.no_deal + self.share[moment.rows] * room + 0.5).astype(np.float32)


class Firm(Reasoned):
    """An aspiration that never moves; written ``{firm: BELIEF}``."""

    firm: Belief
    """How far up from no deal (0) to its most useful deal (1) it stands."""

    @field_validator("firm")
    @classmethod
    def _check(cls, share: Belief) -> Belief:
        low, high = share.bounds
        if low < 0 or high > 1:
            raise ValueError(f"must lie between 0 and 1, here it goes from {low:g} to {high:g}")
        return share

    def drawn(self, uniforms: Uniforms) -> Unmoved:
        """Return how high the party holds out in every draw."""
        return Unmoved(drawn(self.firm, uniforms.under("firm")))
