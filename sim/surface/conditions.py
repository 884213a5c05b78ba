"""Under which conditions something happens, with its tables and its figure."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.conditions import Discovered, conditions_of, conditions_table, tree_table
from sim.analysis.sentences.conditions import conditions_finding, conditions_sentences
from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.plots import Figure
    from sim.surface.run import Run


@dataclass(frozen=True, repr=False)
class Conditions:
    """Few beliefs within limits under which something happens far more often than elsewhere."""

    found: Discovered
    """The boxes, each with its whole trade-off of coverage and density."""

    @cached_property
    def table(self) -> pd.DataFrame:
        """Return one row a box and input; see :func:`sim.analysis.conditions.conditions_table`."""
        return conditions_table(self.found)

    @cached_property
    def tree(self) -> pd.DataFrame:
        """Return one row a leaf of a tree grown beside it; see :func:`sim.analysis.conditions.tree_table`."""
        return tree_table(self.found)

    @property
    def finding(self) -> str:
        """Return what the first box found, in one sentence."""
        return conditions_finding(self.found)

    @property
    def sentences(self) -> list[str]:
        """Return what every box found, one sentence each."""
        return conditions_sentences(self.found)

    def plot(self, box: int = 1) -> "Figure":
        """Draw the trade-off of coverage and density, and beside it what the chosen box asks for.

        Parameters
        ----------
        box
            Which box, from 1.
        """
        from sim.plots.conditions import trade_off  # matplotlib is slow to import

        if not 1 <= box <= len(self.found.found):
            raise BadArgument(f"there is no box {box}; there are {len(self.found.found)}, counted from 1")
        return trade_off(self.found, box - 1)

    def __repr__(self) -> str:
        return f"<Conditions: {self.finding}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return str(self.table._repr_html_())


def conditions_in(run: "Run", target: str = "zone") -> Conditions:
    """Look for the conditions under which something happens in a run; see :func:`sim.analysis.conditions_of`."""
    return Conditions(conditions_of(run.study, target))
