"""Other beliefs from the draws of a run: as a rerun would have it, or a reason why only a rerun can tell."""

import numpy as np
import pytest

from sim.engine import Plan, talks_of, zone_share
from sim.errors import BadArgument, ScenarioError
from sim.surface.reweighting import reweighted

COST = "parties.russia.no_deal.cost"
LAND = "parties.russia.lines.land"


@pytest.fixture(scope="module")
def run(moscow):
    return moscow.run(draws=2048)


@pytest.fixture(scope="module")
def large(moscow):
    return moscow.run(draws=4096)


@pytest.mark.parametrize(
    "values",
    [
        {COST: {"uniform": [0.5, 1]}},
        {COST: {"triangular": [0, 0.2, 1]}, "parties.ukraine.no_deal.cost": {"beta": [2, 2]}},
        {"words.will never": {"uniform": [0.3, 1]}},
        {f"{LAND}.at_least": {"one_of": ["more-land", "freeze"], "chances": [1, 3]}},
        {"parties.russia.weights.territory": {"about": 0.4, "spread": 0.2}},
        {"parties.ukraine.lines.land.words": "opposed"},
        {"parties.ukraine.lines.land.words": "unacceptable"},
        {"consent.plan.words": "said by an opponent"},
    ],
    ids=lambda values: ", ".join(values),
)
@pytest.mark.parametrize("which", ["run", "large"])
def test_the_share_of_worlds_is_that_of_a_rerun_within_the_error(request, moscow, which, values):
    run = request.getfixturevalue(which)
    found = reweighted(run, values).zone
    variant = moscow.change(values)
    again = zone_share(variant.case, variant.columns, Plan(run.study.draws, 1))
    assert found.share == pytest.approx(again.share, abs=np.hypot(found.margin, again.margin))


def test_where_nothing_differs_every_number_is_that_of_the_run(run):
    for values in ({}, {COST: {"uniform": [0, 1]}}):
        found = reweighted(run, values)
        assert (found.weights == 1).all()
        assert found.effective == 2048
        assert found.zone.share == run.zone.share
        assert found.zone.low == pytest.approx(run.zone.low)
        assert (found.table["value"] == found.table["base"]).all()
        assert not found.table[["change", "change_low", "change_high"]].to_numpy().any()


def test_a_belief_over_two_levels_weighs_each_by_its_chance_exactly(run):
    options = run.study.case.parties["russia"].lines["land"].at_least.one_of
    stands = run.study.drawn[f"{LAND}.stands_at"]
    found = reweighted(run, {f"{LAND}.at_least": options[0]})
    assert found.weights.tolist() == np.where(stands == options[0], float(len(options)), 0.0).tolist()
    assert found.zone.share == pytest.approx(run.study.in_zone[stands == options[0]].mean())


def test_numbers_of_a_few_weigh_as_exactly(moscow):
    few = moscow.change({COST: {"one_of": [0.2, 0.4, 0.8]}}).run(draws=1024)
    found = reweighted(few, {COST: {"one_of": [0.2, 0.8], "chances": [1, 3]}})
    expected = {0.2: 0.75, 0.4: 0.0, 0.8: 2.25}
    assert found.weights == pytest.approx([expected[cost] for cost in few.study.drawn[COST].tolist()])


