"""War as a path of flows: the closed form against the sum, and what later decisions find."""

import numpy as np
import pytest
from negotiation.test_ensemble import sat_down
from pydantic import ValidationError

from sim import Scenario
from sim.analysis.dates import rounds_to_look_at
from sim.errors import BadArgument
from sim.scenario import read_scenario
from sim.stakes import War, war_path
from sim.streams import Medians, Uniforms

MOSCOW = read_scenario("moscow-talks")


def path(swing=0.5, cost=0.4, **war):
    spec = War.model_validate({"discount": 0.9, **war})
    return war_path(spec, np.array([swing]), np.array([cost]), Uniforms(Medians(), 1))


def summed(decided, discount, ends=0.0, drift=0.0, cost_grows=0.0, swing=0.5, cost=0.4):
    """Return the average flow from a decision on, round by round: the front while at war, and the cost."""
    k = np.arange(20_000)
    at_war = (1 - ends) ** k
    moved = decided + np.concatenate([[0], np.cumsum(at_war[1:])])
    flow = drift * swing * moved - at_war * cost * swing * (1 + cost_grows) ** (decided + k)
    return (1 - discount) * (discount**k * flow).sum()


@pytest.mark.parametrize("decided", [0, 7])
@pytest.mark.parametrize(
    "war",
    [
        {},
        {"drift": 0.02},
        {"ends": 0.1},
        {"cost_grows": 0.03},
        {"discount": 0.97, "ends": 0.05, "drift": -0.01, "cost_grows": 0.02},
    ],
)
def test_the_closed_form_is_the_sum_of_flows(war, decided):
    assert path(**war).at(decided)[0] == pytest.approx(summed(decided, **{"discount": 0.9, **war}))


def test_a_war_that_never_changes_is_its_cost():
    assert path().at(0)[0] == path().at(30)[0] == pytest.approx(-0.2)
    plain = war_path(None, np.array([0.5]), np.array([0.4]), Uniforms(Medians(), 1))
    assert plain.at(0)[0] == plain.at(30)[0] == -0.2


@pytest.mark.parametrize("war", [{"discount": 1}, {"ends": 1.5}, {"discount": 0.99, "cost_grows": 0.02}, {"ends": 0.1}])
def test_a_path_without_a_sum_is_refused(war):
    with pytest.raises(ValidationError):
        War.model_validate(war)


def test_talks_wait_with_what_the_war_has_come_to():
    change = {
        "parties.russia.no_deal.war": {"discount": 0.9, "drift": 0.01},
        "talks.protocol": {"alternating_offers": ["us", "russia"]},
        "talks.rounds": 10,
    }
    worlds, _, model = sat_down(MOSCOW.changed(change).case, 50)
    gains = worlds.arrays.gains[:, 1].astype(np.float64)
    freeze, more = (
        gains[:, list(MOSCOW.case.issues["territory"].levels).index(name)] for name in ("freeze", "more-land")
    )
    swing = np.abs(more - freeze)
    for number in range(1, 5):
        model.step()
        moved = model.seats["russia"].no_deal - worlds.arrays.thresholds[:, 1]
        assert np.abs(moved - 0.01 * swing * (number - 1)).max() <= 1


@pytest.fixture(scope="module")
def war():
    return Scenario.load("moscow-talks-war")


def test_the_zone_of_the_first_date_is_that_of_a_run_and_later_ones_are_those_of_worse_or_better_no_deals(war):
    table = war.dates(rounds=6, draws=128).table
    study = war.run(draws=128).study
    assert table["zone"].iloc[0] == study.zone.share
    assert table["size"].iloc[0] == np.median(study.verdicts.sizes[study.in_zone])
    assert list(table.index) == [1, 2, 3, 4, 5, 6]
    dear = {f"parties.{p}.no_deal.war": {"discount": 0.9, "cost_grows": 0.05} for p in ("russia", "ukraine")}
    sizes = Scenario.load("moscow-talks").change(dear).dates(rounds=20, draws=128).table["size"]
    assert (np.diff(sizes) >= 0).all()
    assert sizes.iloc[-1] > sizes.iloc[0]


def test_dates_are_said_drawn_and_refused_where_nothing_moves(war, moscow, tmp_path):
    found = war.dates(rounds=3, draws=32)
    assert found.finding in repr(found)
    assert found.finding in found._repr_html_()
    assert found.plot() is not None
    with pytest.raises(BadArgument, match="nothing in moscow-talks changes with time"):
        moscow.dates()
    with pytest.raises(BadArgument, match="2 rounds or more, not 1"):
        war.dates(rounds=1)
    alone = war.change({"talks": None}).dates(draws=32).table
    assert alone.index[-1] == 40


def test_many_rounds_are_looked_at_a_few_at_a_time():
    assert rounds_to_look_at(2) == [1, 2]
    many = rounds_to_look_at(200)
    assert (many[0], many[-1], len(many)) == (1, 200, 13)
