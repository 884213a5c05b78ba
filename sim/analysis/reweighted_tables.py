"""Every measure of a run under other beliefs, by the weights of its draws, beside what the run itself gives."""

import numpy as np
import pandas as pd

from sim.analysis.measures import SHARE, TALKS, Measure, measures_of
from sim.analysis.reweighting import Weighted
from sim.arrays import PerDraw
from sim.draws import REPLICATES
from sim.results import Estimate
from sim.results.estimates import FEW, wilson
from sim.statistics.reweighting import Ratio, effective, weighted_change, weighted_mean
from sim.store.records import RunRecord

OF_TALKS = (*(measure.name for measure in TALKS), "verdict.")
"""How the names of measures begin that rest on talks."""


def share_of(values: PerDraw, weights: PerDraw) -> Estimate:
    """Return a weighted share of draws with its interval.

    At 0 or 1, and where only a few draws decide, the wider of the t interval and Wilson's, with as many draws as the
    weighted ones are worth.
    """
    found = weighted_mean(values, weights, REPLICATES)
    low, high = max(0.0, found.low), min(1.0, found.high)
    if few_decide(found.value, worth := effective(weights[~np.isnan(values)])):
        score = wilson(found.value, max(1, int(worth)))
        low, high = min(low, score[0]), max(high, score[1])
    return Estimate(found.value, low, high, len(values))


def few_decide(share: float, worth: float) -> bool:
    """Tell whether so few draws lie on the rarer side that the replicates' spread tells too little."""
    return min(share, 1 - share) * worth < FEW * REPLICATES


def measures_table(run: RunRecord, weighted: Weighted) -> pd.DataFrame:
    """Return one row a measure that the draws can tell of under other beliefs.

    Parameters
    ----------
    run
        The run whose draws they are.
    weighted
        What they are worth.

    Returns
    -------
        By the measure's name: ``label``, ``unit``, ``base`` (what the run gives), ``value``, ``low`` and ``high`` under
        the other beliefs, and ``change``, ``change_low``, ``change_high``, whose interval knows that the draws are the
        same. Without the measures of talks where parties would believe something else of one another.
    """
    found = measures_of(run.case, run.worlds)
    rows = {name: row(measure, run, weighted) for name, measure in found.items() if tells(name, weighted)}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("measure")


def tells(name: str, weighted: Weighted) -> bool:
    """Tell whether weights are enough for a measure."""
    return weighted.same_pictures or not name.startswith(OF_TALKS)


def row(measure: Measure, run: RunRecord, weighted: Weighted) -> dict[str, str | float]:
    """Return one row of the table."""
    values, weights = measure.values(run.worlds), weighted.weights
    assert values is not None
    found, change = (how(values, weights, REPLICATES) for how in (weighted_mean, weighted_change))
    base = found.value - change.value
    if measure.unit == SHARE and not np.isnan(found.value):
        share = share_of(values, weights)
        found = Ratio(share.share, share.low, share.high)
        if weighted.paths and few_decide(found.value, effective(weights[~np.isnan(values)])):
            change = Ratio(change.value, min(change.low, found.low - base), max(change.high, found.high - base))
    return {
        "label": measure.label,
        "unit": measure.unit,
        "base": base,
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "change": change.value,
        "change_low": change.low,
        "change_high": change.high,
    }
