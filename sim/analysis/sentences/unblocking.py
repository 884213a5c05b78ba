"""Who stands in the way, in words."""

from typing import Any

import pandas as pd

from sim.analysis.sentences.wording import label_of, names, percent
from sim.results import Study

NAMED = 4
"""Sets named in a sentence at most."""
LEAST = 0.02
"""Smaller shares of worlds are not named."""


def unblocking_sentences(study: Study, table: pd.DataFrame, short: pd.DataFrame, left: float) -> tuple[str, ...]:
    """Return what may be said of whose yes would open the worlds without a zone."""
    closed = 1 - study.zone.share
    if not closed:
        return (f"Every one of {study.draws:,} worlds has a zone: nobody stands in the way.",)
    said = [f"{percent(closed)} of {study.draws:,} worlds have no zone."]
    rows = table[table["share"] >= LEAST].head(NAMED)
    if len(rows):
        said.append(f"A constant yes would open one: {'; '.join(_set(study, row) for row in rows.itertuples())}.")
    if left:
        said.append(f"No one, two or three of them would open {percent(left)}.")
    lacking = short[short["low"] > 0].sort_values("share", ascending=False)
    if len(lacking):
        missing = percent(float((~study.in_zone & study.verdicts.compatible).mean()))
        each = [_short(study, str(party), row) for party, row in lacking.iterrows()]
        said.append(
            f"Where lines leave some deal but there is no zone ({missing} of all), the nearest deal is short for "
            f"{'; '.join(each)}."
        )
    return tuple(said)


def _short(study: Study, party: str, row: "pd.Series[float]") -> str:
    """Say in how many of these worlds a party is short, and by how much."""
    return f"{label_of(study.case.parties, party)} in {percent(row['share'])} (by {row['lacks']:.2f} of its scale)"


def _set(study: Study, row: Any) -> str:
    """Name a set with its share and interval."""
    said = names(study.case, row.Index.split("+"))
    alone = f"of {said} {'alone' if row.number == 1 else 'together'}"
    return f"{alone} in {percent(row.share)} ({percent(row.low)} to {percent(row.high)})"
