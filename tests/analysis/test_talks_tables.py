"""How the talks ended, in tables and sentences, counted again world by world."""

import numpy as np
import pytest

from sim.analysis.answers import answer
from sim.analysis.sentences import talks_sentences
from sim.analysis.tables import deals_table, parties_table, talks_table, worlds_table
from sim.results import VERDICTS


@pytest.fixture(scope="module")
def study(talks):
    return talks.study


def test_the_table_of_worlds_holds_how_talks_ended(study):
    table = worlds_table(study)
    assert (table["agreed"] == (table["struck"] >= 0)).all()
    assert (table["agreed"] == (table["round"] > 0)).all()
    assert set(table["verdict"]) <= set(VERDICTS)
    assert (table.loc[~table["zone"], "verdict"] == "no zone").all()
    assert (table.loc[table["zone"] & ~table["agreed"], "verdict"] == "zone missed").all()
    better = study.agreements.better >= 0
    assert (table.loc[table["agreed"] & better, "verdict"] == "agreed, inefficient").all()
    assert (table.loc[table["agreed"] & ~better, "verdict"] == "agreed, efficient").all()
    assert table["verdict"].nunique() == 4


def test_shares_of_verdicts_sum_to_all_worlds_and_those_of_deals_to_all_agreements(study):
    table = talks_table(study)
    assert table["share"].sum() == 1
    assert deals_table(study)["struck"].sum() == pytest.approx(study.agreed.share)
    counted = worlds_table(study)["verdict"].value_counts(normalize=True)
    for verdict, row in table.iterrows():
        assert row["share"] == counted[verdict]
        assert row["low"] <= row["share"] <= row["high"]


def test_agreement_and_agreement_where_a_zone_exists_are_two_shares(study):
    ended, zone = study.agreements, study.in_zone
    assert study.agreed.share == ended.agreed.mean()
    assert study.agreed_if_zone.share == ended.agreed[zone].mean()
    assert study.agreed_if_zone.draws == zone.sum()
    assert study.agreed.share == pytest.approx(study.agreed_if_zone.share * study.zone.share)


def test_nobody_walks_or_everybody_is_counted(study):
    walks = parties_table(study)["walks"]
    for p, party in enumerate(study.parties):
        assert walks[party] == study.agreements.walked_out(p).mean()


def test_the_answer_holds_the_talks(talks):
    found = answer(talks.study, talks.headline)["talks"]
    assert found["agreed"]["share"] == pytest.approx(talks.agreed.share, abs=1e-6)
    assert found["sentences"] == list(talks_sentences(talks.study))
    assert sum(found["verdicts"].values()) == pytest.approx(1, abs=4e-6)
    assert found["rounds"] == 40
    assert found["median_round"] == np.median(talks.study.agreements.rounds[talks.study.agreements.agreed])


def test_sentences_say_the_numbers_of_this_run(talks):
    said = " ".join(talks_sentences(talks.study))
    assert f"Talks strike a deal in {talks.agreed.share:.0%} of worlds" in said
    assert f"they find it in {talks.agreed_if_zone.share:.0%} of worlds" in said
    inefficient = (talks.study.agreements.better >= 0).sum() / talks.study.agreements.agreed.sum()
    assert f"in {inefficient:.0%} of agreements another" in said
    assert "alks at once" not in said


def test_sentences_name_who_walks_and_say_nothing_of_zones_where_none_exists(moscow):
    levels = list(moscow.case.issues["territory"].levels)
    lines = {
        f"parties.ukraine.lines.shut{k}": {"issue": "territory", "refuses": half, "words": "demands"}
        for k, half in enumerate((levels[:3], levels[3:]))
    }
    run = moscow.change(lines).run(draws=32)
    said = " ".join(talks_sentences(run.study))
    assert run.agreed_if_zone is None
    assert "Talks strike a deal in 0% of worlds" in said
    assert "Where a zone exists" not in said
    assert "Ukraine in 100%" in said
    assert run.talks["share"].tolist() == [1, 0, 0, 0]
