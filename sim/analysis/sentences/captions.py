"""What a picture or table says of itself."""

from typing import NamedTuple

import numpy as np

from sim.analysis.closed import needed_always
from sim.analysis.most_acceptable import TopDeals
from sim.analysis.pairs import Cells
from sim.analysis.sentences.wording import count, label_of, listed, percent
from sim.results import Study
from sim.scenario import Case

LENGTHY = 120
"""A title does not name two pairs in more letters than this."""
LISTED = 6
"""More free issues than this are counted, not named."""


class Caption(NamedTuple):
    """What a picture says."""

    finding: str
    """What was found, as a title."""
    drawn: str
    """What is drawn, and on how many worlds."""


def map_caption(study: Study, found: Cells, *, marked: bool = True) -> Caption:
    """Return the finding in one sentence, and what it rests on; ``marked`` is a map with outlines and names."""
    drawn = (
        f"Share of {study.draws:,} worlds (seed {study.seed}) in which some deal with both levels has every consent "
        f"it needs{' and lasts, as the analyst sees it' if found.lasting else ''}{_left_free(study.case, found)}.",
        _refusers(study.case, found) if marked else "",
        "Outlined: the pairs in the title." if marked and 1 < found.leading.sum() < found.leading.size else "",
        f"Scenario: {study.case.title or study.case.name}.",
    )
    return Caption(_finding(study.case, found), " ".join(filter(None, drawn)))


def _finding(case: Case, found: Cells) -> str:
    leading = sorted(map(tuple, np.argwhere(found.leading).tolist()), key=lambda at: -found.shares[at])
    shares = [percent(found.shares[at]) for at in leading]
    match leading:
        case []:
            return _no_zone(case, found)
        case [at]:
            return f"{_pair(case, found, *at)} is most often {_what(found)}: in {shares[0]} of worlds"
    names = " and ".join(_pair(case, found, *at) for at in leading) if len(leading) == 2 else ""
    pairs = names if 0 < len(names) <= LENGTHY else _many(case, found)
    if found.shares[leading[0]] == found.shares[leading[-1]]:
        return f"Equally often {_what(found)}, in {shares[0]} of worlds: {pairs}"
    between = shares[0] if shares[0] == shares[-1] else f"{shares[-1]} to {shares[0]}"
    return f"Most often {_what(found)}, in {between} of worlds: {pairs}, too close to tell apart"


def _what(found: Cells) -> str:
    return "acceptable and lasting" if found.lasting else "acceptable"


def _no_zone(case: Case, found: Cells) -> str:
    refuser = found.main_refuser
    who = f"{label_of(case.parties, refuser)} most often refuses" if refuser else "yet nobody ever refuses"
    lasting = " and lasts" if found.lasting else ""
    return f"No deal has every consent it needs{lasting} in any of {found.draws:,} worlds; {who} every deal of a pair"


def _many(case: Case, found: Cells) -> str:
    """Say how many pairs lead, and which levels they share when these are at most two."""
    lead, of = found.leading, found.leading.size
    number = int(lead.sum())
    pairs = f"{label_of(case.issues, found.first)} and {label_of(case.issues, found.second)}"
    if number == of:
        return f"all {of:,} pairs of {pairs}"
    across = [name for c, name in enumerate(found.columns) if lead[:, c].any()]
    down = [name for r, name in enumerate(found.rows) if lead[r].any()]
    issue, names, known = (
        (found.first, across, found.columns) if len(across) <= len(down) else (found.second, down, found.rows)
    )
    if len(names) > min(2, len(known) - 1):
        return f"{number:,} of {of:,} pairs of {pairs}"
    levels = " or ".join(f"“{case.issues[issue].levels[name].label}”" for name in names)
    return f"{number} pairs with {label_of(case.issues, issue)} {levels}"


def _refusers(case: Case, found: Cells) -> str:
    """Say what a party's name in a weak cell means, and how a tie was decided."""
    named = {found.refusers[r][c] for r, c in np.argwhere(found.weak).tolist()} - {None}
    if not named:
        return ""
    needed = "" if named <= set(needed_always(case)) else ", whether or not its yes is needed"
    most = found.refused == found.refused.max(axis=0)
    tie = (most.sum(axis=0) > 1) & found.weak & found.refused.any(axis=0)
    first = " (of several, the first in the file)" if tie.any() else ""
    who = f"the party that most often refuses every such deal{needed}{first}"
    return f"A cell below half the largest share names {who}."


def _pair(case: Case, found: Cells, row: int, column: int) -> str:
    first, second = case.issues[found.first], case.issues[found.second]
    return (
        f"{label_of(case.issues, found.first)} “{first.levels[found.columns[column]].label}” with "
        f"{label_of(case.issues, found.second)} “{second.levels[found.rows[row]].label}”"
    )


def _left_free(case: Case, found: Cells) -> str:
    free = [label_of(case.issues, name) for name in case.issues if name not in (found.first, found.second)]
    if not free:
        return "; a deal settles nothing else"
    return f", with {listed(free) if len(free) <= LISTED else f'{len(free)} other issues'} left free"


def accepted_caption(study: Study, found: Cells) -> Caption:
    """Say which pair of levels those who ratify accept least often, and what is drawn."""
    home = 1 - found.refused[[study.parties.index(name) for name in study.case.ratifiers]]
    row, column = np.unravel_index(int(home.mean(axis=0).argmin()), home.shape[1:])
    least, most = (percent(float(share)) for share in (home[:, row, column].min(), home[:, row, column].max()))
    shares = least if least == most else f"{least} to {most}"
    drawn = (
        f"Share in % of {study.draws:,} worlds (seed {study.seed}) in which each, asked or not, would accept some "
        f"deal with both levels{_left_free(study.case, found)}. "
        f"Scenario: {study.case.title or study.case.name}."
    )
    pair = _pair(study.case, found, int(row), int(column))
    return Caption(f"Least often accepted at home, in {shares} of worlds: {pair}", drawn)


def blockers_caption(study: Study) -> str | None:
    """Say how the shares of worlds overlap in which a party's yes alone would open an empty zone."""
    several = sum(study.blocked_by(p).astype(int) for p in range(len(study.parties))) > 1
    if not np.any(several):
        return None
    share = percent(float(np.mean(several)))
    return f"In {share} of worlds the yes of any one of several would open a zone: the last column overlaps."


def top_caption(top: TopDeals, *, certain: bool) -> str | None:
    """Say whether the first deal stands out, or that none is acceptable."""
    if not top.deals:
        return "No deal is acceptable to all who are needed in any world."
    ties = ""
    if top.equal > len(top.deals):
        ties = f"These {len(top.deals)} are the first in the file's order of {top.equal:,} in equally many worlds."
    if certain:
        alike = f"{count(top.alike, 'deal is', 'deals are')} acceptable to all who are needed."
    else:
        alike = f"{top.alike:,} deals lie within the sampling error of the first: a set, not a winner."
    return " ".join(filter(None, (ties, alike if certain or top.alike > 1 else ""))) or None
