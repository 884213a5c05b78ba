"""What changes while talks go on: no deal drifts, optimism fades, events come."""

import numpy as np
import pytest
from negotiation.test_ensemble import sat_down
from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.stakes import Event, faded, happening
from sim.streams import Uniforms

MOSCOW = read_scenario("moscow-talks")
HURRY = {"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}, "talks.rounds": 10}


def test_optimism_fades_so_that_a_zone_opens_at_time_eight():
    # a gap of .9 against costs of .1 in all opens once it has fallen to a ninth: 1 + t = 9
    assert faded(np.array([0.9]), 8, np.array([1.0])) == pytest.approx(0.1)
    assert faded(np.array([0.9]), 7.9, np.array([1.0])) > 0.1
    # and one of .3 against .1 once it is a third: 1 + 8/4 = 3
    assert faded(np.array([0.3]), 8, np.array([0.25])) == pytest.approx(0.1)
    # in general t* = (gap / costs - 1) sv^2 / s0^2
    gap, costs, learning = 0.5, 0.2, 0.25
    opening = (gap / costs - 1) / learning
    assert faded(np.array([gap]), opening, np.array([learning])) == pytest.approx(costs)


def begins(event, u=0.5):
    paths = {"luck": np.full(4000, u) if np.isscalar(u) else u, "no_deal.p": np.full(4000, 0.5)}
    return happening(Event.model_validate({**event, "no_deal": {"p": 0.1}}), Uniforms(paths, 4000)).begins


def test_an_event_with_a_round_comes_then():
    assert set(begins({"round": 7})) == {7.0}


def test_an_event_by_chance_comes_after_one_over_the_chance_on_average():
    found = begins({"chance": 0.2}, (np.arange(4000) + 0.5) / 4000)
    assert found.mean() == pytest.approx(5, rel=0.05)
    assert (found == 1).mean() == pytest.approx(0.2, abs=0.03)
    assert np.isinf(begins({"chance": 0})).all()
    assert set(begins({"chance": 1})) == {1.0}


@pytest.mark.parametrize("event", [{}, {"round": 3, "chance": 0.1}, {"chance": 1.5}])
def test_an_event_needs_a_round_or_a_chance(event):
    with pytest.raises(ValidationError):
        Event.model_validate({**event, "no_deal": {"p": 0.1}})


def talks(change, draws=300):
    worlds, rules, model = sat_down(MOSCOW.changed({**HURRY, **change}).case, draws)
    return worlds, rules, model


def test_no_deal_moves_round_by_round_and_a_zone_is_one_of_a_round_that_was_played():
    worlds, _, model = talks({"talks.drift": {"ukraine": -0.01}})
    before = worlds.arrays.thresholds.copy()
    for number in range(1, 4):
        model.step()
        np.testing.assert_array_equal(model.seats["ukraine"].no_deal, before[:, 2] - 10_000 * (number - 1))
        np.testing.assert_array_equal(model.seats["russia"].no_deal, before[:, 1])


def test_a_deal_is_never_worth_less_than_no_deal_was_in_its_round():
    worlds, _, model = talks({"talks.drift": {"ukraine": 0.01, "russia": -0.02}})
    ended = model.run()
    agreed = np.flatnonzero(ended.struck >= 0)
    assert len(agreed) > 10
    for name in ("russia", "ukraine"):
        seat = model.seats[name]
        worth = seat.utilities(agreed, model.levels(agreed))
        assert (worth >= ended.no_deal[agreed, seat.own.party]).all()
    assert (ended.no_deal[agreed, 1] != worlds.arrays.thresholds[agreed, 1]).any()


def test_who_comes_to_like_no_deal_better_takes_its_yes_back():
    _, _, model = sat_down(MOSCOW.changed({"talks.events": {"x": {"round": 5, "no_deal": {"eu": 0.3}}}}).case, 200)
    while model.round < 4:
        model.step()
    model.yes[model.open] |= model.seats["eu"].bit
    model.round += 1
    model.pass_time()
    assert (model.yes[model.open] & model.seats["eu"].bit == 0).all()


def test_verdicts_say_whether_a_zone_existed_in_some_round():
    from sim import Scenario

    moscow = Scenario.load("moscow-talks").change(HURRY)
    shut = moscow.change({"talks.drift": {"russia": 0.0}, "talks.optimism": {"russia": {"gap": 1.0}}}).run(64)
    assert not shut.study.agreements.opened.any()
    assert set(shut.study.agreements.verdicts) == {0}
    never = dict.fromkeys(("us", "russia", "ukraine", "eu"), -1.0)
    wide = moscow.change({"talks.events": {"x": {"round": 2, "no_deal": never}}}).run(64).study
    np.testing.assert_array_equal(wide.agreements.opened, wide.verdicts.compatible)
    assert wide.agreements.opened.sum() >= wide.in_zone.sum()


def test_pressure_on_no_deal_alone_moves_no_firm_line_and_lines_that_bend_open_zones():
    """On the talks of the article: what closes a zone by lines stays closed whatever no deal is worth."""
    from sim import Scenario

    moscow = Scenario.load("moscow-talks").change(HURRY)
    base = moscow.run(256).study
    worse = {"x": {"round": 1, "no_deal": {"ukraine": -1.0}}}
    pressed = moscow.change({"talks.events": worse}).run(256).study.agreements
    assert not pressed.opened[~base.verdicts.compatible].any()
    bent = moscow.change({"talks.events": {"x": {"round": 1, "bends": {"ukraine": 1.0}}}}).run(256).study.agreements
    assert bent.opened[~base.verdicts.compatible].any()
    assert (bent.opened | ~base.in_zone).all()
    half = moscow.change({"talks.events": {"x": {"round": 1, "bends": {"ukraine": 0.5}}}}).run(256).study.agreements
    assert base.in_zone.sum() < half.opened.sum() < bent.opened.sum()


def test_whose_lines_have_given_way_offers_and_takes_what_it_refused():
    _, _, model = talks({"talks.events": {"x": {"round": 3, "bends": {"ukraine": 1.0}}}}, draws=200)
    seat = model.seats["ukraine"]
    before, offers = seat.own.opened.copy(), len(seat.stairs.gains)
    assert not before.all()
    while model.round < 2:
        model.step()
    np.testing.assert_array_equal(seat.own.opened, before)
    model.step()
    assert seat.own.opened.all()
    assert (seat.own.firm_bundles == 0).all()
    assert len(seat.stairs.gains) > offers
    ended = model.run()
    assert (ended.bent[ended.rounds == 0] == 0b100).all()


def test_a_party_that_does_not_exist_is_told():
    for part in ("drift", "optimism"):
        with pytest.raises(ScenarioError, match="there is no"):
            MOSCOW.changed({f"talks.{part}": {"rusia": 0.1 if part == "drift" else {"gap": 0.1}}})
    with pytest.raises(ScenarioError, match="rusia"):
        MOSCOW.changed({"talks.events": {"x": {"round": 1, "no_deal": {"rusia": 0.1}}}})
