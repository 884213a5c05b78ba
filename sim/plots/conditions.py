"""The trade-off of a discovery: coverage against density of every box, and beside it what the chosen box asks for."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from sim.analysis.conditions import Discovered
from sim.analysis.sentences.conditions import conditions_caption
from sim.plots.figure import AXIS, INK, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import BAR, ZONE, darker
from sim.statistics.boxes import Limit
from sim.statistics.discovery import Discovery

LEFT, RIGHT, TALL = 4.4, 4.2, 3.4
"""Inches: the width of the trade-off, that of the limits, and the least height of both."""
TEXT, LINE, PITCH = 8.5, 0.165, 0.42
"""The font size of a condition in points; inches: the height of its lines, and what its bar takes beside them."""
THICK = 0.16
"""Inches: the thickness of a bar."""
DARK = 0.25
"""Colors of dots begin so far into the map of colors, as its first are near white."""
DOT, RING = 34, 150
"""Areas of a dot and of the ring around the chosen one, in square points."""


def trade_off(found: Discovered, number: int = 0) -> Figure:
    """Draw coverage and density of every box of one discovery, and the limits of the chosen one in shares of worlds.

    Parameters
    ----------
    found
        What was discovered.
    number
        Which box, from 0.
    """
    one = found.found[number]
    texts = [wrapped(text, RIGHT - 0.3, TEXT) for text in found.texts(one.best.box)] if one.best else []
    tall = max(TALL, sum(PITCH + LINE * (text.count("\n") + 1) for text in texts) + 0.5)
    with house():
        figure = Figure(figsize=(LEFT + (RIGHT if texts else 0), tall))
        ratios = [LEFT, RIGHT] if texts else [LEFT]
        axes = figure.subplots(1, len(ratios), width_ratios=ratios, squeeze=False, gridspec_kw={"wspace": 0.08})[0]
        _draw_steps(axes[0], one, found.base.share)
        if texts:
            _draw_limits(axes[1], found, one, texts)
        heading(figure, *conditions_caption(found, number))
    return settled(figure)


def _draw_steps(axes: Axes, one: Discovery, base: float) -> None:
    """Draw one dot a box, darker with every input that it restricts; the chosen one is ringed."""
    steps = [step for step in one.steps if not np.isnan([step.held_out.coverage, step.held_out.density]).any()]
    axes.axhline(base, color=MUTED, lw=1, linestyle="--", zorder=1)
    most = max([len(step.box.limits) for step in steps], default=1) or 1
    for count in sorted({len(step.box.limits) for step in steps}):
        own = [step.held_out for step in steps if len(step.box.limits) == count]
        places = [step.coverage for step in own], [step.density for step in own]
        shade = ZONE(DARK + (1 - DARK) * count / most)
        name = "no condition" if count == 0 else f"{count} condition{'s' * (count > 1)}"
        axes.scatter(*places, s=DOT, color=[shade], edgecolor="white", lw=0.5, clip_on=False, zorder=3, label=name)
    if one.best:
        place = [one.best.held_out.coverage], [one.best.held_out.density]
        axes.scatter(*place, s=RING, facecolor="none", edgecolor=INK, lw=1.4, clip_on=False, zorder=4)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="Coverage", ylabel="Density")
    axes.grid(visible=True)
    if steps:
        axes.legend(loc="best", handletextpad=0.2)


def _draw_limits(axes: Axes, found: Discovered, one: Discovery, texts: list[str]) -> None:
    """Draw one track an input from its lowest to its highest world, with the part that meets the condition filled."""
    top = 0.0
    limits = one.best.box.limits.items() if one.best else []
    for (face, limit), text in zip(limits, texts, strict=True):
        top += LINE * (text.count("\n") + 1) + 0.08
        axes.text(0, top - 0.06, text, fontsize=TEXT, color=INK, va="bottom", linespacing=1.15)
        axes.barh(top + THICK / 2, 1, height=THICK, color="#ECEEF2", lw=0)
        parts = list(_parts(found.sample.values[found.sample.names.index(face)], limit))
        for begin, end in parts:
            axes.barh(top + THICK / 2, end - begin, left=begin, height=THICK, color=BAR, lw=0)
        share = sum(end - begin for begin, end in parts)
        axes.text(1.01, top + THICK / 2, f"{share:.0%}", fontsize=TEXT, color=darker(BAR), va="center")
        top += PITCH - 0.08
    for place, side, word in ((0, "left", "lowest"), (1, "right", "highest")):
        axes.text(place, top - 0.1, word, fontsize=TEXT, color=AXIS, ha=side, va="top")
    axes.set_xlim(0, 1 + (width_of("100%", TEXT) + 0.1) / RIGHT)
    axes.set_ylim(max(top + LINE, TALL - 0.5), 0)
    axes.set_axis_off()


def _parts(column: np.ndarray, limit: Limit) -> Iterator[tuple[float, float]]:
    """Return the stretches of an input's worlds, in order from 0 to 1, that meet a limit."""
    ordered = np.sort(column)
    values = [(limit.low, limit.high)] if limit.among is None else [(code, code) for code in limit.among]
    for low, high in values:
        begin = 0 if low is None else np.searchsorted(ordered, low, "left")
        end = len(column) if high is None else np.searchsorted(ordered, high, "right")
        yield float(begin) / len(column), float(end) / len(column)
