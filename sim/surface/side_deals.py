"""The side deals of a scenario."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.side_deals import side_deals_table
from sim.engine import Plan, sided
from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


@dataclass(frozen=True)
class SideDeals:
    """What some could settle between them, and what that does to the rest."""

    scenario: "Scenario"
    plan: Plan
    table: pd.DataFrame
    """One row a side deal; see :func:`sim.analysis.side_deals.side_deals_table`."""

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def side_deals_of(scenario: "Scenario", plan: Plan) -> SideDeals:
    """Let those who could make each side deal of a scenario make it, in every world."""
    case = scenario.case
    if not case.side_deals:
        raise BadArgument(f"{case.name} names no side deals; add 'side_deals' to the scenario")
    found = {name: sided(case, scenario.columns, name, plan) for name in case.side_deals}
    return SideDeals(scenario, plan, side_deals_table(case, found))
