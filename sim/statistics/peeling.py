"""Peeling: boxes that hold more and more of what is of interest, found by taking thin slices away (PRIM).

From all draws a few are taken away at a time, at either end of one input or one of its categories: those without which
the mean of the target rises most for each draw taken. Whole values go at once, at most a share ``alpha`` of the box
where values are finer than that.

Sources: J. H. Friedman and N. I. Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9 (1999),
123-143, section 5 and for what is divided by section 14.6; B. P. Bryant and R. J. Lempert, "Thinking inside the box",
Technological Forecasting and Social Change 77 (2010), 34-49.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.statistics.pasting import pasted
from sim.statistics.ranking import CODES, Ranked, Room
from sim.statistics.samples import Sample

NOTHING = 1e-9
"""A slice with less than this share of the box is empty, but for rounding."""
ROWS = 4096
"""Draws that are counted at once, so that little memory is needed."""
TIED = 1e-12
"""Slices whose gains are as near as this, relative to the best, are alike."""


@dataclass(frozen=True)
class Pace:
    """How patiently boxes are peeled."""

    alpha: float = 0.05
    """The share of a box that a slice takes at most, unless one value is more."""
    mass_min: float = 0.05
    """The share of all draws that a box keeps at least."""


STEADY = Pace()
"""The pace when nothing is said."""


@dataclass(frozen=True, eq=False)
class Histograms:
    """Sums over the draws of a box, by input and code; slices are taken off them."""

    ranks: Ranked
    counts: Float64[np.ndarray, "inputs codes"]
    """Weights."""
    sums: Float64[np.ndarray, "inputs codes"]
    """Weights times the target."""

    def less(self, rows: np.ndarray, weights: np.ndarray, target: np.ndarray) -> None:
        """Take some draws off, given with what their weights and weighted targets are."""
        inputs = len(self.counts)
        first = CODES * np.arange(inputs)[:, None]
        for start in range(0, len(rows), ROWS):
            part = slice(start, start + ROWS)
            places = (self.ranks.codes[:, rows[part]] + first).ravel()
            for sums, values in ((self.counts, weights), (self.sums, target)):
                sums -= np.bincount(places, np.tile(values[part], inputs), CODES * inputs).reshape(inputs, CODES)


@dataclass(frozen=True, eq=False)
class Slices:
    """What may be taken off a box: the low and the high end of each input, and each category."""

    counts: Float64[np.ndarray, " slices"]
    """The weight of each."""
    sums: Float64[np.ndarray, " slices"]
    """The weighted target of each."""
    inputs: Int64[np.ndarray, " slices"]
    """The number of its input."""
    first: Int64[np.ndarray, " slices"]
    """The first code that it takes."""
    last: Int64[np.ndarray, " slices"]
    """The last code that it takes."""


def trajectory(sample: Sample, among: Bool[np.ndarray, " draws"], pace: Pace = STEADY) -> list[Room]:
    """Return boxes in codes, each peeled from the one before, and those that pasting then makes of the last.

    Parameters
    ----------
    sample
        Inputs, target and weights.
    among
        Which draws are looked at.
    pace
        How patiently.
    """
    ranks, rows = sample.ranked, np.flatnonzero(among)
    weighted = sample.weights * sample.target
    found = Histograms(ranks, np.zeros(ranks.lows.shape), np.zeros(ranks.lows.shape))
    found.less(rows, -sample.weights[rows], -weighted[rows])
    least = pace.mass_min * float(sample.weights[rows].sum())
    rooms = [ranks.used]
    while len(rows) and (slice_ := _best(found, rooms[-1], pace.alpha, least)):
        p, gone = slice_
        taken = gone[ranks.codes[p, rows]]
        found.less(rows[taken], sample.weights[rows[taken]], weighted[rows[taken]])
        room = rooms[-1].copy()
        room[p] &= ~gone
        rows = rows[~taken]
        rooms.append(room)
    return [*rooms, *pasted(sample, among, rooms[-1], pace.alpha)]


def _best(found: Histograms, room: Room, alpha: float, least: float) -> tuple[int, Bool[np.ndarray, " codes"]] | None:
    """Return the input and the codes of the best slice; None if no slice helps."""
    if not len(room):
        return None
    count, total = float(found.counts[0].sum()), float(found.sums[0].sum())
    slices = _slices(found, alpha * count, NOTHING * count)
    left = count - slices.counts
    fits = (slices.counts > NOTHING * count) & (left >= least) & (left > NOTHING * count)
    if not fits.any():
        return None
    gains = np.full(len(left), -np.inf)
    gains[fits] = ((total - slices.sums[fits]) / left[fits] - total / count) / slices.counts[fits]
    best = float(gains.max())
    # rounding makes no gain
    if best * count <= TIED * max(1.0, abs(total / count)):
        return None
    tied = gains >= best * (1 - TIED)
    again = tied & found.ranks.restricted(room)[slices.inputs]
    k = int(np.argmax(again if again.any() else tied))
    codes = np.arange(CODES)
    return int(slices.inputs[k]), (codes >= slices.first[k]) & (codes <= slices.last[k])


def _slices(found: Histograms, most: float, nothing: float) -> Slices:
    """Return every slice that may be taken off."""
    unordered = found.ranks.unordered
    ordered, categories = np.flatnonzero(~unordered), np.argwhere(found.counts * unordered[:, None] > nothing)
    parts = [(*(part[tuple(categories.T)] for part in (found.counts, found.sums)), *categories.T, categories[:, 1])]
    for way in (1, -1):
        counts, sums = (np.cumsum(part[ordered, ::way], axis=1) for part in (found.counts, found.sums))
        each = np.arange(len(ordered))
        first = counts[each, (counts > nothing).argmax(axis=1)]
        last = (counts <= np.maximum(most, first)[:, None] + nothing).sum(axis=1) - 1
        taken, start = (each, last), np.zeros(len(last), np.int64)
        span = (start, last) if way == 1 else (CODES - 1 - last, start + CODES - 1)
        parts.append((counts[taken], sums[taken], ordered, *span))
    return Slices(*map(np.concatenate, zip(*parts, strict=True)))
