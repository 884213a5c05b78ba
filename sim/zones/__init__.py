"""Where agreement is possible, one notion a file."""

from sim.zones.buying import buyable
from sim.zones.counting import Tally, tally
from sim.zones.texts import accepts, utility_of

__all__ = ["Tally", "accepts", "buyable", "tally", "utility_of"]
