"""Blocks, executors and checks: from a scenario to a study."""

from sim.engine.ablating import Held
from sim.engine.budget import memory_of
from sim.engine.coalescing import Coalesced, Coalition
from sim.engine.dating import Dated
from sim.engine.homes import AtHome, Home, homes_of
from sim.engine.opening import Opened, missing_worth, opened, text_in_zone, zone_exists
from sim.engine.scoring import Scored
from sim.engine.siding import Sided
from sim.engine.studies import (
    MOST_DRAWS,
    Plan,
    at_home,
    coalesced,
    dated,
    factors,
    held_of,
    run,
    scored_of,
    sided,
    swapped,
    talks_of,
    task_of,
    unblocked,
    zone_share,
)
from sim.engine.swapping import Swapped
from sim.engine.talking import Ended
from sim.engine.unblocking import Unblocked, sets_of

__all__ = [
    "MOST_DRAWS",
    "AtHome",
    "Coalesced",
    "Coalition",
    "Dated",
    "Ended",
    "Held",
    "Home",
    "Opened",
    "Plan",
    "Scored",
    "Sided",
    "Swapped",
    "Unblocked",
    "at_home",
    "coalesced",
    "dated",
    "factors",
    "held_of",
    "homes_of",
    "memory_of",
    "missing_worth",
    "opened",
    "run",
    "scored_of",
    "sets_of",
    "sided",
    "swapped",
    "talks_of",
    "task_of",
    "text_in_zone",
    "unblocked",
    "zone_exists",
    "zone_share",
]
