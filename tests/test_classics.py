"""Classics: scenarios whose answers are published or can be had with pencil and paper, each quoted beside its test."""

import doctest
import json
import math

import numpy as np
import pytest

from sim.engine import Plan, run
from sim.scenario import read_scenario, shipped
from sim.streams import Medians, Uniforms
from sim.surface import Scenario
from sim.worlds import build, compiled_rules, space_of, uncertain
from sim.zones import frontier

CLASSIC = sorted(file.stem for file in shipped.files().values() if file.parent.name == "classic")


def studied(name, draws=1, **change):
    case = read_scenario(name).changed({path.replace("__", "."): value for path, value in change.items()}).case
    return run(case, uncertain(case), Plan(draws=draws, seed=1))


def the_world(name):
    """Return the one world of a scenario in which nothing is uncertain, and its rules."""
    case = read_scenario(name).case
    return build(case, Uniforms(Medians(), 1)).arrays, compiled_rules(case, space_of(case))


def worth_of(study, deal):
    """Return what a deal is worth to each party in the one world of a study, in points of 100."""
    row = Scenario.load(study.case.name).run(draws=1).why(0, int(deal)).parties
    return (row["utility"] * 100).round(4).tolist()


@pytest.mark.parametrize("name", CLASSIC)
def test_every_classic_runs_and_says_where_it_is_from(name):
    study = studied(name, draws=16)
    assert study.case.sources
    assert study.case.title


