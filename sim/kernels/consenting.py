"""Do these yeses strike this deal? The rules of the zone, asked of what is said at the table."""

from typing import Any

from sim.kernels.jit import compiled
from sim.kernels.patterns import triggered
from sim.kernels.quotas import passes
from sim.kernels.shapes import RuleArrays


@compiled
def consented(rules: RuleArrays, active: Any, fits: Any, yes: Any, struck: Any) -> None:
    """Fill whether the parties that said yes satisfy every standing rule that the deal triggers.

    ``active`` is the set of rules that stand, ``fits`` of patterns that the deal fits, ``yes`` of parties; all of shape
    ``(worlds,)``.
    """
    for w in range(fits.size):
        struck[w] = passes(yes[w], triggered(fits[w], rules.triggers) & active[w], rules)
