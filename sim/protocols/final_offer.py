"""Final offer: one party puts one deal on the table at the deadline, to take or to leave.

Nothing comes after it, so everybody takes what is worth no deal. The proposer offers what is best for itself among the
deals that it believes all needed parties take.

Source: W. Guth, R. Schmittberger, B. Schwarze, "An experimental analysis of ultimatum bargaining", Journal of Economic
Behavior and Organization 3 (1982), 367-388.
"""

from sim.streams import Uniforms
from sim.written import Reasoned


class FinalOffer(Reasoned):
    """One offer, to take or to leave; written ``{final_offer: PARTY}``."""

    final_offer: str
    """The party that makes it."""

    def drawn(self, uniforms: Uniforms) -> None:
        """Return what differs from world to world: nothing."""
        del uniforms
