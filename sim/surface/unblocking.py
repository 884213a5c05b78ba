"""Who stands in the way of a zone."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.sentences.unblocking import unblocking_sentences
from sim.analysis.unblocking import short_table, unblocking_table, unopened
from sim.engine import Unblocked, unblocked

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run


@dataclass(frozen=True)
class Blocks:
    """Who stands in the way, alone and together."""

    run: "Run"
    found: Unblocked

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return the sets of parties whose yes would open a zone; see :mod:`sim.analysis.unblocking`."""
        return unblocking_table(self.run.study, self.found)

    @cached_property
    def short(self) -> pd.DataFrame:
        """Return who falls short of the deal nearest to a zone, and by how much."""
        return short_table(self.run.study, self.found)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what may be said of it."""
        study = self.run.study
        return unblocking_sentences(study, self.table, self.short, unopened(study, self.found))

    def plot(self) -> "Figure":
        """Draw who keeps the deals with each level out of the zone."""
        return self.run.plot.blockers()

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def blocks(run: "Run") -> Blocks:
    """Return who stands in the way of a zone in the worlds of a run."""
    study = run.study
    return Blocks(run, unblocked(study.case, study.paths, study.gaps.nearest, run.plan))
