"""A scenario in the hand: load it, change it, run it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.protocols import protocols_of
from sim.analysis.reasons import Why, why
from sim.analysis.replays import replay
from sim.analysis.statements import judgements, ledger, settable
from sim.arrays import whole
from sim.engine import MOST_DRAWS, Plan, memory_of, run
from sim.errors import BadArgument
from sim.scenario import Case, Reading, prefixes, read_scenario
from sim.scenario.merging import overridden
from sim.surface.ablation import Ablated, ablated
from sim.surface.coalitions import Coalitions, coalitions_in
from sim.surface.correlations import refuse_certain
from sim.surface.dates import ByDate, by_date
from sim.surface.deals import Deal, deal_number
from sim.surface.proposals import Proposals, proposals_in
from sim.surface.replays import Replay
from sim.surface.run import Run
from sim.surface.saving import saved_beside
from sim.surface.side_deals import SideDeals, side_deals_of
from sim.surface.sweep import Sweep, run_along
from sim.surface.talks import TalksCompared, refuse_without_talks, talks_along, talks_under
from sim.surface.win_sets import WinSets, win_sets_of
from sim.worlds import space_of, uncertain

DRAWS = 2048
"""Worlds of a run when nothing else is asked: 8 replicates of 256."""


@dataclass(frozen=True)
class Scenario:
    """A scenario file as read, with the changes made to it."""

    reading: Reading

    @staticmethod
    def load(path: str | Path, overrides: Sequence[str] = ()) -> "Scenario":
        """Read a scenario file, or a shipped scenario by its bare name.

        Parameters
        ----------
        path
            A file such as ``scenarios/moscow-talks.yaml``, or a name such as ``moscow-talks``.
        overrides
            Texts such as ``parties.ukraine.weights.territory=0.4``.

        Raises
        ------
        ScenarioError
            With every mistake of the file, each with its place.
        """
        return Scenario(read_scenario(path, overrides))

    def __repr__(self) -> str:
        return f"<Scenario {self.case.name}: {len(self.case.parties)} parties, {len(self.case.issues)} issues>"

    @property
    def case(self) -> Case:
        """Return what the file says, checked."""
        return self.reading.case

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the uncertain quantities in the order of their random streams.

        A root file numbers its own; every child, override and change appends what it adds, so that a variant sees the
        same draws of all it shares.
        """
        found = list(self.case.columns)
        for case in prefixes(self.reading.layers, self.reading.name):
            found += [path for path in uncertain(case) if path not in found]
        refuse_certain(self.reading, found)
        return tuple(found)

    def change(self, values: Mapping[str, Any], name: str | None = None) -> "Scenario":
        """Return this scenario with beliefs set at dotted paths; ``paths()`` lists them.

        >>> base = Scenario.load("moscow-talks")
        >>> base.change({"parties.ukraine.lines.land.words": "opposed"}).case.parties["ukraine"].lines["land"].words
        'opposed'
        """
        return Scenario(self.reading.changed(values, name))

    def save(self, path: str | Path) -> Path:
        """Write what was changed by hand as a scenario file that extends the one it was changed from; return its path.

        It goes beside that file, or anywhere if the scenario came with the package; a file that is there is kept.
        """
        return saved_beside(self.reading, path)

    def paths(self) -> pd.DataFrame:
        """Return every belief by dotted path, with its value, unit, bounds, basis and statements."""
        return settable(self.case)

    def statements(self) -> pd.DataFrame:
        """Return the ledger: every statement of the sources, its kind, and the beliefs that rest on it."""
        return ledger(self.case)

    def judgements(self) -> pd.DataFrame:
        """Return every belief that rests on no statement."""
        return judgements(self.case)

    def overrides(self) -> list[tuple[str, object, str]]:
        """Return what was changed after the root file: path, value, and where."""
        return overridden(self.reading.layers)

    def readings(self) -> "dict[str, Scenario]":
        """Return the other readings of the same words that the file names, changed as this one is."""
        return self._readings

    @cached_property
    def _readings(self) -> "dict[str, Scenario]":
        return {name: Scenario(reading) for name, reading in self.reading.others().items()}

    def run(
        self,
        draws: int = DRAWS,
        seed: int = 1,
        *,
        block: int | None = None,
        executor: Executor | None = None,
        memory: int | str = "2 GB",
        progress: Callable[[str], None] = lambda _: None,
    ) -> Run:
        """Draw worlds from the beliefs and find the deal zone in each.

        Parameters
        ----------
        draws
            How many worlds; the sampling error falls a little faster than their square root.
        seed
            Another seed gives other worlds; variants with one seed share theirs.
        block
            Worlds a block, silent for as many as suit the question; no result depends on it.
        executor
            Where blocks are computed; no result depends on it.
        memory
            Bytes that the run may take, or a text such as ``"4 GB"``; a run that would take more is refused at once.
        progress
            Told what is under way.
        """
        plan = self.plan(draws, seed, block=block, executor=executor, memory=memory)
        return Run(self, run(self.case, self.columns, plan), plan, progress)

    def plan(
        self,
        draws: int = DRAWS,
        seed: int = 1,
        *,
        block: int | None = None,
        executor: Executor | None = None,
        memory: int | str = "2 GB",
    ) -> Plan:
        """Return what a run would compute, and how; see :meth:`run`.

        Raises
        ------
        BadArgument, TooMuchMemory
            If it could not be run, or would take more memory than it may.
        """
        allowed = memory_of(memory) if isinstance(memory, str) else memory
        plan = Plan(draws, seed, block, executor, allowed)
        plan.refuse_beyond_memory(self.case, len(self.columns))
        return plan

    def sweep(self, path: str, values: Iterable[Any], draws: int = DRAWS, seed: int = 1) -> Sweep:
        """Run this scenario at some values of one belief, all in the same worlds.

        Parameters
        ----------
        path
            The belief by dotted path, such as ``parties.russia.no_deal.cost`` or ``dial.lines``.
        values
            What :meth:`change` takes there: numbers, words, beliefs as mappings.
        draws
            How many worlds.
        seed
            Another seed gives other worlds.

        Examples
        --------
        >>> swept = Scenario.load("harbour-sports-park").sweep("parties.union.no_deal", [0.5, 0.9], draws=8)
        >>> swept.table()[["value", "zone", "as_in_file"]].values.tolist()
        [[0.5, 1.0, True], [0.9, 1.0, False]]
        """
        return run_along(self, path, values, Plan(draws, seed))

    def talks(
        self, protocols: Mapping[str, Any] | Sequence[str] | None = None, draws: int = DRAWS, seed: int = 1
    ) -> TalksCompared:
        """Let the parties negotiate by the file's protocol and by others, all in the same worlds.

        Parameters
        ----------
        protocols
            By a name of your own, what :meth:`change` takes at ``talks.protocol``; or kinds, such as
            ``["final_offer"]``; when silent, every kind that needs no more than the names of the parties.
        draws
            How many worlds.
        seed
            Another seed gives other worlds.
        """
        if isinstance(protocols, Mapping):
            others = protocols
        else:
            kinds = [protocols] if isinstance(protocols, str) else protocols
            others = protocols_of(self.case) if kinds is None else protocols_of(self.case, kinds)
        return talks_under(self, others, Plan(draws, seed))

    def ablate(self, draws: int = DRAWS, seed: int = 1) -> Ablated:
        """Take out one ingredient after another (see ``without``), and tell what the same worlds hold then."""
        return ablated(self, Plan(draws, seed))

    def dates(self, rounds: int | None = None, draws: int = DRAWS, seed: int = 1) -> ByDate:
        """Return the zone as it would be if the parties decided in a later round, up to the deadline when silent."""
        return by_date(self, rounds, Plan(draws, seed))

    def side_deals(self, draws: int = DRAWS, seed: int = 1) -> SideDeals:
        """Return what some could settle between them while the war goes on, and what that does to the zone."""
        return side_deals_of(self, Plan(draws, seed))

    def coalitions(self, draws: int = DRAWS, seed: int = 1) -> Coalitions:
        """Return what every coalition could settle without the others, and whether a smaller one would break off."""
        return coalitions_in(self, Plan(draws, seed))

    def proposals(self, draws: int = DRAWS, seed: int = 1) -> Proposals:
        """Return who would accept the texts on the table, who alone would not, and what would have to change."""
        return proposals_in(self, Plan(draws, seed))

    def win_sets(self, draws: int = DRAWS, seed: int = 1) -> WinSets:
        """Return what each of those who ratify lets pass, and whether a tighter win-set helps its side."""
        return win_sets_of(self, Plan(draws, seed))

    def talks_at(self, path: str, values: Iterable[Any], draws: int = DRAWS, seed: int = 1) -> TalksCompared:
        """Let the parties negotiate at some values of one belief, all in the same worlds; see :meth:`sweep`."""
        return talks_along(self, path, values, Plan(draws, seed))

    def replay(self, draw: int, seed: int = 1) -> Replay:
        """Return the talks of one world, without a run; see :meth:`Run.replay`."""
        refuse_strange_draw(draw)
        refuse_without_talks(self)
        return Replay(self.case, draw, replay(self.case, self.columns, seed, draw))

    def why(self, draw: int, deal: Deal, seed: int = 1) -> Why:
        """Return every number behind one answer, without a run; see :meth:`Run.why`."""
        refuse_strange_draw(draw)
        return why(self.case, self.columns, seed, draw, deal_number(space_of(self.case), deal))


def refuse_strange_draw(draw: int) -> None:
    """Refuse the number of a draw that no run can have."""
    if not 0 <= whole(draw, "a draw's number") < MOST_DRAWS:
        raise BadArgument(f"draws are numbered from 0 to {MOST_DRAWS - 1:,}, not {draw:,}")
