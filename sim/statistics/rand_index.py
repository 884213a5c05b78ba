"""How far two groupings of the same points agree, corrected for chance."""

import numpy as np
from jaxtyping import Float, Int64

Labels = Int64[np.ndarray, " points"]


def adjusted_rand(some: Labels, others: Labels, weights: Float[np.ndarray, " points"]) -> float:
    """Return the adjusted Rand index of two groupings: 1 if they are the same, 0 on average if they are unrelated.

    ``(pairs - expected) / (most - expected)`` over pairs of points: those together in both groupings, what chance would
    give with groups of these sizes, and the mean of those together in either. A whole weight counts as so many points
    at one place, together in both. Where neither grouping parts anything, or both part everything, it is 1.

    Source: L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2 (1985), 193-218, equation 5.

    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]), np.ones(4))
    1.0
    """
    together = np.zeros((int(some.max()) + 1, int(others.max()) + 1))
    np.add.at(together, (some, others), weights)
    both, one, other, every = (
        float(pairs(of).sum())
        for of in (together, together.sum(axis=1), together.sum(axis=0), np.array([together.sum()]))
    )
    expected = one * other / every if every > 0 else 0.0
    most = (one + other) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def pairs(sizes: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Return how many pairs there are in groups of some sizes; none in one of a single point."""
    found: Float[np.ndarray, "*shape"] = sizes * np.maximum(sizes - 1, 0) / 2
    return found
