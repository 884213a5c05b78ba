"""Sealed bids: a buyer and a seller name a price each, and split the difference if the bid reaches the ask.

On a range of prices scaled to 0 and 1, with reservation prices ``v`` and ``c``, both play the linear equilibrium: the
buyer bids ``2 v / 3 + 1 / 12``, the seller asks ``2 c / 3 + 1 / 4``. With ``v`` and ``c`` uniform on 0 to 1 they trade
in 9/32 of worlds, where a zone exists in 1/2, and gain 9/64 on average.

Source: K. Chatterjee, W. Samuelson, "Bargaining under incomplete information", Operations Research 31 (1983), 835-851.
"""

from sim.streams import Uniforms
from sim.written import Reasoned, Written


class Bidding(Written):
    """Who bids for what."""

    buyer: str
    """The party that would rather have a low price."""
    seller: str
    """The party that would rather have a high price."""
    issue: str
    """The price: the only issue, its levels numbers."""


class SealedBids(Reasoned):
    """One bid and one ask; written ``{sealed_bids: {buyer: ..., seller: ..., issue: ...}}``."""

    sealed_bids: Bidding
    """Who bids for what."""

    def drawn(self, uniforms: Uniforms) -> None:
        """Return what differs from world to world: nothing."""
        del uniforms
