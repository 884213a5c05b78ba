"""Protocols: who speaks when.

To add a protocol: one file with a frozen spec (its naming key and ``speaker``), and its name in :data:`Protocol`.
"""

from typing import TypeAlias

from sim.protocols.alternating_offers import AlternatingOffers
from sim.written import KINDS

Protocol: TypeAlias = AlternatingOffers
"""Who speaks when."""
KINDS.add("alternating_offers")  # one that is restated drops the reason of the one before, as all beliefs do

__all__ = ["AlternatingOffers", "Protocol"]
