"""A run in the hand: its answer, its tables, its figures, and the reason for any of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import xarray as xr

from sim.analysis.answers import answer
from sim.analysis.bargaining import solutions_table
from sim.analysis.baseline import prior_only
from sim.analysis.deciding import Deciding, told_of
from sim.analysis.reasons import Why, why
from sim.analysis.sentences import Headline
from sim.analysis.sentences.deciding import most_telling
from sim.analysis.sweeping import Swept, sweep_table
from sim.analysis.tables import (
    acceptance,
    buyable_table,
    checks_table,
    deals_table,
    parties_table,
    talks_table,
    worlds_table,
)
from sim.arrays import whole
from sim.engine import Plan, zone_share
from sim.errors import BadArgument
from sim.results import Estimate, Study
from sim.scenario import Case
from sim.surface.conditions import Conditions, conditions_in
from sim.surface.deals import Deal, deal_number
from sim.surface.deciding import Decides, decides
from sim.surface.exchange import experiments_and_outcomes
from sim.surface.figures import Plots
from sim.surface.folder import saved
from sim.surface.kinds import KindsOfDeals, kinds_of
from sim.surface.opening import Takes, takes
from sim.surface.replays import Replay
from sim.surface.showing import shown
from sim.surface.sweep import along_dial
from sim.surface.unblocking import Blocks, blocks
from sim.worlds import uncertain

if TYPE_CHECKING:
    from sim.surface.reweighting import Reweighted
    from sim.surface.scenario import Scenario


@dataclass(frozen=True)
class Run:
    """What follows from a scenario's beliefs."""

    scenario: "Scenario"
    study: Study
    """The record: counts over all draws, and what was found in each."""
    plan: Plan
    """How many worlds, and how they are computed."""
    tell: Callable[[str], None] = field(default=lambda _: None, repr=False)
    """Told what is under way while the headline is computed."""

    @property
    def zone(self) -> Estimate:
        """Return the share of worlds in which some deal has every consent it needs."""
        return self.study.zone

    @cached_property
    def deals(self) -> pd.DataFrame:
        """Return deals with shares of worlds, the most often acceptable first: all, or of too many the solutions."""
        return deals_table(self.study)

    @cached_property
    def parties(self) -> pd.DataFrame:
        """Return how often each party refuses, alone closes a deal, and blocks a world."""
        return parties_table(self.study)

    @property
    def agreed(self) -> Estimate | None:
        """Return the share of worlds in which talks strike a deal; None where the scenario has no talks."""
        return self.study.agreed

    @property
    def agreed_if_zone(self) -> Estimate | None:
        """Return the share of the worlds with a zone in which talks find it; None without talks, or without a zone."""
        return self.study.agreed_if_zone

    @property
    def talks(self) -> pd.DataFrame:
        """Return how often talks end in each verdict, with intervals; empty where the scenario has none."""
        return talks_table(self.study)

    @cached_property
    def acceptance(self) -> xr.Dataset:
        """Return shares of worlds on named axes, jointly (``zone``) and by party (``accepts``)."""
        return acceptance(self.study)

    @property
    def checks(self) -> pd.DataFrame:
        """Return the share of worlds in which each of the file's checks holds."""
        return checks_table(self.study)

    @property
    def buyable(self) -> pd.DataFrame:
        """Return for every party and issue how often the worst level could be bought, and the lines that forbid it."""
        return buyable_table(self.study)

    @property
    def solutions(self) -> pd.DataFrame:
        """Return the deals that each bargaining solution picks in most worlds, three of each."""
        return solutions_table(self.study, 3)

    @property
    def plot(self) -> Plots:
        """Return the figures."""
        return Plots(self)

    def why(self, draw: int, deal: Deal) -> Why:
        """Return every number behind one answer: is this deal in the zone of this world, and why.

        Parameters
        ----------
        draw
            Which world, counting from 0.
        deal
            A deal's number, its levels in the order of the issues (a tuple, or a text with commas), or level by issue.
        """
        number = deal_number(self.study.space, deal)
        return why(self.study.case, self.study.paths, self.study.seed, self._checked(draw), number)

    def replay(self, draw: int) -> Replay:
        """Return the talks of one world: every offer and answer, what each was worth, and how they ended.

        Parameters
        ----------
        draw
            Which world, counting from 0.
        """
        return self.scenario.replay(self._checked(draw), self.study.seed)

    def _checked(self, draw: int) -> int:
        """Return the number of a draw, or refuse one that does not exist."""
        if not 0 <= whole(draw, "a draw's number") < self.study.draws:
            raise BadArgument(f"there is no draw {draw}; this run has draws 0 to {self.study.draws - 1}")
        return draw

    def decides(self, outcome: str = "zone", *, sobol: bool = False) -> Decides:
        """Return which beliefs decide an outcome: what each tells of it, alone and beside others.

        Parameters
        ----------
        outcome
            ``zone``, ``lines``, ``lasts``, ``zone_size``, ``agreed``, or another measure that runs are compared by.
        sobol
            Whether to draw each belief anew in turn, which needs no trees.
        """
        return decides(self, outcome, sobol=sobol)

    def takes(self, proposal: str | None = None, *, deal: Deal | None = None) -> Takes:
        """Return what it would take: which beliefs, alone or together, open the worlds that lack a zone.

        Parameters
        ----------
        proposal
            A text of the file that lacks a consent, in place of the zone.
        deal
            A deal that lacks one: its number, its levels in order, or level by issue.
        """
        return takes(self, proposal, deal)

    def conditions(self, of: str = "zone") -> Conditions:
        """Return under which conditions something happens: few beliefs, each within limits, judged on held-out worlds.

        Parameters
        ----------
        of
            ``zone``, ``no-zone``, ``agreed`` or ``blocks.PARTY``.
        """
        return conditions_in(self, of)

    def kinds(self, kinds: int | None = None) -> KindsOfDeals:
        """Return the kinds of settlement in the zone, each with its typical deal, who gains by it and who blocks it.

        Parameters
        ----------
        kinds
            How many; as many as there are when silent.
        """
        return kinds_of(self, kinds)

    def blocks(self) -> Blocks:
        """Return who stands in the way of a zone, alone and together, and who is short of the deal nearest to one."""
        return blocks(self)

    def to_dataframe(self) -> pd.DataFrame:
        """Return every world: what was found in it and what was drawn, one row a draw."""
        return worlds_table(self.study)

    def to_ema(self) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
        """Return the run as experiments and outcomes of the EMA Workbench."""
        return experiments_and_outcomes(self)

    def reweighted(self, values: Mapping[str, Any]) -> "Reweighted":
        """Return what the draws of this run say of other beliefs; see :func:`sim.surface.reweighting.reweighted`."""
        from sim.surface.reweighting import reweighted  # it imports the comparison, which imports runs

        return reweighted(self, values)

    def again(self, case: Case) -> Estimate:
        """Return the share of worlds with a zone in another version of the scenario, on the draws that both share."""
        paths = [*self.study.paths]
        paths += [path for path in uncertain(case) if path not in paths]
        return zone_share(case, tuple(paths), self.plan)

    @cached_property
    def dialed(self) -> Swept:
        """Return in which worlds a zone exists along the dial of refusals, from all bending to all firm."""
        return along_dial(self.study, self.plan)

    @cached_property
    def dial(self) -> pd.DataFrame:
        """Return one row a stand of the dial of refusals: shares of worlds with a zone and with compatible lines."""
        return sweep_table(self.dialed)

    @cached_property
    def telling(self) -> Deciding:
        """Return what each belief tells of whether a zone exists, known alone; see :meth:`decides` for more."""
        return told_of(self.study, "zone", trees=False)

    @cached_property
    def headline(self) -> Headline:
        """Return the answer with all that must stand beside it; runs the dial, the baseline and the readings."""
        tell, study = self.tell, self.study
        tell("the dial of refusals")
        bend, *_, firm = (point.found.zone for point in self.dialed.points)
        tell("prior-only baseline")
        prior = self.again(prior_only(study.case))
        readings = {}
        for name, reading in self.scenario.readings().items():
            tell(f"reading {name}")
            readings[name] = zone_share(reading.case, reading.columns, self.plan)
        return Headline(
            case=study.case,
            zone=study.zone,
            compatible=study.compatible,
            zone_if_compatible=study.zone_if_compatible,
            all_bend=bend,
            all_firm=firm,
            prior_only=prior,
            readings=readings,
            single=float(study.counts.joint.max()) / study.draws if study.counted else None,
            at_table=study.zone_at_table,
            lasting=study.zone_that_lasts,
            by_guarantee=study.holds_by_guarantee,
            slack=study.middle_slack,
            telling=most_telling(self.telling),
            certain=not uncertain(study.case),
        )

    def answer(self) -> dict[str, Any]:
        """Return the numbers and sentences of the run as plain data."""
        return answer(self.study, self.headline)

    def save(self, folder: str | Path | None = None) -> Path:
        """Write the run's folder (``results/<name>`` when silent) and return it; an earlier run there is replaced."""
        target = Path(folder) if folder is not None else Path("results") / self.study.case.name
        return saved(self, target)

    def _repr_html_(self) -> str:
        """Show headline, talks and a small map where a notebook's cell ends in a run."""
        return shown(self)

    def __repr__(self) -> str:
        return f"<Run of {self.study.case.name}: a zone in {self.zone}>"
