"""What a box asks of one input, in words."""

from collections.abc import Sequence

from sim.analysis.faces import issue_of
from sim.analysis.sentences.drivers import driver_label
from sim.analysis.sentences.wording import label_of
from sim.scenario import Case
from sim.statistics.boxes import Limit
from sim.written import parts_of

NAMED = 3
"""Up to so many levels are named; of more the first and the last."""
YES = "yes"
"""Stands for what is firm, or stands."""


def limit_text(case: Case, face: str, limit: Limit, values: Sequence[str] | None) -> str:
    """Say what a box asks of one input.

    Parameters
    ----------
    case
        The scenario.
    face
        The input, as it is recorded.
    limit
        What it must be; of a level or an answer its place among ``values``.
    values
        What it may be: the names of levels in their order, or "no" and "yes"; None for a number.

    >>> from sim.scenario import read_scenario
    >>> case = read_scenario("moscow-talks").case
    >>> limit_text(case, "parties.russia.lines.land.firm", Limit(high=0.0), ("no", "yes"))
    "Russia's line 'land' bends"
    >>> limit_text(case, "parties.russia.lines.land.stands_at", Limit(high=1.0), ("freeze", "empty-zone", "more-land"))
    "Russia's line 'land' stands at “Freeze” or “Freeze with empty zone”"
    >>> limit_text(case, "parties.us.weights.assets", Limit(0.1, 0.25), None)
    "US's weight of Frozen assets is from 0.1 to 0.25"
    """
    kept = None if values is None else kept_values(values, limit)
    if kept is None:
        return f"{_number(case, face)} is {_range(limit)}"
    issue = issue_of(case, face)
    named = [f"“{case.issues[issue].levels[name].label or name}”" for name in kept] if issue else kept
    match parts_of(face):
        case ["parties", party, "lines", line, "firm"]:
            return f"{_whose(case, party)} line '{line}' {'is firm' if kept == [YES] else 'bends'}"
        case ["consent", name, "stands"]:
            return f"claim '{name}' {'stands' if kept == [YES] else 'does not stand'}"
        case ["parties", party, "lines", line, "stands_at"]:
            return f"{_whose(case, party)} line '{line}' stands at {_either(named)}"
        case ["parties", party, "values", about, "best"]:
            return (
                f"what {label_of(case.parties, party)} likes best on {label_of(case.issues, about)} is {_either(named)}"
            )
    return f"{driver_label(case, face)} is {_either(named)}"


def kept_values(values: Sequence[str], limit: Limit) -> list[str]:
    """Return the values that a limit lets in.

    >>> kept_values(("a", "b", "c"), Limit(low=1.0)), kept_values(("a", "b", "c"), Limit(among=(0.0, 2.0)))
    (['b', 'c'], ['a', 'c'])
    """
    if limit.among is not None:
        return [values[int(k)] for k in limit.among]
    first = 0 if limit.low is None else int(limit.low)
    return list(values[first : len(values) if limit.high is None else int(limit.high) + 1])


def _number(case: Case, face: str) -> str:
    """Return what a number is called, with its party in front."""
    match parts_of(face):
        case ["parties", party, "no_deal", "outlook", issue, level]:
            named = case.issues[issue].levels[level].label or level
            return f"{_whose(case, party)} outlook for “{named}” on {label_of(case.issues, issue)}"
        case ["parties", party, "values", issue, "fall_off"]:
            return f"{_whose(case, party)} fall-off of worth on {label_of(case.issues, issue)}"
        case ["parties", party, *_] if ": " in (said := driver_label(case, face)):
            return f"{_whose(case, party)} {said.removeprefix(f'{label_of(case.parties, party)}: ')}"
        case ["words", *word]:
            return f"how often words '{'.'.join(word)}' are meant"
    return driver_label(case, face)


def _whose(case: Case, party: str) -> str:
    return f"{label_of(case.parties, party)}'s"


def _either(names: Sequence[str]) -> str:
    """Write some values.

    >>> _either(["a", "b"]), _either(["a", "b", "c", "d"])
    ('a or b', 'anything from a to d')
    """
    if len(names) > NAMED:
        return f"anything from {names[0]} to {names[-1]}"
    *before, last = names
    return f"{', '.join(before)} or {last}" if before else last


def _range(limit: Limit) -> str:
    """Write what a number must be.

    >>> _range(Limit(low=0.3456)), _range(Limit(high=0.5)), _range(Limit(0.1, 0.2))
    ('0.346 or more', '0.5 or less', 'from 0.1 to 0.2')
    """
    low, high = (None if end is None else f"{end:.3g}" for end in (limit.low, limit.high))
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"{high} or less" if low is None else f"{low} or more"
