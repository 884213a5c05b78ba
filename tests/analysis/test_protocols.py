"""Talks under several protocols, in the same worlds."""

import numpy as np
import pytest

from sim.analysis.protocols import TRIED, protocols_of
from sim.analysis.sentences.protocols import protocol_text
from sim.errors import BadArgument, ScenarioError
from sim.results import VERDICTS


@pytest.fixture(scope="module")
def compared(moscow):
    return moscow.talks({"in turn": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}}, draws=256)


def test_the_first_row_is_the_run_itself(compared, talks):
    ended, row = talks.study.agreements, compared.table.loc["as written"]
    assert row["agreed"] == ended.agreed.mean()
    assert row["agreed_if_zone"] == pytest.approx(ended.agreed[talks.study.in_zone].mean())
    efficient = (ended.verdicts == VERDICTS.index("agreed, efficient")).sum() / ended.agreed.sum()
    assert row["efficient"] == pytest.approx(efficient)
    assert (row["change"], row["round"]) == (0, np.median(ended.rounds[ended.agreed]))


def test_another_protocol_is_what_a_run_with_it_finds(compared, moscow):
    other = moscow.change({"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}}).run(256)
    ended, row = other.study.agreements, compared.table.loc["in turn"]
    assert row["agreed"] == ended.agreed.mean()
    assert row["change"] == pytest.approx(row["agreed"] - compared.table.loc["as written", "agreed"])
    assert row["change_low"] < row["change"] < row["change_high"]
    struck = list(zip(np.flatnonzero(ended.agreed).tolist(), ended.struck[ended.agreed].tolist(), strict=True))[:300]
    surplus = [other.why(w, deal).parties["surplus"] for w, deal in struck]
    for party in other.study.parties:
        assert row[f"gain.{party}"] == pytest.approx(np.mean([gained[party] for gained in surplus]), abs=1e-6)


def test_no_gain_is_below_nothing_for_those_who_must_agree(compared):
    assert (compared.table[["gain.russia", "gain.ukraine"]] >= 0).all().all()


def test_every_kind_is_tried_once_for_the_parties_of_the_scenario(moscow):
    found = protocols_of(moscow.case)
    assert len(found) == 3 + 6 + 4 + 1
    assert {next(iter(protocol)) for protocol in found.values()} == set(TRIED)
    assert list(protocols_of(moscow.case, ["monotonic_concession"])) == ["monotonic concession"]


def test_the_files_own_protocol_is_not_tried_again(moscow):
    own = {"alternating_offers": ["us", "russia", "ukraine", "eu"], "order": "rotating"}
    assert "offers in turn, rotating order" in protocols_of(moscow.case)
    assert "offers in turn, rotating order" not in protocols_of(moscow.change({"talks.protocol": own}).case)
    assert "monotonic concession" not in protocols_of(
        moscow.change({"talks.protocol": {"monotonic_concession": list(moscow.case.parties)}}).case
    )


def test_a_kind_that_is_not_known_is_refused(moscow):
    with pytest.raises(BadArgument, match="'bilateral' is no protocol; did you mean 'bilateral_first'"):
        protocols_of(moscow.case, ["bilateral"])
    with pytest.raises(BadArgument, match="'single_text' needs more than the names of the parties"):
        protocols_of(moscow.case, ["single_text"])


def test_a_scenario_without_talks_is_refused(moscow):
    with pytest.raises(BadArgument, match="says nothing of talks"):
        moscow.change({"talks": None}).talks({}, draws=8)


def test_a_belief_of_the_talks_can_be_tried_at_several_values(moscow, compared):
    found = moscow.talks_at("talks.rounds", [10, 40], draws=256).table
    assert list(found.index) == ["as written", "rounds = 10", "rounds = 40"]
    written, soon, late = (found.drop(columns=["change_low", "change_high"]).loc[name] for name in found.index)
    assert (written == late).all()
    assert soon["agreed"] == moscow.change({"talks.rounds": 10}).run(256).study.agreements.agreed.mean()
    assert (compared.table.loc["as written", ["agreed", "efficient"]] == written[["agreed", "efficient"]]).all()


def test_a_belief_that_worlds_hang_on_is_tried_in_the_same_worlds(moscow):
    found = moscow.talks_at("parties.russia.no_deal.cost", [0, 1], draws=256).table
    own = moscow.change({"parties.russia.no_deal.cost": 1})
    columns = tuple(dict.fromkeys([*moscow.columns, *own.columns]))
    assert moscow.columns == columns  # a fixed cost has no column, and the others keep their numbers
    assert found.loc["cost = 1", "agreed_if_zone"] > 0


def test_who_is_pressed_is_not_said_to_gain_because_no_deal_is_worth_less_to_it(moscow):
    hard = {"by": "us", "on": ["russia", "ukraine"], "weaker": "ukraine", "aim": 1, "no_deal": 0.02}
    found = moscow.change({"talks.pressure": {"us": hard}}).talks({}, draws=256).table
    assert found.loc["as written", "gain.ukraine"] < moscow.talks({}, draws=256).table.loc["as written", "gain.ukraine"]


def test_a_path_that_names_nothing_is_refused(moscow):
    with pytest.raises(ScenarioError, match="rouns"):
        moscow.talks_at("talks.rouns", [10])
    with pytest.raises(BadArgument, match="at least one value"):
        moscow.talks_at("talks.rounds", [])


@pytest.mark.parametrize(
    ("protocol", "said"),
    [
        ({"alternating_offers": ["us", "eu"], "order": "random"}, "Offers in turn, random order: US and Europe"),
        ({"bilateral_first": ["us", "russia"]}, "US and Russia agree first, then the others are asked."),
        ({"final_offer": "us"}, "One final offer, by US."),
        (
            {"monotonic_concession": ["us", "russia"]},
            "Offers side by side, of US and Russia: who risks least concedes.",
        ),
        ({"single_text": {"mediator": "us", "stops": [["us", "eu"]]}}, "US carries one draft from stop to stop"),
    ],
)
def test_a_protocol_is_told_in_words(moscow, protocol, said):
    assert protocol_text(moscow.change({"talks.protocol": protocol}).case).startswith(said)
