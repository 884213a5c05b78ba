"""Side deals: who gains by them, by hand and deal by deal, and what they do to the zone."""

import numpy as np
import pytest
from worlds.test_worlds import LAND_AND_MONEY, scenario

from sim import Scenario
from sim.draws import draw
from sim.engine import Plan, sided
from sim.errors import BadArgument, ScenarioError
from sim.worlds import build, expectations, space_of, uncertain

MONEY = {"money": {"none": 0.5, "some": 0.5}}


def party(money, land=(0, 50, 100)):
    outlook = {"land": {"a": 1, "b": 0}, **MONEY}
    return {
        "weights": {"land": 3, "money": 1},
        "values": {
            "land": {"table": dict(zip("abc", land, strict=True))},
            "money": {"table": dict(zip(("none", "some"), money, strict=True))},
        },
        "no_deal": {"outlook": outlook, "cost": 0.2},
    }


def small(p=(0, 1), q=(0, 1), r=(1, 0), **change):
    return scenario(
        issues=LAND_AND_MONEY,
        parties={"p": party(p), "q": party(q), "r": party(r)},
        side_deals={"purse": {"between": ["p", "q"], "on": ["money"], **change}},
    )


def test_both_gain_what_the_level_is_worth_beyond_what_they_expect_and_the_one_outside_loses_as_much():
    found = sided(small(), (), "purse", Plan(1, 1))
    assert found.made.tolist() == [True]
    assert found.levels.tolist() == [[4]]  # some money, the fifth level of all
    assert found.gains.tolist() == [[0.125, 0.125, -0.125]]  # a quarter of the weight, half of it expected


def test_where_one_would_lose_none_is_made_and_nothing_moves():
    found = sided(small(q=(1, 0)), (), "purse", Plan(1, 1))
    assert found.made.tolist() == [False]
    assert not found.gains.any()
    assert found.zone_before.tolist() == found.zone_after.tolist()


def test_what_else_is_stated_is_added_to_no_deal():
    found = sided(small(no_deal={"r": -0.25, "p": 0.1}), (), "purse", Plan(1, 1))
    assert found.gains[0] == pytest.approx([0.225, 0.125, -0.375])


def test_who_makes_it_counts_what_it_costs_itself_besides():
    assert sided(small(no_deal={"p": -0.1}), (), "purse", Plan(1, 1)).made.tolist() == [True]
    assert sided(small(no_deal={"p": -0.2}), (), "purse", Plan(1, 1)).made.tolist() == [False]


def test_a_firm_line_across_its_issues_is_kept():
    line = {"never": {"never_together": {"land": ["c"], "money": ["some"]}, "words": "demands"}}
    parties = {"p": {**party((0, 1)), "lines": line}, "q": party((0, 1)), "r": party((1, 0))}
    deal = {"between": ["p", "q"], "on": ["land", "money"]}
    free, bound = (
        sided(scenario(issues=LAND_AND_MONEY, parties=some, side_deals={"all": deal}), (), "all", Plan(1, 1))
        for some in ({**parties, "p": party((0, 1))}, parties)
    )
    assert free.levels.tolist() == [[2, 4]]  # land c and some money
    assert bound.levels.tolist() == [[2, 3]]


@pytest.fixture(scope="module")
def moscow_deals():
    return Scenario.load("moscow-talks-side-deal")


def test_on_the_talks_of_the_article_the_deal_made_is_the_best_of_a_look_at_all(moscow_deals):
    case, draws = moscow_deals.case, 64
    paths = tuple(dict.fromkeys([*moscow_deals.columns, *uncertain(case)]))
    found = sided(case, paths, "aid-for-quiet", Plan(draws, 1))
    uniforms, space = draw(paths, 1, 0, draws), space_of(case)
    worlds = build(case, uniforms)
    spans = [slice(space.offsets[i], space.offsets[i + 1]) for i in map(space.issue, ("assets", "guarantees"))]
    product, fine = np.ones((draws, 7, 7)), np.ones((draws, 7, 7), np.bool_)
    for name in ("us", "russia"):
        p = list(case.parties).index(name)
        own = uniforms.under(f"parties.{name}.no_deal")
        expected = expectations(case.parties[name].no_deal, worlds.arrays.gains[:, p], space, own)
        worth = [worlds.arrays.gains[:, p, span].astype(np.float64) for span in spans]
        going_on = np.floor(expected["assets"] + expected["guarantees"] + 0.5)
        surplus = worth[0][:, :, None] + worth[1][:, None, :] - going_on[:, None, None]
        opened = [worlds.arrays.allowed[:, span] & np.uint64(1 << p) != 0 for span in spans]
        fine &= (surplus > 0) & opened[0][:, :, None] & opened[1][:, None, :]
        product *= surplus
    best = np.where(fine, product, -1).reshape(draws, -1)
    np.testing.assert_array_equal(found.made, fine.any(axis=(1, 2)))
    levels = best.argmax(axis=1)[found.made]
    firsts = [span.start for span in spans]
    expected_levels = np.stack(np.divmod(levels, 7), axis=1) + firsts
    np.testing.assert_array_equal(found.levels[found.made], expected_levels)


def test_the_table_holds_a_row_a_deal_and_the_zone_of_a_run(moscow_deals):
    table = moscow_deals.side_deals(draws=128).table
    assert list(table.index) == ["business", "aid-for-quiet"]
    assert (table["zone"] == moscow_deals.run(draws=128).study.zone.share).all()
    assert (table[["gain.us", "gain.russia"]] >= 0).all(axis=None)
    assert table.loc["aid-for-quiet", "gain.ukraine"] < 0


def test_a_scenario_without_side_deals_or_with_bare_numbers_is_refused(moscow, moscow_deals):
    with pytest.raises(BadArgument, match="names no side deals"):
        moscow.side_deals()
    with pytest.raises(ScenarioError, match="needs to know what eu expects"):
        moscow_deals.change({"parties.eu.no_deal": 0.4})
    with pytest.raises(ScenarioError, match="rusia"):
        moscow_deals.change({"side_deals.business.between": ["us", "rusia"]})
    with pytest.raises(ScenarioError, match="names an issue twice"):
        moscow_deals.change({"side_deals.business.on": ["assets", "assets"]})
    with pytest.raises(ScenarioError, match="names us, who has no seat"):
        moscow_deals.change(
            {"parties.us.seat": False, "talks": None, "consent": None, "consent.x": {"needs": ["russia"], "by": "law"}}
        )
