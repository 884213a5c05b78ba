"""Patterns: which rules a deal triggers, and which bundles it falls in.

A pattern names some levels under some issues; a deal fits it iff every one of its levels does. So what a deal fits is
the AND of what its levels fit, whatever the order or grouping of the issues.
"""

from typing import Any

from sim.kernels.bits import ZERO, member
from sim.kernels.jit import compiled


@compiled
def triggered(fits: Any, triggers: Any) -> Any:
    """Return the set of rules that a deal triggers: those with a pattern among the ones it fits."""
    rules = ZERO
    for rule in range(triggers.size):
        if fits & triggers[rule] != ZERO:
            rules |= member(rule)
    return rules
