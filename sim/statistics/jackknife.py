"""The error of what is no plain mean: worked out anew without each replicate in turn.

Replicates are randomized apart, so what they give is independent, however evenly the draws within one are spread.

Sources: J. W. Tukey, "Bias and confidence in not-quite large samples", Annals of Mathematical Statistics 29 (1958),
614; B. Efron and C. Stein, "The jackknife estimate of variance", Annals of Statistics 9 (1981), 586-596.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from scipy.special import stdtrit

LEVEL = 0.95
"""Of all intervals, the share that should hold the true value."""


class Jackknifed(NamedTuple):
    """A number and its 95% interval."""

    value: float
    low: float
    high: float


def jackknifed(whole: float, without: Float[np.ndarray, " replicates"]) -> Jackknifed:
    """Return a number found from all draws with the t interval of its values without each replicate.

    >>> jackknifed(2.0, np.array([2.0, 2.0]))
    Jackknifed(value=2.0, low=2.0, high=2.0)
    """
    groups = len(without)
    if groups < 2:
        return Jackknifed(whole, -np.inf, np.inf)
    error = np.sqrt((groups - 1) / groups * ((without - without.mean()) ** 2).sum())
    half = float(stdtrit(groups - 1, (1 + LEVEL) / 2) * error)
    return Jackknifed(whole, whole - half, whole + half)
