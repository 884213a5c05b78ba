"""Time to agreement: the share of worlds in which talks have struck a deal by each round."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from sim.analysis.agreement_times import Curve, agreed_by_round
from sim.analysis.sentences import Caption, listed, pace, percent
from sim.errors import BadArgument
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading, wrapped
from sim.plots.palette import MARKERS, RUNS, darker
from sim.plots.spreading import spread

COLORS = (INK, *RUNS)
"""Of several curves: the first is the base, as in other comparisons. One alone takes the first color of runs."""
PAGE, LEAST, BELOW = 8.0, 3.4, 0.6
"""Inches: the width of the page, the least height of the curves' axes, and the height of what stands below them."""
LABEL, LONG, LINE, ROOM = 9, 2.3, 0.16, 0.1
"""Font size of labels in points; inches at which they are broken, of a line, and between two of them."""
AFTER = 0.03
"""Part of its talks by which a curve goes on after their last round."""


class Label(NamedTuple):
    """Some words at the right, and the height of the line they name."""

    y: float
    bold: str
    plain: str
    color: str
    marker: str | None = None

    @property
    def size(self) -> float:
        """Return the room it takes, in inches."""
        return (self.bold.count("\n") + bool(self.bold) + self.plain.count("\n") + 1) * LINE + ROOM


def agreement_times(curves: Sequence[Curve], caption: Caption) -> Figure:
    """Draw the share of worlds with a deal by each round, its interval, and the share with a zone.

    Parameters
    ----------
    curves
        One to six sets of talks.
    caption
        What the figure says.
    """
    if not 0 < len(curves) <= len(COLORS):
        raise BadArgument(f"the figure holds 1 to {len(COLORS)} curves, not {len(curves)}")
    labels = _labels(curves)
    height = max(LEAST, sum(label.size for label in labels))
    with house():
        figure = Figure(figsize=(PAGE, height + BELOW))
        axes = figure.add_subplot()
        end = max(_end(curve) for curve in curves)
        for k, curve in enumerate(curves):
            _draw(axes, curve, *_look(curves, k), end)
        for zone in sorted({curve.zone for curve in curves}):
            axes.axhline(zone, color=_zone_color(curves, zone), linewidth=0.9, linestyle=(0, (6, 3)), zorder=1.5)
        _scale(axes, end)
        _write(axes, labels, height)
        heading(figure, *caption)
    return settled(figure)


def _look(curves: Sequence[Curve], k: int) -> tuple[str, str | None]:
    """Return the color of a curve and its marker; one alone needs none."""
    return (COLORS[k], MARKERS[k]) if len(curves) > 1 else (RUNS[0], None)


def _labels(curves: Sequence[Curve]) -> list[Label]:
    """Return the words of all curves and of all zones, from the lowest up."""
    found = [
        Label(curve.reached, wrapped(curve.label, LONG, LABEL, bold=True), pace(curve), *_look(curves, k))
        for k, curve in enumerate(curves)
    ]
    for zone in {curve.zone for curve in curves}:
        owners = [curve.label for curve in curves if curve.zone == zone]
        whose = "" if len(owners) == len(curves) else f", {listed(owners)}"
        said = f"zone in {percent(zone)}"
        text = f"{said}{whose}" if "\n" not in wrapped(f"{said}{whose}", LONG, LABEL) else said
        found.append(Label(zone, "", text, _zone_color(curves, zone)))
    return sorted(found, key=lambda label: (label.y, not label.bold))


def _zone_color(curves: Sequence[Curve], zone: float) -> str:
    """Return the color of the curve that a zone belongs to; grey where it belongs to several or to the only one."""
    owners = [k for k, curve in enumerate(curves) if curve.zone == zone]
    return COLORS[owners[0]] if len(owners) == 1 < len(curves) else MUTED


def _end(curve: Curve) -> float:
    """Return where a curve ends: a little after its last round, so that this can be seen."""
    return curve.deadline + max(0.5, AFTER * curve.deadline)


def _draw(axes: Axes, curve: Curve, color: str, marker: str | None, end: float) -> None:
    """Draw one curve in steps, its interval, a marker here and there; a line of dots when its talks are over."""
    found = agreed_by_round(curve.rounds, curve.deadline)
    last = _end(curve)
    x = [*found.index, last]
    share, low, high = ([*found[name], found[name].iloc[-1]] for name in ("share", "low", "high"))
    axes.fill_between(x, low, high, step="post", color=color, alpha=0.18, linewidth=0)
    apart = max(1, round(curve.deadline / 6))
    axes.plot(
        x,
        share,
        drawstyle="steps-post",
        color=color,
        linewidth=2,
        marker=marker,
        markersize=5,
        markevery=[k for k in range(0, len(x), apart) if share[k]],
        markeredgecolor="white",
        markeredgewidth=0.6,
        label=curve.label,
        solid_joinstyle="miter",
    )
    axes.plot([last, end], [share[-1]] * 2, color=color, linewidth=1.2, linestyle=":")


def _scale(axes: Axes, end: float) -> None:
    axes.set(xlim=(0, end), ylim=(0, 1), xlabel="Round", ylabel="Share of worlds with a deal by then")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.yaxis.grid(True)


def _write(axes: Axes, labels: list[Label], height: float) -> None:
    """Write the labels at the right, each joined to its line, as near to it as the others allow."""
    across = axes.get_yaxis_transform()
    middles = spread([label.y for label in labels], [label.size / height for label in labels], 0, 1)
    for label, middle in zip(labels, middles, strict=True):
        axes.plot(
            [1, 1.02, 1.035],
            [label.y, middle, middle],
            transform=across,
            clip_on=False,
            color=label.color,
            linewidth=0.8,
            marker=label.marker,
            markersize=5,
            markevery=[2],
        )
        top = middle + (label.size - ROOM) / 2 / height
        how: dict[str, Any] = {"transform": across, "va": "top", "color": darker(label.color), "fontsize": LABEL}
        if label.bold:
            axes.text(1.055, top, label.bold, fontweight="bold", **how)
            top -= (label.bold.count("\n") + 1) * LINE / height
        axes.text(1.055, top, label.plain, **how)
