"""Contested facts: each party waits with what it believes; the analyst's belief stands in where a party has none."""

import numpy as np
import pytest
from pydantic import ValidationError

from sim import Scenario
from sim.draws import draw
from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.stakes import Fact
from sim.streams import Uniforms
from sim.worlds import build, uncertain

MOSCOW = read_scenario("moscow-talks")
PLAIN = MOSCOW.changed({"without": ["facts"]})


def thresholds(reading, draws=64):
    paths = tuple(dict.fromkeys([*uncertain(PLAIN.case), *uncertain(reading.case)]))
    return build(reading.case, Uniforms(dict(draw(paths, 1, 0, draws).columns), draws)).arrays.thresholds


def fact(**change):
    given = {"analyst": 0.2, "believed": {"russia": 0.9}, "no_deal": {"russia": 0.1, "ukraine": -0.1}}
    return MOSCOW.changed({"facts": {"cities-taken": None, "city": {**given, **change}}})


def test_each_party_waits_with_what_it_believes_and_the_others_as_the_analyst():
    moved = thresholds(fact()) - thresholds(PLAIN)
    np.testing.assert_array_equal(moved[:, 1], np.full(64, 90_000))
    np.testing.assert_array_equal(moved[:, 2], np.full(64, -20_000))
    assert not moved[:, [0, 3]].any()


def test_as_the_analyst_sees_it_all_believe_alike():
    seen = fact().changed({"without": ["contested"]})
    moved = thresholds(seen) - thresholds(PLAIN)
    np.testing.assert_array_equal(moved[:, 1], np.full(64, 20_000))
    np.testing.assert_array_equal(moved[:, 2], np.full(64, -20_000))


def test_facts_taken_out_leave_nothing():
    np.testing.assert_array_equal(thresholds(fact().changed({"without": ["facts"]})), thresholds(PLAIN))


@pytest.mark.parametrize("change", [{"analyst": 1.2}, {"no_deal": {}}, {"no_deal": {"russia": 2}}])
def test_what_is_no_fact_is_refused(change):
    with pytest.raises(ValidationError):
        Fact.model_validate({"analyst": 0.5, "no_deal": {"russia": 0.1}, **change})


def test_a_party_that_does_not_exist_is_told():
    with pytest.raises(ScenarioError, match="rusia"):
        fact(believed={"rusia": 0.5})


def test_believing_what_makes_going_on_better_never_widens_the_zone():
    moscow = Scenario.load("moscow-talks")
    base = moscow.change({"without": ["facts"]}).run(draws=64).study.verdicts.sizes
    both = {"analyst": 0.5, "believed": {"russia": 1, "ukraine": 1}, "no_deal": {"russia": 0.2, "ukraine": 0.2}}
    hopeful = (
        Scenario.load("moscow-talks")
        .change({"facts": {"cities-taken": None, "each-wins": both}})
        .run(draws=64)
        .study.verdicts.sizes
    )
    assert (hopeful <= base).all()
    assert (hopeful < base).any()
