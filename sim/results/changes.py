"""How a measure differs between two runs, world by world or not, with the sampling error of the difference."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.special import stdtrit

from sim.arrays import PerDraw
from sim.draws import REPLICATES
from sim.results.estimates import FEW, Estimate, wilson
from sim.statistics.jackknife import LEVEL

OfOthers = Float[np.ndarray, " others"]
"""One number a draw of another run, which may have more draws or fewer; shape ``(others,)``."""
ROUNDING = 1e-12
"""Differences of shares that are alike on paper may differ by less than this."""


@dataclass(frozen=True)
class Change:
    """A measure in two runs, and the 95% interval of their difference; it knows sampling only."""

    base: float
    """The measure in the run that others are held against; not a number where no world counts."""
    other: float
    """The measure in the other run; not a number where no world counts."""
    low: float | None = None
    """Lower end of the interval of ``other - base``; None where there are too few worlds for one."""
    high: float | None = None
    """Upper end."""

    @property
    def change(self) -> float:
        """Return the difference from the base."""
        return self.other - self.base

    @property
    def equal(self) -> bool:
        """Tell whether both runs give the same number, or neither gives any."""
        return self.base == self.other or (bool(np.isnan(self.base)) and bool(np.isnan(self.other)))

    @property
    def clear(self) -> bool:
        """Tell whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def margin(self) -> float | None:
        """Return the larger distance from the difference to an end of its interval; None without one."""
        if self.low is None or self.high is None:
            return None
        return max(self.high - self.change, self.change - self.low)


def paired_change(base: PerDraw, other: PerDraw, *, share: bool) -> Change:
    """Return how the mean of a measure differs between two runs.

    Draw ``k`` of both belongs to replicate ``k mod 8``; the interval is a t interval over the replicates' differences.
    What the two worlds of a pair have in common cancels out there, for ratios (means over some of the worlds) as well.

    Parameters
    ----------
    base
        What each world counts for in the first run, not a number where it does not count; shape ``(draws,)``.
    other
        The same of the second run, world by world.
    share
        Whether a world counts for 0 or 1. Where only a few worlds make the difference, or none, the interval is then
        the wider of that and a score interval: see :func:`score_interval`.
    """
    groups = min(REPLICATES, len(base))
    gaps = replicate_means(other, groups) - replicate_means(base, groups)
    found = Change(mean_of(base), mean_of(other))
    if groups < 2 or np.isnan(gaps).any():
        return found
    half = float(stdtrit(groups - 1, (1 + LEVEL) / 2) * gaps.std(ddof=1) / np.sqrt(groups))
    low, high = found.change - half, found.change + half
    if not share:
        return Change(found.base, found.other, low, high)
    if half < ROUNDING or deciding(base, other) < FEW * groups:
        score = score_interval(base, other)
        low, high = min(low, score[0]), max(high, score[1])
    return Change(found.base, found.other, max(-1.0, low), min(1.0, high))


def independent_change(base: PerDraw, other: OfOthers, *, share: bool) -> Change:
    """Return how the mean of a measure differs between two runs whose worlds have nothing to do with one another.

    A t interval over the replicates' means of both, their variances added. Where the worlds do have something in
    common it is too wide, as what they have in common does not cancel out.

    Source: B. L. Welch, "The generalization of 'Student's' problem when several different population variances are
    involved", Biometrika 34 (1947), 28-35.

    Parameters
    ----------
    base, other
        What each world counts for, not a number where it does not count; shapes ``(draws,)`` and ``(others,)``.
    share
        Whether a world counts for 0 or 1. Where only a few worlds are on the rarer side of either share, the interval
        is the wider of that and one put together from Wilson's.
    """
    means = [replicate_means(values, min(REPLICATES, len(values))) for values in (base, other)]
    found = Change(mean_of(base), mean_of(other))
    if any(len(one) < 2 or np.isnan(one).any() for one in means):
        return found
    errors = np.array([one.var(ddof=1) / len(one) for one in means])
    total = float(errors.sum())
    half = 0.0
    if total > 0:
        freedom = total**2 / sum(error**2 / (len(one) - 1) for error, one in zip(errors, means, strict=True))
        half = float(stdtrit(freedom, (1 + LEVEL) / 2) * np.sqrt(total))
    low, high = found.change - half, found.change + half
    if not share:
        return Change(found.base, found.other, low, high)
    if half < ROUNDING or min(map(rarer, (base, other))) < FEW * REPLICATES:
        score = from_wilson(base, other)
        low, high = min(low, score[0]), max(high, score[1])
    return Change(found.base, found.other, max(-1.0, low), min(1.0, high))


