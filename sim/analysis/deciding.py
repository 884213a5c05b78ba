"""Which beliefs decide an outcome: what knowing each would tell of it, alone and with all it does beside others.

Three measures, none of which stands for the others. The **first-order index** is the share of the outcome's variance
that knowing the belief alone removes; of beliefs that go together it credits all. The **total index** is what is left
open if all but the belief is known; it comes from boosted trees that learn the outcome and is told only where they
tell it of draws they never saw, or from worlds with the belief drawn anew. The **distance** between the belief's values
with the outcome and without it works for rare outcomes too. References stand with each in :mod:`sim.statistics`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.faces import Faces, faces_of
from sim.analysis.measures import Measure, measures_of, of_talks
from sim.analysis.tables import worlds_table
from sim.arrays import PerDraw
from sim.draws import REPLICATES
from sim.engine import Swapped
from sim.errors import UnknownName
from sim.results import Study
from sim.statistics.binned_indices import first_order
from sim.statistics.jackknife import Jackknifed
from sim.statistics.rank_correlations import going_together_in
from sim.statistics.regional_distance import distances, dummy_line
from sim.statistics.surrogate import LEAST_SIDE, Learned, learned
from sim.statistics.total_indices import indices

CERTIFIED = {"zone": "in_zone", "lines": "compatible", "lasts": "lasting"}
"""Outcomes that are asked of worlds with beliefs drawn anew, and the columns that tell them."""
LEAST = 0.02
"""Below such a share of the variance nothing is said to stand out."""
MUCH = 0.1
"""From such a total on a belief is named even where its interval holds 0."""
RARE = 0.05
"""Where fewer than this share of worlds have an answer, shares of its variance are small by themselves."""
NOT_GROWN = Learned(float("nan"), "", None)
"""Where no trees are asked for."""
TOGETHER = 0.3
"""From such a rank correlation on, two beliefs are said to go together."""


@dataclass(frozen=True)
class Deciding:
    """What each belief tells of an outcome."""

    study: Study
    measure: Measure
    table: pd.DataFrame
    """One row a belief, those that decide most first; see :func:`told_of`."""
    counted: int
    """Worlds in which the outcome counts."""
    rarer: int | None
    """Of a yes or no: worlds with the rarer answer; None of a number."""
    score: float
    """How well trees tell the outcome of worlds they never saw; not a number where they were not grown."""
    scored: str
    """What the score is: ``AUC`` or ``R2``."""
    line: float
    """The distance that any of the beliefs would pass by chance once in twenty runs."""
    together: tuple[tuple[str, str, float], ...]
    """Pairs of beliefs that go together, with their rank correlation."""

    @property
    def few(self) -> bool:
        """Tell whether too few worlds count, or have the rarer answer, for anything to be told."""
        return self.counted < LEAST_SIDE or (self.rarer is not None and self.rarer < LEAST_SIDE)

    @property
    def marginal(self) -> list[str]:
        """Return the beliefs that tell something of the outcome, whether of themselves or by what they go with."""
        table = self.table
        clear = (table["first_low"] > 0) & (table["first"] >= LEAST)
        if self.rarer is not None:
            clear = (table["distance"] > self.line) & (clear | (self.rarer < RARE * self.counted))
        return [] if self.few else list(table.index[clear])

    @property
    def decisive(self) -> list[str]:
        """Return the beliefs that stand out: what they tell no other belief does; where no totals are, the marginal."""
        table = self.table
        if self.few or table["total"].isna().all():
            return self.marginal
        return list(table.index[(table["total_low"] > 0) & (table["total"] >= LEAST)])

    @property
    def untold(self) -> list[str]:
        """Return the beliefs that may do much, or nothing: their totals are large and their intervals hold 0."""
        table = self.table
        return [] if self.few else list(table.index[(table["total"] >= MUCH) & ~(table["total_low"] > 0)])

    @property
    def borrowed(self) -> list[str]:
        """Return the beliefs that tell something, but nothing beside the others that they go with."""
        known = not self.table["total"].isna().all()
        return [name for name in self.marginal if known and self.table.at[name, "total"] < LEAST]


def outcome_of(study: Study, name: str) -> tuple[Measure, PerDraw]:
    """Return the outcome of a name, one of the measures that runs are compared by, and its value in every world."""
    worlds = worlds_table(study)
    known = measures_of(study.case, worlds)
    values = known[name].values(worlds) if name in known else None
    if values is None:
        raise UnknownName("outcome", name, tuple(known))
    return known[name], values


def told_of(study: Study, name: str, *, trees: bool = True) -> Deciding:
    """Return what each belief tells of an outcome.

    Parameters
    ----------
    study
        A finished run.
    name
        The outcome, one of the measures that runs are compared by.
    trees
        Whether to grow trees, from which totals are read.

    Returns
    -------
        A table by ``belief``, the path under which it is recorded: ``first`` and ``total`` with the ends ``_low`` and
        ``_high`` of their 95% intervals, and ``distance``. Indices are shares of the outcome's variance. A total is not
        a number where the trees tell too little, a distance where the outcome is no yes or no.
    """
    measure, outcome = outcome_of(study, name)
    faces = faces_of(study, talks=of_talks(name))
    among = ~np.isnan(outcome)
    binary = bool(np.isin(outcome[among], (0, 1)).all())
    happened = outcome[among] == 1
    first = first_order(faces.values, np.nan_to_num(outcome), REPLICATES, among)
    grown = learned(faces.values, np.nan_to_num(outcome), REPLICATES, among) if trees else NOT_GROWN
    columns = {
        "first": first.index,
        "first_low": first.low,
        "first_high": first.high,
        **ends("total", grown.total or [Jackknifed(np.nan, np.nan, np.nan)] * len(faces.names)),
        "distance": distances(faces.values[among], happened) if binary else np.nan,
    }
    table = pd.DataFrame(columns, index=pd.Index(faces.names, name="belief"))
    return Deciding(
        study=study,
        measure=measure,
        table=table.sort_values(["total", "first"], ascending=False, kind="stable"),
        counted=int(among.sum()),
        rarer=min(int(happened.sum()), int((~happened).sum())) if binary else None,
        score=grown.score,
        scored=grown.measure,
        line=dummy_line(happened, len(faces.names)) if binary else float("nan"),
        together=going_together(faces),
    )


def ends(name: str, found: Sequence[Jackknifed]) -> dict[str, PerDraw]:
    """Return columns of numbers and of the ends of their intervals."""
    parts = np.array(found).reshape(-1, 3).T
    return dict(zip((name, f"{name}_low", f"{name}_high"), parts, strict=True))


def certified(found: Deciding, faces: Faces, again: Swapped) -> pd.DataFrame:
    """Return the table with indices from worlds in which each belief was drawn anew, in place of the trees' totals.

    Parameters
    ----------
    found
        What the draws as they are tell.
    faces
        The beliefs.
    again
        Worlds as they are, with everything drawn anew, and with each belief alone drawn anew.
    """
    a, b, *swapped = np.asarray(getattr(again, CERTIFIED[found.measure.name])).T * 1.0
    both = [indices(a, b, one, REPLICATES) for one in swapped]
    columns = ends("first", [one.first for one in both]) | ends("total", [one.total for one in both])
    table = pd.DataFrame(columns, index=pd.Index(faces.names, name="belief"))
    table["distance"] = found.table["distance"]
    return table.sort_values(["total", "first"], ascending=False, kind="stable")


def going_together(faces: Faces) -> tuple[tuple[str, str, float], ...]:
    """Return the pairs of beliefs whose values go together, by rank correlation, the closest first.

    Only what goes together in every replicate counts: patterns of a low-discrepancy sequence differ between them.
    Weights are left out, which share a sum by the model and not by belief, and so are words, which all that is said in
    them goes with.
    """
    kept = [k for k, name in enumerate(faces.names) if ".weights." not in name and not name.startswith("words.")]
    pairs = going_together_in(faces.values[:, kept], REPLICATES, TOGETHER)
    return tuple((faces.names[kept[i]], faces.names[kept[j]], rho) for i, j, rho in pairs)
