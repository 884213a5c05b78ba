"""Protocols in words."""

from sim.analysis.sentences.wording import names
from sim.protocols import AlternatingOffers, BilateralFirst, FinalOffer, MonotonicConcession, SealedBids
from sim.scenario import Case


def protocol_text(case: Case) -> str:
    """Say in one sentence who speaks when in the talks of a scenario, and for how long."""
    assert case.talks is not None
    match case.talks.protocol:
        case AlternatingOffers() as turns:
            said = f"Offers in turn, {turns.order} order: {names(case, turns.alternating_offers)}"
        case BilateralFirst() as turns:
            said = f"{names(case, turns.bilateral_first)} agree first, then the others are asked"
        case FinalOffer() as offer:
            said = f"One final offer, by {names(case, (offer.final_offer,))}"
        case MonotonicConcession() as concession:
            said = f"Offers side by side, of {names(case, concession.monotonic_concession)}: who risks least concedes"
        case SealedBids(sealed_bids=bids):
            said = f"Sealed bids: {names(case, (bids.buyer,))} buys, {names(case, (bids.seller,))} sells"
        case single:
            text = single.single_text
            stops = "; ".join(names(case, stop) for stop in text.stops)
            said = (
                f"{names(case, (text.mediator,))} carries one draft from stop to stop; a round is a tour: {stops}. It "
                "takes in a repair if what it believes each party to lack of no deal (1 for a line that it believes "
                "firm and the text crosses), times the weight it gives that party, and its own aims get no worse in sum"
            )
    return f"{said}. Rounds: {case.talks.rounds} at most."
