"""How firmly a refusal is meant, read from the words it was said in.

A word ("will never", "opposed") carries a belief about the chance ``q`` that a refusal said so is meant. In a world
the refusal is firm if its uniform ``u >= 1 - q``. The **dial** ``d`` between 0 and 1 moves all of them together:
``u' = u^((1 - d) / d)``, so 0 bends every refusal, .5 leaves the words as believed, and 1 makes every one firm.
Raising the dial never loosens anything, since ``u'`` never falls.
"""

from functools import lru_cache
from typing import Annotated, Literal

import numpy as np
from jaxtyping import Float
from pydantic import Tag

from sim.arrays import Mask, PerDraw
from sim.beliefs import Belief, Uncertain
from sim.written import Reasoned, naming_key

CELLS = 256
"""Equal parts of the uniform of a word."""
MARGIN = 1e-9
"""Far above the rounding of an inverse CDF, far below a chance that matters."""


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


@lru_cache(maxsize=256)
def at_edges(word: Uncertain) -> Float[np.ndarray, " edges"]:
    """Return the chance of a word at the edges of the cells of its uniform; shape ``(CELLS + 1,)``."""
    return word.at(np.linspace(0, 1, CELLS + 1))


def meant(u: PerDraw, word: Uncertain, v: PerDraw, dial: float) -> Mask:
    """Return ``firm(u, q(v), dial)``, where ``q`` is the inverse CDF of a word's chance; shape ``(draws,)``.

    An inverse CDF never falls, so ``q(v)`` lies between its values at the edges of the cell of ``v``. Where both give
    the same answer, that is it; ``q`` itself, slow for a beta, is computed in the one draw of hundreds that is close.
    """
    cells, edges = (v * CELLS).astype(np.int64), at_edges(word)
    found = firm(u, edges[cells] - MARGIN, dial)
    close = np.flatnonzero(firm(u, edges[cells + 1] + MARGIN, dial) & ~found)
    found[close] = firm(u[close], word.at(v[close]), dial)
    return found
