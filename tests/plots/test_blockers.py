"""Who blocks what: the bars are as long as what was found, and can be read."""

import re

import pytest
from games import played, run_of
from matplotlib.colors import to_hex

from sim.analysis.blocking import shown_levels, who_blocks
from sim.analysis.sentences import blocking_caption
from sim.plots import lint, png, svg, who_blocks_what
from sim.plots.blockers import IN_ZONE

LONG = "Demilitarization monitored internationally by a commission of guarantors"
HIGH = "{uniform: [0.0, 0.3]}"


@pytest.fixture(scope="module")
def moscow_study():
    return run_of(draws=256)


@pytest.fixture(scope="module")
def harbor_study():
    return run_of("harbour-sports-park", draws=8)


def key_of(figure):
    return [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]


def bars_of(figure):
    """Return for every row, from top to bottom, its bars by column: where each begins, and its length."""
    axes = figure.axes[1]
    rows = {round(y, 6): {} for y in axes.get_yticks()}
    for container in axes.containers:
        for bar in container:
            rows[round(bar.get_y() + bar.get_height() / 2, 6)][container.get_label()] = (bar.get_x(), bar.get_width())
    return list(rows.values())


@pytest.mark.parametrize("overrides", [[], ["dial.lines=1"], ["dial.lines=0"]])
def test_the_figure_of_the_shipped_scenario_can_be_read(overrides):
    assert lint(who_blocks_what(run_of("moscow-talks", *overrides))) == []


@pytest.mark.parametrize(
    ("levels", "how"),
    [
        ((5,), {}),
        ((2,), {"parties": 1}),
        ((4, 6), {"parties": 3, "words": LONG}),
        ((5, 5), {"parties": 12, "words": LONG, "no_deal": HIGH}),
        ((2,) * 10, {}),
        ((5, 5, 5), {"parties": 12, "no_deal": HIGH}),
        ((5, 5, 5), {"parties": 12, "needs": "{at_least: 11, of: everyone}", "no_deal": HIGH}),
        ((100, 7, 30), {"parties": 5}),
        ((3, 4), {"no_deal": "{fixed: 0}"}),
        ((3, 4), {"no_deal": "{fixed: 1}"}),
        ((3, 4), {"parties": 3, "needs": "{at_least: 1, of: everyone}", "no_deal": "{uniform: [0.4, 0.8]}"}),
        ((6, 6), {"parties": 5, "no_deal": "{fixed: 0.5}", "alike": True}),
    ],
)
def test_small_large_and_odd_scenarios_can_be_read(tmp_path, levels, how):
    assert lint(who_blocks_what(played(tmp_path, levels, draws=8, **how))) == []


def test_every_bar_is_as_long_as_its_share_and_begins_where_the_last_one_ends(moscow_study, harbor_study):
    for study in (moscow_study, harbor_study):
        assert lint(who_blocks_what(study)) == []
        for bars, (_, shares) in zip(bars_of(who_blocks_what(study)), who_blocks(study).iterrows(), strict=True):
            assert {name: length for name, (_, length) in bars.items()} == pytest.approx(
                {name: share for name, share in shares.items() if share > 0}
            )
            end = 0.0
            for begin, length in bars.values():
                assert begin == pytest.approx(end, abs=1e-12)
                end = begin + length
            assert end == pytest.approx(1)


def test_the_key_has_the_order_the_colors_and_the_hatches_of_the_bars(moscow_study, harbor_study, tmp_path):
    many = played(tmp_path, (5, 5), draws=8, parties=12, no_deal=HIGH)
    for study in (moscow_study, harbor_study, many):
        key, axes = who_blocks_what(study).axes
        drawn = [(to_hex(container[0].get_facecolor()), container[0].get_hatch()) for container in axes.containers]
        assert [(to_hex(patch.get_facecolor()), patch.get_hatch()) for patch in key.patches] == drawn
        assert len(set(drawn)) == len(drawn), "two sorts of deals look alike"
        assert drawn[0] == (IN_ZONE.lower(), None)


def test_the_key_is_read_from_who_keeps_out_most_to_who_keeps_out_least(moscow_study):
    assert key_of(who_blocks_what(moscow_study)) == [
        "in the zone",
        *(f"kept out by {party} alone" for party in ("Russia", "Ukraine", "Europe", "US")),
        "lacks more than one yes",
    ]


def test_the_key_is_read_line_by_line(tmp_path):
    texts = who_blocks_what(played(tmp_path, (5, 5), draws=8, parties=12, no_deal=HIGH)).axes[0].texts
    places = [(text.get_position()[1], text.get_position()[0]) for text in texts]
    assert places == sorted(places)
    assert len({y for y, _ in places}) > 1


def test_what_any_of_several_would_open_is_in_the_key_of_a_quota_only(harbor_study, moscow_study):
    entry = "lacks one yes, that of any of several"
    assert entry in key_of(who_blocks_what(harbor_study))
    assert entry not in key_of(who_blocks_what(moscow_study))
    assert "kept out by Mayor alone" not in key_of(who_blocks_what(harbor_study))


def test_numbers_are_those_of_their_bars_and_stand_inside_them(moscow_study):
    figure = who_blocks_what(moscow_study)
    figure.draw_without_rendering()
    bars = [bar for container in figure.axes[1].containers for bar in container]
    numbers = [text for text in figure.axes[1].texts if text.get_text().endswith("%")]
    assert len(numbers) > 60
    for text in numbers:
        box = text.get_window_extent()
        (around,) = [bar for bar in bars if bar.get_window_extent().contains(*((box.p0 + box.p1) / 2))]
        outer = around.get_window_extent()
        assert outer.x0 <= box.x0
        assert box.x1 <= outer.x1
        assert text.get_text().split()[-1] == f"{around.get_width():.0%}"


def test_a_party_is_named_in_one_wide_bar_of_an_issue(moscow_study):
    texts = [text.get_text() for text in who_blocks_what(moscow_study).axes[1].texts]
    assert sum(bool(re.fullmatch(r"Russia \d+%", text)) for text in texts) == len(moscow_study.space.issues)


def test_issues_and_levels_are_named_in_the_order_of_the_file(moscow_study):
    axes = who_blocks_what(moscow_study).axes[1]
    issues = moscow_study.case.issues.values()
    levels = [level.label for issue in issues for level in issue.levels.values()]
    assert [label.get_text() for label in axes.get_yticklabels()] == levels
    assert [text.get_text() for text in axes.texts if "%" not in text.get_text()] == [issue.label for issue in issues]


def test_of_many_levels_some_are_drawn_evenly_spaced(tmp_path):
    study = played(tmp_path, (100, 3), draws=4)
    labels = [label.get_text() for label in who_blocks_what(study).axes[1].get_yticklabels()]
    assert len(labels) == 40
    assert (labels[0], labels[36]) == ("Level 0", "Level 99")


def test_the_heading_is_what_the_analysis_says(harbor_study):
    said = blocking_caption(harbor_study, who_blocks(harbor_study), shown_levels(harbor_study.space, 40))
    title, second = who_blocks_what(harbor_study).texts
    assert title.get_text().replace("\n", " ") == said.finding
    assert second.get_text().replace("\n", " ") == said.drawn


def test_the_same_figure_twice_is_the_same_bytes(harbor_study):
    one, other = who_blocks_what(harbor_study), who_blocks_what(harbor_study)
    assert png(one) == png(other) == png(one)
    assert svg(one) == svg(other) == svg(one)
