"""Time to agreement: the steps are what was found, and labels can be read."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plots.test_palette import SIGHTS, lab

from sim.analysis.agreement_times import Curve, agreed_by_round
from sim.analysis.sentences import Caption, agreement_caption
from sim.errors import BadArgument
from sim.plots import agreement_times, lint, png, svg
from sim.plots.agreement_curves import COLORS
from sim.plots.spreading import spread

LONG = "Demilitarization monitored internationally by a commission of guarantors, under the eyes of all its neighbors"


def talks(label="Base case", share=0.5, *, deadline=20, zone=0.9, draws=400, seed=0):
    rng = np.random.default_rng(seed)
    when = np.clip(np.ceil(deadline * rng.beta(6, 2, draws)), 1, deadline).astype(np.int64)
    return Curve(label, np.where(rng.random(draws) < share, when, 0), deadline, zone)


def drawn(*curves):
    return agreement_times(curves, agreement_caption(curves, seed=1, scenario="Moscow talks"))


def step_of(figure, curve):
    (line,) = [line for line in figure.axes[0].lines if line.get_label() == curve.label]
    return line


THREE = (talks("A guarantee force", 0.8), talks("Assets first", 0.75, zone=0.85), talks("Base case", 0.7, zone=0.81))
ALIKE = tuple(talks(f"Reading {k}", 0.5, zone=0.9) for k in range(6))


@pytest.mark.parametrize(
    "curves",
    [
        (talks(),),
        THREE,
        ALIKE,
        tuple(talks(f"{k} {LONG}", 0.1 + 0.1 * k, zone=0.9 + 0.01 * k, deadline=1000) for k in range(6)),
        (talks("Quick", deadline=2), talks("Slow", deadline=12)),
        (talks("Long", deadline=1000), talks("Short", deadline=100)),
        (talks("None", 0.0, zone=0.0),),
        (talks("None", 0.0, zone=0.3), talks("Neither", 0.0, zone=0.3)),
        (talks("All", 1.0, zone=1.0),),
        (talks("Few worlds", draws=3, zone=1.0),),
        tuple(talks(f"All {k}", 1.0, zone=1.0) for k in range(6)),
    ],
)
def test_quick_slow_like_and_empty_talks_can_be_read(curves):
    assert lint(drawn(*curves)) == []


def test_steps_and_bands_are_the_shares_and_intervals_of_every_round():
    figure = drawn(*THREE)
    for curve, band in zip(THREE, figure.axes[0].collections, strict=True):
        found = agreed_by_round(curve.rounds, curve.deadline)
        line = step_of(figure, curve)
        assert line.get_drawstyle() == "steps-post"
        assert list(line.get_xdata()[:-1]) == list(found.index)
        assert list(line.get_ydata()) == [*found["share"], found["share"].iloc[-1]]
        corners = {(float(x), round(float(y), 9)) for x, y in band.get_paths()[0].vertices}
        for ends in ("low", "high"):
            for r, y in enumerate(found[ends][:-1]):
                assert {(r, round(float(y), 9)), (r + 1, round(float(y), 9))} <= corners, "flat until the next round"


def test_the_scale_runs_from_none_to_all_and_past_the_last_round():
    for figure in (drawn(talks(share=0.1)), drawn(*THREE), drawn(talks(deadline=2)), drawn(talks(deadline=1000))):
        axes = figure.axes[0]
        assert axes.get_ylim() == (0, 1)
        assert axes.get_xlim()[0] == 0
        assert axes.get_xlim()[1] > axes.lines[0].get_xdata()[-2]
        figure.draw_without_rendering()
        assert [label.get_text() for label in axes.get_yticklabels()][::5] == ["0%", "100%"]
        assert all(tick == int(tick) for tick in axes.get_xticks())


def test_every_curve_is_named_with_how_often_and_how_soon():
    texts = [text.get_text() for text in drawn(*THREE).axes[0].texts]
    for curve in THREE:
        assert curve.label in texts
    assert sum("median round" in text for text in texts) == 3


def test_a_zone_line_stands_at_its_share_and_is_named_by_whose_it_is():
    figure = drawn(*THREE)
    dashed = [line.get_ydata()[0] for line in figure.axes[0].lines if line.is_dashed() and line.get_linewidth() < 1]
    assert sorted(set(dashed) & {0.81, 0.85, 0.9}) == [0.81, 0.85, 0.9]
    colors = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
    assert colors["zone in 81%, Base case"] == colors["Base case"]
    alone = {text.get_text(): text.get_color() for text in drawn(talks()).axes[0].texts}
    assert alone["zone in 90%"] != alone["Base case"]
    assert "zone in 90%" in [text.get_text() for text in drawn(*ALIKE).axes[0].texts]


def test_a_long_name_is_left_out_where_its_curve_already_bears_it():
    curves = (talks(LONG, zone=0.8), talks("Other"))
    texts = [text.get_text() for text in drawn(*curves).axes[0].texts]
    assert "zone in 80%" in texts
    assert LONG in [text.replace("\n", " ") for text in texts]


def test_labels_stand_in_the_order_of_the_lines_they_name():
    figure = drawn(*THREE)
    places = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    by_share = sorted(THREE, key=lambda curve: curve.reached)
    assert [places[curve.label] for curve in by_share] == sorted(places[curve.label] for curve in THREE)


def test_curves_differ_in_color_and_in_marker():
    lines = [step_of(figure, curve) for figure in [drawn(*ALIKE)] for curve in ALIKE]
    assert len({line.get_color() for line in lines}) == len({line.get_marker() for line in lines}) == 6


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_colors_of_curves_look_alike(sight):
    seen = [lab(color, SIGHTS[sight]) for color in COLORS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 24


def test_talks_that_end_early_go_on_as_dots():
    quick, slow = talks("Quick", deadline=2), talks("Slow", deadline=12)
    figure = drawn(quick, slow)
    assert step_of(figure, quick).get_xdata()[-1] < step_of(figure, slow).get_xdata()[-1]
    (dots,) = [
        line
        for line in figure.axes[0].lines
        if line.get_linestyle() == ":" and line.get_xdata()[0] < line.get_xdata()[1]
    ]
    assert list(dots.get_ydata()) == [quick.reached] * 2


def test_the_heading_is_the_caption():
    title, second = agreement_times([talks()], Caption("What was found", "What is drawn")).texts
    assert (title.get_text(), second.get_text()) == ("What was found", "What is drawn")


@pytest.mark.parametrize("number", [0, 7])
def test_no_curve_and_more_than_six_are_refused(number):
    with pytest.raises(BadArgument, match=f"1 to 6 curves, not {number}"):
        agreement_times([talks()] * number, Caption("", ""))


def test_the_same_figure_twice_is_the_same_bytes():
    one, other = drawn(*THREE), drawn(*THREE)
    assert png(one) == png(other) == png(one)
    assert svg(one) == svg(other) == svg(one)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 0.16)), min_size=1, max_size=6))
def test_spread_labels_keep_their_order_and_room_and_move_no_more_than_they_must(labels):
    wanted, sizes = sorted(y for y, _ in labels), [size for _, size in labels]
    middles = spread(wanted, sizes, 0, 1)
    edges = [(y - size / 2, y + size / 2) for y, size in zip(middles, sizes, strict=True)]
    assert all(above[0] >= below[1] - 1e-8 for below, above in pairwise(edges))
    assert edges[0][0] >= -1e-8
    assert edges[-1][1] <= 1 + 1e-8
    kept = np.clip(wanted, np.array(sizes) / 2, 1 - np.array(sizes) / 2)
    free = [(y - size / 2, y + size / 2) for y, size in zip(kept, sizes, strict=True)]
    if all(above[0] >= below[1] for below, above in pairwise(free)):
        assert middles == pytest.approx(list(kept), abs=1e-8)
