"""Kinds of deals side by side: what is drawn equals what was found, and it can be read."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from sim import Scenario
from sim.plots import lint
from sim.plots.kinds import DARK
from sim.surface.kinds import kinds_of


@pytest.fixture(scope="module")
def found():
    return kinds_of(Scenario.load("moscow-talks-hold").run(64), 3)


def test_bars_are_the_profiles_and_markers_the_gains(found):
    figure = found.plot()
    above, below = figure.axes[:3], figure.axes[3:]
    for k, (levels, gains) in enumerate(zip(above, below, strict=True), start=1):
        drawn = [bar.get_width() for bar in levels.patches]
        np.testing.assert_allclose(drawn, found.profiles[k])
        bars = zip(levels.patches, found.profiles.index, strict=True)
        dark = [place for bar, place in bars if to_hex(bar.get_facecolor()) == DARK.lower()]
        issues = found.found.study.space.issues
        assert dark == [(issue, found.table.loc[k, f"typical.{issue}"]) for issue in issues]
        points = [line.get_xdata()[0] for line in gains.lines if len(line.get_xdata()) == 1]
        parties = found.found.study.parties
        np.testing.assert_allclose(points, [found.table.loc[k, f"gain.{party}"] for party in parties])
        name = levels.get_title(loc="left").replace("\n", " ").strip()
        assert name == found.table.loc[k, "name"]


@pytest.mark.parametrize(
    ("name", "kinds"), [("moscow-talks", None), ("public-record", 6), ("harbour-sports-park", None)]
)
def test_it_can_be_read_with_one_kind_or_six(name, kinds):
    assert not lint(kinds_of(Scenario.load(name).run(32), kinds).plot())


def test_of_an_issue_with_many_levels_some_are_drawn_the_typical_one_among_them():
    found = kinds_of(Scenario.load("camp-david").run(8))
    figure = found.plot()
    assert not lint(figure)
    levels = figure.axes[0]
    assert len(levels.patches) < 40
    assert sum(to_hex(bar.get_facecolor()) == DARK.lower() for bar in levels.patches) == len(
        found.found.study.space.issues
    )
    drawn = " ".join(figure.texts[k].get_text() for k in range(len(figure.texts))).replace("\n", " ")
    assert f"Left out: {sum(found.found.study.space.sizes) - len(levels.patches)} levels" in drawn
