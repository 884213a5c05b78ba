"""What it would take: which beliefs would have to be otherwise for a zone, or for one text."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.faces import faces_of, signs_of
from sim.analysis.opening import Opening, lacks_table, would_open
from sim.analysis.proposals import proposals_table
from sim.analysis.sentences.drivers import driver_label
from sim.analysis.sentences.would_open import opening_sentences
from sim.beliefs import LevelBelief, OneLevel
from sim.engine import Plan, missing_worth, opened, scored_of, task_of, text_in_zone, zone_exists
from sim.engine.tasks import Block
from sim.errors import BadArgument, UnknownName
from sim.scenario import Case, Proposal
from sim.surface.deals import Deal, deal_number
from sim.worlds import space_of

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run

ASKED = "the deal asked about"
"""What a deal is called that is no proposal of the file."""


@dataclass(frozen=True)
class Takes:
    """What it would take; see :func:`sim.analysis.opening.would_open`."""

    found: Opening
    columns: tuple[str, ...]
    plan: Plan

    @property
    def table(self) -> pd.DataFrame:
        """Return one row a belief, those that open most worlds alone first, with what each is called."""
        labels = [driver_label(self.found.case, str(name)) for name in self.found.table.index]
        return self.found.table.assign(label=labels)

    @property
    def together(self) -> pd.DataFrame:
        """Return the sets of beliefs that open worlds together, the most frequent first."""
        return self.found.together

    @cached_property
    def text(self) -> pd.Series | None:
        """Return who accepts the text, whose yes is missing and which clause would bring most; None of the zone."""
        if self.found.proposal is None:
            return None
        name, case = self.found.proposal, self.found.case
        alone = case.model_copy(update={"proposals": {name: case.proposals[name]}})
        return proposals_table(alone, scored_of(alone, self.columns, self.plan)).loc[name]

    @cached_property
    def lacks(self) -> pd.DataFrame | None:
        """Return what a side payment would have to be worth to every party for the text; None of the zone."""
        if self.found.proposal is None:
            return None
        task = task_of(self.found.case, self.columns, self.plan)
        return lacks_table(self.found.case, missing_worth(task, self.found.proposal, self.plan.draws))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what may be said of it."""
        return opening_sentences(self.found)

    def plot(self) -> "Figure":
        """Draw the beliefs that open most worlds alone."""
        from sim.plots import what_it_takes  # matplotlib is slow to import

        if not self.found.looked or self.found.table.empty:
            raise BadArgument("there is nothing to draw: no world that was looked at could change")

        return what_it_takes(self.found)

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def takes(run: "Run", proposal: str | None, deal: Deal | None) -> Takes:
    """Return what it would take for a zone, for a proposal of the file, or for a deal, in the worlds of a run."""
    case, name = asked(run.study.case, proposal, deal)
    task = task_of(case, run.study.paths, run.plan)
    faces = faces_of(run.study, text=name)
    streams = [driver.streams for driver in faces.drivers]
    question = zone_exists(task) if name is None else text_in_zone(task, name)
    found = opened(task, question, streams, run.study.draws)
    signs = signs_of(faces, task.uniforms(Block(0, 0, run.study.draws)).columns)
    return Takes(would_open(case, name, faces, signs, found), run.study.paths, replace(run.plan, draws=run.study.draws))


def asked(case: Case, proposal: str | None, deal: Deal | None) -> tuple[Case, str | None]:
    """Return the scenario with the text that is asked about, and its name; None for the zone."""
    if deal is not None:
        space = space_of(case)
        levels = space.levels_of(deal_number(space, deal))
        clauses: dict[str, LevelBelief] = {
            issue: OneLevel(level=level) for issue, level in zip(case.issues, levels, strict=True)
        }
        text = Proposal(label=f"({', '.join(levels)})", clauses=clauses)
        return case.model_copy(update={"proposals": {**case.proposals, ASKED: text}}), ASKED
    if proposal is not None and proposal not in case.proposals:
        raise UnknownName("proposal", proposal, tuple(case.proposals))
    return case, proposal
