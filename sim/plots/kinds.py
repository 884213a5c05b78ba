"""Kinds of deals side by side: the levels of each, issue by issue, in how many worlds it is, and who gains by it."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.blocking import shown_levels
from sim.analysis.kinds import Kinds, levels_of, profiles
from sim.analysis.sentences import label_of, percent
from sim.analysis.sentences.kinds import kinds_caption
from sim.plots.figure import AXIS, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import BAR as LIGHT
from sim.plots.palette import looks
from sim.plots.rows import BAR, LABEL, TITLE, Rows

MOST = 60
"""Rows of levels; of issues with more than fit, some are drawn."""
LONGEST = 16
"""Rows of one issue."""
DARK = "#15607F"
"""The level of the typical deal."""
NARROW, WIDE, PAGE = 1.35, 4.5, 9.0
"""Inches: the least and the greatest width of a column, and the page that columns fill where they can."""
NAME, NUMBER, SHARE = 9, 7.5, 8.5
"""Font sizes in points: of kinds, of shares in bars, of the line below a kind's name."""
LINE, PARTY, FOOT = 0.17, 0.26, 0.45
"""Inches: the height of a line of a name, of a party's row, and of the axis below."""


def kinds_side_by_side(kinds: Kinds, table: pd.DataFrame) -> Figure:
    """Draw one column a kind.

    Parameters
    ----------
    kinds
        The kinds; at least one.
    table
        What :func:`sim.analysis.kinds.kinds_table` found of them, with their names.
    """
    study = kinds.study
    shown = drawn_levels(kinds)
    named = zip(study.space.issues, study.space.levels, shown, strict=True)
    drawn = profiles(kinds).loc[[(issue, levels[k]) for issue, levels, kept in named for k in kept]]
    rows = Rows(study.case, drawn.index)
    left = max(rows.left, *(width_of(label_of(study.case.parties, p), LABEL) for p in study.parties)) + 0.2
    column = float(np.clip((PAGE - left) / kinds.number, NARROW, WIDE))
    names = [wrapped(str(name).replace(" · ", " ·\n"), column - 0.15, NAME, bold=True) for name in table["name"]]
    names = ["\n".join(wrapped(line, column - 0.15, NAME, bold=True) for line in n.split("\n")) for n in names]
    most = max(name.count("\n") for name in names) + 1
    gains = PARTY * len(study.parties)
    with house():
        height = rows.places[2] + gains + FOOT + (most + 1) * LINE + 0.3
        figure = Figure(figsize=(left + kinds.number * column + 0.1, height))
        grid = figure.subplots(
            2, kinds.number, squeeze=False, height_ratios=[rows.places[2], gains], sharey="row", sharex="row"
        )
        for k, kind in enumerate(table.index):
            _draw_levels(grid[0, k], rows, drawn[kind], table.loc[kind])
            _name(grid[0, k], names[k], most, f"{percent(table.loc[kind, 'share'])} of worlds")
            _draw_gains(grid[1, k], kinds, table.loc[kind])
        _label(grid[0, 0], rows)
        grid[1, 0].set_yticks(range(len(study.parties)), [label_of(study.case.parties, p) for p in study.parties])
        grid[1, 0].tick_params(axis="y", labelsize=LABEL)
        figure.supxlabel("Worth beyond no deal, on each party's own scale", fontsize=LABEL, color=AXIS)
        heading(figure, *kinds_caption(kinds, left_out=sum(study.space.sizes) - len(drawn)))
    return settled(figure)


def drawn_levels(kinds: Kinds) -> list[list[int]]:
    """Return for each issue the levels that are drawn: evenly spaced ones, and those of the typical deals."""
    space = kinds.study.space
    typical = levels_of(space, np.array(kinds.typical))
    found = []
    for i, kept in enumerate(shown_levels(space, MOST)):
        found.append(sorted({*kept[:: -(-len(kept) // LONGEST)], *typical[:, i].tolist()}))
    return found


def _draw_levels(axes: Axes, rows: Rows, shares: pd.Series, row: pd.Series) -> None:
    """Draw the share of a kind's weight with every level, dark where its typical deal stands."""
    _, middles, height = rows.places
    typical = [row[f"typical.{issue}"] == level for issue, level in shares.index]
    axes.barh(middles, shares, height=BAR, color=[DARK if own else LIGHT for own in typical])
    for middle, share in zip(middles, shares, strict=True):
        if share > 0:
            text = percent(share).replace("under ", "<").replace("over ", ">")
            axes.text(share + 0.02, middle, text, va="center_baseline", fontsize=NUMBER, color=MUTED)
    axes.set(xlim=(0, 1.25), ylim=(height, 0))
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _name(axes: Axes, name: str, lines: int, share: str) -> None:
    """Write what a kind is called above its column, all beginning at one height, and in how many worlds it is."""
    padded = name + "\n " * (lines - name.count("\n") - 1)
    axes.set_title(padded, loc="left", fontsize=NAME, fontweight="bold", color=AXIS, pad=SHARE * 1.8)
    axes.annotate(
        share, (0, 1), (0, 4), xycoords="axes fraction", textcoords="offset points", fontsize=SHARE, color=MUTED
    )


def _draw_gains(axes: Axes, kinds: Kinds, row: pd.Series) -> None:
    """Draw what the typical deal brings each party, with its interval."""
    axes.axvline(0, color=MUTED, lw=0.8)
    for p, (party, look) in enumerate(looks(kinds.study.case).items()):
        gain, low, high = (row[f"gain.{party}{end}"] for end in ("", "_low", "_high"))
        if not np.isnan(low):
            axes.plot([low, high], [p, p], color=look.color, lw=2)
        axes.plot(gain, p, look.marker, color=look.color, markersize=6, markeredgecolor="white")
    axes.set_ylim(len(kinds.study.parties) - 0.5, -0.5)
    axes.grid(axis="x")
    axes.margins(x=0.15)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=NUMBER)
    axes.locator_params(axis="x", nbins=3)


def _label(axes: Axes, rows: Rows) -> None:
    """Name the levels and the issues to the left of the first column."""
    named, middles, _ = rows.places
    axes.set_yticks(middles, rows.labels, fontsize=LABEL)
    for issue, foot in named.items():
        axes.annotate(
            rows.titles[issue],
            (0, foot),
            xycoords=axes.get_yaxis_transform(),
            xytext=(-4, 0),
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=TITLE,
            fontweight="bold",
            color=AXIS,
        )
