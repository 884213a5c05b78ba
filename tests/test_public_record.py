"""The public record: a scenario of ten issues with the texts that were on the table, up to one day."""

from math import prod

import numpy as np
import pytest

from sim import Scenario
from sim.scenario import read_scenario
from sim.scenario.case import OPEN

CASE = read_scenario("public-record").case
ON_RECORD = {name: proposal for name, proposal in CASE.proposals.items() if proposal.date is not None}


def test_ten_issues_make_twenty_five_million_deals():
    assert len(CASE.issues) == 10
    assert prod(len(issue.levels) for issue in CASE.issues.values()) == 25_725_000


def test_every_text_must_settle_land_and_recognition_and_may_be_silent_on_the_rest():
    assert [name for name, issue in CASE.issues.items() if issue.must_settle] == ["control", "recognition"]


def test_nothing_is_later_than_the_day_it_speaks_of():
    assert max(source.date for source in CASE.sources.values()) <= CASE.as_of
    assert max(proposal.date for proposal in ON_RECORD.values()) <= CASE.as_of


def test_fifteen_texts_are_on_record_and_two_made_up_have_no_reactions():
    assert len(ON_RECORD) == 15
    made_up = [proposal for name, proposal in CASE.proposals.items() if name not in ON_RECORD]
    assert [proposal.reactions for proposal in made_up] == [{}, {}]


def test_every_text_on_record_rests_on_a_statement_of_its_own():
    assert len({proposal.because[0] for proposal in ON_RECORD.values()}) == 15


def test_only_the_text_left_to_presidents_is_open():
    left = {name for name, proposal in ON_RECORD.items() if any(OPEN in proposal.options(i) for i in CASE.issues)}
    assert left == {"geneva"}


def test_the_land_rule_has_the_mediator_take_any_text():
    assert CASE.rules_of_thumb["land-only"]["us"]["control"] == tuple(CASE.issues["control"].levels)


@pytest.fixture(scope="module")
def scenario():
    return Scenario.load("public-record")


def test_a_zone_is_searched_in_every_world(scenario):
    zone = scenario.run(draws=16).study.zone
    assert 0 <= zone.share <= 1


def test_two_texts_say_the_same_and_count_once(scenario):
    found = scenario.proposals(draws=16)
    said = found.table["same_as"]
    assert said[said != ""].to_dict() == {"twenty-four-points": "london"}
    assert np.isfinite(found.scores["brier"]).all()
