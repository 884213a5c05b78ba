"""Weights of the parties that make one weighted sum tell best whether a deal can be worth enough to all of them.

If a deal is worth at least ``b_p`` to every party, then ``sum_p l_p u_p >= sum_p l_p b_p`` for all weights not below 0;
and the left side is at most ``sum_i max over levels of sum_p l_p gains_p``. How far this lies above the right side,
``f(l)``, is convex in the weights, and the smaller it is the sooner a search ends. Its slope is ``u - b`` of the deal
with the best level of every issue: a party that gets more than enough there loses weight, one that gets too little
gains some. The weights are whole, so weighted sums of whole millionths are exact in float64.

Source: the dual of a Lagrangian relaxation, M. L. Fisher, "The Lagrangian relaxation method for solving integer
programming problems", Management Science 27 (1981), 1-18; steps by factors: J. Kivinen, M. K. Warmuth, "Exponentiated
gradient versus gradient descent for linear predictors", Information and Computation 132 (1997), 1-63.
"""

from typing import Any

import numpy as np

from sim.kernels.jit import compiled, part

FIRST_STEP = 1.0
"""Largest exponent of the first step; each later one is smaller by a fixed factor."""
SLOWER = 0.8
FINEST = 1023
"""Weights are whole numbers from 1 to this and one."""


@part
def best_sum(gains: Any, starts: Any, tries: Any, parties: Any) -> Any:
    """Return the largest weighted sum of a deal, and fill what such a deal is worth to each party after the weights."""
    total = 0.0
    for k in range(parties):
        tries[parties + k] = 0.0
    for i in range(starts.size - 1):
        best, chosen = -np.inf, starts[i]
        for j in range(starts[i], starts[i + 1]):
            weighted = 0.0
            for k in range(parties):
                weighted += tries[k] * gains[j * parties + k]
            if weighted > best:
                best, chosen = weighted, j
        total += best
        for k in range(parties):
            tries[parties + k] += gains[chosen * parties + k]
    return total


@compiled
def fill_weights(
    rounds: Any, gains: Any, starts: Any, least: Any, first: Any, weights: Any, tries: Any, parties: Any
) -> None:
    """Fill the weights, best of those met on the way, for what a deal must be worth to each party.

    ``tries`` is room for the weights tried and for worths, one after the other.
    """
    for k in range(parties):
        tries[k], weights[k] = 1.0, 1.0
    lowest, size = np.inf, FIRST_STEP
    for _ in range(rounds):
        above, weight, steepest = best_sum(gains, starts, tries, parties), 0.0, 1.0
        for k in range(parties):
            above -= tries[k] * least[first + k]
            weight += tries[k]
            steepest = max(steepest, abs(tries[parties + k] - least[first + k]))
        better = above < lowest * weight
        lowest = above / weight if better else lowest
        for k in range(parties):
            weights[k] = tries[k] if better else weights[k]
            tries[k] *= np.exp(-size * (tries[parties + k] - least[first + k]) / steepest)
        size *= SLOWER
    largest = 0.0
    for k in range(parties):
        largest = max(largest, weights[k])
    for k in range(parties):
        weights[k] = 1.0 + np.floor(FINEST * weights[k] / largest)
