"""A share of worlds with its sampling error."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from scipy.special import ndtri, stdtrit

from sim.statistics.jackknife import LEVEL

FEW = 5
"""Where fewer draws a replicate than this decide, the replicates' spread tells too little of the sampling error."""


@dataclass(frozen=True)
class Estimate:
    """A share of worlds and its 95% interval; the interval knows sampling only, never the choice of beliefs."""

    share: float
    low: float
    high: float
    draws: int

    @property
    def margin(self) -> float:
        """Return the larger distance from the share to an end of the interval."""
        return max(self.share - self.low, self.high - self.share)

    def __str__(self) -> str:
        return f"{self.share:.1%} of {self.draws:,} worlds (sampling +-{100 * self.margin:.1f} points)"


def wilson(share: float, draws: int) -> tuple[float, float]:
    """Return the score interval of a share; at 0 and 1 it still has a width.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    z = float(ndtri((1 + LEVEL) / 2))
    middle = (share + z * z / (2 * draws)) / (1 + z * z / draws)
    half = z / (1 + z * z / draws) * np.sqrt(share * (1 - share) / draws + z * z / (4 * draws * draws))
    return max(0.0, middle - float(half)), min(1.0, middle + float(half))


def estimate(happened: Bool[np.ndarray, " draws"], replicates: int) -> Estimate:
    """Return the share of draws in which something happened.

    Draw ``k`` belongs to replicate ``k mod replicates``; the interval is a t interval over the replicates' shares, and
    at 0 or 1 the wider of that and Wilson's.
    """
    draws = len(happened)
    share = int(happened.sum()) / draws
    groups = min(replicates, draws)
    return _within(share, np.array([happened[r::groups].mean() for r in range(groups)]), draws)


def _within(share: float, replicates: Float[np.ndarray, " replicates"], draws: int, *, few: int = 0) -> Estimate:
    """Return a share with its interval: t over the replicates' values.

    At 0 or 1, or where fewer than ``few`` draws lie on the rarer side, the wider of that and Wilson's.
    """
    groups = len(replicates)
    half = float(stdtrit(groups - 1, (1 + LEVEL) / 2) * replicates.std(ddof=1) / np.sqrt(groups)) if groups > 1 else 1.0
    low, high = max(0.0, share - half), min(1.0, share + half)
    if share in (0, 1) or min(share, 1 - share) * draws < few:
        score = wilson(share, draws)
        low, high = min(low, score[0]), max(high, score[1])
    return Estimate(share, low, high, draws)


def estimate_among(
    happened: Bool[np.ndarray, " draws"], among: Bool[np.ndarray, " draws"], replicates: int
) -> Estimate | None:
    """Return the share of some draws in which something happened; None if there are no such draws."""
    return mean_among(happened * 1.0, among, replicates)


def mean_among(
    shares: Float[np.ndarray, " draws"], among: Bool[np.ndarray, " draws"], replicates: int
) -> Estimate | None:
    """Return the mean over some draws of a share that each has, from 0 to 1; None if there are no such draws.

    A ratio of two means ``R = a / z``: its interval is a t interval over the replicates' ``(a_r - R z_r) / z``; at 0
    or 1, and where only a few draws decide, the wider of that and Wilson's: no share varies more than one that is 0 or
    1 in each draw.

    Source: W. G. Cochran, "Sampling Techniques", 3rd edition (Wiley, 1977), 31-33 and 153.
    """
    draws, counted = len(among), int(among.sum())
    if not counted:
        return None
    counts = np.where(among, shares, 0.0)
    share = float(counts.sum()) / counted
    groups = min(replicates, draws)
    rests = counts - share * among
    errors = np.array([rests[r::groups].mean() for r in range(groups)]) / (counted / draws)
    return _within(share, errors, counted, few=FEW * groups)
