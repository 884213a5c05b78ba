"""A run under other beliefs, from the draws it has: no world is made anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.reweighted_tables import measures_table, share_of
from sim.analysis.reweighting import Weighted, weighted
from sim.analysis.sentences.reweighting import reweighted_finding
from sim.arrays import PerDraw
from sim.results import Estimate
from sim.surface.comparing import record_of

if TYPE_CHECKING:
    from sim.surface.run import Run


@dataclass(frozen=True)
class Reweighted:
    """What the draws of a run say of other beliefs."""

    run: "Run"
    found: Weighted
    """The record: which beliefs differ, and what each draw counts for."""

    @property
    def weights(self) -> PerDraw:
        """Return what each draw counts for; shape ``(draws,)``."""
        return self.found.weights

    @property
    def effective(self) -> float:
        """Return how many draws of equal weight would tell as much (Kish)."""
        return self.found.effective

    @cached_property
    def zone(self) -> Estimate:
        """Return the share of worlds with a zone under the other beliefs."""
        return share_of(self.run.study.in_zone * 1.0, self.weights)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return every measure beside what the run gives; see :func:`sim.analysis.reweighted_tables.measures_table`."""
        return measures_table(record_of(self.run), self.found)

    @property
    def finding(self) -> str:
        """Return what was found, in one sentence."""
        return reweighted_finding(self.run.study, self.found, self.zone)

    def _repr_html_(self) -> str:
        return f"<p><b>{escape(self.finding)}</b></p>{self.table.to_html(float_format='{:.3f}'.format)}"

    def __repr__(self) -> str:
        return f"<Reweighted: {self.finding}>"


def reweighted(run: "Run", values: Mapping[str, Any]) -> Reweighted:
    """Return what the draws of a run say of other beliefs, without a rerun.

    Parameters
    ----------
    run
        The run.
    values
        Beliefs by dotted path, as ``Scenario.change`` takes them. They must lie within the range of what the run drew.

    Raises
    ------
    ScenarioError
        If a path or belief is none.
    BadArgument
        If only a rerun can tell; the message says why.

    Examples
    --------
    >>> from sim import Scenario
    >>> run = Scenario.load("moscow-talks").run(draws=512)
    >>> found = reweighted(run, {"parties.russia.no_deal.cost": {"uniform": [0.5, 1]}})
    >>> round(found.effective), found.zone.share > run.zone.share
    (256, True)
    """
    return Reweighted(run, weighted(run.study, run.scenario.change(values).case))
