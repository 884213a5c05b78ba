"""First-order indices from draws as they are: the share of an outcome's variance that knowing one input removes.

Draws are put in bins of one input, and the variance of the bins' means is held against the whole variance. With few
draws a bin, chance alone makes means differ, and a low-discrepancy sequence leaves patterns that no formula for
independent draws takes away. But what is chance in one replicate is not in another, which is randomized apart: so no
mean is squared, the means of two different replicates are multiplied, and that is right on average whatever the
draws within a replicate have to do with each other.

Sources: K. Pearson, "On the general theory of skew correlation and non-linear regression" (1905), the correlation
ratio; A. Saltelli et al., "Global Sensitivity Analysis" (Wiley, 2008), 20-21, the index; the product of independent
copies as in A. B. Owen, "Better estimation of small Sobol' sensitivity indices", ACM Transactions on Modeling and
Computer Simulation 23 (2013), 11.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int64

from sim.arrays import PerDraw
from sim.statistics.jackknife import Jackknifed, jackknifed

MOST_BINS = 128
"""Bins of an input at most."""
LEAST_A_BIN = 32
"""Draws a bin at least, where an input has that many values."""


@dataclass(frozen=True)
class FirstOrder:
    """First-order indices of some inputs, each from below 0 (by chance) to 1, with its 95% interval."""

    index: Float[np.ndarray, " inputs"]
    low: Float[np.ndarray, " inputs"]
    high: Float[np.ndarray, " inputs"]


def bins_of(column: PerDraw, most: int) -> Int64[np.ndarray, " draws"]:
    """Put draws in bins of one input by its ranks, as even as its values allow; each value falls in one bin only.

    >>> bins_of(np.array([0.1, 0.9, 0.5, 0.7]), 2), bins_of(np.array([1.0, 0.0, 1.0, 1.0]), 4)
    (array([0, 1, 0, 1]), array([1, 0, 1, 1]))
    """
    values, where, counts = np.unique(column, return_inverse=True, return_counts=True)
    if len(values) <= most:
        return where
    before = np.cumsum(counts) - counts
    middles = (before + counts / 2) * most / len(column)
    _, bins = np.unique(np.floor(middles), return_inverse=True)
    return bins[where]


def first_order(
    inputs: Float[np.ndarray, "draws inputs"], outcome: PerDraw, replicates: int, among: Bool[np.ndarray, " draws"]
) -> FirstOrder:
    """Return the first-order index of every input.

    Parameters
    ----------
    inputs
        One column an input; levels and answers as numbers.
    outcome
        What is explained, any number.
    replicates
        Draw ``k`` belongs to replicate ``k mod replicates``; intervals are a jackknife that leaves one out at a time.
    among
        Which draws count.
    """
    replicates = min(replicates, len(outcome))
    group = (np.arange(len(outcome)) % replicates)[among]
    if not among.any():
        return FirstOrder(*(np.zeros(inputs.shape[1]) for _ in range(3)))
    y = outcome[among] - outcome[among].mean()
    most = max(2, min(MOST_BINS, len(y) // LEAST_A_BIN))
    found = [_index(bins_of(column[among], most), y, group, replicates) for column in inputs.T]
    return FirstOrder(*(np.array([getattr(one, end) for one in found]) for end in ("value", "low", "high")))


def _index(
    bins: Int64[np.ndarray, " draws"], y: PerDraw, group: Int64[np.ndarray, " draws"], replicates: int
) -> Jackknifed:
    """Return the index of one input: from all replicates, and without each."""
    size = int(bins.max()) + 1
    sums = np.bincount(bins * replicates + group, y, size * replicates).reshape(size, replicates)
    variance = float((y * y).sum())
    if not variance:
        return Jackknifed(0.0, 0.0, 0.0)
    scale = replicates**2 / (variance * np.bincount(bins, minlength=size))
    whole = between(sums, scale)
    if replicates < 3:
        return Jackknifed(whole, -np.inf, np.inf)
    return jackknifed(whole, np.array([between(np.delete(sums, r, axis=1), scale) for r in range(replicates)]))


def between(sums: Float[np.ndarray, "bins replicates"], scale: Float[np.ndarray, " bins"]) -> float:
    """Return the sum over bins of ``scale`` times the mean product of the sums of two different replicates.

    >>> between(np.array([[1.0, 3.0], [-1.0, -1.0]]), np.array([0.5, 1.0]))
    2.5
    """
    replicates = sums.shape[1]
    products = (sums.sum(axis=1) ** 2 - (sums**2).sum(axis=1)) / max(1, replicates * (replicates - 1))
    return float((scale * products).sum())
