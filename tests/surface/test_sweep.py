"""A sweep along one belief is what changing and running the scenario at each value gives, in the same worlds."""

import json
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from sim import Scenario
from sim.errors import BadArgument, FolderInUse, ScenarioError
from sim.surface import Sweep
from sim.surface.sweep import run_along, with_one_number_each

COST = "parties.russia.no_deal.cost"
WORDS = "parties.ukraine.lines.land.words"


@pytest.fixture(scope="module")
def costs(moscow):
    return moscow.sweep(COST, [0, 0.5, {"uniform": [0, 1]}, {"triangular": [0, 0.2, 1]}], draws=64)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (COST, [0, 0.5, {"uniform": [0, 1]}, {"triangular": [0, 0.2, 1]}]),
        (WORDS, ["opposed", "will never", "unclear", "strongly opposed", "demands"]),
        ("dial.lines", [0.0, 0.25, 1.0]),
        ("parties.russia.weights.territory", [0.2, {"between": [0.3, 0.6]}]),
        (
            "parties.russia.weights",
            [{"flat": True}, {"order": ["territory", "nato", "assets", "guarantees", "eu-track"]}],
        ),
        ("parties.russia.lines.land", [None]),
        ("consent.plan.words", ["opposed"]),
        ("words.will never", [0.5, 1]),
    ],
)
def test_every_value_gives_what_a_run_with_that_change_gives(moscow, path, values):
    swept = moscow.sweep(path, values, draws=64, seed=2)
    for value, point in zip(values, swept.found.points, strict=True):
        study = moscow.change({path: value}).run(draws=64, seed=2).study
        assert point.found.in_zone.tolist() == study.in_zone.tolist()
        assert point.found.lines_compatible.tolist() == study.verdicts.compatible.tolist()
    own = moscow.run(draws=64, seed=2).study
    assert swept.found.own.found.in_zone.tolist() == own.in_zone.tolist()
    assert swept.found.own.found.lines_compatible.tolist() == own.verdicts.compatible.tolist()


def test_the_value_of_the_file_is_marked_however_it_is_written(moscow):
    assert moscow.sweep(COST, [0, {"uniform": [0, 1.0]}], draws=8).table()["as_in_file"].tolist() == [False, True]
    assert moscow.sweep("dial.lines", [0.5, 1], draws=8).table()["as_in_file"].tolist() == [True, False]
    assert moscow.sweep(WORDS, ["will never"], draws=8).table()["as_in_file"].tolist() == [True]


def test_the_file_is_the_changed_scenario_where_it_was_changed(moscow):
    changed = moscow.change({"dial.lines": 0.3})
    swept = changed.sweep("dial.lines", [0.3, 0.5], draws=16)
    assert swept.table()["as_in_file"].tolist() == [True, False]
    assert swept.found.own.found.zone == changed.run(draws=16).zone


def test_every_value_sees_the_same_draws_of_what_it_adds_even_where_another_adds_more(moscow):
    refuses = {"issue": "assets", "refuses": ["directed"], "words": "opposed"}
    floor = {"issue": "assets", "at_least": {"one_of": ["transferred", "loan"]}, "words": "opposed"}
    values = [refuses, floor]
    orders = [moscow.change({"parties.us.lines.late": value}).columns for value in values]
    assert orders[0].index("words.opposed") != orders[1].index("words.opposed")
    one, other = with_one_number_each(orders)
    assert one == other
    assert one[: len(moscow.columns)] == moscow.columns
    assert set(one) == set(orders[0]) | set(orders[1])
    swept = moscow.sweep("parties.us.lines.late", values, draws=64)
    assert swept.found.own.found.zone == moscow.run(draws=64).zone


def test_variants_keep_the_order_of_runs_of_their_own_where_no_quantity_changes_its_number():
    orders = [("a", "b"), ("a", "b", "c"), ("a", "b", "d"), ("a", "b", "c", "e")]
    assert with_one_number_each(orders) == orders
    assert with_one_number_each([*orders, ("a", "b", "d", "c")]) == [("a", "b", "c", "d", "e")] * 5


def test_no_value_depends_on_the_others(moscow, costs):
    alone = moscow.sweep(COST, [0.5], draws=64)
    assert alone.found.points[0].found.in_zone.tolist() == costs.found.points[1].found.in_zone.tolist()


def test_results_depend_on_no_block_size_but_on_the_seed(moscow):
    from sim.engine import Plan

    some, same, other = (
        run_along(moscow, COST, [0, 1], plan).table() for plan in (Plan(64, 1), Plan(64, 1, block=7), Plan(64, 2))
    )
    pd.testing.assert_frame_equal(some, same)
    assert not some.equals(other)


def test_values_computed_with_numpy_are_taken(moscow):
    swept = moscow.sweep("dial.lines", np.linspace(0, 1, 3), draws=8)
    assert swept.table()["value"].tolist() == [0, 0.5, 1]
    assert [type(point.value) for point in swept.found.points] == [float] * 3


def test_raising_the_dial_opens_no_zone(moscow):
    found = [point.found for point in moscow.sweep("dial.lines", [0, 0.3, 0.5, 0.7, 1], draws=256).found.points]
    for lower, higher in pairwise(found):
        assert (higher.in_zone <= lower.in_zone).all()
        assert (higher.lines_compatible <= lower.lines_compatible).all()


def message(scenario, path, values):
    with pytest.raises((ScenarioError, BadArgument)) as caught:
        scenario.sweep(path, values, draws=8)
    return str(caught.value)


