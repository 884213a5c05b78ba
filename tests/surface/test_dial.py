"""The dial of refusals, turned from all bending to all firm in the worlds of a run."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from worlds.test_worlds import random_scenario, scenario

from sim import Scenario
from sim.analysis.sweeping import DIALS
from sim.engine import Plan, factors, run
from sim.surface.sweep import along_dial
from sim.worlds import uncertain

FEW = Plan(draws=48, seed=3)


def test_every_stand_gives_what_a_run_with_the_dial_there_gives(moscow):
    dialed = moscow.run(draws=64, seed=2).dialed
    assert [point.value for point in dialed.points] == list(DIALS)
    for point in dialed.points:
        study = moscow.change({"dial.lines": point.value}).run(draws=64, seed=2).study
        assert point.found.in_zone.tolist() == study.in_zone.tolist()
        assert point.found.lines_compatible.tolist() == study.verdicts.compatible.tolist()


def test_the_table_has_a_row_a_stand_and_marks_where_the_file_stands(talks):
    table = talks.dial
    assert table["value"].tolist() == [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]
    assert table["as_in_file"].tolist() == [dial == 0.5 for dial in DIALS]
    assert table.loc[4, "zone"] == talks.zone.share
    assert talks.dial is table, "it is made once"


def test_where_the_file_stands_is_a_point_even_between_the_others(moscow):
    changed = moscow.change({"dial.lines": 0.3}).run(draws=32)
    assert [point.value for point in changed.dialed.points] == sorted([*DIALS, 0.3])
    assert changed.dial.set_index("value").loc[0.3, ["zone", "as_in_file"]].tolist() == [changed.zone.share, True]


def test_the_ends_of_the_headline_and_the_stand_of_the_file_are_points_of_the_curve(talks):
    points = {point.value: point.found for point in talks.dialed.points}
    assert talks.headline.all_bend is points[0].zone
    assert talks.headline.all_firm is points[1].zone
    assert points[0.5] is talks.study.factors


def assert_never_opens(found):
    """Check that no world gains a zone or compatible lines as the dial goes up."""
    for lower, higher in pairwise(found):
        assert (higher.in_zone <= lower.in_zone).all()
        assert (higher.lines_compatible <= lower.lines_compatible).all()


def test_raising_the_dial_never_opens_a_zone_in_the_moscow_talks(talks):
    assert_never_opens([point.found for point in talks.dialed.points])
    shares = talks.dial["zone"]
    assert (shares.iloc[0], shares.iloc[-1]) == (1, 0)


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1), dials=st.lists(st.floats(0, 1), min_size=2, max_size=4).map(sorted))
def test_raising_the_dial_never_opens_a_zone_in_any_scenario(seed, dials):
    case = scenario(**random_scenario(np.random.default_rng(seed)))
    found = factors([(case.with_lines_at(dial), uncertain(case)) for dial in dials], FEW)
    event(f"some zone closes: {bool((found[0].in_zone != found[-1].in_zone).any())}")
    assert_never_opens(found)


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_curve_of_any_scenario_is_that_of_its_turned_cases(seed):
    case = scenario(**random_scenario(np.random.default_rng(seed)))
    study = run(case, uncertain(case), FEW)
    for point in along_dial(study, FEW).points:
        anew = run(case.with_lines_at(point.value), uncertain(case), FEW)
        assert point.found.in_zone.tolist() == anew.in_zone.tolist()
        assert point.found.lines_compatible.tolist() == anew.verdicts.compatible.tolist()


def test_without_a_refusal_that_could_bend_the_curve_is_flat_and_nothing_is_run(monkeypatch):
    harbor = Scenario.load("harbour-sports-park").run(draws=16)
    turned = [(harbor.study.case.with_lines_at(dial), ()) for dial in DIALS]
    assert {found.zone for found in factors(turned, harbor.plan)} == {harbor.zone}
    monkeypatch.setattr("sim.surface.sweep.factors", None)
    assert set(harbor.dial["zone"]) == {harbor.zone.share}
    assert len(harbor.dial) == len(DIALS)


@pytest.mark.parametrize(
    ("name", "changes", "drawn"),
    [
        ("moscow-talks", {}, True),
        ("harbour-sports-park", {}, False),
        (
            "harbour-sports-park",
            {"parties.union.lines.pay": {"issue": "employment", "refuses": ["C4"], "words": "opposed"}},
            True,
        ),
    ],
)
def test_a_folder_holds_the_figure_where_some_refusal_could_bend(tmp_path, name, changes, drawn):
    folder = Scenario.load(name).change(changes).run(draws=8).save(tmp_path / name)
    assert (folder / "figures" / "dial.png").exists() == drawn
    assert (folder / "figures" / "dial.svg").exists() == drawn
