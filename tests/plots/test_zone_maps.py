"""The zone map: what is on it equals what was found, and it can be read."""

import sys
from subprocess import run as run_process

import matplotlib
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from sim.analysis.pairs import cells
from sim.analysis.sentences import map_caption
from sim.engine import Plan, run
from sim.errors import UnknownName
from sim.plots import Figure, lint, png, svg, zone_map
from sim.plots.headings import width_of, wrapped
from sim.plots.palette import OUTLINE
from sim.scenario import read_scenario
from sim.worlds import uncertain

HARBOR = "scenarios/classic/harbour-sports-park.yaml"
LONG = "Demilitarization monitored internationally by a commission of guarantors"


def study_of(scenario="moscow-talks", *overrides, draws=64):
    case = read_scenario(scenario, list(overrides)).case
    return run(case, uncertain(case), Plan(draws=draws, seed=1))


@pytest.fixture(scope="module")
def moscow_study():
    return study_of(draws=256)


def made(tmp_path, levels, *, parties=2, words="", issue="Land"):
    """Make a scenario of two issues, in which nothing is left free."""
    lines = ["format: 1", "as_of: 2024-01-01", "issues:"]
    for name, count in zip(("land", "money"), levels, strict=True):
        named = ", ".join(f"l{k}: '{k} {words}'" for k in range(count))
        lines.append(f"  {name}: {{label: {issue}, must_settle: true, levels: {{{named}}}}}")
    lines.append("parties:")
    for p in range(parties):
        tables = [", ".join(f"l{k}: {(3 * k + 5 * p) % 11}" for k in range(count)) for count in levels]
        lines += [
            f"  p{p}:",
            f"    label: Party {p} {words}",
            "    weights: {land: 0.5, money: 0.5}",
            f"    values: {{land: {{table: {{{tables[0]}}}}}, money: {{table: {{{tables[1]}}}}}}}",
            "    no_deal: {fixed: 0.4}",
        ]
    everyone = ", ".join(f"p{p}" for p in range(parties))
    lines += ["consent:", f"  all: {{needs: [{everyone}], by: definition, judgement: all}}"]
    path = tmp_path / "made.yaml"
    path.write_text("\n".join(lines))
    return study_of(path, draws=8)


def texts(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    ("overrides", "first", "second"),
    [
        ([], "territory", "nato"),
        ([], "territory", "guarantees"),
        ([], "assets", "eu-track"),
        ([], "eu-track", "assets"),
        (["dial.lines=1"], "territory", "nato"),
        (["dial.lines=0"], "territory", "nato"),
    ],
)
def test_every_map_of_the_shipped_scenario_can_be_read(overrides, first, second):
    assert lint(zone_map(study_of("moscow-talks", *overrides), first, second)) == []


def test_the_map_of_a_scenario_without_uncertainty_can_be_read():
    assert lint(zone_map(study_of(HARBOR, draws=8), "loan", "compensation")) == []


@pytest.mark.parametrize(
    ("levels", "words", "parties"),
    [
        ((2, 2), "", 1),
        ((10, 10), "", 1),
        ((2, 2), LONG, 8),
        ((10, 10), LONG, 8),
        ((2, 10), LONG, 8),
        ((10, 2), LONG, 8),
        ((10, 3), "", 8),
    ],
)
def test_small_and_large_maps_can_be_read(tmp_path, levels, words, parties):
    issue = "Administrative arrangements of disputed districts" if words else "Land"
    study = made(tmp_path, levels, parties=parties, words=words, issue=issue)
    assert lint(zone_map(study, "land", "money")) == []


@pytest.mark.parametrize("levels", [(25, 2), (2, 30), (101, 101)])
def test_maps_of_many_levels_are_colors_without_words_and_can_be_read(tmp_path, levels):
    study = made(tmp_path, levels)
    figure = zone_map(study, "land", "money")
    assert lint(figure) == []
    main = figure.axes[0]
    assert np.array_equal(main.collections[0].get_array(), cells(study, "land", "money").shares)
    assert not main.texts
    assert not main.patches
    assert "Outlined" not in figure.texts[1].get_text()


