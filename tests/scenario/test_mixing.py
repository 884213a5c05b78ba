"""Mixtures of two scenarios: each place from the one or the other, and what cannot stand is told."""

import pytest

from sim import Scenario
from sim.analysis.inputs import differing_inputs, same_input
from sim.scenario.mixing import mistakes, mixed, place_of


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("parties.a.weights.land.about", "parties.a.weights.land"),
        ("parties.a.weights", "parties.a.weights"),
        ("parties.a.values.money.table.2.5", "parties.a.values.money"),
        ("parties.a.links.x.worth", "parties.a.links.x"),
        ("parties.a.aversions.x.cost", "parties.a.aversions.x"),
        ("parties.a.seat", "parties.a.seat"),
        ("consent.all.needs", "consent.all"),
        ("facts.city.analyst", "facts.city"),
        ("hold.strength.treaty", "hold.strength"),
        ("dial.lines", "dial.lines"),
        ("words.will never", "words.will never"),
    ],
)
def test_the_place_of_a_path_is_what_a_file_sets_at_once(path, place):
    assert place_of(path) == place


@pytest.fixture(scope="module")
def pair(moscow):
    line = {"issue": "assets", "refuses": ["directed"], "words": "opposed"}
    changed = {
        "parties.us.lines.new": line,
        "parties.ukraine.lines.land": None,
        "parties.russia.no_deal.cost": 0.25,
        "dial.lines": 0.75,
    }
    return moscow.case, moscow.change(changed).case


def places(one, other):
    return list(dict.fromkeys(place_of(path) for path in differing_inputs({"one": one, "other": other}).index))


def test_all_places_together_give_the_other_and_none_the_one(pair):
    one, other = pair
    found = places(one, other)
    assert set(found) == {"parties.us.lines.new", "parties.ukraine.lines.land", "parties.russia.no_deal", "dial.lines"}
    assert same_input(mixed(one, other, found), other)
    assert same_input(mixed(other, one, found), one)
    assert same_input(mixed(one, other, []), one)


def test_each_place_alone_changes_that_and_nothing_else(pair):
    one, other = pair
    for place in places(one, other):
        between = mixed(one, other, [place])
        assert places(one, between) == [place]
        assert place not in places(between, other)
        assert not mistakes(between)


def test_a_mixture_that_is_no_scenario_is_told():
    base = Scenario.load("harbour-sports-park").case
    other = base.model_copy(update={"consent": {"other": base.consent["package"]}})
    (problem,) = mistakes(mixed(base, other, ["consent.package"]))
    assert "nobody is left" in problem.message


def test_a_word_that_only_one_knows_comes_along(pair):
    one, other = pair
    wider = other.model_copy(update={"words": {**other.words, "perhaps": other.words["opposed"]}})
    assert "perhaps" in mixed(one, wider, ["dial.lines"]).words