def test_what_the_list_of_scenarios_shows_in_python_is_so():
    text = (shipped.folder() / "README.md").read_text(encoding="utf-8").replace("```", "\n")
    shown = doctest.DocTestParser().get_doctest(text, {}, "README", "scenarios/README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(shown).failed == 0


def test_a_dollar_is_split_by_nash_at_two_thirds_and_by_kalai_smorodinsky_at_the_golden_section():
    study = studied("split-the-dollar")
    given = {name: 1 - (int(deals[0]) * 0.004) ** 2 for name, deals in study.solutions.deals.items()}
    assert given["nash"] == pytest.approx(2 / 3, abs=0.005)
    assert given["kalai_smorodinsky"] == pytest.approx((math.sqrt(5) - 1) / 2, abs=0.005)
    assert given["egalitarian"] == pytest.approx(0.618034, abs=0.005)
    assert given["utilitarian"] == pytest.approx(0.75, abs=0.005)


def test_the_best_demand_is_refused_by_three_eighths_of_rivals_and_peace_by_the_odds_by_none():
    study = studied("fearons-range", draws=4096)
    assert study.checks["refused"].mean() == pytest.approx(0.375, abs=0.002)
    assert study.checks["by-the-odds"].all()
    assert study.zone.share == 1
    known = studied("fearons-range", parties__rival__no_deal=0.25)  # a cost of .15 that both know
    found = np.flatnonzero(known.counts.joint)
    assert (found[0], found[-1]) == (50, 75)


def test_sealed_bids_trade_in_nine_thirty_seconds_of_worlds_where_half_would_pay():
    study = studied("sealed-price", draws=4096)
    assert study.zone.share == pytest.approx(1 / 2, abs=0.005)
    assert study.agreed.share == pytest.approx(9 / 32, abs=0.005)
    worths = (study.drawn[f"parties.{party}.no_deal.worth"] for party in ("buyer", "seller"))
    surplus = 1 - sum(worths)  # at any price the buyer's worth less the seller's
    assert surplus[study.agreements.agreed].sum() / study.draws == pytest.approx(9 / 64, abs=0.003)


def test_two_win_sets_overlap_in_a_lens():
    study = studied("win-sets")
    assert study.verdicts.sizes[0] / 100**2 == pytest.approx(math.pi / 2 - 1, abs=0.02)


def test_of_the_panama_canal_26_allocations_are_efficient_113_leave_both_half_and_7_both_60():
    study = studied("panama-canal")
    arrays, rules = the_world("panama-canal")
    worths = arrays.gains[0].astype(np.int64)[:, study.space.table].sum(axis=2)
    efficient = {tuple(worths[:, deal]) for deal in frontier(arrays, rules, 0)}
    assert sum(tuple(pair) in efficient for pair in worths.T) == 26, "allocations of equal worth are counted each"
    assert study.verdicts.sizes.tolist() == [113]
    assert studied("panama-canal", parties__us__no_deal=0.6, parties__panama__no_deal=0.6).verdicts.sizes.tolist() == [
        7
    ]
    for name in ("egalitarian", "nash"):
        assert sorted(worth_of(study, study.solutions.deals[name][0])) == [64, 68]


def test_a_sixth_of_the_sinai_leaves_both_sides_of_camp_david_as_well_off():
    study = studied("camp-david")
    egalitarian = study.solutions.deals["egalitarian"][0]
    assert study.space.levels_of(int(egalitarian))[0] == "10"
    assert worth_of(study, egalitarian) == pytest.approx([65.8333, 65.8333], abs=0.001)


def one_who_chooses_by_three(worth):
    """Return a scenario of three criteria: all of one and none of the others, or a compromise worth as much on each."""
    names = ("one", "two", "three")
    lines = {"nothing": {name: ["none"] for name in names}}
    for name in names:
        for other in names:
            if name != other:
                lines[f"{name}-{other}"] = {name: ["all"], other: ["some", "all"]}
                lines[f"some-{name}-{other}"] = {name: ["some"], other: ["none"]}
    said = {"words": "as given", "judgement": "there is no such option"}
    return {
        "format": 1,
        "as_of": "2006-01-01",
        "issues": {n: {"must_settle": True, "levels": {"none": "0", "some": "t", "all": "1"}} for n in names},
        "parties": {
            "chooser": {
                "weights": {"flat": True},
                "values": {n: {"table": {"none": 0, "some": worth, "all": 1}} for n in names},
                "lines": {name: {"never_together": pattern, **said} for name, pattern in lines.items()},
                "no_deal": 0,
            }
        },
        "consent": {"own": {"needs": ["chooser"], "by": "definition", "judgement": "it chooses alone"}},
        "words": {"as given": 1},
    }


@pytest.mark.parametrize(("worth", "share"), [(0.4, 0.04), (0.5, 0.25)])
def test_a_compromise_on_three_criteria_is_best_as_often_as_the_closed_form_says(tmp_path, worth, share):
    # flat weights: P(max w <= t) = 1 - 3 (1 - t)^2 + 3 (1 - 2 t)^2 for 1/3 <= t <= 1/2
    assert share == pytest.approx(1 - 3 * (1 - worth) ** 2 + 3 * (1 - 2 * worth) ** 2)
    path = tmp_path / "three.yaml"
    path.write_text(json.dumps(one_who_chooses_by_three(worth)))
    study = studied(path, draws=8192)
    best = study.solutions.deals["utilitarian"]
    compromise = best == study.space.number(("some", "some", "some"))
    assert compromise.mean() == pytest.approx(share, abs=0.006)
    for k, name in enumerate(("one", "two", "three")):
        levels = ["none"] * 3
        levels[k] = "all"
        chosen = best == study.space.number(tuple(levels))
        assert chosen.mean() == pytest.approx((1 - share) / 3, abs=0.008)
        central = [study.drawn[f"parties.chooser.weights.{n}"][compromise].mean() for n in ("one", "two", "three")]
        assert central == pytest.approx([1 / 3] * 3, abs=0.01)
        assert study.drawn[f"parties.chooser.weights.{name}"][chosen].mean() > 0.5


def test_each_option_is_best_as_often_and_for_whom_the_closed_form_says():
    study = studied("one-who-chooses", draws=4096)
    best = study.solutions.deals["utilitarian"]
    weights = study.drawn["parties.chooser.weights.one"]
    expected = {("all", "none"): (0.4, 0.8), ("none", "all"): (0.4, 0.2), ("some", "some"): (0.2, 0.5)}
    for levels, (share, central) in expected.items():
        chosen = best == study.space.number(levels)
        assert chosen.mean() == pytest.approx(share, abs=0.003)
        assert weights[chosen].mean() == pytest.approx(central, abs=0.003)
