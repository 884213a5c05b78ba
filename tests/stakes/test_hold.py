"""Deals that may not hold: guarantees, renewed war, what lasts, and spoilers."""

from itertools import product

import numpy as np
import pytest
from kernels.oracle import accepted, members, table, zone
from worlds.test_worlds import scenario

from sim import Scenario, compare
from sim.draws import draw
from sim.engine import Plan, run
from sim.errors import BadArgument, ScenarioError
from sim.negotiation import at_the_table
from sim.scenario import read_scenario
from sim.streams import Uniforms
from sim.worlds import build, compiled_rules, space_of, uncertain

LAND, NATO = (list(read_scenario("moscow-talks").case.issues[issue].levels) for issue in ("territory", "nato"))
DRAWS = 48
HOLD = read_scenario("moscow-talks-hold")


def built(reading, draws=DRAWS, seed=1):
    """Return some worlds of a scenario and its rules, drawn by the streams of the one with hold."""
    paths = tuple(dict.fromkeys([*uncertain(HOLD.case), *uncertain(reading.case)]))
    columns = dict(draw(paths, seed, 0, draws).columns)
    return build(reading.case, Uniforms(columns, draws)), compiled_rules(reading.case, space_of(reading.case))


def in_zone(worlds, rules):
    return zone(accepted(worlds, rules), worlds, rules)


def land_for_a_promise(p2):
    """Return one party that is offered all today, and falls back on what its power is by then: ``p2``, not .8."""
    flow = {"levels": {"none": "None", "all": "All"}, "must_settle": True}
    return scenario(
        issues={"flow": flow},
        party={"weights": {"flow": 1}, "values": {"flow": {"table": {"none": 0, "all": 1}}}, "no_deal": 0.8 - 0.1 * 1},
        hold={
            "guarantee": "flow",
            "alone": 0.1,
            "strength": {},
            "honored": 0,
            "loss": {"p": {"levels": {"flow": {"all": 0.8 - p2}}}},
        },
    )


@pytest.mark.parametrize(("p2", "peace"), [(0.3, False), (0.7666, False), (0.76667, True), (0.8, True)])
def test_war_comes_of_a_shift_in_power_beyond_the_critical_one(p2, peace):
    # a discount of .9, power of .8 now and a cost of 1: war pays .8 - .1, and all for a tenth of the time must make up
    # for what follows; war iff .8 - .9 p2 > .1 + .01, so from .766667 on there is peace
    case = land_for_a_promise(p2)
    worlds, rules = build(case, Uniforms({"hold.lasts": np.array([0.5])}, 1)), compiled_rules(case, space_of(case))
    assert in_zone(worlds.arrays, rules)[0].any() == peace


def test_where_renewed_war_is_worth_no_deal_hold_changes_no_zone():
    harmless = HOLD.changed({"hold.loss": {"ukraine": None, "russia": None}})
    (some, rules), (others, plain) = built(harmless), built(HOLD.changed({"without": ["hold"]}))
    assert some.arrays.holds.min() < 0.9
    np.testing.assert_array_equal(in_zone(some.arrays, rules), in_zone(others.arrays, plain))


def test_a_deal_that_is_sure_to_break_still_counts_to_whom_renewed_war_is_worth_no_deal():
    never = {"hold.alone": 0, "hold.honored": 0, "hold.believed": dict.fromkeys(("ukraine", "russia", "eu"))}
    harmless = HOLD.changed({**never, "hold.loss": {"ukraine": None, "russia": None}})
    (some, rules), (others, plain) = built(harmless), built(HOLD.changed({"without": ["hold"]}))
    assert 0 < some.arrays.holds.max() < 1e-9
    np.testing.assert_array_equal(in_zone(some.arrays, rules), in_zone(others.arrays, plain))


def test_spoilers_fit_in_where_patterns_are_many():
    bundles = {
        f"b{k}": {"never_together": {"territory": [level], "nato": [other]}, "words": "opposed"}
        for k, (level, other) in enumerate(product(LAND[:7], NATO[:6]))
    }
    crowded = HOLD.changed({"parties.us.lines": bundles, "hold.spoilers": {"eu": 1, "us": 1}})
    rules = compiled_rules(crowded.case, space_of(crowded.case))
    every = np.bitwise_and.reduce(rules.patterns)
    assert (rules.triggers[-2:] & every != 0).all()
    assert (rules.triggers[-2:] >> np.uint64(len(bundles)) != 0).all(), "no bundle is taken for a pattern of all deals"


