"""What each ingredient of a scenario does."""

from typing import TYPE_CHECKING

from sim.analysis.ablation import ablation_table
from sim.engine import Plan, held_of
from sim.errors import BadArgument
from sim.scenario.ingredients import present, without
from sim.surface.tabled import Tabled
from sim.worlds import uncertain

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


class Ablated(Tabled):
    """What worlds hold without each ingredient, one row each; see :func:`sim.analysis.ablation.ablation_table`."""


def ablated(scenario: "Scenario", plan: Plan) -> Ablated:
    """Take out one ingredient after another, and tell what the same worlds hold then."""
    names = present(scenario.case)
    if not names:
        raise BadArgument(f"{scenario.case.name} has no ingredient that could be taken out")
    cases = [scenario.case, *(without(scenario.case, (name,)) for name in names)]
    columns = tuple(dict.fromkeys([*scenario.columns, *(path for case in cases for path in uncertain(case))]))
    return Ablated(scenario, plan, ablation_table(names, held_of([(case, columns) for case in cases], plan)))
