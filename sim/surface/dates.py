"""The zone by the date of decision."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.dates import dates_table, rounds_to_look_at
from sim.analysis.sentences import Caption
from sim.analysis.sentences.dates import dates_finding
from sim.arrays import whole
from sim.engine import Plan, dated
from sim.errors import BadArgument
from sim.scenario.ingredients import moves_with_time

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.scenario import Scenario

ROUNDS = 40
"""Rounds that are looked at where a scenario has no talks."""


@dataclass(frozen=True)
class ByDate:
    """What a decision in each round would find."""

    scenario: "Scenario"
    plan: Plan
    table: pd.DataFrame
    """One row a round; see :func:`sim.analysis.dates.dates_table`."""

    @property
    def finding(self) -> str:
        """Return what was found, in one sentence."""
        return dates_finding(self.table)

    def plot(self) -> "Figure":
        """Draw the share of worlds with a zone and its size, by round."""
        from sim.plots import zone_by_date  # matplotlib is slow to import

        case = self.scenario.case
        return zone_by_date(self.table, Caption(case.title or case.name, self.finding))

    def __repr__(self) -> str:
        return f"{self.finding}\n{self.table!r}"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f"<p>{self.finding}</p>{self.table._repr_html_()}"


def by_date(scenario: "Scenario", rounds: int | None, plan: Plan) -> ByDate:
    """Find the zone of every world in one round after another."""
    case = scenario.case
    if not moves_with_time(case):
        raise BadArgument(
            f"nothing in {case.name} changes with time; give a party's no_deal a 'war', or the talks 'drift', "
            "'optimism', 'events' or 'pressure'"
        )
    last = case.talks.rounds if case.talks is not None else ROUNDS
    if rounds is not None:
        last = whole(rounds, "rounds")
    if last < 2:
        raise BadArgument(f"dates are compared over 2 rounds or more, not {last}")
    looked = rounds_to_look_at(last)
    return ByDate(scenario, plan, dates_table(looked, dated(case, scenario.columns, looked, plan)))
