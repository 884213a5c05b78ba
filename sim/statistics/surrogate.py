"""Total indices without a special design: from boosted trees that learn the outcome from the draws as they are.

Trees are grown on some of the draws; how well they tell the outcome of the others is shown beside whatever is read off
them, and where that is poor nothing is. Of two inputs that go together, an index of first order credits both, the trees
mostly the one that the outcome hangs on: the first is marginal, the other conditional importance.

Source: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001),
1189-1232; the indices as in :mod:`sim.statistics.total_indices`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int64

from sim.arrays import PerDraw
from sim.statistics.jackknife import Jackknifed, jackknifed

MOST_LEARNED, MOST_SWAPPED = 20_000, 4_000
"""Draws at most from which the trees learn, and in which an input is drawn anew."""
SHIFTS = (1, 3, 5)
"""An input is drawn anew by handing its values on by so many eighths of the draws, and one draw more."""
HELD_OUT = 4
"""One draw in so many is kept to test what was learned."""
LEAST_R2, LEAST_AUC = 0.5, 0.75
"""Below such a score on the held-out draws nothing is read off the trees."""
LEAST_SIDE = 20
"""Draws that each answer to a yes or no question must have at least."""


@dataclass(frozen=True)
class Learned:
    """What trees say of the inputs."""

    score: float
    """On held-out draws: the area under the receiver's curve of a yes or no, else the share of variance told."""
    measure: str
    """Which of the two."""
    total: list[Jackknifed] | None
    """The total index of every input; None where the score is too low. Intervals know nothing of the trees' error."""


def learned(inputs: Float[np.ndarray, "draws inputs"], outcome: PerDraw, replicates: int) -> Learned:
    """Learn an outcome from inputs, and return the total index of every input.

    Parameters
    ----------
    inputs
        One column an input; levels and answers as numbers.
    outcome
        0 and 1, or any numbers.
    replicates
        Draw ``k`` belongs to replicate ``k mod replicates``.
    """
    from threadpoolctl import threadpool_limits  # comes with scikit-learn, which is slow to import

    with threadpool_limits(1, "openmp"):  # on busy cores its threads wait for each other, many times as long
        return _learned(inputs, outcome, replicates)


def _learned(inputs: Float[np.ndarray, "draws inputs"], outcome: PerDraw, replicates: int) -> Learned:
    """Learn an outcome on one core."""
    binary = bool(np.isin(outcome, (0, 1)).all())
    measure, floor = ("AUC", LEAST_AUC) if binary else ("R2", LEAST_R2)
    if binary and min(outcome.sum(), len(outcome) - outcome.sum()) < LEAST_SIDE:
        return Learned(float("nan"), measure, None)
    tested = np.arange(len(outcome)) // replicates % HELD_OUT == HELD_OUT - 1
    trees = _grown(inputs[~tested][:MOST_LEARNED], outcome[~tested][:MOST_LEARNED], binary=binary)
    held, truth = inputs[tested][:MOST_LEARNED], outcome[tested][:MOST_LEARNED]
    told = _told(trees, held, binary=binary)
    score = area(told, truth == 1) if binary else explained(told, truth)
    if not score >= floor:
        return Learned(score, measure, None)
    some = inputs[:MOST_SWAPPED]
    f = _decided(_told(trees, some, binary=binary), binary=binary)
    total = [_total(trees, some, f, k, replicates, binary=binary) for k in range(inputs.shape[1])]
    return Learned(score, measure, total)


def _grown(inputs: Float[np.ndarray, "draws inputs"], outcome: PerDraw, *, binary: bool) -> Any:
    """Grow trees, the same whenever asked."""
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor  # slow to import

    kind = HistGradientBoostingClassifier if binary else HistGradientBoostingRegressor
    return kind(random_state=0, early_stopping=False).fit(inputs, outcome)


def _told(trees: Any, inputs: Float[np.ndarray, "draws inputs"], *, binary: bool) -> PerDraw:
    """Return what the trees say of some draws: of a yes or no its chance."""
    return trees.predict_proba(inputs)[:, 1] if binary else trees.predict(inputs)


def _decided(told: PerDraw, *, binary: bool) -> PerDraw:
    """Return the answer that trees give: of a yes or no the likelier."""
    return np.where(told >= 0.5, 1.0, 0.0) if binary else told


def _total(
    trees: Any, inputs: Float[np.ndarray, "draws inputs"], f: PerDraw, k: int, replicates: int, *, binary: bool
) -> Jackknifed:
    """Return the total index of one input, with its values handed on to other draws."""
    variance, gaps, other = f.var(), np.zeros(len(f)), inputs.copy()
    if not variance:
        return Jackknifed(0.0, 0.0, 0.0)
    for shift in SHIFTS:
        other[:, k] = np.roll(inputs[:, k], shift * len(inputs) // 8 + 1)
        swapped = _decided(_told(trees, other, binary=binary), binary=binary)
        gaps += (f - swapped) ** 2 / (2 * len(SHIFTS))
    group = np.arange(len(f)) % replicates
    sums, counts = np.bincount(group, gaps, replicates), np.bincount(group, minlength=replicates)
    without = (sums.sum() - sums) / (len(f) - counts) / variance
    return jackknifed(float(gaps.mean() / variance), without)


def area(told: PerDraw, happened: Bool[np.ndarray, " draws"]) -> float:
    """Return how often a draw with the outcome was told to be likelier than one without; ties count half.

    Source: J. A. Hanley and B. J. McNeil, Radiology 143 (1982), 29-36.

    >>> area(np.array([0.1, 0.8, 0.4, 0.4]), np.array([False, True, True, False]))
    0.875
    """
    some, others = int(happened.sum()), int((~happened).sum())
    if not some or not others:
        return float("nan")
    ranks = _middle_ranks(told)
    return float((ranks[happened].sum() - some * (some + 1) / 2) / (some * others))


def _middle_ranks(values: PerDraw) -> PerDraw:
    """Return ranks from 1; equal values share the middle of theirs."""
    where: Int64[np.ndarray, " draws"]
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[where]


def explained(told: PerDraw, truth: PerDraw) -> float:
    """Return the share of the variance that is told: 1 less the mean squared error over the variance."""
    variance = truth.var()
    return float(1 - ((truth - told) ** 2).mean() / variance) if variance else float("nan")
