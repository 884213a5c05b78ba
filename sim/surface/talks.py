"""Talks under several protocols, in the same worlds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.protocols import protocol_table
from sim.engine import Plan, talks_of
from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario

WRITTEN = "as written"
"""The scenario's own protocol."""


@dataclass(frozen=True)
class TalksCompared:
    """How talks end under several protocols."""

    scenario: "Scenario"
    plan: Plan
    table: pd.DataFrame
    """One row a protocol; see :func:`sim.analysis.protocols.protocol_table`."""

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def talks_under(scenario: "Scenario", protocols: Mapping[str, Any], plan: Plan) -> TalksCompared:
    """Let the parties negotiate by the scenario's own protocol and by others, in the same worlds."""
    if scenario.case.talks is None:
        raise BadArgument(f"{scenario.case.name} says nothing of talks; add 'talks' to the scenario")
    variants = [scenario, *(scenario.change({"talks.protocol": protocol}) for protocol in protocols.values())]
    ended = talks_of([(variant.case, variant.columns) for variant in variants], plan)
    return TalksCompared(scenario, plan, protocol_table(scenario.case, [WRITTEN, *protocols], ended))
