"""The picture of a comparison: what is on it equals what was found, and it can be read."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from analysis.records import record
from plots.test_palette import SIGHTS, lab

from sim import Scenario
from sim.analysis.comparing import compared, most_changed
from sim.analysis.sentences.comparing import short_change, title
from sim.plots import differences, lint, png, svg
from sim.plots.dumbbells import GREY
from sim.plots.lanes import MOST_ROWS, MOST_RUNS, NARROWEST, Lanes
from sim.plots.palette import MARKERS, RUNS, contrast, darker
from sim.surface.comparing import record_of

LONG = "Demilitarization monitored internationally by a commission of guarantors"
ONE_ISSUE = """
format: 1
name: one
as_of: 2024-01-01
issues: {land: {must_settle: true, levels: {a: A, b: B, c: C}}}
parties:
  p: {weights: {land: 1}, values: {land: {table: {a: 0, b: 0.6, c: 1}}}, no_deal: {uniform: [0, 1]}}
  q: {weights: {land: 1}, values: {land: {table: {a: 1, b: 0.6, c: 0}}}, no_deal: {uniform: [0, 1]}}
consent: {all: {needs: [p, q], by: definition, judgement: all}}
"""


@pytest.fixture(scope="module")
def shipped(moscow, talks):
    others = [{"parties.ukraine.lines.land.words": "opposed"}, {"dial.lines": 0.7}, {"parties.eu.no_deal.cost": 0.9}]
    variants = [moscow.change(change, name=f"variant-{k}") for k, change in enumerate(others)]
    return compared([record_of(talks), *(record_of(variant.run(256)) for variant in variants)])


def lines(figure, marker):
    """Return the places of all lines with a marker, in the order in which they were drawn."""
    return [line for line in figure.axes[0].lines if line.get_marker() == marker]


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_marker_stands_at_what_was_found(shipped):
    figure, rows = differences(shipped), most_changed(shipped, MOST_ROWS)
    for run in range(3):
        drawn = [line.get_xdata()[0] for line in lines(figure, MARKERS[run])]
        assert drawn == [outcome.changes[run].other for outcome in rows]


def test_the_base_is_a_tick_with_its_share(shipped):
    figure, rows = differences(shipped), most_changed(shipped, MOST_ROWS)
    ticks = [
        line
        for line in figure.axes[0].lines
        if line.get_xdata()[0] == line.get_xdata()[-1] and line.get_linewidth() == 3
    ]
    assert [line.get_xdata()[0] for line in ticks] == [outcome.base for outcome in rows]


def test_every_interval_has_its_ends(shipped):
    figure, rows = differences(shipped), most_changed(shipped, MOST_ROWS)
    drawn = [tuple(line.get_xdata()) for line in lines(figure, "|")]
    wanted = [
        (max(0.0, change.base + change.low), min(1.0, change.base + change.high))
        for outcome in rows
        for change in outcome.changes
    ]
    np.testing.assert_allclose(drawn, wanted)


def test_only_clear_changes_have_a_number_and_a_color(shipped):
    figure, rows = differences(shipped), most_changed(shipped, MOST_ROWS)
    changes = [outcome.changes[run] for run in range(3) for outcome in rows]
    colors = [line.get_color() for run in range(3) for line in lines(figure, MARKERS[run])]
    assert [color == GREY for color in colors] == [not change.clear for change in changes]
    assert {True, False} == {change.clear for change in changes}
    numbers = [text for text in texts(figure) if text.startswith(("+", "−"))]
    assert sorted(numbers) == sorted(short_change(change) for change in changes if change.clear)


def test_every_run_has_its_place_and_look_and_is_named(shipped):
    figure = differences(shipped)
    lanes = [sorted({line.get_ydata()[0] for line in lines(figure, MARKERS[run])}) for run in range(3)]
    assert all(first < second < third for first, second, third in zip(*lanes, strict=True))
    assert [text.get_text() for text in figure.legends[0].get_texts()] == list(shipped.names)
    assert title(shipped) in " ".join(figure.texts[0].get_text().split())


@pytest.mark.parametrize("number", [2, 3, 4])
def test_two_runs_and_more_can_be_read(shipped, number):
    assert lint(differences(compared(shipped.runs[:number]))) == []


def test_at_most_so_many_runs_are_drawn_and_the_others_are_told(moscow):
    zones = [np.arange(400) < 40 * k for k in range(1, 9)]
    found = compared([record(moscow.case, zone, f"run-{k}") for k, zone in enumerate(zones)])
    figure = differences(found)
    assert lint(figure) == []
    assert len(figure.legends[0].get_texts()) == MOST_RUNS + 1
    assert "Left out here but in the table: 2 runs." in " ".join(figure.texts[1].get_text().split())


def test_at_most_so_many_rows_are_drawn_and_the_others_are_told(moscow):
    checks = {f"c{k}": {"accepts": {"party": "us", "proposal": "refined"}} for k in range(15)}
    case = moscow.change({"checks": checks}).case

    def run(name, offset):
        held = {f"checks.c{k}": np.arange(400) < 20 * k + offset * (k + 1) for k in range(15)}
        return record(case, np.arange(400) < 200, name, **held)

    found = compared([run("base", 0), run("other", 6)])
    figure = differences(found)
    assert lint(figure) == []
    assert len(figure.axes[0].get_yticks()) == MOST_ROWS
    assert "Left out here but in the table: 3 shares that differ." in " ".join(figure.texts[1].get_text().split())


def test_long_labels_and_names_can_be_read(moscow):
    case = moscow.change({f"parties.{party}.label": LONG for party in moscow.case.parties}).case
    names = [f"{LONG.replace(' ', '-')}-{k}" for k in range(6)]
    for number in (2, 6):
        runs = [record(case, np.arange(80) < 9 * k + 8, name) for k, name in enumerate(names[:number])]
        assert lint(differences(compared(runs))) == []


@pytest.mark.parametrize("dials", [(0.5, 0, 1), (1, 0.5, 0), (0.0, 1.0, 0.5)])
def test_no_zone_and_zones_everywhere_can_be_read(moscow, dials):
    runs = [moscow.change({"dial.lines": dial}, name=f"dial-{k}").run(64) for k, dial in enumerate(dials)]
    assert lint(differences(compared([record_of(run) for run in runs]))) == []


def test_a_run_without_any_world_that_counts_says_so(moscow):
    base = record(moscow.case, [1, 0] * 32)
    none = record(moscow.case, [0] * 64, "none", lines_compatible=np.zeros(64, bool))
    figure = differences(compared([base, none]))
    assert "in no world" in texts(figure)
    assert lint(figure) == []


def test_a_scenario_without_uncertainty_can_be_read():
    harbor = Scenario.load("harbour-sports-park")
    all_six = harbor.change({"consent.package.needs": list(harbor.case.parties)}, name="all-six")
    found = compared([record_of(harbor.run(8)), record_of(all_six.run(8))])
    assert lint(differences(found)) == []


def test_a_scenario_of_one_issue_can_be_read(tmp_path):
    (tmp_path / "one.yaml").write_text(ONE_ISSUE)
    one = Scenario.load(tmp_path / "one.yaml")
    other = one.change({"parties.p.no_deal": {"uniform": [0.4, 1]}}, name="dearer")
    found = compared([record_of(one.run(256)), record_of(other.run(256))])
    assert found.outcomes[0].changes[0].clear
    assert lint(differences(found)) == []


def test_runs_that_differ_in_no_share_can_be_read(moscow, talks):
    same = record_of(moscow.change({}, name="same").run(256))
    figure = differences(compared([record_of(talks), same]))
    assert lint(figure) == []
    assert len(figure.axes[0].get_yticks()) == 1


def test_the_scale_never_makes_little_look_large_and_holds_all(moscow, shipped):
    near = compared([record(moscow.case, np.arange(800) < n, str(n)) for n in (400, 404)])
    for found in (near, shipped):
        lanes = Lanes(found, most_changed(found, MOST_ROWS))
        low, high, step = lanes.scale
        assert high - low >= NARROWEST - 1e-9
        assert low <= min(lanes.places)
        assert max(lanes.places) <= high <= 1
        assert round((high - low) / step, 6) == pytest.approx(round((high - low) / step))


def test_the_same_comparison_gives_the_same_bytes(shipped):
    again = compared([replace(run, worlds=run.worlds.copy()) for run in shipped.runs])
    assert png(differences(shipped), dpi=60) == png(differences(again), dpi=60)
    assert svg(differences(shipped)) == svg(differences(again))


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_run_colors_look_alike(sight):
    seen = [lab(color, SIGHTS[sight]) for color in RUNS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 24.5
    assert len(RUNS) == MOST_RUNS <= len(MARKERS)


def test_the_numbers_can_be_read_on_white():
    assert min(contrast(darker(color), "#FFFFFF") for color in RUNS) >= 4.5
