"""Protocols: who speaks when.

To add a protocol: one file with a frozen spec (its naming key and ``drawn``), its name in :data:`Protocol`, and how a
round is played in :mod:`sim.negotiation.procedures`.
"""

from typing import Annotated

from pydantic import Tag

from sim.protocols.alternating_offers import AlternatingOffers
from sim.protocols.bilateral_first import BilateralFirst
from sim.protocols.final_offer import FinalOffer
from sim.protocols.monotonic_concession import MonotonicConcession
from sim.protocols.sealed_bids import Bidding, SealedBids
from sim.protocols.single_text import DrawnShuttle, Shuttle, SingleText
from sim.streams import Keyed
from sim.written import naming_key

PROTOCOLS = (
    "single_text", "alternating_offers", "bilateral_first", "final_offer", "monotonic_concession", "sealed_bids",
)  # fmt: skip
"""The keys that name a protocol."""
Protocol = Annotated[
    Annotated[SingleText, Tag("single_text")]
    | Annotated[AlternatingOffers, Tag("alternating_offers")]
    | Annotated[BilateralFirst, Tag("bilateral_first")]
    | Annotated[FinalOffer, Tag("final_offer")]
    | Annotated[MonotonicConcession, Tag("monotonic_concession")]
    | Annotated[SealedBids, Tag("sealed_bids")],
    naming_key(*PROTOCOLS),
]
"""Who speaks when."""
Drawn = DrawnShuttle | Keyed | None
"""What of a protocol differs from world to world."""

__all__ = [
    "PROTOCOLS",
    "AlternatingOffers",
    "Bidding",
    "BilateralFirst",
    "Drawn",
    "DrawnShuttle",
    "FinalOffer",
    "MonotonicConcession",
    "Protocol",
    "SealedBids",
    "Shuttle",
    "SingleText",
]
