"""First-order indices from draws as they are: the share of an outcome's variance that knowing one input removes.

Draws are put in bins of one input, and the variance of the bins' means is held against the whole variance. With few
draws a bin, chance alone makes means differ, and a low-discrepancy sequence leaves patterns that no formula for
independent draws takes away. But what is chance in one replicate is not in another, which is randomized apart: so no
mean is squared: draws of two different replicates are multiplied, pair by pair, and that is right on average whatever
the draws within a replicate have to do with each other, and however many of them fall in a bin. What is left is that an
outcome may change within a bin, so that an index is rather too low: bins are as narrow as chance allows.

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
LEAST_A_BIN = 16
"""Draws a bin at least, where an input has that many values."""

ByBin = Float[np.ndarray, "bins replicates"]


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
    if not y.any():
        return Jackknifed(0.0, 0.0, 0.0)
    size, places = int(bins.max()) + 1, bins * replicates + group
    sums, counts = (
        np.bincount(places, part, size * replicates).reshape(size, replicates) for part in (y, np.ones(len(y)))
    )
    squares = np.bincount(group, y * y, replicates)
    whole = share(sums, counts, squares)
    if replicates < 3:
        return Jackknifed(whole, -np.inf, np.inf)
    left = (np.delete(np.arange(replicates), r) for r in range(replicates))
    return jackknifed(whole, np.array([share(sums[:, some], counts[:, some], squares[some]) for some in left]))


def share(sums: ByBin, counts: ByBin, squares: Float[np.ndarray, " replicates"]) -> float:
    """Return the share of the variance that lies between bins; 0 where nothing varies.

    ``sum over bins of n m / N - M``, over the variance, with ``n`` of ``N`` draws in a bin, ``m`` the mean product of
    two of its draws from different replicates, and ``M`` that of all draws.

    Parameters
    ----------
    sums, counts
        Sums of the outcome and numbers of draws, by bin and replicate.
    squares
        Sums of the squares of the outcome by replicate.
    """
    draws, total = counts.sum(), sums.sum()
    variance = (squares.sum() - total**2 / draws) / draws if draws else 0.0
    if not variance > 0:
        return 0.0
    between = (counts.sum(axis=1) * products(sums, counts)).sum() / draws
    return float((between - products(sums.sum(axis=0)[None], counts.sum(axis=0)[None])[0]) / variance)


def products(sums: ByBin, counts: ByBin) -> Float[np.ndarray, " bins"]:
    """Return by bin the mean product of two draws of different replicates; 0 where all are of one.

    >>> products(np.array([[1.0, 3.0], [-1.0, 0.0]]), np.array([[1.0, 2.0], [1.0, 0.0]]))
    array([1.5, 0. ])
    """
    both = sums.sum(axis=1) ** 2 - (sums**2).sum(axis=1)
    pairs = counts.sum(axis=1) ** 2 - (counts**2).sum(axis=1)
    return both / np.where(pairs > 0, pairs, np.inf)
