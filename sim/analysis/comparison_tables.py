"""A comparison as tables and plain numbers."""

from math import isnan, nan
from typing import Any

import pandas as pd

from sim.analysis.answers import on_grid
from sim.analysis.comparing import Compared, Outcome, finding
from sim.analysis.sentences.comparing import change_text, equal_measures, remarks, title, value_text
from sim.results import Change


def outcome_table(found: Compared, *, every: bool = False) -> pd.DataFrame:
    """Return the measures that differ, or every one.

    A run's own column holds the measure; beside it stand its change from the base, the ends of the 95% interval of
    that change, and what may be said of it. Shares run from 0 to 1.
    """
    rows = []
    for outcome in found.outcomes if every else found.differing:
        row = {"label": outcome.measure.label, "unit": outcome.measure.unit, found.base.name: outcome.base}
        for run, change in zip(found.others, outcome.changes, strict=True):
            row |= {
                run.name: change.other,
                f"{run.name}.change": change.change,
                f"{run.name}.low": nan if change.low is None else change.low,
                f"{run.name}.high": nan if change.high is None else change.high,
                f"{run.name}.finding": finding(change),
            }
        rows.append(row)
    columns = ["label", "unit", found.base.name]
    for run in found.others:
        columns += [run.name, *(f"{run.name}.{part}" for part in ("change", "low", "high", "finding"))]
    names = [outcome.measure.name for outcome in (found.outcomes if every else found.differing)]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(names, name="measure", dtype=object))


def outcome_texts(found: Compared) -> pd.DataFrame:
    """Return the measures that differ in words: for each a row for every run, with its value and its change."""
    rows = []
    for outcome in found.differing:
        unit, label = outcome.measure.unit, outcome.measure.label
        rows.append((label, found.base.name, value_text(unit, outcome.base), ""))
        for run, change in zip(found.others, outcome.changes, strict=True):
            rows.append((label, run.name, value_text(unit, change.other), change_text(unit, change)))
    return pd.DataFrame(rows, columns=["measure", "run", "value", "change"]).set_index(["measure", "run"])


def comparison_numbers(found: Compared) -> dict[str, Any]:
    """Return everything that a comparison says as plain data."""
    return {
        "base": found.base.name,
        "runs": [{"name": run.name, "scenario": run.case.name, "title": run.title} for run in found.runs],
        "seed": found.base.seed,
        "draws": found.base.draws,
        "sentences": [title(found), equal_measures(found), *remarks(found)],
        "inputs": {str(path): row.to_dict() for path, row in found.inputs.iterrows()},
        "measures": {outcome.measure.name: outcome_numbers(found, outcome) for outcome in found.outcomes},
        "not_paired": {name: why for name, (why, _) in found.unpaired.items()},
        "left_out": {label: list(lacking) for label, lacking in found.left_out.items()},
    }


def outcome_numbers(found: Compared, outcome: Outcome) -> dict[str, Any]:
    """Return one measure in all runs; shares and means alike are rounded to millionths."""
    others = zip(found.others, outcome.changes, strict=True)
    return {
        "label": outcome.measure.label,
        "unit": outcome.measure.unit,
        "runs": {found.base.name: {"value": rounded(outcome.base)}}
        | {run.name: change_numbers(change) for run, change in others},
    }


def change_numbers(change: Change) -> dict[str, Any]:
    """Return a measure of one run with its change from the base; null where there is no number."""
    numbers = {"value": change.other, "change": change.change, "low": change.low, "high": change.high}
    return {name: rounded(number) for name, number in numbers.items()} | {"finding": finding(change)}


def attribution_numbers(table: pd.DataFrame) -> dict[str, dict[str, float | None]]:
    """Return what each change did as plain data, by change; see :func:`sim.analysis.attributing.attribution_table`."""
    return {
        str(change): {str(name): rounded(number) for name, number in row.items()} for change, row in table.iterrows()
    }


def rounded(number: float | None) -> float | None:
    """Round to millionths; None where there is no number."""
    return None if number is None or isnan(number) else on_grid(number)