def test_a_misspelt_path_is_told_once_with_what_was_meant(moscow):
    assert message(moscow, "parties.rusia.no_deal.cost", [0, 1]) == (
        "error: there is no 'rusia' in parties\n"
        "  --> path parties.rusia.no_deal.cost\n"
        "      parties.rusia.no_deal.cost\n"
        "              ^^^^^ did you mean 'russia'?\n\n"
        "1 problem; nothing was run."
    )
    assert "did you mean 'dial'?" in message(moscow, "dail.lines", [0, 1])
    assert "did you mean 'territory'?" in message(moscow, "parties.russia.weights.teritory", [0, 1])


def test_a_path_like_none_that_is_known_is_refused_with_what_is_known(moscow):
    assert "unknown key 'zzz' in the scenario" in message(moscow, "zzz", [1])
    assert "'a..b' is not a dotted path" in message(moscow, "a..b", [1])
    assert "'readings' belongs in a file" in message(moscow, "readings", [["x.yaml"]])


def test_all_values_that_cannot_be_used_are_told_at_once(moscow):
    said = message(moscow, "dial.lines", [1.4, 0.5, -1])
    assert "here it is 1.4" in said
    assert "here it is -1" in said
    assert said.endswith("2 problems; nothing was run.")


def test_no_values_and_values_that_are_no_list_are_refused(moscow):
    assert message(moscow, COST, []) == "a sweep needs at least one value"
    said = "the values of a sweep must be a list such as ['opposed'], not 'opposed' itself"
    assert message(moscow, WORDS, "opposed") == said
    assert "must be a list" in message(moscow, COST, {"uniform": [0, 1]})


def test_values_that_say_the_same_are_refused_however_they_are_written(moscow):
    assert message(moscow, COST, [0, 1, {"fixed": 1.0}]) == (
        f"two values of {COST} say the same, 1 and {{fixed: 1}}; give each value once"
    )
    assert message(moscow, WORDS, ["opposed", "unclear", "opposed"]) == (
        f"two values of {WORDS} say the same, opposed and opposed; give each value once"
    )


def test_a_sweep_needs_a_draw(moscow):
    with pytest.raises(BadArgument, match="at least one draw"):
        moscow.sweep(COST, [0], draws=0)


def test_a_notebook_is_shown_the_finding_and_one_table(costs):
    shown = costs._repr_html_()
    assert shown.count("<table") == 1
    assert costs.finding in shown
    assert "{triangular: [0, 0.2, 1]}" in shown
    assert costs.finding in repr(costs)


def test_the_figure_is_that_of_the_record(costs):
    assert costs.plot().texts[0].get_text().replace("\n", " ") == costs.finding.removesuffix(".")


def test_what_a_file_says_is_escaped_in_a_notebook(moscow):
    swept = moscow.change({"words.<b>": 0.5}).sweep(WORDS, ["<b>"], draws=8)
    assert "<b>)" not in swept._repr_html_()
    assert "&lt;b&gt;" in swept._repr_html_()


@pytest.fixture(scope="module")
def folder(costs, tmp_path_factory):
    return costs.save(tmp_path_factory.mktemp("results") / "swept")


def test_a_sweep_leaves_its_files(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"answer.json", "run.json", "sweep.csv", "figures/sweep.png", "figures/sweep.svg"}
    listed = json.loads((folder / "run.json").read_text())
    assert set(listed["files"]) == names - {"run.json"}
    assert listed["sweep"] == {
        "path": COST,
        "values": [0, 0.5, {"uniform": [0, 1]}, {"triangular": [0, 0.2, 1]}],
    }


def test_what_was_saved_is_what_was_found(costs, folder):
    table = pd.read_csv(folder / "sweep.csv")
    assert table["value"].tolist() == ["0", "0.5", "{uniform: [0, 1]}", "{triangular: [0, 0.2, 1]}"]
    np.testing.assert_allclose(table["zone"], costs.table()["zone"], atol=1e-6)
    assert table["as_in_file"].tolist() == [False, False, True, False]
    answer = json.loads((folder / "answer.json").read_text())
    assert answer["sentences"] == [costs.finding]
    assert answer == costs.answer()


def test_the_same_sweep_leaves_the_same_bytes(moscow, folder, tmp_path):
    values = [0, 0.5, {"uniform": [0, 1]}, {"triangular": [0, 0.2, 1]}]
    again = moscow.sweep(COST, values, draws=64).save(tmp_path / "again")
    for path in folder.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_a_folder_is_named_after_the_scenario_and_the_path(moscow, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    saved = moscow.sweep("words.will never", [0.5], draws=8).save()
    assert saved.as_posix() == "results/moscow-talks-sweep-words-will-never"
    assert (saved / "run.json").exists()


def test_a_folder_with_files_of_somebody_else_is_left_alone(costs, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse, match=r"notes\.txt"):
        costs.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_scenario_without_uncertainty_can_be_swept():
    swept = Scenario.load("harbour-sports-park").sweep("parties.union.no_deal", [0.3, 0.5, 0.99], draws=16)
    assert isinstance(swept, Sweep)
    assert set(swept.table()["zone"]) <= {0, 1}
    assert swept.table()["compatible"].tolist() == [1, 1, 1]


def test_a_belief_about_the_talks_is_refused_since_no_zone_hangs_on_it(moscow):
    with pytest.raises(BadArgument, match=r"no zone hangs on talks\.rounds; try the values with"):
        moscow.sweep("talks.rounds", [10, 20])
