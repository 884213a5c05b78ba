"""What would be ratified at home, in words."""

from typing import Any

import numpy as np

from sim.analysis.sentences.wording import label_of, listed, percent
from sim.engine import AtHome
from sim.scenario import Case


def win_sets_finding(found: AtHome) -> str:
    """Say what ratification leaves of the zone at the table."""
    table, ratified = (percent(float((sizes > 0).mean())) for sizes in (found.table, found.ratified))
    return f"Those at the table have a zone in {table} of worlds; in {ratified} some of its deals would be ratified."


def home_label(case: Case, name: str) -> str:
    """Return what a home is called on screen: a party, or a rule with its quota."""
    if name in case.parties:
        return label_of(case.parties, name)
    rule = name.removeprefix("consent.")
    needs = case.consent[rule].needs
    return f"{rule}: {needs.at_least} of {len(needs.of)}"


def side_sentences(case: Case, row: Any) -> list[str]:
    """Say what a home does to the party it stands behind, and to the other seats."""
    if np.isnan(row[f"change.{case.seats[0]}"]):
        return ["In no world is there a Nash deal both with its say and without it."]
    others = [moved(case, row, seat) for seat in case.seats if seat != row["side"]]
    beside = [f"For others: {listed(others)}."] if others else []
    if not row["side"]:
        return ["Stands behind nobody at the table.", *beside]
    own = moved(case, row, row["side"])
    net = f"{amount(row, 'net', '')} with no deal counted as 0 where the zone is lost to it"
    return [f"For its side, {row['effect']}: {own}; {net}.", *beside]


def moved(case: Case, row: Any, seat: str) -> str:
    """Say what a seat gets more, on its own scale."""
    return f"{label_of(case.parties, seat)} {amount(row, 'change', f'.{seat}')}"


def amount(row: Any, name: str, of: str) -> str:
    """Write a change on a scale from 0 to 1, with its interval where it has one."""
    change, low, high = (row[f"{name}{end}{of}"] for end in ("", "_low", "_high"))
    return on_scale(change) + ("" if np.isnan(low) else f" ({on_scale(low)}..{on_scale(high)})")


def on_scale(change: float) -> str:
    """Write a change on a scale from 0 to 1; nothing is +0.

    >>> on_scale(0.0121), on_scale(-0.00004)
    ('+0.0121', '+0.0000')
    """
    return f"{round(change, 4) + 0:+.4f}"
