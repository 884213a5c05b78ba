"""The figure of conditions: what is drawn equals what was found, and it can be read."""

import numpy as np
import pytest
from games import run_of

from sim.analysis.conditions import Discovered, conditions_of
from sim.analysis.sentences.conditions import conditions_sentences
from sim.plots import lint
from sim.plots.conditions import trade_off
from sim.statistics.boxes import Limit


@pytest.fixture(scope="module")
def found():
    return conditions_of(run_of(draws=512), "zone")


def dots(axes):
    """Return coverage and density of every dot."""
    drawn = [own for own in axes.collections if own.get_label().endswith(("condition", "conditions"))]
    return np.concatenate([np.asarray(own.get_offsets()) for own in drawn])


def test_every_box_is_a_dot_and_the_chosen_one_is_ringed(found):
    figure = trade_off(found)
    axes, one = figure.axes[0], found.found[0]
    held = [(step.held_out.coverage, step.held_out.density) for step in one.steps]
    np.testing.assert_allclose(sorted(map(tuple, dots(axes))), sorted(held))
    ring = np.asarray(axes.collections[-1].get_offsets())
    assert ring.tolist() == [[one.best.held_out.coverage, one.best.held_out.density]]
    (base,) = axes.lines
    assert base.get_ydata()[0] == found.base.share
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert names[0] == "no condition"
    assert len(names) == len({len(step.box.limits) for step in one.steps})


def test_bars_show_which_worlds_meet_each_condition(found):
    figure = trade_off(found)
    limits = found.found[0].best.box.limits
    tracks, filled = [], []
    for bar in figure.axes[1].patches:
        (tracks if bar.get_width() == 1 else filled).append(bar)
    assert len(tracks) == len(filled) == len(limits)
    for bar, (name, limit) in zip(filled, limits.items(), strict=True):
        column = found.sample.values[found.sample.names.index(name)]
        assert bar.get_width() == pytest.approx(limit.holds(column).mean())
        assert bar.get_x() == pytest.approx(0 if limit.low is None else (column < limit.low).mean())
    texts = " ".join(text.get_text().replace("\n", " ") for text in figure.axes[1].texts)
    assert all(found.text(name, limit) in texts for name, limit in limits.items())


def test_every_box_has_its_figure_that_can_be_read_with_its_sentence_above(found):
    for number, said in enumerate(conditions_sentences(found)):
        figure = trade_off(found, number)
        assert lint(figure) == []
        assert figure.texts[0].get_text().replace("\n", " ") == said.removesuffix(".")


def test_many_long_conditions_can_be_read(found):
    names = found.sample.names[:9]
    many = {name: Limit(low=0.1, high=0.2) for name in names if found.values(name) is None}
    one = found.found[0]
    best = one.best.__class__(**{**vars(one.best), "box": one.best.box.__class__(many)})
    steps = (*one.steps[: one.chosen], best, *one.steps[one.chosen + 1 :])
    first = one.__class__(steps, one.chosen, one.left)
    assert len(many) > 4
    assert lint(trade_off(Discovered(found.study, "zone", found.happened, found.sample, (first,)))) == []


def test_where_nothing_stands_out_only_the_trade_off_is_drawn():
    rare = conditions_of(run_of(draws=16), "zone")
    figure = trade_off(rare)
    assert len(figure.axes) == 1
    assert figure.texts[0].get_text().startswith("Only 3 worlds of 16")
    assert lint(figure) == []
