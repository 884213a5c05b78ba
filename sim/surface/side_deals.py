"""The side deals of a scenario."""

from typing import TYPE_CHECKING

from sim.analysis.side_deals import side_deals_table
from sim.engine import Plan, sided
from sim.errors import BadArgument
from sim.surface.tabled import Tabled

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


class SideDeals(Tabled):
    """What some could settle between them, one row a deal; see :func:`sim.analysis.side_deals.side_deals_table`."""


def side_deals_of(scenario: "Scenario", plan: Plan) -> SideDeals:
    """Let those who could make each side deal of a scenario make it, in every world."""
    case = scenario.case
    if not case.side_deals:
        raise BadArgument(f"{case.name} names no side deals; add 'side_deals' to the scenario")
    found = {name: sided(case, scenario.columns, name, plan) for name in case.side_deals}
    return SideDeals(scenario, plan, side_deals_table(case, found))
