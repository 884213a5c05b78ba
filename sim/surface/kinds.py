"""The kinds of settlement of a run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.kinds import Kinds, in_kinds, kinds_table, profiles, weighed_by_solutions, weighed_by_zone
from sim.analysis.sentences.kinds import kinds_finding, names_of
from sim.arrays import whole
from sim.engine.kinds import counts_by_replicate, kinds_held, typical_of
from sim.errors import BadArgument
from sim.statistics.grouping import MOST_GROUPS

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run


@dataclass(frozen=True, repr=False)
class KindsOfDeals:
    """The deals of a run in kinds, one row each; see :func:`sim.analysis.kinds.kinds_table`."""

    found: Kinds
    """The deals, and how they were grouped."""
    table: pd.DataFrame

    @property
    def finding(self) -> str:
        """Return how many kinds there are, and how sure that is, in a sentence or two."""
        return kinds_finding(self.found)

    @property
    def profiles(self) -> pd.DataFrame:
        """Return for every issue and level the share of each kind's weight with it."""
        return profiles(self.found)

    def plot(self) -> "Figure":
        """Draw each kind in a column: its levels issue by issue, in how many worlds it is, and who gains by it."""
        from sim.plots.kinds import kinds_side_by_side  # matplotlib is slow to import

        if not self.found.number:
            raise BadArgument("no deal is in the zone of any world, so there is no kind to draw")
        return kinds_side_by_side(self.found, self.table)

    def __repr__(self) -> str:
        return f"<Kinds of deals of {self.found.study.case.name}: {self.finding}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def kinds_of(run: "Run", kinds: int | None = None) -> KindsOfDeals:
    """Return the deals of a run in kinds.

    Parameters
    ----------
    run
        A finished run.
    kinds
        How many kinds are wanted; as many as lie apart and are found again when silent.

    Raises
    ------
    BadArgument
        If so many kinds are wanted that they are no handful.
    """
    if kinds is not None and not 1 <= whole(kinds, "a number of kinds") <= MOST_GROUPS:
        raise BadArgument(f"deals are put in 1 to {MOST_GROUPS} kinds, not {kinds}")
    study, plan = run.study, run.plan
    if study.counted:
        weighed = weighed_by_zone(counts_by_replicate(study.case, study.paths, plan))
    else:
        weighed = weighed_by_solutions(study)
    found = in_kinds(study, weighed, kinds)
    if not found.number:
        return KindsOfDeals(found, pd.DataFrame(index=pd.RangeIndex(1, 1, name="kind")))
    held = kinds_held(study.case, study.paths, found.by_deal, plan) if study.counted else found.nash
    seen = typical_of(study.case, study.paths, found.typical, plan)
    table = kinds_table(found, held, seen)
    table.insert(0, "name", names_of(found))
    return KindsOfDeals(found, table)
