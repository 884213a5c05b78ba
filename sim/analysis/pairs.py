"""Which pairs of levels leave a zone, and who refuses the others?"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float, Int64
from scipy.special import ndtri

from sim.errors import UnknownName
from sim.results import Study
from sim.statistics.jackknife import LEVEL

WEAK = 0.5
"""A pair with less than this part of the largest share is weak."""
SMALL = 0.005
"""A difference between shares that is too small to see in whole percent."""


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
    lasting: bool = False
    """Whether only zone deals count that last."""

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
        """Tell which pairs fall far behind the most frequent, or have no zone; shape ``(rows, columns)``.

        None where it is asked what lasts: what keeps a pair back there may be that its deals break.
        """
        if self.lasting:
            return np.zeros(self.shares.shape, np.bool_)
        return (self.shares < WEAK * self.shares.max()) | (self.shares == 0)

    @cached_property
    def leading(self) -> Bool[np.ndarray, "rows columns"]:
        """Tell which pairs sampling cannot part from the most frequent, or that print alike; none without a zone."""
        close = tied(self.shares, self.draws) & (self.shares > 0)
        if not close.any():
            return close
        least = min(np.round(self.shares[close].min(), 2), self.shares.max())
        return (np.round(self.shares, 2) >= least) & (self.shares > 0)

    def _most(self, refused: Float[np.ndarray, " parties"]) -> str | None:
        return self.parties[int(refused.argmax())] if refused.any() else None


def tied(shares: Float[np.ndarray, "*shape"], draws: int) -> Bool[np.ndarray, "*shape"]:
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
    tight: Bool[np.ndarray, "*shape"] = gaps <= np.maximum(float(ndtri((1 + LEVEL) / 2)) * errors, SMALL)
    return tight


def cells(study: Study, first: str, second: str, *, lasting: bool = False) -> Cells:
    """Return the share of worlds with a zone, or with one that lasts, for every pair of levels of two issues.

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
    held = (study.lasting_counts if lasting else study.counts).cells
    alone = np.diagonal(held)
    return Cells(
        first=first,
        second=second,
        columns=space.levels[i],
        rows=space.levels[j],
        parties=study.parties,
        shares=both_halves(held)[row, column] / study.draws,
        column_shares=alone[column] / study.draws,
        row_shares=alone[row] / study.draws,
        refused=both_halves(study.counts.refused_cells)[:, row, column] / study.draws,
        draws=study.draws,
        lasting=lasting,
    )


def both_halves(upper: Int64[np.ndarray, "*parties levels levels"]) -> Int64[np.ndarray, "*parties levels levels"]:
    """Return the pairs of two levels in either order; the lower half is empty before."""
    return np.maximum(upper, np.swapaxes(upper, -1, -2))
