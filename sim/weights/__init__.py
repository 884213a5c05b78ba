"""How much the issues matter to a party: swing weights that sum to 1."""

from typing import Annotated

import numpy as np
from pydantic import Tag

from sim.arrays import PerIssue
from sim.streams import Uniforms
from sim.weights.by_issue import About, Between, Weight, lognormal
from sim.weights.simplex import Flat, Ordered, exponentials, ordered
from sim.written import Name, naming_key

Weights = Annotated[
    Annotated[dict[Name, Weight], Tag("by_issue")] | Annotated[Ordered, Tag("order")] | Annotated[Flat, Tag("flat")],
    naming_key("order", "flat", otherwise="by_issue"),
]
"""What is believed about a party's weights: issue by issue, their order, or nothing."""


def normalized(raw: PerIssue) -> PerIssue:
    """Scale to sum to 1; the sum goes left to right, so it is the same on every machine; shape ``(draws, issues)``."""
    total = raw[:, 0].copy()
    for issue in range(1, raw.shape[1]):
        total += raw[:, issue]
    return raw / total[:, None]


def weigh(weights: Weights, issues: tuple[str, ...], uniforms: Uniforms) -> PerIssue:
    """Return the weights of the issues in every draw, summing to 1; shape ``(draws, issues)``."""
    match weights:
        case Ordered(order=order):
            return normalized(ordered(order, issues, uniforms))
        case Flat():
            return normalized(exponentials(issues, uniforms))
        case _:
            raw = [lognormal(weights[issue], uniforms.under(issue)) for issue in issues]
            return normalized(np.stack(raw).T)


__all__ = ["About", "Between", "Flat", "Ordered", "Weight", "Weights", "normalized", "weigh"]
