"""Maps of win-sets: what is drawn equals what was found, and it can be read."""

import numpy as np
import pytest
from analysis.test_win_sets import pie, random_case

from sim import Scenario
from sim.analysis.pairs import cells
from sim.engine import Plan, run
from sim.errors import BadArgument, UnknownName
from sim.plots import lint, who_accepts_what
from sim.worlds import uncertain


@pytest.fixture(scope="module")
def found():
    return Scenario.load("moscow-talks-ratified").win_sets(draws=64)


def test_every_map_is_one_less_the_refusals_of_its_party(found):
    figure = found.plot("nato", "assets")
    pairs, case = cells(found.study, "nato", "assets"), found.scenario.case
    assert len(figure.axes) == len(case.parties)
    for axes, name in zip(figure.axes, (*case.seats, *case.ratifiers), strict=True):
        (mesh,) = axes.collections
        drawn = np.asarray(mesh.get_array())
        np.testing.assert_array_equal(drawn, 1 - pairs.refused[pairs.parties.index(name)])
        assert axes.get_title(loc="left").replace("\n", " ") == case.parties[name].label


def test_the_two_issues_that_weigh_most_are_drawn_when_silent(found):
    labels = [axes.get_xlabel() for axes in found.plot().axes], [axes.get_ylabel() for axes in found.plot().axes]
    assert set(labels[0]) == {"", "Territory"}
    assert set(labels[1]) == {"", "Guarantees"}
    assert {axes.get_xlabel() for axes in found.plot(second="territory").axes} == {"", "Guarantees"}


def test_the_title_names_the_pair_that_is_least_often_accepted_at_home(found):
    title = found.plot("territory", "guarantees").texts[0].get_text().replace("\n", " ")
    assert title.startswith("Least often accepted at home, in ")
    assert title.endswith("Territory “All claims” with Guarantees “Non-aggression”")


def test_maps_can_be_read_with_few_levels_and_with_many(found):
    assert lint(found.plot()) == []
    few = random_case(1)
    assert lint(who_accepts_what(run(few, uncertain(few), Plan(8, 1)), "a", "b")) == []
    wide = pie(0.5, issues="xy")
    figure = who_accepts_what(run(wide, uncertain(wide), Plan(8, 1)), "x", "y")
    assert lint(figure) == []
    assert sum(axes.get_visible() for axes in figure.axes) == 4  # three maps and the scale of their colors


ONE = """\
format: 1
as_of: 2025-01-01
issues:
  rent: {must_settle: true, levels: {low: Low, high: High}}
parties:
  tenant: {weights: {rent: 1}, values: {rent: {table: {low: 1, high: 0}}}, no_deal: 0}
  family: {weights: {rent: 1}, values: {rent: {table: {low: 1, high: 0}}}, no_deal: 0.5, seat: false, behind: tenant}
consent:
  seats: {needs: [tenant], by: definition}
  home: {needs: [family], by: law}
"""


def test_a_map_needs_two_issues_that_there_are(found, tmp_path):
    path = tmp_path / "rent.yaml"
    path.write_text(ONE)
    with pytest.raises(UnknownName, match="did you mean 'assets'"):
        found.plot("asset")
    with pytest.raises(BadArgument, match="needs two issues"):
        Scenario.load(path).win_sets(draws=4).plot()
