"""Do these yeses strike this deal? The rules of the zone, asked of what is said at the table."""

from typing import Any

from sim.kernels.every_deal import passes
from sim.kernels.jit import compiled
from sim.kernels.shapes import RuleArrays


@compiled
def consented(rules: RuleArrays, active: Any, deals: Any, yes: Any, struck: Any) -> None:
    """Fill whether the parties that said yes satisfy every standing rule that the deal triggers.

    ``active`` is the set of rules that stand, ``yes`` the set of parties; all of shape ``(worlds,)``.
    """
    for w in range(deals.size):
        struck[w] = passes(yes[w], rules.triggered[deals[w]] & active[w], rules)
