"""Monotonic concession: all have an offer on the table at once, and who risks least by standing firm concedes.

In each round every party has one offer on the table. If one of them is worth as much to every party as its own, it is
put to all. Otherwise those concede a step whose willingness to risk conflict is the least,

    Z_p = (u_p(own offer) - u_p(worst other offer)) / (u_p(own offer) - D_p),

and nobody ever takes a concession back. Who cannot concede any more stands still; where nobody can, talks fail.

Sources: J. S. Rosenschein, G. Zlotkin, "Rules of Encounter" (1994), chapter 3; for several parties U. Endriss,
"Monotonic concession protocols for multilateral negotiation", AAMAS 2006, 392-399.
"""

from sim.streams import Uniforms
from sim.written import Reasoned, Several


class MonotonicConcession(Reasoned):
    """Offers side by side, conceded step by step; written ``{monotonic_concession: [a, b]}``."""

    monotonic_concession: Several
    """The parties that make offers; of equal offers that of the first is put to all."""

    def drawn(self, uniforms: Uniforms) -> None:
        """Return what differs from world to world: nothing."""
        del uniforms
