import numpy as np

from sim.protocols import AlternatingOffers
from sim.streams import Keyed


def turns(order, rounds, *parties):
    spec = AlternatingOffers(alternating_offers=parties, order=order)
    return [parties[spec.turns(r, None)] for r in range(1, rounds + 1)]


def test_parties_propose_in_order_and_from_the_top_again():
    assert turns("fixed", 7, "a", "b", "c") == ["a", "b", "c", "a", "b", "c", "a"]


def test_a_party_may_propose_twice_as_often():
    assert turns("fixed", 5, "m", "a", "m", "b") == ["m", "a", "m", "b", "m"]


def test_a_rotating_order_begins_one_later_each_time_around():
    assert turns("rotating", 9, "a", "b", "c") == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]


def test_a_random_order_gives_all_alike_a_turn_anew_in_every_round():
    spec = AlternatingOffers(alternating_offers=("a", "b", "c"), order="random")
    luck = Keyed.by((np.arange(3000) + 0.5) / 3000)
    drawn = np.stack([spec.turns(r, luck) for r in (1, 2, 3)])
    for once in drawn:
        assert np.abs(np.bincount(once, minlength=3) / 3000 - 1 / 3).max() < 0.03
    assert (drawn[0] == drawn[1]).mean() < 0.4
