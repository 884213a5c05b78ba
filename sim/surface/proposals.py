"""The proposals of a scenario, as the parties of every world see them."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.proposals import proposals_table
from sim.analysis.reactions import pairs_table, scores_table
from sim.engine import Plan, scored_of
from sim.errors import BadArgument
from sim.surface.tabled import Tabled

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


@dataclass(frozen=True, repr=False)
class Proposals(Tabled):
    """What parties make of every proposal; see :func:`sim.analysis.proposals.proposals_table`."""

    pairs: pd.DataFrame
    """Every proposal and party with a clear reaction; see :func:`sim.analysis.reactions.pairs_table`."""

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Return how the reactions on record compare with what the beliefs imply, and with two baselines."""
        return scores_table(self.pairs)


def proposals_in(scenario: "Scenario", plan: Plan) -> Proposals:
    """Let the parties of every world look at every proposal."""
    case = scenario.case
    if not case.proposals:
        raise BadArgument(f"{case.name} holds no proposals; name some under 'proposals', each with its clauses")
    found = scored_of(case, scenario.columns, plan)
    return Proposals(scenario, plan, proposals_table(case, found), pairs_table(case, found))