def test_numbers_names_and_colors_are_those_found(moscow_study):
    found, figure = cells(moscow_study, "territory", "nato"), zone_map(moscow_study, "territory", "nato")
    main = figure.axes[0]
    mesh = main.collections[0]
    assert np.array_equal(mesh.get_array(), found.shares)
    numbers = texts(main)[: found.shares.size]
    for text, share in zip(numbers, found.shares.ravel(), strict=True):
        assert text == ("0" if share == 0 else "<1%" if share < 0.005 else f"{share:.0%}")
    named = [text for text in texts(main)[found.shares.size :] if text]
    refusers = [found.refusers[r][c] for r, c in np.argwhere(found.weak)]
    assert named == [moscow_study.case.parties[party].label.split(" (")[0] for party in refusers if party]
    rows = [level.label for level in moscow_study.case.issues["nato"].levels.values()]
    assert [label.get_text() for label in main.get_yticklabels()] == rows


def test_outlines_are_on_the_leading_cells(moscow_study):
    found, figure = cells(moscow_study, "territory", "nato"), zone_map(moscow_study, "territory", "nato")
    outlines = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    assert {matplotlib.colors.to_hex(p.get_edgecolor()).upper() for p in outlines} == {OUTLINE}
    places = {(round(p.get_y() + p.get_height() / 2), round(p.get_x() + p.get_width() / 2)) for p in outlines}
    assert places == {(r, c) for r, c in np.argwhere(found.leading).tolist()}


def test_bars_are_as_long_as_the_shares_of_single_levels(moscow_study):
    found, figure = cells(moscow_study, "territory", "nato"), zone_map(moscow_study, "territory", "nato")
    _, top, right, _ = figure.axes
    assert [bar.get_height() for bar in top.patches] == pytest.approx(found.column_shares)
    assert [bar.get_width() for bar in right.patches] == pytest.approx(found.row_shares)


def test_the_heading_is_what_the_analysis_says(moscow_study):
    said = map_caption(moscow_study, cells(moscow_study, "territory", "nato"))
    title, second = zone_map(moscow_study, "territory", "nato").texts
    assert title.get_text().replace("\n", " ") == said.finding
    assert second.get_text().replace("\n", " ") == said.drawn


def test_names_too_long_for_cells_stand_in_a_key(tmp_path):
    figure = zone_map(made(tmp_path, (10, 3), parties=3, words="of the northern islands"), "land", "money")
    (key,) = figure.legends
    assert all("of the northern islands" in text.get_text() for text in key.get_texts())
    assert "of the northern islands" not in "".join(texts(figure.axes[0]))


def test_dollars_in_labels_are_dollars(tmp_path):
    figure = zone_map(made(tmp_path, (2, 2), words="$5bn or $6bn"), "land", "money")
    assert lint(figure) == []
    assert figure.axes[0].get_xticklabels()[0].get_parse_math() is False


def test_the_same_figure_twice_is_the_same_bytes(moscow_study):
    one, other = (zone_map(moscow_study, "territory", "nato") for _ in range(2))
    assert png(one) == png(other) == png(one)
    assert svg(one) == svg(other) == svg(one)
    assert png(one, dpi=60) != png(one)


def test_a_notebook_is_handed_one_picture(moscow_study):
    figure = zone_map(moscow_study, "assets", "eu-track")
    assert isinstance(figure, Figure)
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert figure._repr_html_() is None


def test_a_readers_own_settings_are_neither_used_nor_changed(moscow_study):
    plain = png(zone_map(moscow_study, "assets", "eu-track"))
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black"}):
        before = dict(matplotlib.rcParams)
        assert png(zone_map(moscow_study, "assets", "eu-track")) == plain
        assert dict(matplotlib.rcParams) == before


def test_pyplot_is_never_imported():
    code = "import sys, sim.plots; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert run_process([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_issues_are_refused(moscow_study):
    with pytest.raises(UnknownName):
        zone_map(moscow_study, "territory", "territory")


def test_lines_are_broken_between_words_within_the_width():
    lines = wrapped("A finding of some length that needs several lines", 1.5, 9).splitlines()
    assert " ".join(lines) == "A finding of some length that needs several lines"
    assert all(width_of(line, 9) <= 1.5 for line in lines)
    assert wrapped("Unbreakable", 0.1, 9) == "Unbreakable"
