"""What is found and told in one table."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.engine import Plan

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario


@dataclass(frozen=True)
class Tabled:
    """A question that a table answers."""

    scenario: "Scenario"
    plan: Plan
    table: pd.DataFrame

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())
