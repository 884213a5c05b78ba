"""Parties without a seat: they must accept, they do not bargain, and they never speak."""

import numpy as np
import pytest
from hypothesis import given, settings
from kernels import oracle, solutions_oracle
from kernels.games import Shape, game, shapes

from sim import Scenario
from sim.errors import BadArgument, ScenarioError
from sim.results import VERDICTS
from sim.zones import seated, solutions

ALL = np.uint64(2**60 - 1)


@settings(max_examples=60, deadline=None)
@given(shapes)
def test_with_everybody_at_the_table_solutions_are_those_of_the_kernels(shape):
    worlds, rules = game(shape._replace(linked=False))  # deals are numbered in the order of their issues
    found, plain = solutions(worlds, rules, seats=ALL), solutions(worlds, rules)
    for one, other in zip(found, plain, strict=True):
        np.testing.assert_array_equal(one, other)


@settings(max_examples=60, deadline=None)
@given(shapes)
def test_those_who_ratify_limit_the_zone_and_do_not_bargain(shape):
    worlds, rules = game(shape._replace(linked=False))  # deals are numbered in the order of their issues
    seats = np.uint64(0b101)
    found = solutions(worlds, rules, seats=seats)
    inside = solutions_oracle.zones(worlds, rules)
    np.testing.assert_array_equal(found.sizes, inside.sum(axis=1))
    asked, x = oracle.players(worlds, rules), oracle.surpluses(worlds, rules)
    asked = asked & np.array([bool(int(seats) >> p & 1) for p in range(asked.shape[1])])
    for w in range(len(inside)):
        fine = inside[w] & ~((x[w] < 0) & asked[w][:, None]).any(axis=0)
        deals = np.flatnonzero(fine).tolist()
        best = [-1] * 4
        ideal = np.zeros(asked.shape[1], np.int64)
        if deals and asked[w].any():
            best, ideal[asked[w]] = solutions_oracle.solution(x[w, asked[w]], deals)
        assert [int(column[w]) for column in found[1:5]] == [int(deal) for deal in best]
        np.testing.assert_array_equal(found.ideal[w], ideal)


def test_more_deals_than_can_be_listed_are_refused(monkeypatch):
    worlds, rules = game(Shape((2, 3), 3, 0, 2, 0.6, 1))
    monkeypatch.setattr(seated, "MOST_LISTED", 1)
    with pytest.raises(BadArgument, match="where some ratify, up to 1 deals"):
        solutions(worlds, rules, seats=ALL)


@pytest.fixture(scope="module")
def ratified():
    return Scenario.load("moscow-talks-ratified").run(draws=128)


def test_ratification_takes_deals_away_world_by_world(ratified):
    study = ratified.study
    assert (study.in_zone <= study.at_table).all()
    table = Scenario.load("moscow-talks-ratified").change({"without": ["ratifiers"]}).run(draws=128).study
    np.testing.assert_array_equal(table.in_zone, study.at_table)
    assert (study.verdicts.sizes <= table.verdicts.sizes).all()
    assert study.zone_at_table.share == table.zone.share
    assert table.zone_at_table is None
    assert ratified.headline.ratified in ratified.headline.sentences


def test_who_ratifies_is_no_player_and_has_no_seat(ratified):
    study = ratified.study
    assert study.case.ratifiers == ("voters", "bloc-1", "bloc-2", "bloc-3", "member")
    away = [study.parties.index(name) for name in study.case.ratifiers]
    assert (study.solutions.ideal[:, away] == 0).all()
    acts = ratified.replay(3).acts
    assert set(acts["party"]) <= {"us", "russia", "ukraine", "eu", ""}
    assert "worth.voters" not in acts.columns


def test_a_deal_counts_as_agreed_only_where_all_who_must_would_ratify_it(ratified):
    study = ratified.study
    ended = study.agreements
    struck = np.flatnonzero(ended.struck >= 0)
    assert {VERDICTS[v] for v in ended.verdicts[struck]} > {"agreed, not ratified"}
    for draw in struck:
        why = ratified.why(int(draw), int(ended.struck[draw]))
        assert ended.ratified[draw] == why.in_zone
        if not ended.ratified[draw]:
            refusing = {party for party in study.parties if not why.parties["accepts"][party]}
            failing = why.consents[why.consents["stands"] & why.consents["triggered"] & ~why.consents["met"]]
            asked = {party for name in failing.index for party in study.case.consent[name].needs.of}
            assert asked <= set(study.case.ratifiers)
            assert set(ratified.replay(int(draw)).played.home) == refusing & asked


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent.referendum.needs": ["voters", "us"]}, "mixes parties at the table with those who ratify"),
        ({"parties.us.behind": "eu"}, "parties.us.behind is said of us, who has a seat at the table"),
        ({"parties.voters.behind": "member"}, "parties.voters.behind names member, who has no seat at the table"),
        ({"parties.voters.behind": "voters"}, "parties.voters.behind names voters, who has no seat at the table"),
        ({"parties.voters.behind": "ukrane"}, "there is no party 'ukrane'"),
        ({"talks.drift": {"voters": -0.01}}, "names voters, who has no seat at the table"),
        ({"talks.protocol.single_text.stops": [["us", "member"]]}, "names member, who has no seat at the table"),
        ({f"parties.{p}.seat": False for p in ("us", "russia", "ukraine", "eu")} | {"talks": None}, "leave nobody"),
    ],
)
def test_seats_and_ratifiers_never_mix(change, said):
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("moscow-talks-ratified").change(change)
    assert any(said in found.message for found in caught.value.problems), caught.value.problems


def test_a_replay_says_who_at_home_would_refuse_what_was_struck(ratified):
    ended = ratified.study.agreements
    draw = int(np.flatnonzero(ended.verdicts == VERDICTS.index("agreed, not ratified"))[0])
    struck, home = ratified.replay(draw).ending()
    assert struck.startswith("Struck in round ")
    assert home.startswith("It would not be ratified: ")
    passed = int(np.flatnonzero(ended.agreed)[0])
    assert len(ratified.replay(passed).ending()) == 1


def test_without_ratifiers_nothing_is_said_of_them():
    plain = Scenario.load("moscow-talks-ratified").change({"without": ["ratifiers"]}).run(draws=32)
    assert plain.study.zone_at_table is None
    assert not any("ratif" in sentence for sentence in plain.headline.sentences)
    assert "agreed, not ratified" not in plain.talks.index


def test_more_deals_than_zones_of_the_first_round_are_no_contradiction(tmp_path):
    bent = {"talks.pressure.washington.bends": 0.05}
    run = Scenario.load("moscow-talks-leverage").change(bent).run(draws=128)
    ended = run.study.agreements
    assert ended.agreed.sum() > run.study.in_zone.sum()
    assert (ended.agreed <= ended.opened).all()
    assert run.study.agreed_if_zone.share <= 1
    run.save(tmp_path / "bent")
