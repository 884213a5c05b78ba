"""What does each ingredient do? The same worlds with one of them taken out after another."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analysis.sentences.wording import WRITTEN
from sim.draws import REPLICATES
from sim.engine import Held
from sim.results import estimate
from sim.results.changes import paired_change


def ablation_table(names: Sequence[str], found: Sequence[Held]) -> pd.DataFrame:
    """Return what worlds hold as written, and without each ingredient.

    Parameters
    ----------
    names
        The ingredients taken out.
    found
        What the worlds hold as written, then without each.

    Returns
    -------
        One row for the scenario as written and one an ingredient taken out: ``zone``, the share of worlds with a zone;
        ``change``, ``change_low``, ``change_high``, the difference from the first row, world by world, with its 95%
        interval; ``compatible``, the share in which lines leave some deal, and ``zone_if_compatible`` among these;
        ``slack``, the median over these of the largest least surplus, from 0 to 1, below 0 where there is no zone,
        not a number where some deal needs nobody's yes;
        ``lasts``, the share in which some zone deal lasts;
        ``agreed`` and ``agreed_change`` with its interval, the share in which talks strike a deal.
    """
    rows = [_row(one, found[0]) for one in found]
    return pd.DataFrame(rows, index=pd.Index([WRITTEN, *names], name="without"))


def _row(one: Held, first: Held) -> dict[str, float | None]:
    """Return one row, given what the worlds hold as written."""
    zone, agreed = (
        paired_change(getattr(first, what) * 1.0, getattr(one, what) * 1.0, share=True)
        for what in ("in_zone", "agreed")
    )
    compatible = int(one.compatible.sum())
    middle = float(np.median(one.slack[one.compatible])) if compatible else np.nan
    return {
        "zone": estimate(one.in_zone, REPLICATES).share,
        "change": zone.change,
        "change_low": zone.low,
        "change_high": zone.high,
        "compatible": compatible / len(one.compatible),
        "zone_if_compatible": int(one.in_zone.sum()) / compatible if compatible else np.nan,
        "slack": middle if np.isfinite(middle) else np.nan,
        "lasts": float(one.lasting.mean()),
        "agreed": agreed.other,
        "agreed_change": agreed.change,
        "agreed_low": agreed.low,
        "agreed_high": agreed.high,
    }
