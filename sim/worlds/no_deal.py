"""Reservation values: what no deal is worth to each party.

Expectations and swings are taken over the rounded gains, so no deal that equals a settlement ties with it exactly. What
a party is averse to counts in expectations and in no swing: it makes a bad outlook worse, and no war dearer.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from jaxtyping import Float

from sim.arrays import MILLION, PerDraw
from sim.beliefs import Belief, drawn
from sim.deals import DealSpace
from sim.stakes import AsGoodAs, NoDeal, Outlook, Swing, SwingBetween, WarPath, war_path
from sim.streams import Uniforms

FARTHEST = 8 * MILLION
"""No deal worth more or less than this counts as this: differences from utilities stay exact in float32."""
PartyGains = Float[np.ndarray, "draws levels"]


def expected(chances: dict[str, Belief], gains: dict[str, PerDraw], uniforms: Uniforms) -> PerDraw:
    """Return the mean gain of one issue over believed levels, chances scaled to sum to 1; shape ``(draws,)``."""
    total, mean = np.zeros(uniforms.draws), np.zeros(uniforms.draws)
    for level, chance in chances.items():
        share = drawn(chance, uniforms.under(level))
        total += share
        mean += share * gains[level]
    return mean / total


def swing_of(swing: Swing, gains: PartyGains, space: DealSpace) -> PerDraw:
    """Return the size of a swing in millionths; shape ``(draws,)``."""
    if isinstance(swing, SwingBetween):
        first, second = (gains[:, space.position(swing.issue, level)] for level in swing.between)
        return np.abs(first - second)
    edges = pairwise(space.offsets)
    spans = [gains[:, a:b].max(axis=1) - gains[:, a:b].min(axis=1) for a, b in edges]
    return np.max(spans, axis=0)


def later(thresholds: Any, shift: Any) -> Any:
    """Return reservation values after a shift on the scale from 0 to 1, whole millionths in float32; shape kept."""
    return np.clip(np.floor(np.asarray(thresholds, np.float64) + shift * MILLION + 0.5), -FARTHEST, FARTHEST).astype(
        np.float32
    )


def path_of(no_deal: Outlook, units: PartyGains, space: DealSpace, uniforms: Uniforms) -> WarPath:
    """Return what going on adds to the outlook, by round, in millionths."""
    cost = drawn(no_deal.cost, uniforms.under("cost"))
    return war_path(no_deal.war, swing_of(no_deal.swing, units, space), cost, uniforms.under("war"))


def expectations(
    no_deal: Outlook | AsGoodAs, gains: PartyGains, space: DealSpace, uniforms: Uniforms
) -> dict[str, PerDraw]:
    """Return what a party expects every issue to bring without a deal, in millionths; each of shape ``(draws,)``."""
    if isinstance(no_deal, AsGoodAs):
        return {issue: gains[:, space.position(issue, level)] for issue, level in no_deal.as_good_as.items()}
    found = {}
    for issue, chances in no_deal.outlook.items():
        columns = {level: gains[:, space.position(issue, level)] for level in chances}
        found[issue] = expected(chances, columns, uniforms.under(f"outlook.{issue}"))
    return found


def threshold_of(no_deal: NoDeal, gains: PartyGains, units: PartyGains, space: DealSpace, uniforms: Uniforms) -> Any:
    """Return the reservation value in whole millionths, float32, at most eight times the scale; shape ``(draws,)``.

    Outlook: ``sum_i E[gain_i] - cost * swing``, or by the path of a war. As good as: ``sum_i gain_i + plus * swing``. A
    number is itself. Swings are of ``units``.
    """
    gains, units = (each.T.astype(np.float64, order="C").T for each in (gains, units))  # all below runs along the draws
    worth = np.zeros(uniforms.draws)
    if isinstance(no_deal, Outlook | AsGoodAs):
        for mean in expectations(no_deal, gains, space, uniforms).values():
            worth += mean
    match no_deal:
        case Outlook():
            worth += path_of(no_deal, units, space, uniforms).at(0)
        case AsGoodAs():
            worth += drawn(no_deal.plus, uniforms.under("plus")) * swing_of(no_deal.swing, units, space)
        case _:
            worth += drawn(no_deal, uniforms) * MILLION
    return later(worth, 0.0)
