"""How does the zone change with the date of decision? The same worlds, round after round."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.draws import REPLICATES
from sim.engine import Dated
from sim.results import estimate
from sim.results.changes import paired_change
from sim.zones import NOT_COUNTED

SHOWN = 13
"""Rounds that are looked at where there are more."""


def rounds_to_look_at(last: int) -> list[int]:
    """Return up to :data:`SHOWN` rounds, the first and the last among them.

    >>> rounds_to_look_at(4), rounds_to_look_at(25)[:4]
    ([1, 2, 3, 4], [1, 3, 5, 7])
    """
    return sorted({round(number) for number in np.linspace(1, last, min(SHOWN, last))})


def dates_table(rounds: Sequence[int], found: Dated) -> pd.DataFrame:
    """Return what a decision in each round would find.

    Returns
    -------
        One row a round: ``zone``, ``low``, ``high``, the share of worlds with a zone and its 95% interval; ``change``,
        ``change_low``, ``change_high``, the difference from the first row, world by world; ``size``, the median number
        of deals in the zone where there is one, not a number where they are too many to list.
    """
    rows = []
    for in_zone, sizes in zip(found.in_zone.T, found.sizes.T, strict=True):
        share = estimate(in_zone, REPLICATES)
        change = paired_change(found.in_zone[:, 0] * 1.0, in_zone * 1.0, share=True)
        counted = in_zone.any() and not (sizes == NOT_COUNTED).any()
        rows.append(
            {
                "zone": share.share,
                "low": share.low,
                "high": share.high,
                "change": change.change,
                "change_low": change.low,
                "change_high": change.high,
                "size": float(np.median(sizes[in_zone])) if counted else float("nan"),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(rounds, name="round"))
