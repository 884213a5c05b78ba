"""How a round is played, one protocol a file."""

from typing import Any, Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float64

from sim.errors import BadArgument
from sim.negotiation.ensemble import Ensemble
from sim.negotiation.knowledge import Picture
from sim.negotiation.procedures.bids import SplitTheDifference
from sim.negotiation.procedures.concessions import SideBySide
from sim.negotiation.procedures.final_offer import TakeItOrLeaveIt
from sim.negotiation.procedures.shuttle import ShuttleDiplomacy
from sim.negotiation.procedures.turns import FirstAmongThemselves, Turns
from sim.protocols import AlternatingOffers, BilateralFirst, FinalOffer, MonotonicConcession, SealedBids
from sim.scenario import Case
from sim.worlds import Worlds


@runtime_checkable
class Procedure(Protocol):
    """What is done in a round."""

    def play(self) -> None:
        """Play one round of all talks that are open."""


def procedure_of(case: Case, worlds: Worlds, talks: Ensemble, picture: Picture) -> Procedure:
    """Return how the rounds of a scenario's talks are played."""
    assert case.talks is not None
    drawn: Any = worlds.protocol
    match case.talks.protocol:
        case AlternatingOffers() as turns:
            return Turns(talks, turns, drawn)
        case BilateralFirst() as turns:
            return FirstAmongThemselves(talks, turns)
        case FinalOffer() as offer:
            return TakeItOrLeaveIt(talks, offer.final_offer, picture)
        case MonotonicConcession() as concession:
            return SideBySide(talks, concession.monotonic_concession)
        case SealedBids(sealed_bids=bids):
            return SplitTheDifference(talks, bids.buyer, bids.seller, prices_of(case, bids.issue))
        case single:
            shuttle = single.single_text
            return ShuttleDiplomacy(talks, shuttle, drawn, picture, worlds.proposals.get(shuttle.starts_from or ""))


def prices_of(case: Case, issue: str) -> Float64[np.ndarray, " levels"]:
    """Return the numbers that the levels of an issue stand for; refused where it is not a price alone on the table."""
    at = [level.at for level in case.issues[issue].levels.values()]
    if len(case.issues) > 1 or None in at:
        raise BadArgument(f"sealed bids need one issue whose levels are numbers; '{issue}' is not: give it a 'range'")
    return np.array(at, np.float64)


__all__ = ["Procedure", "procedure_of"]
