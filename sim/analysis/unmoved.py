"""Which aversions do not count without a deal though they say that they do."""

from sim.beliefs import Belief
from sim.scenario import Case
from sim.stakes import AsGoodAs, Outlook


def unmoved_aversions(case: Case) -> dict[str, Belief]:
    """Return aversions by path whose party has a bare number as no deal, which no aversion moves, with that number."""
    found: dict[str, Belief] = {}
    for name, party in case.parties.items():
        no_deal = party.no_deal
        if not isinstance(no_deal, Outlook | AsGoodAs):
            averse = (own for own, aversion in party.aversions.items() if aversion.without_deal)
            found |= {f"parties.{name}.aversions.{own}": no_deal for own in averse}
    return found
