"""Groups around medoids: members of a set, each with a weight, that lie nearest to those of their group.

Source: L. Kaufman and P. J. Rousseeuw, "Finding Groups in Data: An Introduction to Cluster Analysis" (Wiley, 1990),
chapter 2: the method PAM, with its two phases BUILD and SWAP. Nothing is drawn, so that groups are found again.
"""

import numpy as np
from jaxtyping import Float, Int64

Distances = Float[np.ndarray, "points points"]
Weights = Float[np.ndarray, " points"]
Chosen = Int64[np.ndarray, " groups"]
GAIN = 1e-9
"""A swap must shorten the weighted distances by more than this part of their sum; less is rounding."""


def level_distances(
    some: Int64[np.ndarray, "points issues"], others: Int64[np.ndarray, "others issues"], sizes: tuple[int, ...]
) -> Float[np.ndarray, "points others"]:
    """Return how far apart points are whose columns are ordered levels, from 0 to 1.

    Of each column ``|difference of levels| / (levels - 1)``, and of these the mean.

    Source: J. C. Gower, "A general coefficient of similarity and some of its properties", Biometrics 27 (1971),
    857-871, for quantitative characters.

    Parameters
    ----------
    some, others
        The number of each point's level in each column, from 0; shapes ``(points, issues)`` and ``(others, issues)``.
    sizes
        How many levels each column has, two or more.
    """
    found = np.zeros((len(some), len(others)))
    for column, size in enumerate(sizes):
        found += np.abs(some[:, column, None] - others[None, :, column]) / (size - 1)
    return found / len(sizes)


def medoids_of(distances: Distances, weights: Weights, groups: int) -> Chosen:
    """Return the points around which the weighted distance of all points to the nearest of them is small.

    BUILD takes the point nearest to all, then one after another what shortens distances most; SWAP puts another point
    in place of a medoid, the best such pair each time, as long as that shortens them. A whole weight counts as so many
    points at one place. Of equally good points the first stands.

    Parameters
    ----------
    distances
        Between all points, symmetric, 0 on the diagonal; shape ``(points, points)``.
    weights
        How much each point counts, 0 or more; shape ``(points,)``.
    groups
        How many medoids; not more than there are points.

    Returns
    -------
        Their places in rising order; shape ``(groups,)``.
    """
    chosen = built(distances, weights, groups)
    total = float(weights @ distances[:, chosen].min(axis=1))
    while True:
        swaps = swap_costs(distances, weights, chosen)
        candidate, leaving = np.unravel_index(int(swaps.argmin()), swaps.shape)
        if swaps[candidate, leaving] >= -GAIN * max(total, GAIN):
            return np.sort(chosen)
        chosen[leaving] = candidate
        total += float(swaps[candidate, leaving])


def built(distances: Distances, weights: Weights, groups: int) -> Chosen:
    """Return the medoids that the phase BUILD begins with (Kaufman and Rousseeuw, page 102), in the order taken."""
    nearest = np.full(len(weights), np.inf)
    chosen: list[int] = []
    for _ in range(groups):
        costs = weights @ np.minimum(distances, nearest[:, None])
        costs[chosen] = np.inf
        chosen.append(int(costs.argmin()))
        nearest = np.minimum(nearest, distances[:, chosen[-1]])
    return np.array(chosen, np.int64)


def swap_costs(distances: Distances, weights: Weights, chosen: Chosen) -> Float[np.ndarray, "points groups"]:
    """Return what every swap of a point for a medoid adds to the weighted distances; shape ``(points, groups)``.

    A point whose own medoid goes takes the new one or its second nearest; another takes the new one where that is
    nearer.

    Source: E. Schubert and P. J. Rousseeuw, "Fast and eager k-medoids clustering", Information Systems 101 (2021),
    101804, section 3: what does not hang on the medoid that goes is added up once.
    """
    near = distances[:, chosen]
    own = near.argmin(axis=1)
    first = near.min(axis=1)
    near[np.arange(len(own)), own] = np.inf
    second = near.min(axis=1) if len(chosen) > 1 else np.full(len(own), np.inf)
    kept = np.minimum(distances, first[:, None])
    members = weights[:, None] * (own[:, None] == np.arange(len(chosen)))
    lost = (np.minimum(distances, second[:, None]) - kept).T @ members
    return (weights @ (kept - first[:, None]))[:, None] + lost


def silhouettes(
    distances: Distances, weights: Weights, labels: Int64[np.ndarray, " points"]
) -> Float[np.ndarray, " points"]:
    """Return how well each point lies in its group, from -1 to 1; 0 where it is alone there.

    ``(b - a) / max(a, b)``, with ``a`` the mean distance to the others of its group and ``b`` the least mean distance
    to another group, each weighted. A point is none of its own others, whatever its weight: were it so many points at
    one place, groups would lie apart the more, the larger all weights are.

    Source: P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis",
    Journal of Computational and Applied Mathematics 20 (1987), 53-65.
    """
    groups, here = int(labels.max()) + 1, np.arange(len(labels))
    crowded = np.bincount(labels, weights > 0, groups)[labels] > 1
    members = weights[:, None] * (labels[:, None] == np.arange(groups))
    sums, sizes = distances @ members, members.sum(axis=0)
    others = sizes[labels] - weights
    own = sums[here, labels] / np.where(crowded & (others > 0), others, 1)
    means = np.where(sizes > 0, sums / np.where(sizes > 0, sizes, 1), np.inf)
    means[here, labels] = np.inf
    beside = means.min(axis=1)
    among_others = crowded & np.isfinite(beside)
    beside = np.where(among_others, beside, 0.0)
    most = np.maximum(own, beside)
    return np.where(among_others, (beside - own) / np.where(most > 0, most, 1), 0.0)
