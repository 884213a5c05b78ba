"""Bilateral first: some parties agree among themselves, and only what they agree on is put to the others.

They make offers in turn. A text that all of them say yes to is put to everybody else whose consent it needs, to take or
leave; if these refuse, the first go on among themselves.
"""

from sim.streams import Uniforms
from sim.written import Reasoned, Several


class BilateralFirst(Reasoned):
    """Some agree first, others are asked later; written ``{bilateral_first: [a, b]}``."""

    bilateral_first: Several
    """The parties that agree first, in the order in which they propose."""

    def drawn(self, uniforms: Uniforms) -> None:
        """Return what differs from world to world: nothing."""
        del uniforms
