"""Weights of which only an order is known, or nothing."""

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from sim.arrays import PerIssue
from sim.streams import Uniforms
from sim.written import Reasoned


class Ordered(Reasoned):
    """Uniform over all weights in a stated order; written ``{order: [most important, ..., least]}``."""

    order: Annotated[tuple[str, ...], Field(min_length=1)]
    """Every issue, the most important first."""


class Flat(Reasoned):
    """Uniform over all weights that sum to 1; written ``{flat: true}``."""

    flat: Literal[True]
    """Always ``true``."""


def exponentials(issues: tuple[str, ...], uniforms: Uniforms) -> PerIssue:
    """Return one unit exponential an issue: scaled to sum to 1 they are uniform on the simplex.

    Source: L. Devroye, Non-Uniform Random Variate Generation (1986), p. 568. Shape ``(draws, issues)``.
    """
    return np.stack([-np.log1p(-uniforms.under(issue).here()) for issue in issues]).T


def ordered(order: tuple[str, ...], issues: tuple[str, ...], uniforms: Uniforms) -> PerIssue:
    """Return the exponentials with the largest given to the first of the order; shape ``(draws, issues)``."""
    falling = -np.sort(-exponentials(issues, uniforms), axis=1)
    return falling[:, [order.index(issue) for issue in issues]]
