"""War as a path of flows: what going on is worth depends on when the parties would agree instead.

A round of war brings the flow ``E + m k - c (1 + g)^k`` in its ``k``-th round from now: what the outlook is worth, how
the battlefield drifts, and what going on costs. It ends by itself with chance ``h`` a round; what was held then stays
held, and nothing is paid any more. With a round counting ``delta`` of the one before, the average flow is

    D(t) = E + m (t + x / (1 - x)) - c (1 + g)^t (1 - delta) / (1 - x (1 + g)),    x = delta (1 - h)

for parties that decide in round ``t``. An agreement is worth ``u`` from then on; what came before is the same with and
without it, so a deal is acceptable iff ``u >= D(t)``, and discounting enters through ``D(t)`` alone. Where the war
never ends and neither drifts nor grows dearer, ``D = E - c``.

Sources: J. D. Fearon, "Rationalist explanations for war", International Organization 49 (1995), 379-414, for no deal as
war at a cost; H. E. Goemans, "War and Punishment" (2000), for its path. Averages of flows in place of lump sums are our
own form of it.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import model_validator

from sim.arrays import PerDraw
from sim.beliefs import Belief, Fixed, Share, Shift, drawn, within
from sim.streams import Uniforms
from sim.written import Reasoned

LAST = 0.9999
"""The largest discount: beyond it the far future is all that counts."""


@dataclass(frozen=True)
class WarPath:
    """What going on adds to the outlook of one party in some worlds, each of shape ``(draws,)``."""

    drift: PerDraw
    """What a round of drift adds."""
    ahead: PerDraw
    """Rounds of drift still to come, on average and discounted: ``x / (1 - x)``."""
    cost: PerDraw
    """Average cost of going on, for parties that decide at once."""
    growth: PerDraw
    """How much dearer every round is than the one before."""

    def at(self, rounds: float) -> PerDraw:
        """Return what going on adds for parties that decide after so many rounds; shape ``(draws,)``."""
        return self.drift * (rounds + self.ahead) - self.cost * (1 + self.growth) ** rounds

    def scaled(self, factor: float) -> "WarPath":
        """Return the same on another scale."""
        return replace(self, drift=factor * self.drift, cost=factor * self.cost)


class War(Reasoned):
    """How the war goes on; written ``{discount: .., ends: .., drift: .., cost_grows: ..}``, by round."""

    discount: Annotated[Belief, within(0, LAST)]
    """What a round counts, as a share of the one before: ``delta``."""
    ends: Share = Fixed(fixed=0.0)
    """The chance in a round that the war ends by itself, with what is held then: ``h``."""
    drift: Shift = Fixed(fixed=0.0)
    """How the battlefield moves with every round, in units of the swing: ``m``; above 0 for the party's good."""
    cost_grows: Shift = Fixed(fixed=0.0)
    """How much dearer every round is than the one before, as a share: ``g``."""

    @model_validator(mode="after")
    def _check(self) -> "War":
        least = self.discount.bounds[1] * (1 - self.ends.bounds[0]) * (1 + self.cost_grows.bounds[1])
        if least >= 1:
            raise ValueError("lets the cost grow faster than it is discounted: it would have no sum")
        return self


def war_path(war: War | None, swing: PerDraw, cost: PerDraw, uniforms: Uniforms) -> WarPath:
    """Return the path of a party's war in every draw.

    Parameters
    ----------
    war
        How it goes on; None for one that neither ends, drifts nor grows dearer.
    swing
        Size of the unit of drift and cost; shape ``(draws,)``.
    cost
        Cost of a round in these units; shape ``(draws,)``.
    uniforms
        What beliefs are drawn by.
    """
    if war is None:
        return WarPath(0.0 * swing, 0.0 * swing, cost * swing, 0.0 * swing)
    parts = ("discount", "ends", "drift", "cost_grows")
    discount, ends, drift, growth = (drawn(getattr(war, part), uniforms.under(part)) for part in parts)
    stays = discount * (1 - ends)
    average = (1 - discount) / (1 - stays * (1 + growth))
    return WarPath(drift * swing, stays / (1 - stays), cost * swing * average, growth)
