"""How well is the share of worlds with a zone known after so many draws? From the draws of one run, none made anew."""

import pandas as pd

from sim.draws import REPLICATES
from sim.results import Study, estimate

EARLY = 64
"""Draws of the first point, 8 a replicate; fewer where a run has no more than that."""
APART = 1.5
"""The last point but one has at most the draws of all by this number, so that two never stand side by side."""


def points_of(draws: int) -> list[int]:
    """Return after how many draws to look: each time twice as many, and after all.

    >>> points_of(2048), points_of(300), points_of(20), points_of(3)
    ([64, 128, 256, 512, 1024, 2048], [64, 128, 300], [8, 20], [3])
    """
    found = [EARLY if draws >= APART * EARLY else REPLICATES]
    while 2 * found[-1] * APART <= draws:
        found.append(2 * found[-1])
    return [*(number for number in found if number * APART <= draws), draws]


def share_by_draws(study: Study) -> pd.DataFrame:
    """Return the share of worlds with a zone after the first draws, with its 95% interval.

    Returns
    -------
        One row a number of ``draws``, each twice the one before, the last of all: ``share``, ``low``, ``high`` and
        ``margin``, the larger distance to an end of the interval.
    """
    found = [estimate(study.in_zone[:number], REPLICATES) for number in points_of(study.draws)]
    rows = [(one.share, one.low, one.high, one.margin) for one in found]
    index = pd.Index([one.draws for one in found], name="draws")
    return pd.DataFrame(rows, index, columns=["share", "low", "high", "margin"])
