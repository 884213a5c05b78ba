"""What a party offers, against a look at every deal: nearest to the last offer, and by what it has learned."""

import numpy as np
import pytest
from kernels.oracle import clears, utilities
from negotiation.test_ensemble import sat_down

from sim.scenario import read_scenario
from sim.worlds import space_of

TURNS = {"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}, "talks.rounds": 40}
PARTIES = ("us", "russia", "ukraine", "eu")
WORLDS = 12


HOLDING = ("moscow-talks", "moscow-talks-hold")
"""A scenario in which every deal holds, and one in which some may not."""


def changed(change, name="moscow-talks"):
    return read_scenario(name).changed({**TURNS, **change}).case


def offers_and_scores(case, score):
    """Play some rounds; yield what was offered and what a look at every deal would offer, by a score of all deals."""
    worlds, rules, model = sat_down(case, WORLDS)
    worth, clear = utilities(worlds.arrays, rules), clears(worlds.arrays, rules)
    for _ in range(24):
        before = model.offers.copy(), model._levels.copy()
        model.step()
        seat = model.seats[PARTIES[(model.round - 1) % 4]]
        rows = np.flatnonzero((model.offers >= 0) & ~seat.walks)
        wants = seat.aspirations(rows)
        for w, asked in zip(rows, wants, strict=True):
            possible = clear[w, seat.own.party] & (worth[w, seat.own.party] >= asked)
            scores = np.where(possible, score(model, seat, w, before[1][w]), -np.inf)
            yield model.round, int(model.offers[w]), int(scores.argmax())


@pytest.mark.parametrize("name", HOLDING)
def test_the_nearest_offer_is_that_of_a_look_at_every_deal(name):
    case = changed({"talks.offers": dict.fromkeys(PARTIES, "nearest")}, name)
    space = space_of(case)
    sizes = np.array(space.sizes)

    def nearness(model, seat, w, last):
        apart = np.abs(space.table - last) * 1_000_000 // (sizes - 1)
        return -apart.sum(axis=1)

    found = [(offer, true) for number, offer, true in offers_and_scores(case, nearness) if number > 1]
    assert len(found) > 100
    assert all(offer == true for offer, true in found)


def test_a_party_that_learns_offers_what_it_believes_by_then():
    case = changed({"talks.learning": dict.fromkeys(PARTIES, 0.02)})
    table = space_of(case).table

    def believed(model, seat, w, last):
        return seat.believed[w][table].sum(axis=1)

    found = [(offer, true) for _, offer, true in offers_and_scores(case, believed)]
    assert all(offer == true for offer, true in found)


def test_each_offer_of_another_makes_its_levels_look_better_and_an_own_one_does_not():
    _, _, model = sat_down(changed({"talks.learning": {"russia": 0.02}}), WORLDS)
    seat = model.seats["russia"]
    before = seat.believed.copy()
    model.step()  # an offer of the United States
    rows = np.flatnonzero((model.offers >= 0) & ~seat.walks)
    moved = seat.believed - before
    for w in rows:
        assert set(np.flatnonzero(moved[w])) == set(model.levels(np.array([w]))[0])
        assert set(moved[w]) == {0, 20_000}
    before = seat.believed.copy()
    model.step()  # its own
    np.testing.assert_array_equal(seat.believed, before)


@pytest.mark.parametrize("name", HOLDING)
@pytest.mark.parametrize("learning", [None, 0.02])
def test_an_offer_for_the_worst_off_is_that_of_a_look_at_every_deal(learning, name):
    case = changed(
        {
            "talks.offers": dict.fromkeys(PARTIES, "best_for_worst_off"),
            "talks.learning": {} if learning is None else dict.fromkeys(PARTIES, learning),
        },
        name,
    )
    table = space_of(case).table

    def least(model, seat, w, last):
        surpluses = seat.beliefs.gains[w][:, table].sum(axis=2) - seat.beliefs.no_deal[w][:, None]
        return np.delete(surpluses, seat.own.party, axis=0).min(axis=0)

    found = [(offer, true) for _, offer, true in offers_and_scores(case, least)]
    assert len(found) > 100
    assert all(offer == true for offer, true in found)


def test_who_offers_a_deal_is_believed_to_be_content_with_it():
    _, _, model = sat_down(changed({"talks.offers": {"russia": "best_for_worst_off"}}), WORLDS)
    seat, us = model.seats["russia"], model.seats["us"].own.party
    before = seat.beliefs.no_deal.copy()
    model.step()  # an offer of the United States
    rows = np.flatnonzero((model.offers >= 0) & ~seat.walks)
    each, levels = rows[:, None], model.levels(rows)
    worth = seat.beliefs.gains[each, us, levels].sum(axis=1)
    assert (seat.beliefs.no_deal[rows, us] == np.minimum(before[rows, us], worth)).all()
    assert seat.beliefs.opened[each, us, levels].all()
    np.testing.assert_array_equal(np.delete(seat.beliefs.no_deal, us, axis=1), np.delete(before, us, axis=1))
