"""The figure of a sweep: what is on it equals what was found, and it can be read."""

import numpy as np
import pytest
from analysis.sweeps import point, swept

from sim import Scenario
from sim.analysis.sentences import sweep_caption
from sim.analysis.sweeping import sweep_table
from sim.plots import Figure, lint, png, svg, sweep_curve
from sim.plots.curves import ASIDE, GAP, RING, Ticks
from sim.plots.sweeps import broken

LEVELS = [f"administrative-arrangement-of-the-disputed-district-{k}" for k in range(8)]
NUMBERS = (point(0, 8, 16), point(0.25, 40, 40), point(1, 72, 80))
WORDS = (point("opposed", 72, 80), point("will never", 48, 48, as_in_file=True), point("unclear", 8, 16))


def lines(figure):
    """Return the lines of a figure's axes by label."""
    (axes,) = figure.axes
    return {line.get_label(): line for line in axes.lines}


def bars(figure):
    """Return the points and the ends of the bars of every kind of share over words."""
    (axes,) = figure.axes
    found = {}
    for container in axes.containers:
        data, _, (bar,) = container.lines
        found[container.get_label()] = (data, np.array(bar.get_segments()))
    return found


def texts(figure):
    return {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}


def test_numbers_stand_on_a_true_axis_joined_and_in_their_order():
    drawn = lines(sweep_curve(swept(NUMBERS[2], NUMBERS[0], NUMBERS[1])))
    assert drawn["zone"].get_xydata().tolist() == [[0, 0.1], [0.25, 0.5], [1, 0.9]]
    assert drawn["compatible"].get_xydata().tolist() == [[0, 0.2], [0.25, 0.5], [1, 1]]
    assert drawn["zone"].get_linestyle() == "-"


def test_bands_are_the_intervals():
    figure, table = sweep_curve(swept(*NUMBERS)), sweep_table(swept(*NUMBERS))
    for band, name in zip(figure.axes[0].collections, ("zone", "compatible"), strict=True):
        ends = {tuple(row) for row in band.get_paths()[0].vertices}
        for row in table.itertuples():
            assert (row.value, getattr(row, f"{name}_low")) in ends
            assert (row.value, getattr(row, f"{name}_high")) in ends


def test_words_stand_side_by_side_with_bars_of_error_and_are_not_joined():
    figure, table = sweep_curve(swept(*WORDS)), sweep_table(swept(*WORDS))
    for (name, aside), (label, (data, segments)) in zip(
        (("zone", -ASIDE), ("compatible", ASIDE)), bars(figure).items(), strict=True
    ):
        assert label == name
        assert data.get_linestyle() == "None"
        np.testing.assert_allclose(data.get_xydata(), np.column_stack([np.arange(3) + aside, table[name]]))
        np.testing.assert_allclose(segments[:, :, 1], table[[f"{name}_low", f"{name}_high"]])
    assert [tick.get_text().strip() for tick in figure.axes[0].get_xticklabels()] == [
        "opposed",
        "will never",
        "unclear",
    ]


def test_shares_always_run_from_none_to_all():
    for points in (NUMBERS, WORDS):
        assert sweep_curve(swept(*points)).axes[0].get_ylim() == (0, 1)


def test_the_line_of_the_file_stands_at_its_share_and_the_ring_at_its_value():
    own = point(0.5, 48)
    drawn = lines(sweep_curve(swept(*NUMBERS, own=own)))
    assert drawn["own"].get_xydata().tolist() == [[0.5, 0.6]]
    assert drawn["own"].get_markersize() == RING
    flat = [line for line in sweep_curve(swept(*NUMBERS)).axes[0].lines if line.get_linestyle() == ":"]
    assert [line.get_ydata() for line in flat] == [[0.6, 0.6]]
    marked = (*NUMBERS[:2], point(1, 72, as_in_file=True))
    sure = point({"about": 1, "spread": 0}, 72)
    assert lines(sweep_curve(swept(*marked, own=sure)))["own"].get_xydata().tolist() == [[1, 0.9]]
    ringed = sweep_curve(swept(*WORDS, own=WORDS[1]))
    assert lines(ringed)["own"].get_xydata().tolist() == [[1 - ASIDE, 0.6]]


def test_no_ring_is_drawn_where_the_value_of_the_file_is_not_on_the_axis():
    for own in (point(2, 48), point({"uniform": [0, 1]}, 48), point(None, 48)):
        assert "own" not in lines(sweep_curve(swept(*NUMBERS, own=own)))