def test_why_tells_what_a_deal_is_worth_if_it_holds_and_if_not():
    scenario_with, deal = Scenario.load("moscow-talks-hold"), "freeze,pledge,frozen,european,merit"
    found = scenario_with.run(draws=8).why(5, deal)
    row = found.parties.loc["ukraine"]
    told = row["chance"] * row["if_it_holds"] + (1 - row["chance"]) * row["if_not"]
    assert row["utility"] == pytest.approx(told, abs=2e-6)
    assert found.lasts in (True, False)
    assert Scenario.load("moscow-talks").run(draws=8).why(5, deal).lasts is None


def test_a_sweep_and_a_comparison_tell_what_lasts(tmp_path):
    swept = Scenario.load("moscow-talks-hold").sweep("hold.honored", [0, 1], draws=512)
    assert "It lasts in" in swept.finding
    assert swept.table()["lasts"].is_monotonic_increasing
    runs = [Scenario.load("moscow-talks-hold").change({"hold.honored": value}).run(draws=512) for value in (0, 1)]
    table = compare(*runs).table()
    assert {"lasts", "agreed_lasts"} <= set(table.index)
    for found in runs:
        lasts = [column for column in table.columns if table.loc["lasts", column] == found.study.zone_that_lasts.share]
        assert len(lasts) == 1


def test_what_lasts_is_drawn_only_where_deals_may_not_hold():
    with pytest.raises(BadArgument, match="every deal of this scenario holds"):
        Scenario.load("moscow-talks").run(draws=8).plot.zone(lasting=True)


def test_chances_and_setbacks_are_those_of_the_formula():
    given = {
        "hold.alone": 0.5,
        "hold.strength": {"treaty-troops": 0.8, "treaty-like": 0.5, "time-limited": None, "european": None},
        "hold.honored": 0.25,
        "hold.believed": {"ukraine": 0.75, "russia": None, "eu": None},
        "hold.loss": {
            "ukraine": {"levels": {"territory": {"more-land": 0.5, "empty-zone": None, "all-claims": None}}},
            "russia": {"levels": {"territory": {"more-land": -0.5, "empty-zone": None, "all-claims": None}}},
        },
    }
    worlds, rules = built(HOLD.changed(given))
    space = space_of(HOLD.case)
    sizes = len(space.levels[0]), len(space.levels[3])
    chances = worlds.arrays.holds.reshape(DRAWS, 4, *sizes)
    setbacks = worlds.arrays.setbacks.reshape(DRAWS, 4, *sizes)
    assert rules.pivots.tolist() == [0, 3]
    np.testing.assert_allclose(chances[:, 2, :, 0], 0.5 + 0.5 * 0.8 * 0.75)
    np.testing.assert_allclose(chances[:, 1, :, 1], 0.5 + 0.5 * 0.5 * 0.25)
    np.testing.assert_allclose(chances[:, :, :, 4], 0.5)
    gains, land = worlds.arrays.gains.astype(np.float64), space.levels[0]
    freeze, more = land.index("freeze"), land.index("more-land")
    for party, sign in ((2, 1), (1, -1)):
        swing = np.abs(gains[:, party, freeze] - gains[:, party, more])
        np.testing.assert_array_equal(setbacks[:, party, more, 2], np.floor(sign * 0.5 * swing + 0.5))
        assert not np.delete(setbacks[:, party], more, axis=1).any()
    assert not setbacks[:, [0, 3]].any()


def test_a_better_guarantee_never_holds_worse_for_anybody():
    worse, _ = built(HOLD.changed({"hold.strength": {"european": 0.2}}))
    better, _ = built(HOLD.changed({"hold.strength": {"european": 0.6}}))
    assert (better.arrays.holds >= worse.arrays.holds).all()
    assert (better.arrays.holds > worse.arrays.holds).any()


def test_losing_more_by_renewed_war_never_widens_the_zone():
    more = {"empty-zone": 0.3, "more-land": 0.9, "all-claims": 1}
    less = dict.fromkeys(more, 0.1)
    sizes = [
        in_zone(worlds.arrays, rules).sum(axis=1)
        for levels in (less, more)
        for worlds, rules in [built(HOLD.changed({"hold.loss.ukraine.levels.territory": levels}), draws=160)]
    ]
    assert (sizes[1] <= sizes[0]).all()
    assert (sizes[1] < sizes[0]).any()


def test_a_guarantor_honors_its_word_where_what_it_would_lose_outweighs_what_that_costs():
    worlds, _ = built(HOLD.changed({"hold.alone": 0, "hold.strength.treaty-troops": 1, "hold.honored.cost": 0.2}))
    land, gains = space_of(HOLD.case).levels[0], worlds.arrays.gains[:, 0].astype(np.float64)
    lost = np.abs(gains[:, land.index("freeze")] - gains[:, land.index("all-claims")])
    first = worlds.arrays.holds.reshape(DRAWS, 4, len(land), -1)[:, 0, 0, 0]  # the US believes as the analyst does
    np.testing.assert_array_equal(first == 1, lost >= 200_000)
    assert (first[first < 1] < 1e-9).all()
    assert 0 < first.mean() < 1


