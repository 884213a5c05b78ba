"""What a search looks for: the merit of a deal, and what a better deal must reach.

A merit is a fraction of two whole numbers (of one number and 1 but for Kalai-Smorodinsky), compared by multiplying
crosswise: all are below 2^53, so float64 holds them exactly. With ``x_p = e_p - D_p``, over the deals of the zone at
which every player's ``x_p >= 0``:

=================  =====================================================  ========================================
goal               merit                                                  every better deal has
=================  =====================================================  ========================================
egalitarian        least ``x_p``                                          ``x_p >= best + 1``
utilitarian        ``sum_p x_p``                                          ``sum_p x_p >= best + 1``
Nash               ``x_1 x_2 ...`` in float64                             ``sum_p x_p / t_p > players r``
ideal of ``q``     ``x_q``                                                ``x_q >= best + 1``
Kalai-Smorodinsky  least ``x_p / ideal_p`` where ``ideal_p > 0``          ``x_p > ideal_p best``
=================  =====================================================  ========================================

For Nash: with any ``t_p > 0`` and ``r^players = best / prod t_p``, if ``prod x_p > best`` the mean of the ratios
``x_p / t_p`` is no less than their geometric mean, which is above ``r``. The bound is sharpest where ``t`` is the best
deal itself; where it is that of an earlier deal nearly as good, nothing has to be laid out anew. The **gap** looks for
the largest value over all deals: every better deal has ``x_p >= best + 1`` for all who must accept. Each is a demand on
utilities alone, as ``e_p`` never falls with ``u_p``.

Sources: J. F. Nash, "The bargaining problem", Econometrica 18 (1950), 155-162; E. Kalai, M. Smorodinsky, "Other
solutions to Nash's bargaining problem", Econometrica 43 (1975), 513-518.
"""

from enum import IntEnum
from typing import Any

import numpy as np

from sim.kernels.bits import holds
from sim.kernels.bounds import NO_NEED
from sim.kernels.fairness import FACTOR
from sim.kernels.holding import least_worth
from sim.kernels.jit import part


class Goal(IntEnum):
    """What may be sought."""

    EXISTENCE = 0
    """Any zone deal."""
    SIZE = 1
    """The number of zone deals."""
    GAP = 2
    """The deal of largest value."""
    EGALITARIAN = 3
    """The largest least surplus."""
    UTILITARIAN = 4
    """The largest sum of surpluses."""
    NASH = 5
    """The largest product of surpluses."""
    KALAI_SMORODINSKY = 6
    """The largest least share of an ideal surplus."""
    IDEAL = 7
    """The largest surplus of the first party, and so on by party."""


EXISTENCE, SIZE, GAP, EGALITARIAN, UTILITARIAN, NASH, KALAI_SMORODINSKY, IDEAL = (goal.value for goal in Goal)
UNREACHED = -(2.0**26)
"""Less than any surplus."""
FAR_ABOVE = 1.05
"""By what factor a product grows before its bound is made anew."""
SAFE = 1e-9
"""Relative error allowed in a product of float64 numbers: 64 of them are off by less than 2^-46."""


@part
def is_solution(goal: Any) -> Any:
    """Tell whether a goal asks that no player be worse off."""
    return goal >= EGALITARIAN


@part
def least_merit(goal: Any) -> Any:
    """Return a merit below that of every deal."""
    return UNREACHED if goal == GAP else -1.0


@part
def kalai_margin(desk: Any, ideal: Any) -> Any:
    """Return the least whole surplus above the best share of an ideal, or no less than it if ties count."""
    whole, parts = np.int64(ideal * desk.best_share), np.int64(desk.best_parts)
    if desk.over == 1:
        return np.float64(whole // parts + 1)
    return np.float64(-(-whole // parts))


@part
def margin(desk: Any, p: Any) -> Any:
    """Return the least surplus of a party with a deal better than the best, or no worse if ties count."""
    goal, best = desk.goal, desk.best_share
    if goal in (GAP, EGALITARIAN, IDEAL + p):
        return best + desk.over if goal == GAP else max(0.0, best + desk.over)
    if goal == KALAI_SMORODINSKY and desk.ideals[p] > 0.0 and desk.best_parts > 0.0:
        return max(0.0, kalai_margin(desk, desk.ideals[p]))
    if goal == NASH and best + desk.over > 0.0:
        return 1.0
    return 0.0


@part
def product_touched(desk: Any) -> Any:
    """Return the product of the surpluses at which the objective touches it."""
    product = 1.0
    for p in range(desk.touching.size):
        if holds(desk.rows, p):
            product *= desk.touching[p] * FACTOR
    return product


@part
def is_far(desk: Any) -> Any:
    """Tell whether the best product is far above that where the objective touches it."""
    return desk.best_share > FAR_ABOVE * product_touched(desk)


@part
def touch(desk: Any) -> None:
    """Let the objective touch the product at the best deal; nowhere if there is none yet."""
    for p in range(desk.touching.size):
        desk.touching[p] = desk.star[p] if desk.best_share > 0.0 else 0.0


@part
def renewed_at(desk: Any, p: Any) -> Any:
    """Return what a party has if a deal with the pivot level at hand does not hold."""
    return desk.thresholds[desk.world, p] - desk.setbacks[desk.world, p, desk.pivot]


@part
def fill_needs(desk: Any) -> None:
    """Fill what each party's utility must be at the root's pivot level, and how a gain counts there."""
    w, pivot = desk.world, desk.pivot
    for p in range(desk.needs.size - 1):
        desk.needs[p] = NO_NEED
        desk.scales[p] = desk.holds[w, p, pivot] if pivot >= 0 else 1.0
        if holds(desk.rows, p):
            needed = desk.thresholds[w, p] + margin(desk, p)
            if pivot >= 0:
                needed = least_worth(needed, desk.holds[w, p, pivot], renewed_at(desk, p))
            desk.needs[p] = needed


@part
def fill_objective(desk: Any) -> None:
    """Fill the linear objective ``sum_p a_p u_p`` and what it must reach; nothing where a goal has none.

    ``e_p <= V + h (u_p - V)``, so ``sum_p r_p x_p >= t`` needs ``sum_p r_p h_p u_p >= t + sum_p r_p (D_p - (1 - h_p)
    V_p)``; all is divided by ``sum_p r_p`` so that lanes keep their size.
    """
    w, pivot, parties = desk.world, desk.pivot, desk.objective.size
    for p in range(parties):
        desk.objective[p] = 0.0
    desk.needs[parties] = NO_NEED
    nash = desk.goal == NASH and desk.best_share > 0.0
    if not nash and desk.goal != UTILITARIAN:
        return
    rates, asked, players = 0.0, 0.0, 0
    for p in range(parties):
        if holds(desk.rows, p):
            rate = 1.0 / desk.touching[p] if nash else 1.0
            fixed = np.float64(desk.thresholds[w, p])
            if pivot >= 0:
                fixed -= (1.0 - desk.holds[w, p, pivot]) * renewed_at(desk, p)
            desk.objective[p] = rate * desk.scales[p]
            rates += rate
            asked += rate * fixed
            players += 1
    if nash:
        asked += players * (1.0 - SAFE) * (desk.best_share / product_touched(desk)) ** (1.0 / players)
    else:
        asked += desk.best_share + desk.over
    for p in range(parties):
        desk.objective[p] /= rates
    desk.needs[parties] = asked / rates
