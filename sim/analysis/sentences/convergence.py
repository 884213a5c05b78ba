"""How well the share of worlds with a zone is known, in one sentence."""

import pandas as pd

from sim.analysis.convergence import share_by_draws
from sim.analysis.sentences.captions import Caption
from sim.results import Study


def convergence_caption(study: Study) -> Caption:
    """Return how far the share still moves, and what its picture draws."""
    return Caption(_finding(share_by_draws(study)), _drawn(study))


def _finding(table: pd.DataFrame) -> str:
    last = table.iloc[-1]
    said = f"After {table.index[-1]:,} draws a zone exists in {last['share']:.1%} of worlds, +-{_points(last)} points"
    if len(table) == 1:
        return said
    before = table.iloc[-2]
    then = f"{said}; the first {table.index[-2]:,} said {before['share']:.1%}, +-{_points(before)}"
    return then if before["low"] <= last["share"] <= before["high"] else f"{then}, and are further off than that"


def _points(row: pd.Series) -> str:
    return f"{100 * row['margin']:.1f}"


def _drawn(study: Study) -> str:
    return (
        f"Share of the first worlds (seed {study.seed}) in which some deal has every consent it needs, with its 95% "
        "sampling interval, each time for twice as many draws of the same run. The interval says nothing of the "
        f"beliefs. Scenario: {study.case.title or study.case.name}."
    )
