"""What a scenario file may say of the talks: who speaks when, for how long, and how each party concedes."""

from typing import Annotated

from pydantic import Field

from sim.protocols import Protocol
from sim.tactics import LINEAR, Tactic
from sim.written import Name, Reasoned

MOST_ROUNDS = 10_000


class Talks(Reasoned):
    """How the parties negotiate."""

    protocol: Protocol
    """Who speaks when."""
    rounds: Annotated[int, Field(ge=2, le=MOST_ROUNDS)]
    """The deadline: talks that have struck no deal by then have failed."""
    tactics: dict[Name, Tactic] = {}
    """How each party concedes; linearly, as a judgement, where nothing is stated."""

    def tactic(self, party: str) -> Tactic:
        """Return how a party concedes."""
        return self.tactics.get(party, LINEAR)
