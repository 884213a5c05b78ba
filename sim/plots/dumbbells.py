"""The comparison: how far every share of worlds moves from the base to the other runs."""

from math import isnan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.analysis.comparing import Compared, Outcome, most_changed
from sim.analysis.measures import SHARE
from sim.analysis.sentences import percent
from sim.analysis.sentences.comparing import differences_caption, short_change, value_text
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import EDGE, heading, wrapped
from sim.plots.lanes import KEY, LABEL, LANE, MOST_ROWS, NAME, NUMBER, PAD, SCALE, Lanes
from sim.plots.palette import MARKERS, RUNS, darker
from sim.results import Change

GREY = "#A9AFB8"
"""Of a change that is not clear."""
HALF = 0.5
"""Words beside the base stand on the side where the scale has more room."""
SIZE, CAP = 7, 11
"""Points: the size of a marker, and the height of an interval's ends, which stand out above and below it."""


def differences(found: Compared) -> Figure:
    """Draw every share that differs: the base as a tick, each other run as a marker with the interval of its change.

    Parameters
    ----------
    found
        A comparison of runs.
    """
    rows = most_changed(found, MOST_ROWS)
    lanes = Lanes(found, rows)
    drawn = [change for outcome in rows for change in outcome.changes[: lanes.runs]]
    caption = differences_caption(
        found,
        rows=len(most_changed(found, len(found.outcomes))) - len(rows),
        runs=len(found.others) - lanes.runs,
        greyed=not all(change.clear for change in drawn),
    )
    with house():
        figure = Figure(figsize=(lanes.width, lanes.height))
        figure.set_layout_engine("none")
        heading(figure, *caption)
        axes = _axes(figure, lanes)
        for row, outcome in enumerate(rows):
            _draw_base(axes, lanes, row, outcome)
            for run, change in enumerate(outcome.changes[: lanes.runs]):
                _draw_change(axes, lanes.lane(row, run), run, change)
        _key(figure, lanes)
    return settled(figure)


def _axes(figure: Figure, lanes: Lanes) -> Axes:
    """Return the axes: shares of worlds across, inches down."""
    width, height = figure.get_size_inches()
    rows = sum(lanes.heights)
    across = width - lanes.left - EDGE
    axes = figure.add_axes((lanes.left / width, SCALE / height, across / width, rows / height))
    low, high, step = lanes.scale
    room = (high - low) * lanes.number / (across - 2 * lanes.number)
    axes.set(xlim=(low - room, high + room), ylim=(rows, 0))
    ticks = np.arange(round(low / step), round(high / step) + 1) * step
    axes.set_xticks(ticks, [f"{tick:.0%}" for tick in ticks])
    axes.set_yticks([lanes.middle(row) for row in range(len(lanes.labels))], lanes.labels, fontsize=LABEL)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", top=False, labeltop=lanes.tall)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_bounds(low, high)
    axes.grid(axis="x")
    axes.set_xlabel("Share of worlds")
    return axes


def _draw_base(axes: Axes, lanes: Lanes, row: int, outcome: Outcome) -> None:
    """Draw the base as a tick across all lanes of its row, its share above."""
    first, last = lanes.lane(row, 0) - 0.6 * LANE, lanes.lane(row, lanes.runs - 1) + 0.6 * LANE
    axes.add_line(Line2D([outcome.base] * 2, [first, last], color=INK, linewidth=3, solid_capstyle="butt", zorder=3))
    axes.annotate(
        percent(outcome.base),
        (outcome.base, first),
        (0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=NUMBER,
    )


def _draw_change(axes: Axes, y: float, run: int, change: Change) -> None:
    """Draw one run's marker, what leads there from the base, its interval, and the change in points."""
    color = RUNS[run] if change.clear else GREY
    axes.add_line(Line2D([change.base, change.other], [y, y], color=color, alpha=0.4, linewidth=3.5, zorder=2))
    ends = [change.other]
    if change.low is not None and change.high is not None:
        ends = [min(1.0, max(0.0, change.base + end)) for end in (change.low, change.high)]
        ink = darker(color)
        axes.add_line(Line2D(ends, [y, y], color=ink, linewidth=1, marker="|", markersize=CAP, zorder=6))
    axes.add_line(_marker(run, color, [change.other], [y]))
    if isnan(change.other):
        _beside(axes, value_text(SHARE, change.other), change.base, y, color=MUTED, left=change.base > HALF)
    else:
        left = change.change < 0
        end = min(ends) if left else max(ends)
        _beside(axes, short_change(change), end, y, color=darker(RUNS[run]), left=left)


def _beside(axes: Axes, text: str, share: float, y: float, *, color: str, left: bool) -> None:
    """Write a text in a lane, to the left or right of a share."""
    axes.annotate(
        text,
        (share, y),
        (-6 if left else 6, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=NUMBER,
        color=color,
    )


def _marker(run: int, color: str, x: list[float], y: list[float]) -> Line2D:
    return Line2D(
        x,
        y,
        linestyle="none",
        marker=MARKERS[run],
        markersize=SIZE,
        color=color,
        markeredgecolor="white",
        markeredgewidth=0.8,
        zorder=5,
    )


def _key(figure: Figure, lanes: Lanes) -> None:
    """Name the base and the runs above the rows."""
    base, *others = [wrapped(name, KEY, NAME) for name in lanes.names]
    handles = [Line2D([], [], color=INK, linestyle="none", marker="|", markersize=11, markeredgewidth=3, label=base)]
    for run, name in enumerate(others):
        handle = _marker(run, RUNS[run], [], [])
        handle.set_label(name)
        handles.append(handle)
    width, height = figure.get_size_inches()
    top = (lanes.upto + lanes.key[1] - PAD) / height
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(EDGE / width, top),
        ncols=lanes.key[0],
        fontsize=NAME,
        borderpad=0,
        handletextpad=0.4,
        columnspacing=1.6,
        borderaxespad=0,
    )
