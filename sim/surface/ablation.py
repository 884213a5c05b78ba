"""What each ingredient of a scenario does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.ablation import ablation_table
from sim.engine import Plan, held_of
from sim.errors import BadArgument
from sim.scenario.ingredients import present, without
from sim.worlds import uncertain

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


@dataclass(frozen=True)
class Ablated:
    """What worlds hold without each ingredient."""

    scenario: "Scenario"
    plan: Plan
    table: pd.DataFrame
    """One row an ingredient taken out; see :func:`sim.analysis.ablation.ablation_table`."""

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def ablated(scenario: "Scenario", plan: Plan) -> Ablated:
    """Take out one ingredient after another, and tell what the same worlds hold then."""
    names = present(scenario.case)
    if not names:
        raise BadArgument(f"{scenario.case.name} has no ingredient that could be taken out")
    cases = [scenario.case, *(without(scenario.case, (name,)) for name in names)]
    columns = tuple(dict.fromkeys([*scenario.columns, *(path for case in cases for path in uncertain(case))]))
    return Ablated(scenario, plan, ablation_table(names, held_of([(case, columns) for case in cases], plan)))
