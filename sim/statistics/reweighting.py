"""Other beliefs from the draws there are: importance weights, what they are worth, and ratios of weighted means.

A draw was made for a **cell** of one uniform, and stands for what the old belief puts into it. Under another belief it
stands for what that one puts there: the weight of a draw is the ratio of the two. Cells are as narrow as the draws of
one replicate are spread evenly, so the weights of a replicate have a mean of 1 and no weight can be endless, as a ratio
of densities can.

Sources: T. Hesterberg, "Weighted average importance sampling and defensive mixture distributions", Technometrics 37
(1995), 185-194; L. Kish, "Survey Sampling" (Wiley, 1965), 427; W. G. Cochran, "Sampling Techniques", 3rd edition
(Wiley, 1977), 31-33 and 153.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int64
from scipy.special import stdtrit

from sim.statistics.jackknife import LEVEL

MOST_CELLS = 1024
"""More cells cost time and move no share by what could be seen."""
HALVINGS = 40
"""Of the interval in which a chance is looked for: twelve digits."""
Quantile = Callable[[Float[np.ndarray, " points"]], Float[np.ndarray, " points"]]
"""An inverse CDF."""


class Ratio(NamedTuple):
    """A weighted mean and its 95% interval, a t interval over replicates; not numbers where nothing counts."""

    value: float
    low: float
    high: float


def cells_of(draws: int, groups: int) -> int:
    """Return how many cells a uniform is cut into: a power of two, no more than a replicate has draws.

    >>> cells_of(2048, 8), cells_of(3000, 8), cells_of(4, 8)
    (256, 256, 1)
    """
    return min(MOST_CELLS, 1 << max(0, (draws // groups).bit_length() - 1))


def chances_upto(x: Float[np.ndarray, " points"], at: Quantile) -> Float[np.ndarray, " points"]:
    """Return the chance of at most each number under a belief that is given by its inverse CDF, by halving.

    >>> chances_upto(np.array([-1.0, 0.5, 1.0, 9.0]), lambda u: 2 * u).round(9)
    array([0.  , 0.25, 0.5 , 1.  ])
    """
    low, high = np.zeros_like(x), np.ones_like(x)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        below = at(middle) <= x
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    first, last = at(np.array([0.0, 1.0]))
    return np.where(x >= last, 1.0, np.where(x <= first, 0.0, low))


def cell_weights(
    uniforms: Float[np.ndarray, " draws"], old: Quantile, new: Quantile, cells: int
) -> Float[np.ndarray, " draws"]:
    """Return the weight of every draw: what the new belief puts into its cell, over what the old one does.

    Parameters
    ----------
    uniforms
        The uniform that the quantity was drawn from; shape ``(draws,)``.
    old
        The belief it was drawn from; it has no single value with a chance of its own.
    new
        The belief asked for, within the range of the old one.
    cells
        Equal parts of the uniform.

    Examples
    --------
    >>> cell_weights(np.array([0.1, 0.6, 0.9]), lambda u: u, lambda u: 0.5 + u / 2, 4).round(9)
    array([0., 2., 2.])
    """
    upto = chances_upto(old(np.linspace(0, 1, cells + 1)), new)
    return cells * np.diff(upto)[(uniforms * cells).astype(np.int64)]


def option_weights(
    drawn: Int64[np.ndarray, " draws"], old: Float[np.ndarray, " options"], new: Float[np.ndarray, " options"]
) -> Float[np.ndarray, " draws"]:
    """Return the weight of every draw of one of a few: its new chance over its old one, exactly.

    >>> option_weights(np.array([0, 1, 1]), np.array([0.5, 0.5]), np.array([0.25, 0.75]))
    array([0.5, 1.5, 1.5])
    """
    return (new / old)[drawn]


def effective(weights: Float[np.ndarray, " draws"]) -> float:
    """Return how many draws of equal weight would tell as much: ``(sum w)^2 / sum w^2`` (Kish).

    >>> effective(np.array([1.0, 1.0, 0.0, 0.0])), effective(np.array([0.0]))
    (2.0, 0.0)
    """
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def weighted_mean(values: Float[np.ndarray, " draws"], weights: Float[np.ndarray, " draws"], groups: int) -> Ratio:
    """Return the weighted mean of what some draws count for, with its interval.

    A ratio of two means ``R = a / z``; its interval is a t interval over the replicates' ``(a_r - R z_r) / z``.

    Parameters
    ----------
    values
        What each draw counts for, not a number where it does not count; shape ``(draws,)``.
    weights
        The weight of each; shape ``(draws,)``.
    groups
        Replicates: draw ``k`` belongs to replicate ``k mod groups``.
    """
    value, errors = replicate_errors(values, weights, groups)
    return with_interval(value, errors)


def weighted_change(values: Float[np.ndarray, " draws"], weights: Float[np.ndarray, " draws"], groups: int) -> Ratio:
    """Return how far the weighted mean lies from the plain mean of the same draws; see :func:`weighted_mean`."""
    new, new_errors = replicate_errors(values, weights, groups)
    old, old_errors = replicate_errors(values, np.ones_like(weights), groups)
    return with_interval(new - old, new_errors - old_errors)


def replicate_errors(
    values: Float[np.ndarray, " draws"], weights: Float[np.ndarray, " draws"], groups: int
) -> tuple[float, Float[np.ndarray, " groups"]]:
    """Return a weighted mean, and how far each replicate pulls it."""
    counted = ~np.isnan(values)
    own = np.where(counted, weights, 0.0)
    total, groups = float(own.sum()), min(groups, len(values))
    if not total:
        return np.nan, np.full(groups, np.nan)
    value = float((own * np.where(counted, values, 0.0)).sum()) / total
    rests = own * np.where(counted, values - value, 0.0) * (len(values) / total)
    return value, np.array([rests[r::groups].mean() for r in range(groups)])


def with_interval(value: float, errors: Float[np.ndarray, " groups"]) -> Ratio:
    """Return a number with the t interval of its replicates' errors; endless with one replicate."""
    groups = len(errors)
    if groups < 2:
        return Ratio(value, -np.inf, np.inf)
    half = float(stdtrit(groups - 1, (1 + LEVEL) / 2) * errors.std(ddof=1) / np.sqrt(groups))
    return Ratio(value, value - half, value + half)
