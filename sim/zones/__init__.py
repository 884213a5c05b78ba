"""Where agreement is possible, one notion a file."""

from sim.zones.buyable import buyable
from sim.zones.tally import Tally, tally
from sim.zones.texts import accepts, utility_of

__all__ = ["Tally", "accepts", "buyable", "tally", "utility_of"]
