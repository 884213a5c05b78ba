"""The figures of a run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.agreement_times import curve_of
from sim.analysis.sentences import agreement_caption
from sim.errors import BadArgument
from sim.results import Study

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run


@dataclass(frozen=True)
class Plots:
    """The figures of a run."""

    run: "Run"

    @property
    def study(self) -> Study:
        """Return the record of the run."""
        return self.run.study

    def zone(self, first: str | None = None, second: str | None = None, *, lasting: bool = False) -> "Figure":
        """Draw the zone map of two issues: how often some acceptable deal holds each pair of their levels.

        Parameters
        ----------
        first
            The issue whose levels are the columns; the first of the file when silent.
        second
            The issue whose levels are the rows; the first other one of the file when silent. Where it is asked what
            lasts: by what was given up and by guarantee.
        lasting
            Whether only deals count that last.
        """
        from sim.plots import zone_map  # matplotlib is slow to import, and most runs draw nothing

        hold, issues = self.study.case.hold, self.study.space.issues
        if len(issues) < 2:
            raise BadArgument("a zone map needs two issues; this scenario has one")
        if lasting and hold is None:
            raise BadArgument("every deal of this scenario holds; give it a 'hold' to see what lasts")
        if lasting and hold is not None:
            given_up = [issue for issue in issues if issue in hold.pivots and issue != hold.guarantee]
            issues = (*given_up, hold.guarantee, *issues)
        columns = first or next(issue for issue in issues if issue != second)
        rows = second or next(issue for issue in issues if issue != columns)
        return zone_map(self.study, columns, rows, lasting=lasting)

    def blockers(self) -> "Figure":
        """Draw who blocks what: for every level, whose missing yes keeps its deals out of the zone."""
        from sim.plots import who_blocks_what  # as above

        return who_blocks_what(self.study)

    def agreement(self) -> "Figure":
        """Draw the time to agreement: in how many worlds talks have struck a deal by each round."""
        from sim.plots import agreement_times  # as above

        curve, title = curve_of(self.study, "Talks"), self.study.case.title or self.study.case.name
        return agreement_times([curve], agreement_caption([curve], seed=self.study.seed, scenario=title))

    def dial(self) -> "Figure":
        """Draw how often a zone exists along the dial of refusals, from all bending to all firm."""
        from sim.plots import dial_curve  # as above

        return dial_curve(self.run.dialed)

    def convergence(self) -> "Figure":
        """Draw how the share of worlds with a zone settles as draws are added, and how its interval narrows."""
        from sim.plots import settling  # as above

        return settling(self.study)
