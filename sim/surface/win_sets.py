"""What would be ratified at home."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.analysis.sentences.win_sets import win_sets_finding
from sim.analysis.win_sets import heaviest_issues, win_sets_table
from sim.engine import AtHome, Plan, at_home, homes_of, run
from sim.errors import BadArgument
from sim.results import Study
from sim.surface.tabled import Tabled
from sim.worlds import compiled_rules, space_of

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.scenario import Scenario


@dataclass(frozen=True, repr=False)
class WinSets(Tabled):
    """What each of those who ratify lets pass, one row each; see :func:`sim.analysis.win_sets.win_sets_table`."""

    found: AtHome
    """What each does in every world."""

    @property
    def finding(self) -> str:
        """Return what ratification leaves of the zone at the table, in one sentence."""
        return win_sets_finding(self.found)

    @cached_property
    def study(self) -> Study:
        """Return what the same worlds hold without talks."""
        case = self.scenario.case.model_copy(update={"talks": None})
        return run(case, self.scenario.columns, self.plan)

    def plot(self, first: str | None = None, second: str | None = None) -> "Figure":
        """Draw how often each party would accept some deal with each pair of levels of two issues.

        Parameters
        ----------
        first
            The issue whose levels are the columns; of the two that weigh most when silent.
        second
            The issue whose levels are the rows.
        """
        from sim.plots import who_accepts_what  # matplotlib is slow to import

        case = self.scenario.case
        if len(case.issues) < 2:
            raise BadArgument("a map of win-sets needs two issues; this scenario has one")
        heavy = heaviest_issues(case)
        columns = first or next(issue for issue in heavy if issue != second)
        return who_accepts_what(self.study, columns, second or next(issue for issue in heavy if issue != columns))


def win_sets_of(scenario: "Scenario", plan: Plan) -> WinSets:
    """Ask each of those who ratify what it lets pass, in every world."""
    case = scenario.case
    if not case.ratifiers:
        raise BadArgument(f"nobody ratifies in {case.name}; give a party 'seat: false' and name it in a consent")
    homes = homes_of(case, compiled_rules(case, space_of(case)))
    found = at_home(case, scenario.columns, plan)
    return WinSets(scenario, plan, win_sets_table(case, homes, found), found)