def test_what_lasts_is_the_part_of_the_zone_that_holds_and_no_spoiler_refuses():
    spoiled = HOLD.changed({"hold.spoilers": {"eu": 0.5, "us": 0.5}, "without": ["claims"]})
    paths = uncertain(spoiled.case)
    study = run(spoiled.case, paths, Plan(draws=DRAWS, seed=3))
    worlds = build(spoiled.case, draw(paths, 3, 0, DRAWS))
    rules = compiled_rules(spoiled.case, space_of(spoiled.case))
    yes, deals = accepted(worlds.arrays, rules), table(rules)
    plain = zone(yes, worlds.arrays, rules)
    spoils = members(worlds.lasting.spoiling, 64)[:, len(spoiled.case.consent) :]
    lasts = plain & worlds.lasting.levels[:, deals].all(axis=2)
    for k, party in enumerate((3, 0)):
        lasts &= ~spoils[:, k, None] | yes[:, party]
    np.testing.assert_array_equal(study.lasting, lasts.any(axis=1))
    np.testing.assert_array_equal(study.lasting_counts.joint, lasts.sum(axis=0))
    np.testing.assert_array_equal(study.counts.joint, plain.sum(axis=0))
    assert 0 < lasts.sum() < plain.sum()


def test_where_every_deal_holds_the_whole_zone_lasts():
    plain = read_scenario("moscow-talks")
    study = run(plain.case, uncertain(plain.case), Plan(draws=64, seed=1))
    np.testing.assert_array_equal(study.lasting, study.in_zone)
    assert study.lasting_counts is study.counts or (study.lasting_counts.joint == study.counts.joint).all()
    assert study.zone_that_lasts is None


@pytest.mark.parametrize(("chance", "lasting"), [(0, 1), (1, 0)])
def test_the_saboteur_of_the_harbor_leaves_the_zone_and_lets_nothing_last(chance, lasting):
    # no deal is worth 150 points to it, more than any deal
    hold = {"guarantee": "loan", "alone": 1, "strength": {}, "honored": 0, "spoilers": {"environment": chance}}
    best = {"infrastructure": "A3", "ecology": "B3", "employment": "C1", "loan": "D1", "compensation": "E1"}
    no_deal = {"as_good_as": best, "plus": 0.5 / 0.55}
    harbor = read_scenario("harbour-sports-park").changed({"parties.environment.no_deal": no_deal, "hold": hold})
    study = run(harbor.case, uncertain(harbor.case), Plan(draws=1, seed=1))
    assert study.in_zone.all()
    assert study.lasting.mean() == lasting


@pytest.mark.parametrize("protocol", ["single_text", "alternating_offers", "final_offer"])
def test_talks_strike_only_deals_of_the_zone_where_deals_may_not_hold(protocol):
    parties = list(HOLD.case.parties)
    given = {"alternating_offers": {"alternating_offers": parties}, "final_offer": {"final_offer": "russia"}}
    reading = HOLD if protocol == "single_text" else HOLD.changed({"talks.protocol": given[protocol]})
    worlds, rules = built(reading, draws=160)
    ended = at_the_table(reading.case, worlds, rules).run()
    agreed = np.flatnonzero(ended.struck >= 0)
    assert len(agreed) > 3
    assert in_zone(worlds.arrays, rules)[agreed, ended.struck[agreed]].all()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hold.strength": {"treaty-trops": 0.5}}, "did you mean 'treaty-troops'"),
        ({"hold.guarantee": "guarantee"}, "there is no issue 'guarantee'"),
        ({"hold.believed": {"rusia": 0.5}}, "rusia"),
        ({"hold.honored.guarantor": "uss"}, "there is no party 'uss'"),
        ({"hold.loss.ukraine.levels": {"teritory": {"freeze": 0.1}}}, "there is no issue 'teritory'"),
        ({"hold.loss.ukraine.levels": {"territory": None}}, "names no level"),
        ({"consent.fighters": None, "consent.plan": None}, "would let deals last that nobody is asked about"),
        ({"hold.loss.ukraine.swing": {"issue": "territory", "between": ["freeze", "freeze"]}}, "a level and itself"),
        ({"hold.honored.stake": {"issue": "territory", "between": ["freeze", "freeze"]}}, "a level and itself"),
        ({"hold.alone": 1.5}, "must lie between 0 and 1"),
        (
            {"hold.loss.us": {"levels": {issue: {level: 0.1} for issue, level in (
                ("nato", "path"), ("assets", "loan"), ("eu-track", "dated"))}}},
            "couples 8,232 combinations of levels",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_hold_is_told(change, told):
    with pytest.raises(ScenarioError, match=told):
        HOLD.changed(change)
