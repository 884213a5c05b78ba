"""Where agreement is possible, one notion a file."""

from sim.zones.buying import buyable
from sim.zones.counting import Tally, has_compatible_lines, has_zone, tally
from sim.zones.efficiency import better_deals
from sim.zones.texts import accepts, utility_of

__all__ = [
    "Tally",
    "accepts",
    "better_deals",
    "buyable",
    "has_compatible_lines",
    "has_zone",
    "tally",
    "utility_of",
]
