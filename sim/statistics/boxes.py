"""Boxes: limits on some inputs, and how much of what is of interest lies within them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from sim.statistics.samples import Sample


@dataclass(frozen=True)
class Limit:
    """What one input must be: from one value to another, both included, or one of some categories."""

    low: float | None = None
    high: float | None = None
    among: tuple[float, ...] | None = None
    """The codes of the categories that are in; None for an input with an order."""

    def holds(self, column: np.ndarray) -> Bool[np.ndarray, " draws"]:
        """Tell in which draws an input is within the limit; shape ``(draws,)``."""
        if self.among is not None:
            return np.isin(column, self.among)
        above = np.ones(len(column), np.bool_) if self.low is None else column >= self.low
        return above if self.high is None else above & (column <= self.high)


@dataclass(frozen=True)
class Box:
    """Limits by input; an input that is not named may be anything."""

    limits: dict[str, Limit]

    def inside(self, sample: Sample) -> Bool[np.ndarray, " draws"]:
        """Tell which draws lie within the box."""
        within = np.ones(sample.draws, np.bool_)
        for name, limit in self.limits.items():
            within &= limit.holds(sample.values[sample.names.index(name)])
        return within


@dataclass(frozen=True)
class Measures:
    """How a box does in some draws; each is not a number where nothing can be divided by.

    Source: B. P. Bryant and R. J. Lempert, "Thinking inside the box: a participatory, computer-assisted approach to
    scenario discovery", Technological Forecasting and Social Change 77 (2010), 34-49, section 2.
    """

    coverage: float
    """The share of the draws of interest that lie in the box."""
    density: float
    """The share of the box's draws that are of interest."""
    mass: float
    """The share of all draws that lie in the box."""
    mean: float
    """The mean of the target in the box; the density, where the target is true or false."""
    correlation: float
    """The correlation of lying in the box with being of interest, from -1 to 1; 0 for a box of all draws, or of none.

    Source: B. W. Matthews, "Comparison of the predicted and observed secondary structure of T4 phage lysozyme",
    Biochimica et Biophysica Acta 405 (1975), 442-451.
    """


def measures(sample: Sample, inside: Bool[np.ndarray, " draws"], among: Bool[np.ndarray, " draws"]) -> Measures:
    """Return how a box does in some draws.

    Parameters
    ----------
    sample
        The draws.
    inside
        Which of them lie in the box.
    among
        Which of them count.
    """
    weights = np.where(among, sample.weights, 0.0)
    within = np.where(inside, weights, 0.0)
    every, box = float(weights.sum()), float(within.sum())
    wanted, hit = (float(part[sample.of_interest].sum()) for part in (weights, within))
    spread = box * (every - box) * wanted * (every - wanted)
    return Measures(
        coverage=_over(hit, wanted),
        density=_over(hit, box),
        mass=_over(box, every),
        mean=_over(float((within * sample.target).sum()), box),
        correlation=(hit * every - box * wanted) / float(np.sqrt(spread)) if spread > 0 else 0.0,
    )


def box_of(sample: Sample, room: Bool[np.ndarray, "inputs codes"]) -> Box:
    """Return a box in the inputs' own values, from its codes: its limits are values of draws within it."""
    ranks, limits = sample.ranked, {}
    for p in np.flatnonzero(ranks.restricted(room)):
        used, kept = ranks.used[p], ranks.used[p] & room[p]
        lows, highs = ranks.lows[p], ranks.highs[p]
        if ranks.unordered[p]:
            limits[sample.names[p]] = Limit(among=tuple(lows[kept].tolist()))
            continue
        low = float(lows[kept].min()) if kept.argmax() > used.argmax() else None
        high = float(highs[kept].max()) if kept[::-1].argmax() > used[::-1].argmax() else None
        limits[sample.names[p]] = Limit(low, high)
    return Box(limits)


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")
