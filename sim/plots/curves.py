"""Shares of worlds along one belief: bands along numbers, bars of error over words; their sizes and their labels."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sim.analysis.sentences import Caption, percent
from sim.analysis.sweeping import Swept, sweep_table
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import darker
from sim.plots.spreading import spread

WIDTH, WIDEST, TALL = 7.4, 11.0, 3.2
"""Inches: the page is at least the first wide and at most the second; the third is the height of the axes."""
BESIDE = 2.2
"""Inches left and right of the axes, for numbers and labels."""
TICK, LABEL = 9, 9
"""Font sizes in points: of values, of curves."""
LINE, LONG, CELL = 0.16, 2.0, 1.2
"""Inches: the height of a line, the longest line of an upright value, and the room a word or belief would like."""
ASIDE = 0.1
"""The two bars of a value stand so far left and right of it, in values."""
GAP = 0.065
"""Labels of curves keep this distance, in shares."""
ZONE, LINES = "#15607F", "#D2651B"
RING = 11
"""Size of the ring around what the file says, in points."""


def share_curves(swept: Swept, caption: Caption, along: str) -> Figure:
    """Draw the shares of worlds with a zone and with compatible lines, and what the file itself gives.

    Parameters
    ----------
    swept
        The values and what follows from each.
    caption
        What the figure says.
    along
        The name of the axis.
    """
    table = sweep_table(swept)
    numbers = swept.numeric and len(table) > 1
    with house():
        page = WIDTH if numbers else float(np.clip(BESIDE + CELL * len(table), WIDTH, WIDEST))
        ticks = None if numbers else Ticks([point.text for point in swept.points], (page - BESIDE) / len(table))
        figure = Figure(figsize=(page, TALL + 0.6 + (ticks.height if ticks else LINE)))
        axes = figure.add_subplot()
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.grid(axis="y")
        axes.set_ylim(0, 1)
        axes.set_ylabel("Share of worlds")
        axes.set_xlabel(along, labelpad=6)
        last = _draw_numbers(axes, swept, table) if ticks is None else _draw_words(axes, ticks, table)
        _draw_own(axes, swept, table, numbers=numbers)
        _label(axes, swept, last)
        heading(figure, *caption)
    return settled(figure)


class Ticks:
    """Words or beliefs under an axis: level where they fit, else upright."""

    def __init__(self, texts: list[str], cell: float) -> None:
        level = [wrapped(text, cell - 0.1, TICK) for text in texts]
        self.upright = any(width_of(line, TICK) > cell - 0.05 for text in level for line in text.splitlines())
        self.texts = [_fitting(text, cell) for text in texts] if self.upright else _level(level)
        lines = [text.splitlines() for text in self.texts]
        longest = max(width_of(line, TICK) for text in lines for line in text)
        self.height = longest if self.upright else LINE * max(map(len, lines))


def _level(texts: list[str]) -> list[str]:
    """Give all texts equally many lines, so that their first lines stand level."""
    most = max(text.count("\n") for text in texts)
    return [text + "\n " * (most - text.count("\n")) for text in texts]


def _fitting(text: str, cell: float) -> str:
    """Break an upright text into as many lines as stand side by side in its cell; what is left over is cut off."""
    most = max(1, int(cell / LINE))
    lines = wrapped(text, LONG, TICK).splitlines()
    return "\n".join([*lines[: most - 1], lines[most - 1] + " …"] if len(lines) > most else lines)


def _draw_numbers(axes: Axes, swept: Swept, table: pd.DataFrame) -> pd.Series:
    """Draw both curves with their bands over a true axis of numbers; return the row at its right end."""
    rows = table.assign(text=[point.text for point in swept.points]).sort_values("value", kind="stable")
    for name, color, style in (("zone", ZONE, "o-"), ("compatible", LINES, "s--")):
        axes.fill_between(rows["value"], rows[f"{name}_low"], rows[f"{name}_high"], color=color, alpha=0.2, lw=0)
        thin, small = (2, 5) if name == "zone" else (1.2, 3)
        axes.plot(rows["value"], rows[name], style, color=color, lw=thin, markersize=small, clip_on=False, label=name)
    axes.margins(x=0.02)
    if _side_by_side(rows["value"].to_numpy(np.float64), list(rows["text"])):
        axes.set_xticks(rows["value"], rows["text"])
    return rows.iloc[-1]


def _side_by_side(values: np.ndarray, texts: list[str]) -> bool:
    """Tell whether the values themselves fit under the axis as its ticks."""
    places = (values - values[0]) / (values[-1] - values[0]) * (WIDTH - BESIDE)
    widths = np.array([width_of(text, TICK) for text in texts])
    return bool((np.diff(places) > (widths[1:] + widths[:-1]) / 2 + 0.1).all())


def _draw_words(axes: Axes, ticks: Ticks, table: pd.DataFrame) -> pd.Series:
    """Draw both shares of every word or belief with bars of error, unconnected; return the row at the right end."""
    places = np.arange(len(table))
    for name, color, style, aside in (("zone", ZONE, "o", -ASIDE), ("compatible", LINES, "s", ASIDE)):
        errors = [table[name] - table[f"{name}_low"], table[f"{name}_high"] - table[name]]
        bars = axes.errorbar(places + aside, table[name], yerr=errors, fmt=style, color=color, capsize=3, markersize=5)
        bars.set_label(name)
        for artist in bars.get_children():
            artist.set_clip_on(False)
    axes.set_xticks(places, ticks.texts, rotation=90 if ticks.upright else 0)
    for tick in axes.get_xticklabels():
        tick.set_multialignment("right" if ticks.upright else "center")
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.5, len(table) - 0.5)
    return table.iloc[-1]


def _draw_own(axes: Axes, swept: Swept, table: pd.DataFrame, *, numbers: bool) -> None:
    """Draw a line at what the file itself gives, and a ring around what it says where that is on the axis."""
    own = swept.own
    axes.axhline(own.share, color=MUTED, lw=1, linestyle=":", zorder=1)
    if not swept.own_is_among:
        return
    marked = int(table["as_in_file"].argmax())
    among = table["value"][marked] if table["as_in_file"].any() else own.value
    place = among if numbers else marked - ASIDE
    axes.plot(place, own.share, "o", markersize=RING, color="none", markeredgecolor=INK, clip_on=False, label="own")


def _label(axes: Axes, swept: Swept, last: pd.Series) -> None:
    """Name the curves at the right, and the line of the file, each joined to its end."""
    names = [
        (float(last["zone"]), "a zone exists", ZONE),
        (float(last["compatible"]), "lines compatible", LINES),
        (swept.own.share, f"the file: {percent(swept.own.share)}", MUTED),
    ]
    names.sort(key=lambda name: name[0])
    across = axes.get_yaxis_transform()
    middles = spread([end for end, *_ in names], [GAP] * len(names), -GAP / 2, 1 + GAP / 2)
    for middle, (end, text, color) in zip(middles, names, strict=True):
        axes.plot([1, 1.02, 1.035], [end, middle, middle], transform=across, clip_on=False, color=color, lw=0.8)
        axes.text(1.045, middle, text, transform=across, va="center", fontsize=LABEL, color=darker(color))
