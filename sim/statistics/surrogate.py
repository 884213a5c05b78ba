"""Total indices without a special design: from boosted trees that learn the outcome from the draws as they are.

Trees are grown on some of the draws; how well they tell the outcome of the others is shown beside whatever is read off
them, and where that is poor nothing is. Of two inputs that go together, an index of first order credits both, the trees
mostly the one that the outcome hangs on: the first is marginal, the other conditional importance.

Source: J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001),
1189-1232; the indices as in :mod:`sim.statistics.total_indices`.
"""

from collections.abc import Callable
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
"""Below such a score on the held-out draws nothing is read off the trees. A yes or no must pass both, as totals are
those of the answers that trees give: they may order draws well, and yet hardly ever say yes."""
LEAST_SIDE = 20
"""Draws that a number, or each answer to a yes or no question, must have at least."""


@dataclass(frozen=True)
class Learned:
    """What trees say of the inputs."""

    score: float
    """On held-out draws: the area under the receiver's curve of a yes or no; of a number, or where only the answers are
    too poor, the share of variance told."""
    measure: str
    """Which of the two."""
    total: list[Jackknifed] | None
    """The total index of every input; None where the score is too low. Intervals know nothing of the trees' error."""


def learned(
    inputs: Float[np.ndarray, "draws inputs"], outcome: PerDraw, replicates: int, among: Bool[np.ndarray, " draws"]
) -> Learned:
    """Learn an outcome from inputs, and return the total index of every input.

    Parameters
    ----------
    inputs
        One column an input; levels and answers as numbers.
    outcome
        0 and 1, or any numbers.
    replicates
        Draw ``k`` belongs to replicate ``k mod replicates``.
    among
        Which draws count.
    """
    from threadpoolctl import threadpool_limits  # comes with scikit-learn, which is slow to import

    of_all = np.arange(len(outcome))
    tested, group = (of_all // replicates % HELD_OUT == HELD_OUT - 1)[among], (of_all % replicates)[among]
    with threadpool_limits(1, "openmp"):  # on busy cores its threads wait for each other, many times as long
        return _learned(inputs[among], outcome[among], group, tested)


def _learned(
    inputs: Float[np.ndarray, "draws inputs"],
    outcome: PerDraw,
    group: Int64[np.ndarray, " draws"],
    tested: Bool[np.ndarray, " draws"],
) -> Learned:
    """Learn an outcome on one core."""
    binary = bool(np.isin(outcome, (0, 1)).all())
    measure = "AUC" if binary else "R2"
    fewest = min(outcome.sum(), len(outcome) - outcome.sum()) if binary else len(outcome)
    if fewest < LEAST_SIDE or not tested.any():
        return Learned(float("nan"), measure, None)
    trees = _grown(inputs[~tested][:MOST_LEARNED], outcome[~tested][:MOST_LEARNED], binary=binary)
    told, truth = _told(trees, inputs[tested][:MOST_LEARNED], binary=binary), outcome[tested][:MOST_LEARNED]
    explains = explained(_decided(told, binary=binary), truth)
    score = area(told, truth == 1) if binary else explains
    if binary and not score >= LEAST_AUC:
        return Learned(score, measure, None)
    if not explains >= LEAST_R2:
        return Learned(explains, "R2", None)
    some, group = inputs[:MOST_SWAPPED], group[:MOST_SWAPPED]

    def answer(given: Float[np.ndarray, "draws inputs"]) -> PerDraw:
        return _decided(_told(trees, given, binary=binary), binary=binary)

    return Learned(score, measure, [_total(answer, some, k, group) for k in range(inputs.shape[1])])


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
    answer: Callable[[Any], PerDraw],
    inputs: Float[np.ndarray, "draws inputs"],
    k: int,
    group: Int64[np.ndarray, " draws"],
) -> Jackknifed:
    """Return the total index of one input, with its values handed on to other draws."""
    f, other = answer(inputs), inputs.copy()
    variance, gaps = f.var(), np.zeros(len(f))
    if not variance:
        return Jackknifed(0.0, 0.0, 0.0)
    for shift in SHIFTS:
        other[:, k] = np.roll(inputs[:, k], shift * len(inputs) // 8 + 1)
        gaps += (f - answer(other)) ** 2 / (2 * len(SHIFTS))
    sums, counts = np.bincount(group, gaps), np.bincount(group)
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
