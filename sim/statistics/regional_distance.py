"""Regional sensitivity: how far apart an input lies in the draws with an outcome and in those without it.

The distance is that of Kolmogorov and Smirnov between the two distributions, from 0 to 1. It works for rare outcomes
too, where shares of variance are all small.

Sources: R. C. Spear and G. M. Hornberger, "Eutrophication in Peel Inlet, II", Water Research 14 (1980), 43-49;
N. Smirnov, "Table for estimating the goodness of fit of empirical distributions", Annals of Mathematical Statistics 19
(1948), 279-281.
"""

import numpy as np
from jaxtyping import Bool, Float
from scipy.special import kolmogi

from sim.arrays import PerDraw

SLIP = 0.05
"""How often a line of chance may be crossed by any of the inputs."""


def distances(
    inputs: Float[np.ndarray, "draws inputs"], happened: Bool[np.ndarray, " draws"]
) -> Float[np.ndarray, " inputs"]:
    """Return the distance of every input; not a number where the outcome never or always happened."""
    if happened.all() or not happened.any():
        return np.full(inputs.shape[1], np.nan)
    return np.array([distance(column, happened) for column in inputs.T])


def distance(column: PerDraw, happened: Bool[np.ndarray, " draws"]) -> float:
    """Return the largest gap between the two distribution functions of an input.

    >>> distance(np.array([0.0, 1.0, 2.0, 3.0]), np.array([True, True, False, False]))
    1.0
    """
    values, where = np.unique(column, return_inverse=True)
    with_it, without = (np.bincount(where[chosen], minlength=len(values)) for chosen in (happened, ~happened))
    gaps = np.cumsum(with_it) / with_it.sum() - np.cumsum(without) / without.sum()
    return float(np.abs(gaps).max())


def dummy_line(happened: Bool[np.ndarray, " draws"], inputs: int) -> float:
    """Return the distance that any of so many inputs without a say would pass once in twenty runs."""
    some, others = int(happened.sum()), int((~happened).sum())
    if not some or not others or not inputs:
        return float("nan")
    return float(kolmogi(SLIP / inputs) * np.sqrt((some + others) / (some * others)))
