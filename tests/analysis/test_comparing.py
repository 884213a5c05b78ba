"""Runs held against a base: every measure against counts made world by world."""

from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from analysis.records import record

from sim import Scenario
from sim.analysis import measures
from sim.analysis.comparing import CLEAR, EQUAL, TOO_FEW, UNCLEAR, compared, finding, most_changed
from sim.analysis.comparison_tables import comparison_numbers, outcome_table, outcome_texts
from sim.analysis.measures import Measure, measures_of
from sim.results import Change
from sim.store import as_csv, read_record
from sim.surface.comparing import record_of

TALKS = ("agreed", "agreed_if_zone", "round", "verdict.zone missed", "verdict.agreed, efficient")


@pytest.fixture(scope="module")
def softer(moscow):
    return moscow.change({"parties.ukraine.lines.land.words": "opposed"}, name="softer").run(256)


@pytest.fixture(scope="module")
def pair(talks, softer):
    return compared([record_of(talks), record_of(softer)])


def talked(zone, seed):
    """Return made-up talks: they agree in some of the worlds with a zone."""
    rng = np.random.default_rng(seed)
    agreed = np.asarray(zone, bool) & (rng.random(len(zone)) < 0.7)
    efficient = rng.random(len(zone)) < 0.5
    verdicts = np.where(efficient, "agreed, efficient", "agreed, inefficient").astype(object)
    verdicts[~agreed] = "zone missed"
    verdicts[~np.asarray(zone, bool)] = "no zone"
    rounds = np.where(agreed, rng.integers(1, 20, len(zone)), 0)
    opened, struck = np.asarray(zone, bool), np.where(agreed, 5, -1)
    return {"opened": opened, "agreed": agreed, "round": rounds, "struck": struck, "verdict": verdicts}


def test_every_measure_of_a_run_is_what_counting_worlds_gives(talks, pair):
    study, found = talks.study, {outcome.measure.name: outcome.base for outcome in pair.outcomes}
    worlds = range(study.draws)
    sizes, compatible = study.verdicts.sizes, study.verdicts.compatible
    assert found["zone"] == sum(sizes[k] > 0 for k in worlds) / 256
    assert found["lines"] == sum(compatible[k] for k in worlds) / 256
    assert found["zone_if_lines"] == sum(sizes[k] > 0 for k in worlds if compatible[k]) / sum(compatible)
    assert found["zone_size"] == sum(int(size) for size in sizes if size) / sum(size > 0 for size in sizes)
    for p, party in enumerate(study.parties):
        assert found[f"blocks.{party}"] == sum(int(names) >> p & 1 for names in study.verdicts.blockers) / 256
    for name, holds in study.checks.items():
        assert found[f"checks.{name}"] == holds.mean()
    assert found["agreed"] == study.agreed.share
    assert found["agreed_if_zone"] == study.agreed_if_zone.share
    assert len(found) == 4 + len(study.parties) + len(study.checks) + 6


def test_every_measure_of_talks_is_what_counting_worlds_gives(moscow):
    zone = np.random.default_rng(0).random(400) < 0.6
    talks = talked(zone, 1)
    run = record(moscow.case, zone, **talks)
    found = measures_of(run.case, run.worlds)
    means = {
        name: np.nanmean(measure.values(record(moscow.case, zone, **talks).worlds)) for name, measure in found.items()
    }
    agreed = [bool(done) for done in talks["agreed"]]
    assert means["agreed"] == sum(agreed) / 400
    assert means["agreed_if_zone"] == pytest.approx(sum(agreed) / sum(zone))
    assert means["round"] == pytest.approx(sum(int(r) for r in talks["round"]) / sum(agreed))
    for verdict in ("zone missed", "agreed, inefficient", "agreed, efficient"):
        assert means[f"verdict.{verdict}"] == list(talks["verdict"]).count(verdict) / 400


def test_a_run_without_talks_has_no_measure_of_them(moscow):
    silent = record(moscow.case, [1, 0])
    assert not {*TALKS} & measures_of(silent.case, silent.worlds).keys()


