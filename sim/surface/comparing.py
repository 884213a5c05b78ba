"""Runs in the hand, held against the first of them: what went in differently, and what came out."""

from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.attributing import Attributed, attribution_table
from sim.analysis.comparing import Compared, compared
from sim.analysis.comparison_tables import comparison_numbers, outcome_table, outcome_texts
from sim.analysis.sentences.comparing import equal_measures, opening, remarks, scope, title
from sim.analysis.tables import worlds_table
from sim.errors import BadArgument
from sim.store import RunRecord, as_parquet, read_record
from sim.store.records import found_columns, read_worlds
from sim.surface.attributing import attributed
from sim.surface.comparison_folder import agreement_figure, folder_name, saved_comparison
from sim.surface.run import Run

if TYPE_CHECKING:
    from sim.plots import Figure


@dataclass(frozen=True)
class ComparisonPlots:
    """The figures of a comparison."""

    found: Compared

    def differences(self) -> "Figure":
        """Draw how far every share of worlds moves from the base to the other runs."""
        from sim.plots import differences  # matplotlib is slow to import, and most comparisons draw nothing

        return differences(self.found)

    def agreement(self) -> "Figure":
        """Draw the time to agreement of every run: in how many worlds talks have struck a deal by each round."""
        return agreement_figure(self.found)


@dataclass(frozen=True)
class Comparison:
    """Runs held against the first of them, the base."""

    found: Compared
    """The runs, and every measure in all of them."""

    def inputs(self) -> pd.DataFrame:
        """Return the inputs that differ, by dotted path: what each run's scenario says there."""
        return self.found.inputs

    def table(self, *, every: bool = False) -> pd.DataFrame:
        """Return the measures that differ: each run's value, its change from the base, and the 95% interval of that.

        Parameters
        ----------
        every
            Whether to list the measures that are equal in all runs too.
        """
        return outcome_table(self.found, every=every)

    def attribution(self, measure: str = "zone") -> pd.DataFrame:
        """Return which of the inputs that differ did it: see :func:`sim.analysis.attributing.attribution_table`.

        The scenarios between the two are run now, all in the worlds of the base.

        Parameters
        ----------
        measure
            Which share of worlds: ``zone``, ``lines``, ``lasts`` or ``agreed``.
        """
        return attribution_table(self.attributed(measure))

    def attributed(self, measure: str = "zone") -> Attributed:
        """Return what each of the inputs that differ did; of two runs only."""
        if len(self.found.runs) != 2:
            raise BadArgument(f"what did it can be told between two runs, not {len(self.found.runs)}")
        return attributed(*self.found.runs, measure)

    @property
    def plot(self) -> ComparisonPlots:
        """Return the figures."""
        return ComparisonPlots(self.found)

    def answer(self) -> dict[str, Any]:
        """Return the numbers and sentences of the comparison as plain data."""
        return comparison_numbers(self.found)

    def save(self, folder: str | Path | None = None, did: Attributed | None = None) -> Path:
        """Write the comparison's folder (``results/<base>-and-<other>`` when silent) and return it.

        Parameters
        ----------
        folder
            Where.
        did
            What :meth:`attributed` found, to be written too.
        """
        target = Path(folder) if folder else Path("results") / folder_name(self.found)
        return saved_comparison(self.found, target, did)

    def __repr__(self) -> str:
        return f"<Comparison of {opening(self.found)}: {title(self.found)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the runs, the inputs that differ, then the outcomes that do."""
        found = self.found
        runs = "<br>".join(f"{escape(run.name)}: {escape(run.title)}" for run in found.runs)
        parts = [f"<p><b>{escape(title(found))}</b><br>{escape(scope(found))}</p>", f"<p>{runs}</p>"]
        with pd.option_context("display.max_colwidth", None):
            differ = [
                ("Inputs that differ", found.inputs),
                ("Outcomes that are not exactly equal", outcome_texts(found)),
            ]
            parts += [f"<p>{what}</p>{table.to_html()}" for what, table in differ if len(table)]
        parts += [] if len(found.inputs) else ["<p>No input differs.</p>"]
        parts += [f"<p>{escape(sentence)}</p>" for sentence in (equal_measures(found), *remarks(found))]
        return "\n".join(parts).replace("+-", "±")


def compare(*runs: "Run | RunRecord | str | Path") -> Comparison:
    """Hold runs against the first of them, world by world where they share their worlds.

    Runs of another seed or number of worlds, or whose random streams are numbered otherwise, are held against it as
    they are, with wider intervals; it is said of which and why.

    Parameters
    ----------
    runs
        The base, then one run or more: finished runs, or the folders they left.

    Raises
    ------
    NotARun
        If a folder does not hold what a run left there.
    NotPaired
        If the runs do not share their menu of issues and levels.

    Examples
    --------
    >>> from sim import Scenario
    >>> base = Scenario.load("harbour-sports-park")
    >>> strict = base.change({"consent.package.needs": list(base.case.parties)}, name="unanimous")
    >>> compare(base.run(8), strict.run(8)).table()["unanimous.change"].to_dict()
    {'zone_size': -43.0}
    """
    return Comparison(compared([record_of(run) for run in runs]))


def record_of(run: "Run | RunRecord | str | Path") -> RunRecord:
    """Return the record of a run, or of what a run left in a folder."""
    match run:
        case RunRecord():
            return run
        case Run(study=study):
            table = worlds_table(study)
            return RunRecord(
                name=study.case.name,
                case=study.case,
                paths=study.paths,
                seed=study.seed,
                draws=study.draws,
                # through the file's own form, so that a stored run and this one are alike to the last type
                worlds=read_worlds(as_parquet(table[found_columns(table)])),
                version=version("dealzones"),
            )
        case str() | Path():
            return read_record(Path(run))
    raise BadArgument(
        f"runs are compared, or the folders they left, each an argument of its own; {type(run).__name__} is neither "
        "(a scenario is run first: scenario.run())"
    )
