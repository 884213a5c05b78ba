"""Pressed: a party that loses by waiting concedes as if it were later.

A time-dependent tactic whose clock runs ahead by what no deal has lost since the first round, as a share of the room
that the party has: with ``D_1`` the worth of no deal in the first round, ``D`` its worth now and ``best`` that of the
most useful deal, time is ``t + h max(0, D_1 - D) / (best - D)``, at most 1. With haste ``h`` = 0, or where nothing
presses, it is the time-dependent tactic. That it is the loss so far which hurries a party is a judgement.

Source for tactics by resources rather than by the clock: P. Faratin, C. Sierra, N. R. Jennings, "Negotiation decision
functions for autonomous agents", Robotics and Autonomous Systems 24 (1998), 159-182, section 4.2.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from sim.arrays import PerDraw
from sim.beliefs import Belief, Fixed, Size, drawn, within
from sim.streams import Uniforms
from sim.tactics.stance import Millionths, Moment
from sim.tactics.time_dependent import Concession
from sim.written import Reasoned, Written

SMALLEST = 1e-3
"""Below this an exponent is as good as giving in at once."""


@dataclass(frozen=True)
class Hurried:
    """How one party concedes under pressure in some worlds."""

    listens: ClassVar[bool] = False
    exponents: PerDraw
    """The exponent of its time-dependent tactic; shape ``(draws,)``."""
    haste: PerDraw
    """How far its clock runs ahead, at least 0; shape ``(draws,)``."""

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth."""
        room = moment.best.astype(np.float64) - moment.no_deal
        lost = np.maximum(0, moment.first_no_deal.astype(np.float64) - moment.no_deal)
        ahead = self.haste[moment.rows] * np.where(room > 0, lost / np.where(room > 0, room, 1), 0)
        time = np.minimum(1, moment.time + ahead)
        return Concession(self.exponents[moment.rows]).aspirations(time, moment.best, moment.no_deal)


class Pressing(Written):
    """How a party concedes with time, and how much sooner under pressure."""

    exponent: Annotated[Belief, within(SMALLEST)] = Fixed(fixed=1.0)
    """The exponent of the time-dependent tactic: above 1 holds out, below 1 gives in."""
    haste: Size
    """How far the clock runs ahead for a loss as large as the room that is left: 1 all of the time there is."""


class Pressed(Reasoned):
    """An aspiration that falls with time, sooner under pressure; written ``{pressed: {exponent: ..., haste: ...}}``."""

    pressed: Pressing
    """Exponent and haste."""

    def drawn(self, uniforms: Uniforms) -> Hurried:
        """Return how the party concedes in every draw."""
        own = uniforms.under("pressed")
        return Hurried(*(drawn(getattr(self.pressed, name), own.under(name)) for name in ("exponent", "haste")))