def test_a_party_whose_name_is_part_of_anothers_is_not_mixed_up(moscow):
    spec = moscow.case.parties["us"].model_dump(mode="json", exclude_unset=True)
    case = moscow.change({"parties.eu-2": spec}).case
    run = record(case, [0, 0, 0, 0], blockers=["eu", "eu-2", "eu eu-2", ""])
    found = {name: measure.values(run.worlds).tolist() for name, measure in measures_of(run.case, run.worlds).items()}
    assert found["blocks.eu"] == [1, 0, 1, 0]
    assert found["blocks.eu-2"] == [0, 1, 1, 0]


def test_one_more_measure_is_one_line(moscow, monkeypatch):
    line = Measure("large", "The zone holds 100 deals or more", measures.SHARE, lambda w: w["zone_size"] >= 100)
    monkeypatch.setattr(measures, "MEASURES", (*measures.MEASURES, line))
    runs = [record(moscow.case, [1] * 16, name, zone_size=np.arange(16) * k) for name, k in (("a", 9), ("b", 20))]
    found = {outcome.measure.name: outcome for outcome in compared(runs).outcomes}
    assert (found["large"].base, found["large"].changes[0].other) == (4 / 16, 11 / 16)


def test_a_measure_that_some_run_lacks_is_left_out_and_told(moscow):
    zone = np.random.default_rng(0).random(64) < 0.5
    with_talks = record(moscow.case, zone, "talked", **talked(zone, 2))
    found = compared([record(moscow.case, zone), with_talks])
    assert found.left_out["The talks agree"] == ("base",)
    assert not [outcome for outcome in found.outcomes if outcome.measure.name in TALKS]
    both = compared([replace(with_talks, name="one"), record(moscow.case, zone, "two", **talked(zone, 3))])
    assert both.left_out == {}
    assert {outcome.measure.name for outcome in both.outcomes} >= {*TALKS}


def test_a_party_that_only_one_run_has_is_left_out_and_told(moscow):
    spec = moscow.case.parties["us"].model_dump(mode="json", exclude_unset=True)
    more = record(moscow.change({"parties.turkey": {**spec, "label": "Turkey"}}).case, [1, 0] * 8, "more")
    found = compared([record(moscow.case, [1, 0] * 8), more])
    assert found.left_out == {"A yes of Turkey alone opens a zone": ("base",)}
    assert found.inputs.index.tolist() == ["parties.turkey"]


def test_a_check_that_asks_something_else_is_left_out_and_told(moscow):
    asks = {"checks.land-hardest": {"accepts": {"party": "us", "proposal": "refined"}}}
    held = {"checks.land-hardest": np.array([True, False] * 8)}
    one = record(moscow.case, [1, 0] * 8, **held)
    other = record(moscow.change(asks).case, [1, 0] * 8, "other", **held)
    found = compared([one, other])
    assert list(found.left_out.values()) == [()]
    assert "checks.land-hardest" not in outcome_table(found, every=True).index


def test_a_stored_run_and_a_run_in_memory_give_the_same_tables(talks, softer, tmp_path, pair):
    folders = [run.save(tmp_path / name) for run, name in ((talks, "moscow-talks"), (softer, "softer"))]
    stored = compared([read_record(folder) for folder in folders])
    mixed = compared([read_record(folders[0]), record_of(softer)])
    for other in (stored, mixed):
        for every in (True, False):
            assert as_csv(outcome_table(other, every=every)) == as_csv(outcome_table(pair, every=every))
            assert outcome_table(other, every=every).equals(outcome_table(pair, every=every))
        assert as_csv(other.inputs) == as_csv(pair.inputs)
        assert comparison_numbers(other) == comparison_numbers(pair)


def test_talks_read_back_from_a_file_give_the_same_too(moscow):
    from sim.store import as_parquet
    from sim.store.records import read_worlds

    zone = np.random.default_rng(0).random(64) < 0.5
    runs = [record(moscow.case, zone, name, **talked(zone, seed)) for name, seed in (("one", 1), ("two", 2))]
    stored = [replace(run, worlds=read_worlds(as_parquet(run.worlds.drop(columns="draw")))) for run in runs]
    assert outcome_table(compared(runs)).equals(outcome_table(compared(stored)))


