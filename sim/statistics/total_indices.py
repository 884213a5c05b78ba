"""First-order and total indices from a design in which inputs are swapped between two independent sets of draws.

Of each draw the outcome is known as it is (``a``), with everything drawn anew (``b``), and with one input alone, or a
group of them, drawn anew. The first-order index is the share of variance that knowing the group alone removes, the
total index the share that is left if all but the group is known.

Sources: I. M. Sobol', "Sensitivity estimates for nonlinear mathematical models", Mathematical Modelling and
Computational Experiment 1 (1993), 407-414; A. Saltelli et al., "Variance based sensitivity analysis of model output",
Computer Physics Communications 181 (2010), 259-270, table 2, formula b; M. J. W. Jansen, "Analysis of variance designs
for model output", Computer Physics Communications 117 (1999), 35-43.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from sim.arrays import PerDraw
from sim.statistics.jackknife import Jackknifed, jackknifed


class Indices(NamedTuple):
    """The indices of one group of inputs, each with its 95% interval."""

    first: Jackknifed
    total: Jackknifed


def indices(a: PerDraw, b: PerDraw, swapped: PerDraw, replicates: int) -> Indices:
    """Return the indices of one group of inputs.

    Parameters
    ----------
    a
        The outcome in every draw.
    b
        The outcome with every input drawn anew.
    swapped
        The outcome with the group alone drawn anew.
    replicates
        Draw ``k`` belongs to replicate ``k mod replicates``; intervals are a jackknife that leaves one out at a time.
    """
    sums = _sums(a, b, swapped, replicates)
    whole = _of(sums.sum(axis=1))
    without = np.array([_of(sums.sum(axis=1) - sums[:, r]) for r in range(min(replicates, len(a)))])
    return Indices(*(jackknifed(float(whole[k]), without[:, k]) for k in range(2)))


def _sums(a: PerDraw, b: PerDraw, swapped: PerDraw, replicates: int) -> Float[np.ndarray, "sums replicates"]:
    """Add up by replicate what the indices are made of."""
    group = np.arange(len(a)) % replicates
    middle = (a.mean() + b.mean()) / 2
    a, b, swapped = a - middle, b - middle, swapped - middle
    parts = (np.ones(len(a)), a, b, a * a, b * b, b * (swapped - a), (a - swapped) ** 2)
    return np.stack([np.bincount(group, part, replicates) for part in parts])


def _of(sums: Float[np.ndarray, " sums"]) -> Float[np.ndarray, " indices"]:
    """Return ``mean(b (swapped - a)) / V`` and ``mean((a - swapped)^2) / (2 V)``, ``V`` the variance of both sets."""
    n, a, b, aa, bb, product, gap = sums
    variance = (aa + bb) / (2 * n) - ((a + b) / (2 * n)) ** 2
    return np.array([product, gap / 2]) / n / variance if variance > 0 else np.zeros(2)
