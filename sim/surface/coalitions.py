"""The coalitions of a scenario."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.analysis.coalitions import coalitions_of, coalitions_table
from sim.engine import Coalition, Plan, coalesced
from sim.errors import BadArgument
from sim.scenario.seating import without_expectations
from sim.surface.tabled import Tabled

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


@dataclass(frozen=True, repr=False)
class Coalitions(Tabled):
    """What every coalition could settle apart; see :func:`sim.analysis.coalitions.coalitions_table`."""

    looked_at: tuple[Coalition, ...]
    """The coalitions that were looked at; those that control nothing have no row."""


def coalitions_in(scenario: "Scenario", plan: Plan) -> Coalitions:
    """Let every coalition of a scenario make its deal, in every world."""
    case = scenario.case
    if len(case.seats) < 2:
        raise BadArgument(f"a coalition takes two parties with a seat; {case.name} has {len(case.seats)}")
    if bare := without_expectations(case):
        raise BadArgument(
            f"no_deal of {', '.join(bare)} in {case.name} is a number or a belief about one, so what coalitions gain "
            "by an issue cannot be told; give it an 'outlook' or 'as_good_as'"
        )
    looked = tuple(coalitions_of(case))
    found = coalesced(case, scenario.columns, looked, plan)
    return Coalitions(scenario, plan, coalitions_table(case, looked, found), looked)
