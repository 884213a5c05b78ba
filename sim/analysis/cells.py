"""Which pairs of levels leave a zone, and who refuses the others?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int64
from scipy.special import ndtri

from sim.analysis.headline import percent
from sim.errors import UnknownName
from sim.results import Study
from sim.results.estimate import LEVEL
from sim.scenario import Case, Issue, Party

WEAK = 0.5
"""A pair with less than this part of the largest share is weak."""
SMALL = 0.005
"""A difference between shares that is too small to see in whole percent."""
LENGTHY = 120
"""A title does not name two pairs in more letters than this."""
LISTED = 6
"""More free issues than this are counted, not named."""


class Sentences(NamedTuple):
    """What a picture of the cells says."""

    finding: str
    """What was found, as a title."""
    drawn: str
    """What is drawn, and on how many worlds."""


@dataclass(frozen=True)
class Cells:
    """All pairs of a level of one issue (columns) and a level of another (rows), every other issue left free."""

    first: str
    """The issue whose levels are the columns."""
    second: str
    """The issue whose levels are the rows."""
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    parties: tuple[str, ...]
    shares: Float[np.ndarray, "rows columns"]
    """Share of worlds in which some zone deal holds both levels, 0 to 1; shape ``(rows, columns)``."""
    column_shares: Float[np.ndarray, " columns"]
    """Share of worlds in which some zone deal holds the column's level, 0 to 1; shape ``(columns,)``."""
    row_shares: Float[np.ndarray, " rows"]
    """Share of worlds in which some zone deal holds the row's level, 0 to 1; shape ``(rows,)``."""
    refused: Float[np.ndarray, "parties rows columns"]
    """Share of worlds in which a party refuses every deal with both, 0 to 1; shape ``(parties, rows, columns)``."""
    draws: int

    @cached_property
    def refusers(self) -> tuple[tuple[str | None, ...], ...]:
        """Return for each row and column the party that most often refuses every deal with both; None if none ever."""
        _, rows, columns = self.refused.shape
        return tuple(tuple(self._most(self.refused[:, r, c]) for c in range(columns)) for r in range(rows))

    @property
    def main_refuser(self) -> str | None:
        """Return the party that most often refuses every deal of a pair, over all pairs; None if none ever does."""
        return self._most(self.refused.mean(axis=(1, 2)))

    @property
    def weak(self) -> Bool[np.ndarray, "rows columns"]:
        """Tell which pairs fall far behind the most frequent, or have no zone; shape ``(rows, columns)``."""
        return (self.shares < WEAK * self.shares.max()) | (self.shares == 0)

    @cached_property
    def leading(self) -> Bool[np.ndarray, "rows columns"]:
        """Tell which pairs sampling cannot part from the most frequent; none if no pair has a zone."""
        return tied(self.shares, self.draws) & bool(self.shares.any())

    def _most(self, refused: Float[np.ndarray, " parties"]) -> str | None:
        return self.parties[int(refused.argmax())] if refused.any() else None


def tied(shares: Float[np.ndarray, "rows columns"], draws: int) -> Bool[np.ndarray, "rows columns"]:
    """Tell which shares lie within the sampling error of a difference from the largest, or within half a point.

    Both are shares ``p, q`` of the same worlds, so the difference has variance ``(b - (p - q)^2) / draws`` with ``b``
    the share of worlds in which only one of the two has a zone. The cells do not tell ``b``; its largest possible value
    ``min(p + q, 2 - p - q)`` is taken, so that a pair is named alone only when that is safe.

    Source: Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
    Psychometrika 12 (1947), 153-157.
    """
    gaps = shares.max() - shares
    both = shares.max() + shares
    discordant = np.minimum(both, 2 - both)
    errors = np.sqrt(np.maximum(0, discordant - gaps**2) / draws)
    tight: Bool[np.ndarray, "rows columns"] = gaps <= np.maximum(float(ndtri((1 + LEVEL) / 2)) * errors, SMALL)
    return tight


def cells(study: Study, first: str, second: str) -> Cells:
    """Return the share of worlds with a zone for every pair of levels of two issues.

    Raises
    ------
    UnknownName
        When the scenario has no such issue, or both names are the same.
    """
    space = study.space
    i, j = space.issue(first), space.issue(second)
    if i == j:
        raise UnknownName(f"issue to pair with '{first}'", second, [name for name in space.issues if name != first])
    column, row = (slice(int(space.offsets[k]), int(space.offsets[k + 1])) for k in (i, j))
    alone = np.diagonal(study.counts.cells)
    return Cells(
        first=first,
        second=second,
        columns=space.levels[i],
        rows=space.levels[j],
        parties=study.parties,
        shares=_both_halves(study.counts.cells)[row, column] / study.draws,
        column_shares=alone[column] / study.draws,
        row_shares=alone[row] / study.draws,
        refused=_both_halves(study.counts.refused_cells)[:, row, column] / study.draws,
        draws=study.draws,
    )


