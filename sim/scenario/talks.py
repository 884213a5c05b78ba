"""What a scenario file may say of the talks: who speaks when, for how long, and how each party concedes."""

from typing import Annotated, Literal

from pydantic import Field

from sim.beliefs import Share, Shift
from sim.protocols import Protocol
from sim.stakes import Event, Optimism, Pressure
from sim.tactics import LINEAR, Tactic
from sim.written import Name, Reasoned

MOST_ROUNDS = 10_000
OfferRule = Literal["best_for_others", "best_for_worst_off", "nearest"]
"""What a party offers among the deals worth its aspiration."""


class Talks(Reasoned):
    """How the parties negotiate."""

    protocol: Protocol
    """Who speaks when."""
    rounds: Annotated[int, Field(ge=2, le=MOST_ROUNDS)]
    """The deadline: talks that have struck no deal by then have failed."""
    tactics: dict[Name, Tactic] = {}
    """How each party concedes; linearly, as a judgement, where nothing is stated."""

    offers: dict[Name, OfferRule] = {}
    """What each party offers among the deals worth its aspiration: what it believes is best for the others in sum (when
    silent), or for the one of them that gets least beyond no deal, or what lies nearest to the last deal."""

    learning: dict[Name, Share] = {}
    """By party, how far an offer of another moves what it believes the levels offered to be worth to others, as a share
    of their scale; nothing is learned where it is silent."""
    drift: dict[Name, Shift] = {}
    """By party, how much more (below 0: less) no deal is worth with every round that passes, on its own scale."""
    optimism: dict[Name, Optimism] = {}
    """By party, how much too high it rates no deal at first, and how soon it learns."""
    events: dict[Name, Event] = {}
    """What may happen meanwhile, by name."""
    pressure: dict[Name, Pressure] = {}
    """Who presses whom while talks go on, by name."""

    def tactic(self, party: str) -> Tactic:
        """Return how a party concedes."""
        return self.tactics.get(party, LINEAR)