def test_the_table_lists_only_what_differs_unless_asked(pair):
    table, every = outcome_table(pair), outcome_table(pair, every=True)
    assert len(every) == len(pair.outcomes) > len(table) == len(pair.differing) > 0
    assert (table["softer.change"] != 0).all()
    equal = every.drop(table.index)
    assert (equal["softer.finding"] == EQUAL).all()
    assert (equal["softer"] == equal["moscow-talks"]).all()


def test_the_table_holds_each_change_with_its_interval(pair):
    row = outcome_table(pair).loc["zone"]
    assert row["softer.change"] == row["softer"] - row["moscow-talks"]
    assert row["softer.low"] < row["softer.change"] < row["softer.high"]
    assert row["softer.finding"] == CLEAR


def test_the_texts_name_every_run_and_give_a_number_only_where_it_is_clear(pair):
    texts = outcome_texts(pair)
    for outcome in pair.differing:
        value, change = texts.loc[(outcome.measure.label, "softer")]
        assert value
        assert ("(" in change) == outcome.changes[0].clear


def test_a_change_is_told_by_its_kind():
    assert finding(Change(0.5, 0.5, -0.1, 0.1)) == EQUAL
    assert finding(Change(0.5, 0.6)) == TOO_FEW
    assert finding(Change(0.5, 0.6, -0.1, 0.3)) == UNCLEAR
    assert finding(Change(0.5, 0.6, 0.05, 0.15)) == CLEAR


def test_too_few_worlds_are_told(moscow):
    base, other = record(moscow.case, [0] * 64), record(moscow.case, [1] * 4 + [0] * 60, "other")
    row = outcome_table(compared([base, other])).loc["zone_size"]
    assert isnan(row["base"])
    assert row["other"] == 3
    assert row["other.finding"] == TOO_FEW


def test_where_nothing_is_uncertain_a_change_needs_no_interval():
    harbor = Scenario.load("harbour-sports-park")
    all_six = harbor.change({"consent.package.needs": list(harbor.case.parties)}, name="all-six")
    found = compared([record_of(harbor.run(1)), record_of(all_six.run(1))])
    row = outcome_table(found).loc["zone_size"]
    assert (row["harbour-sports-park"], row["all-six"]) == (55, 12)
    assert (row["all-six.low"], row["all-six.high"]) == (-43, -43)


def test_the_shares_that_change_most_are_picked_and_stay_in_order(pair):
    picked = most_changed(pair, 3)
    clear = [outcome.largest for outcome in pair.outcomes if outcome.measure.unit == measures.SHARE]
    assert sorted((outcome.largest for outcome in picked), reverse=True) == sorted(clear, reverse=True)[:3]
    order = [outcome.measure.name for outcome in pair.outcomes]
    places = [order.index(outcome.measure.name) for outcome in picked]
    assert places == sorted(places)
    assert "zone_size" not in {outcome.measure.name for outcome in most_changed(pair, 99)}


def test_where_no_share_differs_one_is_picked_all_the_same(moscow):
    found = compared([record(moscow.case, [1, 0] * 8), record(moscow.case, [1, 0] * 8, "other", zone_size=[9, 0] * 8)])
    assert [outcome.measure.name for outcome in most_changed(found, 5)] == ["zone"]


def test_a_share_that_the_base_has_in_no_world_is_not_picked(moscow):
    base = record(moscow.case, [0] * 16, lines_compatible=np.zeros(16, bool))
    found = compared([base, record(moscow.case, [1] * 16, "other")])
    assert "zone_if_lines" not in {outcome.measure.name for outcome in most_changed(found, 99)}


def test_plain_numbers_hold_no_number_that_json_does_not_know(moscow):
    import json

    found = compared([record(moscow.case, [0] * 16), record(moscow.case, [1] * 16, "other")])
    text = json.dumps(comparison_numbers(found), allow_nan=False)
    assert json.loads(text)["measures"]["zone_size"]["runs"]["base"] == {"value": None}
