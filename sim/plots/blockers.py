"""Who blocks what: of all deals with a level, which are in the zone, and whose yes the others lack."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.blocking import ALONE, SEVERAL, SHARED, ZONE, alone, over_all, shown_levels, who_blocks
from sim.analysis.sentences import blocking_caption, percent, short_names
from sim.plots.figure import AXIS, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of
from sim.plots.keys import Entry, Key
from sim.plots.palette import ink_on, looks
from sim.plots.rows import BAR, LABEL, PAGE, TITLE, Rows
from sim.results import Study

MOST = 40
"""Rows; of issues with more levels than fit, some are drawn."""
NUMBER, ROOM = 8, 0.1
"""Font size of numbers in points, and inches left free beside one in its bar."""
IN_ZONE, ANY, MORE = "#004C0C", "#C4C9D2", "#ECEEF2"
"""Colors of what no party keeps out alone; the first is as far from the party colors as they are from each other."""
HATCHES = (None, "\\\\\\\\", "....", "xxxx", "----", "||||", "++++", "oooo")
"""Tell apart parties of one color: the palette has fewer than there may be parties."""


class Kind(NamedTuple):
    """One sort of deal, drawn in one color."""

    column: str
    """Its shares in the table."""
    name: str
    """The party's name, to stand in a wide bar."""
    look: Entry


def who_blocks_what(study: Study) -> Figure:
    """Draw for every level which of its deals are in the zone, and whose yes the others lack.

    Parameters
    ----------
    study
        A finished run.
    """
    table, shown = who_blocks(study), shown_levels(study.space, MOST)
    issues = zip(study.space.issues, study.space.levels, shown, strict=True)
    drawn = table.loc[[(issue, levels[k]) for issue, levels, kept in issues for k in kept]]
    kinds = _kinds(study, table)
    rows = Rows(study.case, drawn.index)
    key = Key([kind.look for kind in kinds], rows.width)
    with house():
        figure = Figure(figsize=(PAGE, key.height + rows.places[2] + 0.2))
        above, axes = figure.subplots(2, 1, height_ratios=[key.height, rows.places[2]], gridspec_kw={"hspace": 0})
        key.draw(above)
        _draw_bars(axes, rows, drawn, kinds)
        _label(axes, rows)
        heading(figure, *blocking_caption(study, table, shown))
    return settled(figure)


def _kinds(study: Study, table: pd.DataFrame) -> list[Kind]:
    """Return the sorts of deals that there are, in the order of the bars and of the key."""
    names, parties, seen = short_names(study.case), looks(study.case), Counter[str]()
    found = [Kind(ZONE, "", Entry("in the zone", IN_ZONE))]
    for party in alone(over_all(table)).index:
        color = parties[party].color
        look = Entry(f"kept out by {names[party]} alone", color, HATCHES[seen[color] % len(HATCHES)])
        found.append(Kind(f"{ALONE}{party}", names[party], look))
        seen[color] += 1
    found.append(Kind(SHARED, "", Entry("lacks one yes, that of any of several", ANY, "////")))
    found.append(Kind(SEVERAL, "", Entry("lacks more than one yes", MORE)))
    return [kind for kind in found if table[kind.column].any()]


def _draw_bars(axes: Axes, rows: Rows, table: pd.DataFrame, kinds: list[Kind]) -> None:
    _, middles, height = rows.places
    begins, places = pd.Series(0.0, table.index), pd.Series(middles, table.index)
    for kind in kinds:
        shares = table[kind.column]
        there = shares[shares > 0]
        bars = axes.barh(
            places[there.index],
            there,
            left=begins[there.index],
            height=BAR,
            color=kind.look.color,
            hatch=kind.look.hatch,
            edgecolor="white",
            linewidth=0.7,
            label=kind.column,
        )
        _write(axes, rows, kind, zip(there.index.get_level_values("issue"), bars, strict=True))
        begins = begins + shares
    axes.set(xlim=(0, 1), ylim=(height, 0))


def _write(axes: Axes, rows: Rows, kind: Kind, bars: Iterable[tuple[str, Rectangle]]) -> None:
    """Write shares into their bars, with a party's name in its first wide one of an issue; small ones stay bare."""
    named: set[str] = set()
    bold, last = kind.column == ZONE, kind.column == SEVERAL
    for issue, bar in bars:
        share, room = percent(bar.get_width()), bar.get_width() * rows.width - ROOM
        texts = [share] if issue in named or not kind.name else [f"{kind.name} {share}", share]
        fitting = [text for text in texts if width_of(text, NUMBER, bold=bold) <= room]
        if not fitting:
            continue
        if fitting[0] != share:
            named.add(issue)
        text = axes.text(
            1 - ROOM / 2 / rows.width if last else bar.get_x() + bar.get_width() / 2,
            bar.get_y() + BAR / 2,
            fitting[0],
            ha="right" if last else "center",
            va="center_baseline",
            fontsize=NUMBER,
            fontweight="bold" if bold else "normal",
            color=MUTED if last else ink_on(kind.look.color),
        )
        if kind.look.hatch:
            text.set_bbox({"facecolor": kind.look.color, "edgecolor": "none", "pad": 1.2})


def _label(axes: Axes, rows: Rows) -> None:
    named, middles, _ = rows.places
    axes.set_yticks(middles, rows.labels, fontsize=LABEL)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
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
