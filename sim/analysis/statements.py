"""The ledger of statements: what was said, what it does here, and which beliefs rest on nothing said."""

import pandas as pd

from sim.scenario import Case
from sim.scenario.paths import beliefs, stated, talk_beliefs


def homes(case: Case) -> dict[str, list[str]]:
    """Return for every statement the paths that name it."""
    found: dict[str, list[str]] = {name: [] for source in case.sources.values() for name in source.statements}
    for place in stated(case):
        for name in place.spec.because:
            found[name].append(place.path)
    return found


def ledger(case: Case) -> pd.DataFrame:
    """Return every statement with its kind, paraphrase, how it was read, and homes."""
    where = homes(case)
    rows = [
        (name, statement.kind, statement.by, statement.said, statement.note, " ".join(where[name]))
        for source in case.sources.values()
        for name, statement in source.statements.items()
    ]
    return pd.DataFrame(rows, columns=["statement", "kind", "by", "said", "note", "homes"]).set_index("statement")


def judgements(case: Case) -> pd.DataFrame:
    """Return every belief that rests on no statement, with the reason given for it."""
    judged = [place for place in (*beliefs(case), *talk_beliefs(case)) if place.basis == "judgement"]
    rows = [(place.path, place.reason.judgement or "no reason given") for place in judged]
    return pd.DataFrame(rows, columns=["path", "judgement"]).set_index("path")


def settable(case: Case) -> pd.DataFrame:
    """Return every belief by dotted path: its value as written, unit, bounds, basis and statements."""
    rows = []
    for place in (*beliefs(case), *talk_beliefs(case)):
        low, high = getattr(place.spec, "bounds", (None, None))
        written = place.spec.model_dump(mode="json", exclude_unset=True)
        if isinstance(written, dict):
            written = {key: value for key, value in written.items() if key not in ("because", "judgement", "basis")}
        rows.append((place.path, written, unit_of(place.path), low, high, place.basis, " ".join(place.reason.because)))
    rows += [
        (f"dial.{dial}", getattr(case.dial, dial), "0 bends, 1 is firm", 0.0, 1.0, "judgement", "")
        for dial in ("lines", "consents")
    ]
    return pd.DataFrame(rows, columns=["path", "value", "unit", "low", "high", "basis", "because"]).set_index("path")


UNITS = {
    ".weights.": "weight, before all are scaled to sum to 1",
    ".outlook.": "chance, before all are scaled to sum to 1",
    ".no_deal.cost": "swings",
    ".no_deal.plus": "swings",
    ".no_deal": "utility, 0 to 1",
    ".table.": "worth, rescaled to 0..1",
    "talks.tactics.": "exponent of concession: above 1 holds out",
    "words.": "chance that it is meant",
    "correlations.": "correlation of normal scores",
}
"""Units by a part of the path; the first that fits."""


def unit_of(path: str) -> str:
    """Return the unit of the number at a path."""
    return next((unit for part, unit in UNITS.items() if part in path), "")
