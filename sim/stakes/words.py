"""How firmly a refusal is meant, read from the words it was said in.

A word ("will never", "opposed") carries a belief about the chance ``q`` that a refusal said so is meant. In a world
the refusal is firm if its uniform ``u >= 1 - q``. The **dial** ``d`` between 0 and 1 moves all of them together:
``u' = u^((1 - d) / d)``, so 0 bends every refusal, .5 leaves the words as believed, and 1 makes every one firm.
Raising the dial never loosens anything, since ``u'`` never falls.
"""

from typing import Annotated, Literal

import numpy as np
from pydantic import Tag

from sim.arrays import Mask, PerDraw
from sim.beliefs import Belief
from sim.written import Reasoned, naming_key


class NoGate(Reasoned):
    """A word without doubt about being meant, such as a demand: only its position is uncertain."""

    no_gate: Literal[True]
    """Always ``true``."""


Word = Annotated[
    Annotated[NoGate, Tag("no_gate")] | Annotated[Belief, Tag("belief")],
    naming_key("no_gate", plain="belief", otherwise="belief"),
]
"""The chance that a refusal in these words is meant, or ``{no_gate: true}``."""


def dialed(u: PerDraw, dial: float) -> PerDraw:
    """Return ``u^((1 - d) / d)``: 0 at ``d = 0``, ``u`` itself at .5, 1 at ``d = 1``; shape ``(draws,)``.

    >>> dialed(np.array([0.25]), 1 / 3), dialed(np.array([0.25]), 0.0)
    (array([0.0625]), array([0.]))
    """
    if dial == 0:
        return np.zeros_like(u)
    if dial == 0.5:
        return u
    return u ** ((1 - dial) / dial)


def firm(u: PerDraw, q: PerDraw, dial: float) -> Mask:
    """Tell in which draws a refusal is meant: ``u' >= 1 - q``, and at ``d = 0`` never; shape ``(draws,)``."""
    if dial == 0:
        return np.zeros(u.shape, np.bool_)
    return dialed(u, dial) >= 1 - q
