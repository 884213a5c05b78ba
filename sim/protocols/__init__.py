"""Protocols: who speaks when.

To add a protocol: one file with a frozen spec (its naming key and ``speaker``), and its name in :data:`Protocol`.
"""

from typing import TypeAlias

from sim.protocols.alternating_offers import AlternatingOffers

Protocol: TypeAlias = AlternatingOffers
"""Who speaks when."""

__all__ = ["AlternatingOffers", "Protocol"]