def test_curves_are_named_beside_their_ends_and_names_keep_their_distance():
    named = texts(sweep_curve(swept(*NUMBERS)))
    assert named == {"the file: 60%": 0.6, "a zone exists": 0.9, "lines compatible": 1}
    for own, last in ((point(0, 0), point(1, 0)), (point(0, 80), point(1, 80))):
        figure = sweep_curve(swept(point(0, 8), last, own=own))
        places = sorted(texts(figure).values())
        assert min(np.diff(places)) >= GAP - 1e-9
        assert -GAP <= places[0] <= places[-1] <= 1 + GAP
        leaders = [line.get_ydata() for line in figure.axes[0].lines if len(line.get_ydata()) == 3]
        assert [ends[0] for ends in leaders] == [last.share] * 3
        assert sorted(ends[-1] for ends in leaders) == places


def test_the_heading_is_what_the_analysis_says_and_the_axis_names_the_path():
    figure = sweep_curve(swept(*NUMBERS))
    said = sweep_caption(swept(*NUMBERS))
    title, second = figure.texts
    assert title.get_text().replace("\n", " ") == said.finding
    assert second.get_text().replace("\n", " ") == said.drawn
    assert figure.axes[0].get_xlabel() == "parties.russia.no_deal.cost\nswings"


def test_a_long_path_is_broken_after_its_dots():
    path = f"parties.{'x' * 50}.values.{'y' * 50}.table.{'z' * 50}"
    assert broken(path).replace("\n", "") == path
    assert all(line.endswith(".") for line in broken(path).splitlines()[:-1])


def test_values_are_the_ticks_where_they_fit_and_round_numbers_elsewhere():
    assert [tick.get_text() for tick in sweep_curve(swept(*NUMBERS)).axes[0].get_xticklabels()] == ["0", "0.25", "1"]
    crowded = sweep_curve(swept(*(point(k / 1000, k) for k in range(60))))
    assert len(crowded.axes[0].get_xticks()) < 15


def test_words_that_do_not_fit_stand_upright_and_are_cut_to_their_room():
    assert not Ticks(["opposed", "will never"], cell=1.2).upright
    upright = Ticks(LEVELS, cell=0.7)
    assert upright.upright
    wordy = Ticks([" ".join(LEVELS)], cell=0.4)
    assert wordy.texts[0].count("\n") == 1
    assert wordy.texts[0].endswith("…")


ODD = {
    "one number": [point(0.5, 48)],
    "one word": [point("opposed", 48)],
    "no zone at all": [point(0, 0), point(1, 0)],
    "always a zone": [point(0, 80), point(1, 80)],
    "huge numbers": [point(k * 10**9, k) for k in range(5)],
    "tiny numbers": [point(k * 1e-9, k) for k in range(5)],
    "forty numbers": [point(k / 40, k) for k in range(40)],
    "numbers and a belief": [point(0, 8), point({"triangular": [0, 0.25, 1]}, 48)],
    "long words": [point(name, 10 * k) for k, name in enumerate(LEVELS)],
    "long beliefs": [point({"one_of": LEVELS[: k + 2], "chances": [1] * (k + 2)}, 10 * k) for k in range(6)],
    "forty words": [point(f"word {k} of many", 2 * k) for k in range(40)],
    "dollars": [point("$5bn or $6bn", 8), point("as_good_as", 72)],
    "nothing": [point(None, 8), point("opposed", 72)],
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "own", [point(None, 48), point(0.5, 40), point({"one_of": LEVELS}, 0)], ids=lambda own: own.text[:9]
)
def test_every_sweep_can_be_read(name, own):
    figure = sweep_curve(swept(*ODD[name], own=own))
    assert lint(figure) == []
    assert isinstance(figure, Figure)


def test_a_sweep_of_the_shipped_scenarios_can_be_read(moscow):
    long = "the talks on ending the war as one news report describes them, with everything that stands beside it said"
    for sweep in (
        moscow.sweep("parties.ukraine.lines.land.words", ["will never", "opposed"], draws=16),
        moscow.change({"title": long, "dial.lines": 1}).sweep("dial.consents", [0, 1], draws=16),
        Scenario.load("harbour-sports-park").sweep("parties.union.no_deal", [0.5, 0.9, 1], draws=16),
    ):
        assert lint(sweep.plot()) == []


def test_the_same_sweep_twice_is_the_same_bytes():
    for points in (NUMBERS, WORDS):
        one, other = (sweep_curve(swept(*points)) for _ in range(2))
        assert png(one) == png(other) == png(one)
        assert svg(one) == svg(other)
