"""What each of several changes did, in words."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.attributing import MOST_SHARED, Attributed
from sim.analysis.comparing import CLEAR, finding
from sim.analysis.measures import SHARE
from sim.analysis.sentences.comparing import called, change_text
from sim.analysis.sentences.wording import count, listed, percent
from sim.results import Change


def attribution_title(found: Attributed) -> str:
    """Say how far the share moves, and which change did most of it."""
    base, other = map(called, found.names)
    whole = found.whole
    start = f"{found.measure}: {percent(whole.base)} of worlds in {base}, {percent(whole.other)} in {other}"
    if finding(whole) != CLEAR:
        return f"{start}: {change_text(SHARE, whole)}"
    return f"{start}, {_said(whole)}"


def attribution_sentences(found: Attributed) -> list[str]:
    """Say which change did it, how far changes matter together, and what the columns are."""
    return [*filter(None, (_most(found), _together(found), _without_parts(found)))]


def _most(found: Attributed) -> str:
    """Name the change that did most, as far as the intervals tell."""
    if len(found.changes) == 1:
        return f"Only {found.changes[0]} differs, so all of it is that."
    if not found.leading:
        return "No change makes a clear difference by itself."
    first, *tied = found.leading
    if tied:
        return f"Most is done by {listed(found.leading)}, too close to tell apart."
    did = found.part(first) if found.shared else found.alone(first)
    return f"Most is done by {first}: {'its part in the whole is' if found.shared else 'alone'} {_said(did)}."


def _together(found: Attributed) -> str:
    """Say whether changes do together what each does alone."""
    if len(found.changes) == 1:
        return ""
    together = found.together
    if not together.clear:
        return "Together they do what each does alone, as far as sampling tells."
    if found.whole.clear and not any(found.alone(change).clear for change in found.changes):
        return "None makes a clear difference alone: they matter only together."
    singly = 100 * (found.whole.change - together.change)
    return (
        f"They matter together too: what each does alone adds up to {singly:+.1f} points, and all of them do "
        f"{100 * found.whole.change:+.1f}."
    )


def _without_parts(found: Attributed) -> str:
    if found.shared:
        return ""
    return (
        f"{count(len(found.changes), 'change is', 'changes are')} too many for each to have its part: that would take "
        f"every set of them; up to {MOST_SHARED} have one."
    )


def _said(change: Change) -> str:
    return "nothing" if change.equal else change_text(SHARE, change)


def attribution_lines(found: Attributed, inputs: pd.DataFrame) -> Iterator[tuple[str, list[str]]]:
    """Say of every change what it does alone, last and in part, with what both scenarios say there.

    Parameters
    ----------
    found
        What each change did.
    inputs
        The inputs that differ, by dotted path, with a column for each of the two.
    """
    for change in found.changes:
        own = inputs[[path == change or str(path).startswith(f"{change}.") for path in inputs.index]]
        said = [f"{path}: {row.iloc[0]} -> {row.iloc[1]}" for path, row in own.iterrows()]
        told = [f"alone {_said(found.alone(change))}", f"last {_said(found.last(change))}"]
        told += [f"part {_said(found.part(change))}"] if found.shared else []
        yield "; ".join(said), told
