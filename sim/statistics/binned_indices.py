"""First-order indices from draws as they are: the share of an outcome's variance that knowing one input removes.

Draws are put in bins of one input, and the outcome's variance between bins is held against its whole variance. With few
draws a bin, chance alone makes bins differ; the correction takes away just as much as that adds on average.

Sources: K. Pearson, "On the general theory of skew correlation and non-linear regression" (1905), the correlation
ratio; T. L. Kelley, "An unbiased correlation ratio measure", Proceedings of the National Academy of Sciences 21
(1935), 554-559, the correction; A. Saltelli et al., "Global Sensitivity Analysis" (Wiley, 2008), 20-21, the index.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int64

from sim.arrays import PerDraw
from sim.statistics.jackknife import Jackknifed, jackknifed

MOST_BINS = 128
"""Bins of an input at most; more would leave little to the correction's good will."""
LEAST_A_BIN = 64
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
    group = (np.arange(len(outcome)) % replicates)[among]
    y = outcome[among] - outcome[among].mean()
    most = max(2, min(MOST_BINS, len(y) // LEAST_A_BIN))
    found = [_index(bins_of(column[among], most), y, group, replicates) for column in inputs.T]
    return FirstOrder(*(np.array([getattr(one, end) for one in found]) for end in ("value", "low", "high")))


def _index(
    bins: Int64[np.ndarray, " draws"], y: PerDraw, group: Int64[np.ndarray, " draws"], replicates: int
) -> Jackknifed:
    """Return the index of one input: whole, and without each replicate."""
    cells = bins * replicates + group
    size = int(bins.max()) + 1
    counts, sums, squares = (
        np.bincount(cells, weights, size * replicates).reshape(size, replicates) for weights in (None, y, y * y)
    )
    without = [
        corrected(*(part.sum(axis=1) - part[:, r] for part in (counts, sums, squares))) for r in range(replicates)
    ]
    return jackknifed(corrected(*(part.sum(axis=1) for part in (counts, sums, squares))), np.array(without))


def corrected(
    counts: Float[np.ndarray, " bins"], sums: Float[np.ndarray, " bins"], squares: Float[np.ndarray, " bins"]
) -> float:
    """Return ``1 - (SSW / (n - bins)) / (SST / (n - 1))``; 0 where the outcome does not vary.

    ``SSW`` and ``SST`` are the sums of squares within bins and in all.

    >>> corrected(np.array([2.0, 2.0]), np.array([0.0, 2.0]), np.array([0.0, 2.0]))
    1.0
    """
    n, filled = counts.sum(), counts > 0
    total = squares.sum() - sums.sum() ** 2 / max(n, 1)
    within = squares.sum() - (sums[filled] ** 2 / counts[filled]).sum()
    bins = int(filled.sum())
    if n <= bins or total <= 0:
        return 0.0
    return float(1 - (within / (n - bins)) / (total / (n - 1)))
