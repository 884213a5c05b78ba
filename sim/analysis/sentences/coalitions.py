"""What coalitions could settle, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sim.analysis.coalitions import MOST_SEATS, row_of
from sim.analysis.sentences.blocking import short_names
from sim.analysis.sentences.wording import label_of, listed, percent
from sim.engine import Coalition
from sim.scenario import Case


def coalition_sentences(case: Case, table: pd.DataFrame, looked_at: Sequence[Coalition]) -> Iterator[str]:
    """Say what a settlement has without coalitions, which of them control nothing, and which were not looked at."""
    if len(table):
        yield f"A settlement has a zone in {percent(table['zone'].iloc[0])} of worlds if all go on."
    idle = [coalition for coalition in looked_at if row_of(coalition) not in table.index]
    if idle:
        yield f"In no world do these control an issue: {'; '.join(coalition_name(case, c) for c in idle)}."
    if len(case.seats) > MOST_SEATS:
        yield (
            f"{len(case.seats)} parties have a seat: of their coalitions those of two, that of all, and those that "
            f"make a side deal of the file are looked at, {len(looked_at):,} in all, and only these could break off."
        )


def coalition_name(case: Case, coalition: Sequence[str]) -> str:
    """Return the members of a coalition, as they are called."""
    short = short_names(case)
    return ", ".join(short[party] for party in coalition)


def controls_text(case: Case, row: Any) -> str:
    """Name the issues that a coalition controls, with the share of worlds where it is not all.

    A table's row holds the shares as ``controls.I``.
    """
    shares = {issue: row[f"controls.{issue}"] for issue in case.issues}
    return listed(
        [
            label_of(case.issues, issue) + ("" if share == 1 else f" ({percent(share)})")
            for issue, share in shares.items()
            if share
        ]
    )


def gains_text(case: Case, row: Any, coalition: Sequence[str]) -> str:
    """Say what a coalition's deal adds to no deal of everybody, its members first."""
    gains = {party: f"{name} {round(row[f'gain.{party}'], 2) + 0.0:+.2f}" for party, name in short_names(case).items()}
    members = [gains[party] for party in coalition]
    others = [gain for party, gain in gains.items() if party not in coalition]
    return "; ".join(", ".join(some) for some in (members, others) if some)
