"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.ablating import Held
from sim.engine.budget import memory_of
from sim.engine.dating import Dated
from sim.engine.siding import Sided
from sim.engine.studies import MOST_DRAWS, Plan, dated, factors, held_of, run, sided, talks_of, zone_share
from sim.engine.talking import Ended

__all__ = [
    "MOST_DRAWS",
    "Dated",
    "Ended",
    "Held",
    "Plan",
    "Sided",
    "dated",
    "factors",
    "held_of",
    "memory_of",
    "run",
    "sided",
    "talks_of",
    "zone_share",
]