@pytest.mark.parametrize(
    "values",
    [
        {"talks.tactics.russia": {"time_dependent": {"uniform": [1, 2]}}},
        {"parties.ukraine.lines.land.words": "unacceptable"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_talks_count_where_parties_believe_the_same_of_one_another(run, moscow, values):
    row = reweighted(run, values).table.loc["agreed"]
    variant = moscow.change(values)
    (again,) = talks_of([(variant.case, variant.columns)], Plan(2048, 1))
    assert row["low"] - 0.02 <= again.talks["ratified"].mean() <= row["high"] + 0.02


def test_talks_do_not_count_where_they_believe_something_else(run):
    moved = reweighted(run, {COST: {"uniform": [0.5, 1]}}).table
    assert not [name for name in moved.index if name.startswith(("agreed", "verdict", "round"))]


@pytest.mark.parametrize(
    "values, told",
    [
        ({COST: {"uniform": [0.5, 1.1]}}, "would reach from 0.5 to 1.1, and this run drew it from 0 to 1"),
        ({COST: 0.5}, "was drawn from a range, where no draw hits a single value"),
        ({COST: {"one_of": [0.2, 0.4]}}, "was drawn from a range"),
        ({COST: {"uniform": [0.5, 0.51]}}, "would be worth 23 of equal weight, and 205 are needed"),
        ({"parties.us.weights.nato": {"about": 0.0}}, "was drawn from a range"),
        ({f"{LAND}.at_least": "all-claims"}, "could become something that it never was in this run"),
        ({"dial.lines": 0.4}, "dial.lines is no belief about a number or a level"),
        ({"talks.rounds": 5}, "talks.rounds is no belief"),
        ({"parties.russia.no_deal": 0.4}, "parties.russia.no_deal is no belief"),
        ({"without": ["cost"]}, "parties.us.no_deal.cost was drawn from a range"),
        ({"without": ["lines"]}, "parties.us.lines.no-nato is no belief"),
        ({"consent.plan.words": "demands"}, "what is always meant, or never"),
    ],
    ids=str,
)
def test_what_only_a_rerun_can_tell_is_refused_with_the_reason(run, values, told):
    with pytest.raises(BadArgument, match=told):
        reweighted(run, values)


def test_what_was_certain_is_refused(moscow):
    certain = moscow.change({COST: 0.5}).run(draws=128)
    with pytest.raises(BadArgument, match=f"{COST} is certain in this run"):
        reweighted(certain, {COST: {"uniform": [0.4, 0.6]}})


def test_what_is_correlated_is_refused_and_the_rest_is_not(moscow):
    between = [COST, "parties.ukraine.no_deal.cost"]
    tied = moscow.change({"correlations.x": {"between": between, "rho": 0.5}}).run(draws=512)
    with pytest.raises(BadArgument, match="is correlated with other beliefs"):
        reweighted(tied, {COST: {"uniform": [0.5, 1]}})
    with pytest.raises(BadArgument, match="is no belief"):
        reweighted(tied, {"correlations.x.rho": 0.2})
    assert reweighted(tied, {"parties.eu.no_deal.cost": {"uniform": [0.3, 0.9]}}).effective > 128


def test_a_line_that_shares_its_draw_with_another_keeps_its_word(moscow):
    line = {"issue": "territory", "refuses": ["all-claims"], "words": "opposed"}
    two = moscow.change({"parties.ukraine.lines.more": line}).run(draws=128)
    with pytest.raises(BadArgument, match="one draw decides on more too"):
        reweighted(two, {"parties.ukraine.lines.land.words": "opposed"})


def test_beliefs_are_checked_as_everywhere(run):
    with pytest.raises(ScenarioError, match="did you mean 'russia'"):
        reweighted(run, {"parties.rusia.no_deal.cost": 0.5})
    with pytest.raises(ScenarioError):
        reweighted(run, {COST: {"uniform": [1, 0]}})


def test_a_share_that_few_draws_decide_is_never_told_without_an_error(run):
    table = reweighted(run, {"parties.ukraine.lines.land.words": "unacceptable"}).table
    shares = table[table["unit"] == "share of worlds"]
    assert (shares["change_low"] < shares["change_high"]).all()


def test_a_sentence_says_what_was_found(run):
    found = reweighted(run, {"parties.ukraine.lines.land.words": "opposed"})
    assert "With parties.ukraine.lines.land.words = opposed a zone exists in" in found.finding
    assert "points more than the run's" in found.finding
    assert "its 2,048 draws are worth" in found.finding
    assert found.finding in repr(found)
    assert "<table" in found._repr_html_()
    assert reweighted(run, {}).finding.startswith("Nothing differs from the run")
