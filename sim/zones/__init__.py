"""Where agreement is possible, one notion a file."""

from sim.zones.buying import buyable
from sim.zones.counting import Existence, Tally, existence, tally
from sim.zones.efficiency import better_deals
from sim.zones.texts import accepts, utility_of

__all__ = [
    "Existence",
    "Tally",
    "accepts",
    "better_deals",
    "buyable",
    "existence",
    "tally",
    "utility_of",
]
