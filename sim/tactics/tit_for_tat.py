"""Relative tit-for-tat: a party gives up as large a part of what it asks as others have raised what they give it.

With ``x_1`` the worth to it of the first deal that others put on the table and ``x`` that of the last, it asks for
``best (x_1 / x)^r``, at least no deal and at most its most useful deal: nothing is given for nothing, and what others
take back it takes back too. With ``r`` = 1 the parts are equal; below it is less generous.

Source: P. Faratin, C. Sierra, N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
Autonomous Systems 24 (1998), 159-182, section 4.3, over all of the talks so far.
"""

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
class Reciprocal:
    """How much one party gives for what it is given in some worlds."""

    listens: ClassVar[bool] = True
    reciprocity: PerDraw
    """The exponent ``r``, at least 0; shape ``(draws,)``."""

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth."""
        assert moment.first_heard is not None
        assert moment.last_heard is not None
        first, last = (heard.astype(np.float64) for heard in (moment.first_heard, moment.last_heard))
        heard = (first > 0) & (last > 0)
        given = np.where(heard, np.where(heard, first, 1) / np.where(heard, last, 1), 1.0)
        asked = np.floor(moment.best * given ** self.reciprocity[moment.rows] + 0.5).astype(np.float32)
        return np.clip(asked, moment.no_deal, moment.best)


class TitForTat(Reasoned):
    """An aspiration that falls as others concede; written ``{tit_for_tat: BELIEF}``."""

    tit_for_tat: Belief
    """How much is given for what is given: 1 an equal part, below 1 less, 0 nothing."""

    @field_validator("tit_for_tat")
    @classmethod
    def _check(cls, reciprocity: Belief) -> Belief:
        if reciprocity.bounds[0] < 0:
            raise ValueError(f"must not lie below 0, here it begins at {reciprocity.bounds[0]:g}")
        return reciprocity

    def drawn(self, uniforms: Uniforms) -> Reciprocal:
        """Return how the party reciprocates in every draw."""
        return Reciprocal(drawn(self.tit_for_tat, uniforms.under("tit_for_tat")))
