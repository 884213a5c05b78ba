"""Planted faults are found, and nothing else."""

import pytest

from sim.plots import Figure, lint


@pytest.fixture
def figure():
    made = Figure(figsize=(4, 3))
    made.add_subplot().plot([0, 1], [0, 1])
    return made


def test_a_plain_figure_is_clean(figure):
    assert lint(figure) == []


def test_text_over_text_is_found(figure):
    figure.text(0.5, 0.5, "one name")
    figure.text(0.52, 0.5, "another")
    assert lint(figure) == ["over another text: 'one name' and 'another'"]


def test_tiny_text_is_found(figure):
    figure.text(0.5, 0.5, "fine print", fontsize=5)
    assert lint(figure) == ["too small (5 pt): 'fine print'"]


@pytest.mark.parametrize(("x", "y"), [(0.95, 0.5), (-0.1, 0.5), (0.5, 0.99), (0.5, -0.02)])
def test_text_off_the_page_is_found(figure, x, y):
    figure.text(x, y, "over the edge")
    assert lint(figure) == ["off the page: 'over the edge'"]


def test_text_cut_off_by_its_axes_is_found(figure):
    figure.axes[0].text(0.9, 0.5, "longer than the axes", clip_on=True)
    figure.axes[0].set_xlim(0, 1)
    assert "cut off: 'longer than the axes'" in lint(figure)


def test_what_is_not_drawn_is_not_a_fault(figure):
    axes = figure.axes[0]
    figure.text(0.5, 0.5, "hidden", fontsize=5, visible=False)
    figure.text(0.5, 0.5, "  ", fontsize=5)
    axes.set_xticks([0, 0.5, 5], ["a", "b", "far outside the view"])
    axes.set_xlim(0, 1)
    ghost = figure.add_axes((0, 0, 1, 1), label="ghost")
    ghost.set_visible(False)
    ghost.text(0.5, 0.5, "ghost", fontsize=3)
    bare = figure.add_axes((0.2, 0.2, 0.5, 0.5), label="bare")
    bare.set_xlabel("on an axis switched off", fontsize=3)
    bare.axis("off")
    assert lint(figure) == []
