"""The curve along the dial of refusals: what is on it equals what was found, and it can be read."""

import pytest

from sim import Scenario
from sim.analysis.sentences import dial_caption
from sim.plots import dial_curve, lint, png, svg

SMALL = """\
format: 1
as_of: 2025-01-01
issues:
  rent: {must_settle: true, levels: {low: Low, high: High}}
parties:
  tenant:
    weights: {rent: 1}
    values: {rent: {table: {low: 1, high: 0}}}
    lines: {too-much: {issue: rent, refuses: [high], words: opposed}}
    no_deal: {uniform: [0, 1]}
  owner:
    weights: {rent: 1}
    values: {rent: {table: {low: 0, high: 1}}}
    no_deal: LEAST
consent:
  both: {needs: [tenant, owner], by: definition}
"""


def small(tmp_path, least):
    """Return a run of one issue; the owner takes nothing but a high rent where it asks for more than none."""
    path = tmp_path / "rent.yaml"
    path.write_text(SMALL.replace("LEAST", str(least)))
    return Scenario.load(path).run(draws=64)


def test_the_curve_is_the_table(talks):
    (axes,) = talks.plot.dial().axes
    drawn = {line.get_label(): line.get_xydata().tolist() for line in axes.lines}
    assert drawn["zone"] == talks.dial[["value", "zone"]].to_numpy().tolist()
    assert drawn["compatible"] == talks.dial[["value", "compatible"]].to_numpy().tolist()
    assert drawn["own"] == [[0.5, talks.zone.share]]
    assert axes.get_ylim() == (0, 1)
    assert axes.get_xlabel().startswith("dial.lines: 0 bends")


def test_the_heading_is_what_the_analysis_says(talks):
    title, second = talks.plot.dial().texts
    said = dial_caption(talks.dialed)
    assert title.get_text().replace("\n", " ") == said.finding
    assert second.get_text().replace("\n", " ") == said.drawn


@pytest.mark.parametrize("dial", [0.0, 0.3, 1.0])
def test_the_curve_can_be_read_wherever_the_file_stands(moscow, dial):
    changed = moscow.change({"dial.lines": dial, "title": "A long title of a scenario " * 4})
    assert lint(changed.run(draws=16).plot.dial()) == []


def test_curves_of_other_scenarios_can_be_read(tmp_path):
    for run in (Scenario.load("harbour-sports-park").run(draws=8), small(tmp_path, 0), small(tmp_path, 0.5)):
        assert lint(run.plot.dial()) == []
    assert small(tmp_path, 0.5).zone.share == 0


def test_the_same_curve_twice_is_the_same_bytes(talks):
    one, other = (dial_curve(talks.dialed) for _ in range(2))
    assert png(one) == png(other) == png(one)
    assert svg(one) == svg(other)
