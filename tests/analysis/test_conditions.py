"""Under which conditions: what is found in worlds of which it is known, and how it is told."""

from functools import cache

import numpy as np
import pytest
from games import run_of
from worlds.test_worlds import scenario

from sim.analysis.conditions import conditions_of, conditions_table, happened_in, judged, numbers, tree_table
from sim.analysis.sentences.conditions import conditions_caption, conditions_finding, conditions_sentences
from sim.analysis.sentences.limits import limit_text
from sim.draws import REPLICATES
from sim.engine import Plan, run
from sim.errors import BadArgument, UnknownName
from sim.results import estimate_among
from sim.scenario import read_scenario
from sim.statistics import discovery
from sim.statistics.boxes import Limit
from sim.worlds import uncertain


@pytest.fixture(scope="module")
def moscow_study():
    return run_of(draws=1024)


@pytest.fixture(scope="module")
def asked(moscow_study):
    """Return what is found for an outcome, once each."""
    return cache(lambda target: conditions_of(moscow_study, target))


@pytest.fixture(scope="module")
def zone(asked):
    return asked("zone")


def price():
    """Return a price from 0 to 100 between two who want it otherwise, each with a worth of no deal from 0 to 1.

    A zone exists iff the two worths sum to at most 1.
    """
    spaced = {"range": {"from": 0, "to": 100, "step": 1}, "must_settle": True}
    rest = {"weights": {"price": 1}, "no_deal": {"uniform": [0, 1]}}
    return scenario(
        issues={"price": spaced},
        parties={
            "buyer": {**rest, "values": {"price": {"linear": "falling"}}},
            "seller": {**rest, "values": {"price": {"linear": "rising"}}},
        },
        consent={"both": {"needs": ["buyer", "seller"], "by": "definition"}},
    )


def study_of(case, draws=1024):
    return run(case, uncertain(case), Plan(draws, 1))


def test_the_conditions_of_a_price_are_low_worths_of_no_deal_on_both_sides():
    found = conditions_of(study_of(price()), "zone")
    table = conditions_table(found)
    first = table.loc[1]
    assert set(first.index) == {"parties.buyer.no_deal", "parties.seller.no_deal"}
    assert first["low"].isna().all()
    assert first["held_out_density"].iloc[0] > 0.85
    assert "buyer's worth of no deal is" in conditions_finding(found)
    assert "or less" in conditions_finding(found)


def test_every_number_of_the_table_is_counted_in_the_worlds_themselves(moscow_study, zone):
    table, odd = conditions_table(zone), np.arange(1024) % 2 == 1
    assert len(table)
    left = np.ones(1024, np.bool_)
    for number, step in enumerate(zone.chosen, 1):
        inside, hit = left & step.box.inside(zone.sample), moscow_study.in_zone
        rows = table.loc[number]
        assert (rows["held_out_density"] == hit[inside & odd].mean()).all()
        assert (rows["held_out_coverage"] == inside[hit & odd].mean()).all()
        assert rows["density"].iloc[0] == pytest.approx(hit[inside & ~odd].mean())
        assert rows["coverage"].iloc[0] == pytest.approx(inside[hit & ~odd].mean())
        assert (rows["held_out_density_low"] <= rows["held_out_density"]).all()
        assert (rows["held_out_density"] <= rows["held_out_density_high"]).all()
        left &= ~step.box.inside(zone.sample)
    assert (table["base"] == moscow_study.zone.share).all()
    assert (table["quasi_p"] <= 0.05).all()
    assert table["stability"].between(0, 1).all()


def test_intervals_are_over_the_odd_replicates():
    rng = np.random.default_rng(1)
    happened, inside = rng.random(800) < 0.4, rng.random(800) < 0.5
    how = judged(happened, inside)
    for k, r in enumerate((1, 3, 5, 7)):
        np.testing.assert_array_equal(happened[r::8], happened[1::2][k::4])
    assert how.density == estimate_among(happened[1::2], inside[1::2], 4)
    assert how.coverage == estimate_among(inside[1::2], happened[1::2], 4)


def test_boxes_and_draws_count_replicates_alike():
    assert discovery.REPLICATES == REPLICATES


def test_what_may_happen_is_what_the_study_says(moscow_study):
    np.testing.assert_array_equal(happened_in(moscow_study, "no-zone"), ~moscow_study.in_zone)
    np.testing.assert_array_equal(happened_in(moscow_study, "agreed"), moscow_study.agreements.agreed)
    np.testing.assert_array_equal(happened_in(moscow_study, "blocks.russia"), moscow_study.blocked_by(1))
    with pytest.raises(UnknownName, match=r"did you mean 'blocks\.russia'"):
        happened_in(moscow_study, "blocks.rusia")
    with pytest.raises(BadArgument, match="has no talks"):
        happened_in(study_of(price(), 8), "agreed")


