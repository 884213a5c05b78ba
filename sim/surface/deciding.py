"""Which beliefs decide an outcome of a run."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.deciding import CERTIFIED, Deciding, certified, told_of
from sim.analysis.faces import faces_of
from sim.analysis.sentences.deciding import deciding_sentences
from sim.analysis.sentences.drivers import driver_label
from sim.engine import swapped
from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run


@dataclass(frozen=True)
class Decides:
    """What each belief tells of an outcome; see :func:`sim.analysis.deciding.told_of`."""

    run: "Run"
    found: Deciding

    @property
    def table(self) -> pd.DataFrame:
        """Return one row a belief, those that decide most first, with what each is called."""
        labels = [driver_label(self.found.study.case, str(name)) for name in self.found.table.index]
        return self.found.table.assign(label=labels)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what may be said of it."""
        return deciding_sentences(self.found)

    def plot(self) -> "Figure":
        """Draw the beliefs that tell most."""
        from sim.plots import what_decides  # matplotlib is slow to import

        if self.found.few:
            raise BadArgument("there is nothing to draw: too few worlds differ in the outcome")

        return what_decides(self.found)

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def decides(run: "Run", outcome: str, *, sobol: bool) -> Decides:
    """Return what each belief tells of an outcome of a run.

    Parameters
    ----------
    run
        A run; nothing is drawn again but for ``sobol``.
    outcome
        ``zone``, ``lines``, ``lasts``, ``zone_size``, ``agreed``, or another measure that runs are compared by.
    sobol
        Whether to find indices from the same worlds with each belief in turn drawn anew, which needs neither trees nor
        bins; of ``zone``, ``lines`` and ``lasts`` only.
    """
    found = told_of(run.study, outcome, trees=not sobol)
    if not sobol:
        return Decides(run, found)
    if outcome not in CERTIFIED:
        known = ", ".join(CERTIFIED)
        raise BadArgument(f"beliefs can be drawn anew for {known}, not for '{outcome}'; leave out --sobol")
    if run.study.case.correlations:
        raise BadArgument(
            "beliefs that are correlated cannot be drawn anew one at a time; leave out --sobol, or the correlations "
            "(without: [correlations])"
        )
    faces = faces_of(run.study)
    groups = [(), run.study.paths, *(driver.streams for driver in faces.drivers)]
    again = swapped(run.study.case, run.study.paths, groups, run.plan)
    return Decides(run, replace(found, table=certified(found, faces, again)))
