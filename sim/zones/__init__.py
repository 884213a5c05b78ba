"""Where agreement is possible, one notion a file."""

from sim.zones.buying import buyable
from sim.zones.counting import Tally, sizes, tally
from sim.zones.efficiency import better_deals
from sim.zones.existing import MOST_LISTED, Existence, existence, zone_deals, zone_sizes
from sim.zones.falling_short import Gaps, Largest, gaps, largest_values
from sim.zones.looking import MOST_COUNTED, Looked, counted, look
from sim.zones.pareto import Frontiers, frontier, frontiers, zone_frontier, zone_frontiers
from sim.zones.searching import Searched, counted_sizes, searched
from sim.zones.solving import NOT_COUNTED, Solutions, solutions
from sim.zones.texts import accepts, clears, consented_to, surplus_at, utilities_of, utility_of

__all__ = [
    "MOST_COUNTED",
    "MOST_LISTED",
    "NOT_COUNTED",
    "Existence",
    "Frontiers",
    "Gaps",
    "Largest",
    "Looked",
    "Searched",
    "Solutions",
    "Tally",
    "accepts",
    "better_deals",
    "buyable",
    "clears",
    "consented_to",
    "counted",
    "counted_sizes",
    "existence",
    "frontier",
    "frontiers",
    "gaps",
    "largest_values",
    "look",
    "searched",
    "sizes",
    "solutions",
    "surplus_at",
    "tally",
    "utilities_of",
    "utility_of",
    "zone_deals",
    "zone_frontier",
    "zone_frontiers",
    "zone_sizes",
]
