"""Pressure: on whom it falls, by which channel, and what it leaves alone."""

import numpy as np
import pytest
from negotiation.test_ensemble import sat_down
from pydantic import ValidationError

from sim import Scenario
from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.stakes import Pressure, exerted
from sim.streams import Uniforms

MOSCOW = read_scenario("moscow-talks")
TURNS = {"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}, "talks.rounds": 10}
WORTH = np.array([[0.6, 0.4], [0.3, 0.5], [0.2, 0.2]])


def on(change, worth=WORTH, parties=("russia", "ukraine")):
    spec = Pressure.model_validate({"by": "us", "on": list(parties), **change})
    luck = {f"gives_way.{party}": np.full(len(worth), 0.5) for party in parties}
    return exerted(spec, worth, Uniforms(luck, len(worth)))


@pytest.mark.parametrize(("aim", "on_russia", "on_ukraine"), [(1, [0, 1, 1], [1, 0, 0]), (0, [1, 0, 0], [0, 1, 1])])
def test_the_dial_aims_at_the_weaker_side_or_at_the_other(aim, on_russia, on_ukraine):
    found = on({"aim": aim, "no_deal": 0.02, "price": 0.01}).drifts
    np.testing.assert_allclose(found["russia"], -0.02 * np.array(on_russia))
    np.testing.assert_allclose(found["ukraine"], -0.02 * np.array(on_ukraine))
    np.testing.assert_allclose(found["us"], -0.01)


def test_in_the_middle_it_falls_on_two_alike_and_of_three_the_others_share_the_rest():
    even = on({"no_deal": 0.02}).drifts
    np.testing.assert_allclose(even["russia"], -0.01)
    np.testing.assert_allclose(even["ukraine"], -0.01)
    three = on({"aim": 0.6, "no_deal": 0.1}, np.array([[0.5, 0.1, 0.3]]), ("russia", "ukraine", "eu")).drifts
    assert [three[party][0] for party in ("russia", "ukraine", "eu")] == pytest.approx([-0.02, -0.06, -0.02])


def test_the_weaker_may_be_said():
    found = on({"aim": 1, "no_deal": 0.02, "weaker": "russia"}).drifts
    np.testing.assert_allclose(found["russia"], -0.02)
    np.testing.assert_allclose(found["ukraine"], 0)


def test_lines_give_way_after_a_round_at_the_earliest_and_never_of_one_on_whom_nothing_falls():
    found = on({"aim": 1, "bends": 1}).gives_way
    np.testing.assert_array_equal(found["ukraine"].begins, [2, np.inf, np.inf])
    np.testing.assert_array_equal(found["russia"].begins, [np.inf, 2, 2])
    assert not on({"no_deal": 0.1}).gives_way


@pytest.mark.parametrize(
    "change",
    [
        {"aim": 1.2},
        {"bends": -0.1},
        {"no_deal": -0.1},
        {"price": -1},
        {"by": "ukraine"},
        {"weaker": "eu"},
        {"on": ["russia"]},
    ],
)
def test_what_is_no_pressure_is_refused(change):
    with pytest.raises(ValidationError):
        Pressure.model_validate({"by": "us", "on": ["russia", "ukraine"], **change})


def test_a_name_that_is_no_party_is_found_with_its_place():
    with pytest.raises(ScenarioError, match="ukrane"):
        MOSCOW.changed({"talks.pressure": {"x": {"by": "us", "on": ["russia", "ukrane"]}}})


def pressing(**change):
    return {**TURNS, "talks.pressure": {"on-the-weaker": {"by": "us", "on": ["russia", "ukraine"], **change}}}


def test_pressure_on_no_deal_moves_no_deal_round_by_round_and_bends_no_line():
    worlds, _, model = sat_down(MOSCOW.changed(pressing(aim=1, no_deal=0.01, price=0.002)).case, 200)
    before = worlds.arrays.thresholds.copy()
    weaker = before[:, [1, 2]].argmin(axis=1)
    for number in range(1, 4):
        model.step()
        passed = number - 1
        for place, (p, name) in enumerate(((1, "russia"), (2, "ukraine"))):
            lost = np.where(weaker == place, 10_000 * passed, 0)
            np.testing.assert_array_equal(model.seats[name].no_deal, before[:, p] - lost)
        np.testing.assert_array_equal(model.seats["us"].no_deal, before[:, 0] - 2_000 * passed)
    assert not model.bent.any()


def test_a_zone_that_only_lines_keep_shut_opens_by_the_second_channel_alone():
    locked = {
        "parties.ukraine.lines.land.words": "demands",  # a line that is always firm
        "parties.ukraine.lines.land.at_most": "freeze",
        "parties.russia.lines.land.at_least": "more-land",
    }
    base = Scenario.load("moscow-talks").change(locked)
    assert base.run(draws=64).study.zone.share == 0
    for channel, opens in (({"no_deal": 0.5}, False), ({"bends": 1}, True)):
        found = base.change(pressing(aim=1, **channel)).run(draws=64).study
        assert bool(found.agreements.opened.any()) is opens
        assert found.zone.share == 0  # what pressure does later changes no zone of the beginning