def test_levels_count_in_the_order_of_their_issue_among_those_that_occur(moscow_study):
    face = "parties.russia.lines.land.stands_at"
    drawn, codes = moscow_study.drawn[face], numbers(moscow_study, face)
    order = [name for name in moscow_study.case.issues["territory"].levels if name in set(drawn.tolist())]
    assert [order[code] for code in codes] == drawn.tolist()
    assert codes.min() == 0


def test_ends_in_the_table_are_levels_answers_and_numbers(zone):
    found = conditions_table(zone)
    assert {"russia", "ukraine"} >= {face.split(".")[1] for _, face in found.index}
    levels = set(zone.study.case.issues["territory"].levels) | {"no", "yes"}
    ends = set(found[["low", "high"]].stack().dropna())
    assert ends
    assert ends <= levels


def test_the_sentence_tells_the_numbers_of_the_table(zone):
    first, *later = conditions_sentences(zone)
    row = conditions_table(zone).loc[1].iloc[0]
    assert first == conditions_finding(zone)
    assert f"{row['held_out_density']:.0%}" in first or "over 99%" in first
    assert f"these are {row['held_out_coverage']:.0%} of the worlds with one." in first
    assert row["condition"] in first
    assert all(text.startswith("Of the other worlds, in ") for text in later)
    assert len(later) == len(zone.chosen) - 1
    caption = conditions_caption(zone, 0)
    assert caption.finding == first.removesuffix(".")
    assert "judged in the 512 worlds it was not found in (of 1,024, seed 1)" in caption.drawn


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("no-zone", "no zone exists"),
        ("agreed", "talks strike a deal"),
        ("blocks.ukraine", "there is no zone, and Ukraine's constant yes alone would open one"),
    ],
)
def test_every_outcome_has_its_words(asked, target, said):
    found = asked(target)
    assert said in conditions_finding(found)
    assert len(conditions_table(found)) >= 1


def test_talks_count_what_only_talks_rest_on(asked):
    faces = asked("agreed").sample.names
    assert any(face.startswith("talks.") for face in faces)
    assert not any(face.startswith("talks.") for face in asked("zone").sample.names)


@pytest.mark.parametrize(
    ("target", "said"),
    [("zone", "in every world a zone exists."), ("no-zone", "it never happens that no zone exists.")],
)
def test_where_nothing_is_uncertain_nothing_stands_out(target, said):
    case = read_scenario("harbour-sports-park").case
    found = conditions_of(run(case, uncertain(case), Plan(64, 1)), target)
    assert conditions_sentences(found) == [f"Nothing stands out: {said}"]
    assert conditions_table(found).empty
    assert list(conditions_table(found).index.names) == ["box", "input"]
    assert tree_table(found)["conditions"].tolist() == [""]


def test_where_no_condition_tells_that_is_said():
    found = conditions_of(study_of(price(), 16), "zone")
    assert "too few to tell when" in conditions_finding(found)
    assert not found.chosen


def test_the_tree_shares_out_the_worlds(zone):
    table = tree_table(zone)
    assert table["coverage"].sum() == pytest.approx(1)
    assert table["held_out_coverage"].sum() == pytest.approx(1)
    assert table["density"].is_monotonic_decreasing


def test_a_variant_that_fixes_what_its_base_leaves_open_is_no_trouble():
    found = conditions_of(run_of("moscow-talks-pressure", draws=64), "zone")
    assert set(found.sample.names) <= set(found.study.drawn)


LEVELS = ("freeze", "empty-zone", "recognized", "more-land")


@pytest.mark.parametrize(
    ("face", "limit", "values", "said"),
    [
        ("parties.ukraine.lines.land.firm", Limit(low=1.0), ("no", "yes"), "Ukraine's line 'land' is firm"),
        ("consent.plan.stands", Limit(low=1.0), ("no", "yes"), "claim 'plan' stands"),
        ("consent.plan.stands", Limit(high=0.0), ("no", "yes"), "claim 'plan' does not stand"),
        (
            "parties.us.values.territory.best",
            Limit(among=(0.0, 3.0)),
            LEVELS,
            "what US likes best on Territory is “Freeze” or “More land”",
        ),
        ("words.will never", Limit(low=0.5), None, "how often words 'will never' are meant is 0.5 or more"),
        (
            "parties.us.no_deal.outlook.territory.freeze",
            Limit(high=0.25),
            None,
            "US's outlook for “Freeze” on Territory is 0.25 or less",
        ),
        ("parties.us.values.nato.fall_off", Limit(low=1.5), None, "US's fall-off of worth on NATO is 1.5 or more"),
        ("parties.us.no_deal.cost", Limit(0.1, 0.2), None, "US's cost of no deal is from 0.1 to 0.2"),
        ("facts.cities-taken.analyst", Limit(low=0.3), None, "facts.cities-taken.analyst is 0.3 or more"),
        (
            "proposals.november.clauses.nato",
            Limit(low=1.0),
            ("neutral", "pledge"),
            "November draft: what it means on NATO is “Pledge not to seek”",
        ),
    ],
)
def test_limits_are_told_in_the_words_of_the_scenario(face, limit, values, said):
    text = limit_text(read_scenario("moscow-talks").case, face, limit, values)
    assert text == said
