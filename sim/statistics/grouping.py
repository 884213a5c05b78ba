"""Into how many groups do weighted points fall? Into several only if these lie apart and are found again.

A silhouette alone would part any range of points: the two halves of a line that points fill evenly have one of about
0.6. So it is asked too whether anything lies between the groups.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from jaxtyping import Float, Int64

from sim.statistics.medoids import Distances, Weights, medoids_of, silhouettes
from sim.statistics.rand_index import adjusted_rand

MOST_GROUPS = 6
"""More groups than this are no handful."""
APART = 0.25
"""Groups lie apart where the mean silhouette is above this: below it "no substantial structure has been found" (L.
Kaufman and P. J. Rousseeuw, "Finding Groups in Data", Wiley, 1990, page 88, table 4)."""
BETWEEN = 1 / 12
"""Groups lie apart where at most this share of the weight of any two is nearly halfway between them. Along a line that
points fill evenly it would be 1/6, twice as much; where they come in heaps there is next to nothing."""
HALFWAY = 1 / 3
"""Nearly halfway between two medoids is what is nearer to one of them by at most this part of their distance."""
AGAIN = 0.8
"""Groups are found again where the mean adjusted Rand index is at least this: good recovery (D. Steinley, "Properties
of the Hubert-Arabie adjusted Rand index", Psychological Methods 9 (2004), 386-396)."""
ROUNDING = 1e-12
"""Distances that are alike on paper may differ by less than this."""


@dataclass(frozen=True)
class Grouping:
    """Points in some number of groups."""

    medoids: Int64[np.ndarray, " groups"]
    """The point in the middle of each group, the heaviest group first; shape ``(groups,)``."""
    labels: Int64[np.ndarray, " points"]
    """The group of each point: that of the nearest medoid; shape ``(points,)``."""
    silhouette: float
    """The weighted mean silhouette, from -1 to 1; 0 of one group."""
    between: float
    """The largest share of the weight of any two groups that is nearly halfway between them; 0 of one group."""
    again: float
    """The mean adjusted Rand index with the groups that each replicate's own weights give; not a number where it was
    not asked, as the groups do not lie apart."""
    tried: "tuple[Grouping, ...]" = ()
    """All divisions that were tried, that with the largest silhouette first; none where a number was asked for."""

    @property
    def groups(self) -> int:
        """Return how many groups there are."""
        return len(self.medoids)

    @property
    def apart(self) -> bool:
        """Tell whether the groups lie apart."""
        return self.silhouette > APART and self.between <= BETWEEN

    @property
    def stands(self) -> bool:
        """Tell whether the groups lie apart and are found again."""
        return self.apart and self.again >= AGAIN


@dataclass(frozen=True)
class Points:
    """Weighted points, and what each replicate of a study makes of their weights."""

    distances: Distances
    """Between all points; shape ``(points, points)``."""
    weights: Weights
    """How much each counts; shape ``(points,)``."""
    replicates: Float[np.ndarray, "replicates points"]
    """The same by replicate; one that gives no point any weight tells nothing."""


def grouped(points: Points, groups: int | None = None) -> Grouping:
    """Return the points in groups: the number whose groups lie apart most, of those that are found again; or else one.

    Parameters
    ----------
    points
        At least one.
    groups
        How many groups are wanted, where that is given; of fewer points than that, as many as there are.
    """
    most = len(points.weights)
    if groups is not None:
        return _tried_again(points, _in_groups(points, min(groups, most)))
    tried = [_in_groups(points, number) for number in range(2, min(MOST_GROUPS, most) + 1)]
    tried = [_tried_again(points, found) if found.apart else found for found in tried]
    tried.sort(key=lambda one: -one.silhouette)
    chosen = next((found for found in tried if found.stands), None) or _tried_again(points, _in_groups(points, 1))
    return replace(chosen, tried=tuple(tried))


def _in_groups(points: Points, number: int) -> Grouping:
    """Return the points in so many groups."""
    chosen = medoids_of(points.distances, points.weights, number)
    labels = points.distances[:, chosen].argmin(axis=1)
    heavy = np.argsort(-np.bincount(labels, points.weights, number), kind="stable")
    chosen = chosen[heavy]
    labels = points.distances[:, chosen].argmin(axis=1)
    apart = silhouettes(points.distances, points.weights, labels) @ points.weights / points.weights.sum()
    return Grouping(chosen, labels, float(apart), _between(points, chosen, labels), float("nan"))


def _between(points: Points, chosen: Int64[np.ndarray, " groups"], labels: Int64[np.ndarray, " points"]) -> float:
    """Return the largest share of the weight of any two groups that is nearly halfway between their medoids."""
    shares = [0.0]
    for one, other in combinations(range(len(chosen)), 2):
        own = (labels == one) | (labels == other)
        nearer = np.abs(points.distances[own, chosen[one]] - points.distances[own, chosen[other]])
        halfway = nearer <= HALFWAY * points.distances[chosen[one], chosen[other]] + ROUNDING
        weights = points.weights[own]
        shares.append(float(weights[halfway].sum() / weights.sum()) if weights.sum() > 0 else 0.0)
    return max(shares)


def _tried_again(points: Points, found: Grouping) -> Grouping:
    """Return groups with how far those agree with them that the weights of each replicate alone give."""
    agreed = []
    for weights in points.replicates:
        if weights.sum() > 0:
            chosen = medoids_of(points.distances, weights, found.groups)
            labels = points.distances[:, chosen].argmin(axis=1)
            agreed.append(adjusted_rand(found.labels, labels, points.weights))
    return replace(found, again=float(np.mean(agreed)))
