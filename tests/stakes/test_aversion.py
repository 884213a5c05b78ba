"""Aversion: loss aversion counts with and without a deal, audience costs in deals alone."""

import numpy as np
import pytest
from kernels.oracle import accepted
from pydantic import ValidationError
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.stakes import Aversion
from sim.worlds import build, compiled_rules, space_of

AT_B = {"at": {"land": "b"}, "cost": 1.25}
"""With a lambda of 2.25, what is lost of b's 375,000 counts 2.25 times."""


def arrays_of(party, **more):
    return build(scenario(party=party, **more), drawn_at_once(scenario(party=party, **more), 3, 1)).arrays


def test_what_is_lost_counts_lambda_times_and_what_is_gained_once():
    gains = arrays_of({"aversions": {"land": AT_B}}).gains[0, 0]
    # a is worth 0, b 375,000, c 750,000; the reference is b
    assert gains[:3].tolist() == [0 - 1.25 * 375_000, 375_000, 750_000]
    assert gains[3:].tolist() == [0, 250_000]


@pytest.mark.parametrize(("without_deal", "no_deal"), [(True, -468_750), (False, 0)])
def test_loss_aversion_counts_without_a_deal_too_and_audience_costs_do_not(without_deal, no_deal):
    outlook = {"outlook": {"land": {"a": 1}, "money": {"none": 1}}}
    arrays = arrays_of({"aversions": {"land": {**AT_B, "without_deal": without_deal}}, "no_deal": outlook})
    assert arrays.thresholds.tolist() == [[no_deal]]
    assert arrays.gains[0, 0, 0] == -468_750


@pytest.mark.parametrize("swing", ["largest", {"issue": "land", "between": ["b", "a"]}])
@pytest.mark.parametrize("counted", ["cost", "plus"])
def test_an_aversion_makes_no_war_dearer_for_swings_are_of_what_levels_are_worth(swing, counted):
    # D is that of c for certain, .75, less (or plus) .1 of a swing; c does not fall short of b
    stays = {"outlook": {"land": {"c": 1}, "money": {"none": 1}}}
    if counted == "plus":
        stays = {"as_good_as": {"land": "c", "money": "none"}}
    no_deal = {**stays, counted: 0.1, "swing": swing}
    unit = 750_000 if swing == "largest" else 375_000
    averse = arrays_of({"aversions": {"land": {"at": {"land": "b"}, "cost": 1}}, "no_deal": no_deal})
    assert averse.gains[0, 0, 0] == -375_000
    assert averse.thresholds.tolist() == [[750_000 + (-0.1 if counted == "cost" else 0.1) * unit]]


def test_loss_aversion_moves_a_deal_against_no_deal_by_what_it_falls_short_of_more():
    """``u - D`` moves by the cost times the shortfall expected without a deal less that of the deal."""
    gains, short = np.array([0, 375_000, 750_000]), np.array([375_000, 0, 0])
    for level, chances in enumerate(np.eye(3)):
        outlook = {"outlook": {"land": dict(zip("abc", chances.tolist(), strict=True)), "money": {"none": 1}}}
        averse = arrays_of({"aversions": {"land": {"at": {"land": "b"}, "cost": 1}}, "no_deal": outlook})
        surplus = averse.gains[0, 0, :3] - averse.thresholds[0, 0]
        assert surplus.tolist() == (gains - gains[level] + short[level] - short).tolist()


def test_links_losses_and_a_guarantor_s_stake_count_in_swings_that_no_aversion_moves():
    more = {"links": {"both": {"together": {"land": ["c"], "money": ["some"]}, "worth": 0.1}}}
    held = {
        "guarantee": "money",
        "alone": 0.5,
        "strength": {"some": 1},
        "honored": {"guarantor": "p", "stake": {"issue": "land", "between": ["a", "b"]}, "cost": 0.5},
        "loss": {"p": {"levels": {"land": {"a": 0.1}}}},
    }
    averse = {"aversions": {"land": {"at": {"land": "b"}, "cost": 1}}}
    plain, moved = arrays_of(more, hold=held), arrays_of({**more, **averse}, hold=held)
    for name in ("links", "setbacks", "holds"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(moved, name))


def test_a_dearer_shortfall_in_deals_never_widens_the_zone():
    for seed in range(30):
        rng = np.random.default_rng(seed)
        written = random_scenario(rng)
        found = []
        for cost in (0, 0.5, 2):
            for party in written["parties"].values():
                party["aversions"] = {"said": {"at": {"x": "b"}, "cost": cost, "without_deal": False}}
            case = scenario(**written)
            arrays = build(case, drawn_at_once(case, 3, 12)).arrays
            found.append(accepted(arrays, compiled_rules(case, space_of(case))))
        assert (found[0] >= found[1]).all()
        assert (found[1] >= found[2]).all()


def test_taken_out_it_is_not_there_and_no_shipped_scenario_has_any():
    moscow = read_scenario("moscow-talks")
    averse = moscow.changed({"parties.ukraine.aversions.land": {"at": {"territory": "freeze"}, "cost": 1}})
    assert averse.changed({"without": ["aversions"]}).case.parties == moscow.case.parties
    assert not any(party.aversions for party in moscow.case.parties.values())


def test_what_is_no_aversion_is_refused():
    with pytest.raises(ValidationError, match="names no level to fall short of"):
        Aversion.model_validate({"at": {}, "cost": 1})
    with pytest.raises(ScenarioError, match="did you mean 'freeze'"):
        read_scenario("moscow-talks").changed({"parties.us.aversions.x": {"at": {"territory": "freze"}, "cost": 1}})
    with pytest.raises(ScenarioError, match="must lie between 0 and 4"):
        read_scenario("moscow-talks").changed({"parties.us.aversions.x": {"at": {"territory": "freeze"}, "cost": -1}})
