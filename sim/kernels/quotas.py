"""Quotas: do these yeses satisfy the rules that ask for them?"""

from typing import Any

from sim.kernels.bits import holds, size
from sim.kernels.jit import part


@part
def passes(yes: Any, standing: Any, rules: Any) -> Any:
    """Tell whether these yeses satisfy every standing rule: the quota of its group, its vetoes among them."""
    for rule in range(rules.groups.size):
        if holds(standing, rule):
            agreed = yes & rules.groups[rule]
            if agreed & rules.vetoes[rule] != rules.vetoes[rule] or size(agreed) < rules.quotas[rule]:
                return False
    return True
