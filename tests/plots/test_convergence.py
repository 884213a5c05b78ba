"""The figure of convergence: what is on it was found in the run, and it can be read."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from games import run_of

from sim.analysis.convergence import points_of, share_by_draws
from sim.analysis.sentences.convergence import convergence_caption
from sim.draws import REPLICATES
from sim.plots import lint, png, settling, svg
from sim.results import estimate


def test_points_double_and_the_last_is_all():
    for draws in range(1, 5000, 7):
        points = points_of(draws)
        assert points[-1] == draws
        assert all(2 * one == other for one, other in pairwise(points[:-1]))
        assert all(one * 1.5 <= other for one, other in pairwise(points))


def test_each_row_is_what_a_run_of_so_many_draws_would_say(moscow, talks):
    table = share_by_draws(talks.study)
    assert table.index.tolist() == [64, 128, 256]
    short = moscow.run(draws=64).zone
    assert table.loc[64].tolist() == [short.share, short.low, short.high, short.margin]
    assert table.loc[256, "share"] == talks.zone.share


def test_the_curve_is_the_table(talks):
    (axes,) = talks.plot.convergence().axes
    drawn = {line.get_label(): line.get_xydata().tolist() for line in axes.lines}
    table = share_by_draws(talks.study)
    assert drawn["zone"] == [[draws, share] for draws, share in table["share"].items()]
    low, high = axes.get_ylim()
    assert low <= table["low"].min()
    assert high >= table["high"].max()


def test_the_heading_is_what_the_analysis_says(talks):
    title, second = talks.plot.convergence().texts
    said = convergence_caption(talks.study)
    assert title.get_text().replace("\n", " ") == said.finding
    assert second.get_text().replace("\n", " ") == said.drawn
    assert said.finding.startswith(f"After 256 draws a zone exists in {talks.zone.share:.1%} of worlds, +-")


@pytest.mark.parametrize("draws", [1, 3, 20, 100, 300])
def test_it_can_be_read_with_few_draws(draws):
    assert lint(settling(run_of(draws=draws))) == []


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_it_can_be_read_where_all_worlds_are_alike(talks, share):
    assert lint(settling(of_worlds(talks.study, np.full(256, share == 1)))) == []


def of_worlds(study, in_zone):
    """Return the study as if a zone existed in some worlds and in no others."""
    return replace(study, verdicts=study.verdicts._replace(sizes=in_zone.astype(study.verdicts.sizes.dtype)))


def test_a_share_that_leaves_the_earlier_interval_is_told(talks):
    in_zone = np.arange(256) < 128
    assert convergence_caption(of_worlds(talks.study, in_zone)).finding.endswith("and are further off than that")
    assert estimate(in_zone, REPLICATES).share == 0.5


def test_its_bytes_are_the_same_every_time(talks):
    figures = [talks.plot.convergence() for _ in range(2)]
    assert len({png(figure) for figure in figures}) == len({svg(figure) for figure in figures}) == 1
