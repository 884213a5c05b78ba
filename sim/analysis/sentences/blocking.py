"""What the figure of who blocks what says of itself."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.blocking import SHARED, ZONE, alone, foremost, over_all
from sim.analysis.sentences.captions import LENGTHY, LISTED, Caption
from sim.analysis.sentences.wording import count, label_of, listed, percent
from sim.results import Study
from sim.scenario import Case
from sim.worlds import uncertain

NAMED = 3
"""More parties than this that keep out equally many deals are counted, not named."""


def blocking_caption(study: Study, table: pd.DataFrame, shown: tuple[tuple[int, ...], ...]) -> Caption:
    """Return who alone keeps out most deals, and what the bars are.

    Parameters
    ----------
    study
        A finished run.
    table
        What :func:`sim.analysis.blocking.who_blocks` found in it.
    shown
        Which levels of each issue are drawn.
    """
    shares = over_all(table)
    worlds = count(study.draws, "world", "worlds")
    drawn = (
        f"Bars: all deals with a level, on average over {worlds} (seed {study.seed}).",
        "Kept out by a party alone: its yes would let the deal in." if len(alone(shares)) else "",
        "What lacks one yes, that of any of several, is counted once and under no party." if shares[SHARED] else "",
        _never_alone(study, alone(shares)),
        *_left_out(study, shown),
        f"Scenario: {study.case.title or study.case.name}.",
    )
    return Caption(_finding(study, shares), " ".join(filter(None, drawn)))


def _finding(study: Study, shares: pd.Series) -> str:
    found = alone(shares)
    if not (len(found) or shares[SHARED] or shares["several"]):
        return "No deal is ever kept out: each has every consent it needs in every world"
    if len(found):
        said = _keepers(study, found)
    elif shares[SHARED]:
        said = f"nobody keeps a deal out alone; {percent(shares[SHARED])} of deals lack one yes, that of any of several"
    else:
        said = "nobody keeps a deal out alone: where one fails, more than one yes is missing"
    if not shares[ZONE]:
        said = f"no deal has every consent it needs in any world; {said}"
    return said[0].upper() + said[1:]


def _keepers(study: Study, found: pd.Series) -> str:
    """Name the parties that alone keep out most deals, and say whether they can be told apart."""
    first = foremost(study, found)
    shares = [percent(found[party]) for party in first]
    if len(first) == 1:
        others = "more than by any other party" if len(found) > 1 else "by no other party alone"
        beside = f", {others}" if len(study.parties) > 1 else ""
        return f"{shares[0]} of deals are kept out by {label_of(study.case.parties, first[0])} alone{beside}"
    unlike = "too close to tell apart" if uncertain(study.case) else "within half a point"
    close = "equally many" if found[first[0]] == found[first[-1]] else unlike
    names = [label_of(study.case.parties, party) for party in first]
    if len(first) > NAMED or len("".join(names)) > LENGTHY:
        between = shares[0] if shares[0] == shares[-1] else f"{shares[-1]} to {shares[0]}"
        return f"each of {len(first)} parties alone keeps out {between} of deals, {close}"
    more = [f"{share} by {name} alone" for share, name in zip(shares[1:], names[1:], strict=True)]
    return f"{listed([f'{shares[0]} of deals are kept out by {names[0]} alone', *more])}, {close}"


def _never_alone(study: Study, found: pd.Series) -> str:
    never = [label_of(study.case.parties, party) for party in study.parties if party not in found.index]
    if not never or found.empty:
        return ""
    who = listed(never) if len(never) <= LISTED else f"{len(never)} other parties"
    return f"Never the only one that could let a deal in: {who}."


def _left_out(study: Study, shown: tuple[tuple[int, ...], ...]) -> Iterator[str]:
    """Say of which issues not all levels are drawn."""
    for issue, kept, size in zip(study.space.issues, shown, study.space.sizes, strict=True):
        if len(kept) < size:
            name = label_of(study.case.issues, issue)
            yield f"Of {name} {len(kept)} of {size:,} levels are drawn, evenly spaced."


def short_names(case: Case) -> dict[str, str]:
    """Return the parties' labels without what stands in brackets, where that leaves all of them different."""
    labels = {party: label_of(case.parties, party) for party in case.parties}
    short = {party: label.split(" (")[0] for party, label in labels.items()}
    return short if len(set(short.values())) == len(short) else labels
