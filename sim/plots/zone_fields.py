"""The zone map where levels are too many to write in every cell: colors alone."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sim.analysis.pairs import Cells
from sim.analysis.sentences import label_of, map_caption
from sim.plots.figure import Figure, house, settled
from sim.plots.grid import HALF
from sim.plots.headings import heading, wrapped
from sim.plots.palette import ZONE
from sim.results import Study
from sim.scenario import Issue

SIZE = (7.4, 6.0)
"""Inches of the page below its heading."""
TICKS = 6
"""Levels named along an axis, at most."""
LONG, NAMED, LABEL = 1.5, 10, 9
"""Inches at which names of levels break; font sizes of issues and of levels, in points."""


def zone_field(study: Study, found: Cells) -> Figure:
    """Draw the share of worlds with a zone for every pair of levels as a field of colors, first levels at the origin.

    Parameters
    ----------
    study
        A finished run.
    found
        The pairs of levels of two issues.
    """
    with house():
        figure = Figure(figsize=SIZE)
        axes = figure.subplots()
        full = max(HALF, float(found.shares.max()))
        rows, columns = found.shares.shape
        edges = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
        mesh = axes.pcolormesh(*edges, found.shares, cmap=ZONE, vmin=0, vmax=full, rasterized=True)
        issues = study.case.issues
        _name(axes.xaxis, axes, issues[found.first], found.columns, label_of(issues, found.first))
        _name(axes.yaxis, axes, issues[found.second], found.rows, label_of(issues, found.second))
        bar = figure.colorbar(mesh, ax=axes, format=lambda share, _: f"{share:.0%}", shrink=0.6)
        bar.outline.set_visible(False)
        heading(figure, *map_caption(study, found, marked=False))
    return settled(figure)


def _name(axis: Any, axes: Axes, issue: Issue, levels: tuple[str, ...], name: str) -> None:
    """Name an issue and some of its levels, evenly spaced from the first."""
    step = -(-len(levels) // TICKS)
    step = -(-step // 5) * 5 if step > 5 else step
    shown = range(0, len(levels), step)
    axis.set_ticks(list(shown), [wrapped(issue.levels[levels[k]].label, LONG, LABEL) for k in shown])
    axis.set_label_text(name, fontweight="bold", fontsize=NAMED)
    axes.tick_params(length=3)
