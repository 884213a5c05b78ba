"""Where agreement is possible, one notion a file."""

from sim.zones.buying import buyable
from sim.zones.counting import Tally, tally
from sim.zones.efficiency import better_deals
from sim.zones.existence import Existence, existence
from sim.zones.gaps import Gaps, gaps
from sim.zones.looking import MOST_COUNTED, NOT_COUNTED, Looked, look
from sim.zones.solutions import MOST_LISTED, Solutions, solutions
from sim.zones.existing import Existence, existence, zone_deals, zone_sizes
from sim.zones.solving import Solutions, solutions
from sim.zones.texts import accepts, utility_of

__all__ = [
    "MOST_COUNTED",
    "MOST_LISTED",
    "NOT_COUNTED",
    "Existence",
    "Gaps",
    "Looked",
    "Solutions",
    "Tally",
    "accepts",
    "better_deals",
    "buyable",
    "existence",
    "gaps",
    "look",
    "solutions",
    "tally",
    "utility_of",
    "zone_deals",
    "zone_sizes",
]
