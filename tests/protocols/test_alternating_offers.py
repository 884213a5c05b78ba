import pytest
from pydantic import ValidationError

from sim.protocols import AlternatingOffers


def test_parties_propose_in_order_and_from_the_top_again():
    spec = AlternatingOffers(alternating_offers=("a", "b", "c"))
    assert [spec.speaker(r) for r in range(1, 8)] == ["a", "b", "c", "a", "b", "c", "a"]


def test_a_party_may_propose_twice_as_often():
    spec = AlternatingOffers(alternating_offers=("mediator", "a", "mediator", "b"))
    assert [spec.speaker(r) for r in range(1, 6)] == ["mediator", "a", "mediator", "b", "mediator"]


def test_somebody_must_propose():
    with pytest.raises(ValidationError):
        AlternatingOffers(alternating_offers=())