def _both_halves(upper: Int64[np.ndarray, "*parties levels levels"]) -> Int64[np.ndarray, "*parties levels levels"]:
    """Mirror the upper half of the pairs; pairs of two issues have nothing but zeros in the other."""
    return np.maximum(upper, np.swapaxes(upper, -1, -2))


def sentences(study: Study, found: Cells) -> Sentences:
    """Return the finding in one sentence, and what it rests on."""
    drawn = (
        f"Share of {study.draws:,} worlds (seed {study.seed}) in which some deal with both levels has every consent "
        f"it needs{_left_free(study.case, found)}.",
        _refusers(study.case, found),
        "Outlined: the pairs in the title." if 1 < found.leading.sum() < found.leading.size else "",
        f"Scenario: {study.case.title or study.case.name}.",
    )
    return Sentences(_finding(study.case, found), " ".join(filter(None, drawn)))


def _finding(case: Case, found: Cells) -> str:
    leading = sorted(map(tuple, np.argwhere(found.leading).tolist()), key=lambda at: -found.shares[at])
    shares = [percent(found.shares[at]) for at in leading]
    match leading:
        case []:
            return _no_zone(case, found)
        case [at]:
            return f"{_pair(case, found, *at)} is most often acceptable: in {shares[0]} of worlds"
    names = " and ".join(_pair(case, found, *at) for at in leading) if len(leading) == 2 else ""
    pairs = names if 0 < len(names) <= LENGTHY else _many(case, found)
    if found.shares[leading[0]] == found.shares[leading[-1]]:
        return f"Equally often acceptable, in {shares[0]} of worlds: {pairs}"
    between = shares[0] if shares[0] == shares[-1] else f"{shares[-1]} to {shares[0]}"
    return f"Most often acceptable, in {between} of worlds: {pairs}, too close to tell apart"


def _no_zone(case: Case, found: Cells) -> str:
    refuser = found.main_refuser
    who = f"{label_of(case.parties, refuser)} most often refuses" if refuser else "yet nobody ever refuses"
    return f"No deal has every consent it needs in any of {found.draws:,} worlds; {who} every deal of a pair"


def _many(case: Case, found: Cells) -> str:
    """Say how many pairs lead, and which levels they share when these are at most two."""
    lead, of = found.leading, found.leading.size
    count = int(lead.sum())
    pairs = f"{label_of(case.issues, found.first)} and {label_of(case.issues, found.second)}"
    if count == of:
        return f"all {of} pairs of {pairs}"
    across = [name for c, name in enumerate(found.columns) if lead[:, c].any()]
    down = [name for r, name in enumerate(found.rows) if lead[r].any()]
    issue, names, known = (
        (found.first, across, found.columns) if len(across) <= len(down) else (found.second, down, found.rows)
    )
    if len(names) > min(2, len(known) - 1):
        return f"{count} of {of} pairs of {pairs}"
    levels = " or ".join(f"“{case.issues[issue].levels[name].label}”" for name in names)
    return f"{count} pairs with {label_of(case.issues, issue)} {levels}"


def _refusers(case: Case, found: Cells) -> str:
    """Say what a party's name in a weak cell means, and how a tie was decided."""
    named = {found.refusers[r][c] for r, c in np.argwhere(found.weak).tolist()} - {None}
    if not named:
        return ""
    always = {
        party for rule in case.consent.values() if not rule.when and rule.by != "claim" for party in rule.needs.of
    }
    needed = "" if named <= always else ", whether or not its yes is needed"
    most = found.refused == found.refused.max(axis=0)
    tie = (most.sum(axis=0) > 1) & found.weak & found.refused.any(axis=0)
    first = " (of several, the first in the file)" if tie.any() else ""
    return f"The party in a cell is the one that most often refuses every such deal{needed}{first}."


def _pair(case: Case, found: Cells, row: int, column: int) -> str:
    first, second = case.issues[found.first], case.issues[found.second]
    return (
        f"{first.label or found.first} “{first.levels[found.columns[column]].label}” with "
        f"{second.label or found.second} “{second.levels[found.rows[row]].label}”"
    )


def _left_free(case: Case, found: Cells) -> str:
    free = [label_of(case.issues, name) for name in case.issues if name not in (found.first, found.second)]
    match free:
        case []:
            return "; a deal settles nothing else"
        case [only]:
            return f", with {only} left free"
    listed = f"{', '.join(free[:-1])} and {free[-1]}" if len(free) <= LISTED else f"{len(free)} other issues"
    return f", with {listed} left free"


def label_of(named: Mapping[str, Issue] | Mapping[str, Party], name: str) -> str:
    """Return what an issue or a party is called on screen."""
    return named[name].label or name