def exact_change(base: PerDraw, other: OfOthers) -> Change:
    """Return how a measure differs where nothing is uncertain, so that all worlds of a run are one."""
    found = Change(mean_of(base), mean_of(other))
    return found if np.isnan(found.change) else Change(found.base, found.other, found.change, found.change)


def ends(name: str, one: Estimate | Change | None, of: str = "") -> dict[str, float]:
    """Return a share or a change as a cell of a table, and beside it the ends of its interval.

    Not a number where there is none. ``of`` closes the names of the cells.

    >>> ends("change", Change(0.25, 0.5, 0.125), ".x")
    {'change.x': 0.25, 'change_low.x': 0.125, 'change_high.x': nan}
    """
    middle = None if one is None else one.share if isinstance(one, Estimate) else one.change
    low, high = (None, None) if one is None else (one.low, one.high)
    cells = {f"{name}{of}": middle, f"{name}_low{of}": low, f"{name}_high{of}": high}
    return {cell: np.nan if value is None else value for cell, value in cells.items()}


def mean_of(values: PerDraw) -> float:
    """Return the mean over the worlds that count; not a number if none does.

    >>> mean_of(np.array([1.0, 0.0, np.nan])), mean_of(np.array([np.nan]))
    (0.5, nan)
    """
    counted = values[~np.isnan(values)]
    return float(counted.mean()) if len(counted) else float("nan")


def replicate_means(values: PerDraw, groups: int) -> Float[np.ndarray, " replicates"]:
    """Return the mean over each replicate's worlds that count; shape ``(replicates,)``."""
    return np.array([mean_of(values[r::groups]) for r in range(groups)])


def deciding(base: PerDraw, other: PerDraw) -> int:
    """Return how many worlds make the difference of two shares.

    Where all worlds count, those that differ between the runs; else those on the rarer side of either share.

    >>> deciding(np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0]))
    1
    >>> deciding(np.array([np.nan, 0.0, 1.0, 1.0]), np.array([1.0, 1.0, 1.0, 1.0]))
    1
    """
    if not np.isnan([base, other]).any():
        return int((base != other).sum())
    return rarer(base) + rarer(other)


def rarer(values: PerDraw) -> int:
    """Return how many worlds lie on the rarer side of a share."""
    return min(int((values == 0).sum()), int((values == 1).sum()))


def score_interval(base: PerDraw, other: PerDraw) -> tuple[float, float]:
    """Return an interval of the difference of two shares that has a width even where nothing differs.

    Where all worlds count, the difference is that of two shares of worlds, those that changed up and those that
    changed down; else that of the shares themselves, as if the runs were not paired. Wilson's intervals of the two are
    put together by their squares.

    Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
    eleven methods", Statistics in Medicine 17 (1998), 873-890, method 10.
    """
    if np.isnan([base, other]).any():
        return from_wilson(base, other)
    return from_wilson((base > other).astype(np.float64), (other > base).astype(np.float64))


def from_wilson(down: PerDraw, up: OfOthers) -> tuple[float, float]:
    """Return an interval of how much larger the second of two shares is, from Wilson's intervals of both."""
    down_share, up_share = mean_of(down), mean_of(up)
    down_low, down_high = wilson(down_share, int((~np.isnan(down)).sum()))
    up_low, up_high = wilson(up_share, int((~np.isnan(up)).sum()))
    below = np.hypot(up_share - up_low, down_high - down_share)
    above = np.hypot(up_high - up_share, down_share - down_low)
    return up_share - down_share - float(below), up_share - down_share + float(above)
