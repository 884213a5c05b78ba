"""The zone map: which pairs of levels leave a zone, and who refuses the others."""

from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import offset_copy

from sim.analysis.pairs import cells
from sim.analysis.sentences import label_of, map_caption, percent
from sim.plots.figure import AXIS, INK, MUTED, Figure, house, settled
from sim.plots.grid import BARS, EDGE, FRAME, HALF, KEY, LABEL, LONG, LONGEST, NAME, NUMBER, TITLE, Grid
from sim.plots.headings import POINTS, heading, width_of, wrapped
from sim.plots.palette import BAR, MARKER, OUTLINE, ZONE, Look, ink_on, looks, marker
from sim.plots.zone_fields import zone_field
from sim.results import Study

MOST_WRITTEN = 24
"""Levels of an issue that have cells with words in them; of more there are colors alone."""


def zone_map(study: Study, first: str, second: str, *, lasting: bool = False) -> Figure:
    """Draw for every pair of levels of two issues the share of worlds with a zone, all else left free.

    Parameters
    ----------
    study
        A finished run.
    first
        The issue whose levels are the columns.
    second
        The issue whose levels are the rows.
    lasting
        Whether only zone deals count that last.
    """
    found = cells(study, first, second, lasting=lasting)
    if max(found.shares.shape) > MOST_WRITTEN:
        return zone_field(study, found)
    grid = Grid(study.case, found)
    with house():
        figure = Figure(figsize=grid.page)
        main, top, right, corner = _axes(figure, grid)
        _draw_cells(main, grid)
        _outline(main, grid)
        _draw_refusers(main, grid, looks(study.case))
        if grid.keyed:
            _key(figure, grid, looks(study.case))
        _label(main, top, grid)
        _draw_bars(top, right, grid)
        corner.text(
            0, 0, wrapped("Bars: one level fixed, all else free", BARS - 0.05, NAME), fontsize=NAME, color=MUTED
        )
        heading(figure, *map_caption(study, found))
    return settled(figure)


def _axes(figure: Figure, grid: Grid) -> tuple[Axes, Axes, Axes, Axes]:
    """Return the axes of the cells, of the bars above and beside them, and of the corner."""
    spec = figure.add_gridspec(
        2,
        2,
        width_ratios=[grid.cell * len(grid.columns), BARS],
        height_ratios=[grid.above, grid.tall * len(grid.rows)],
        wspace=0.03,
        hspace=0.03,
    )
    main = figure.add_subplot(spec[1, 0])
    top, right = figure.add_subplot(spec[0, 0], sharex=main), figure.add_subplot(spec[1, 1], sharey=main)
    corner = figure.add_subplot(spec[0, 1])
    corner.axis("off")
    for axes in (main, top, right):
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
    for axes in (top, right):
        axes.tick_params(labelleft=False, labelbottom=False)
    return main, top, right, corner


def _draw_cells(axes: Axes, grid: Grid) -> None:
    found = grid.found
    rows, columns = found.shares.shape
    full = max(HALF, float(found.shares.max()))
    edges = np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5
    axes.pcolormesh(*edges, found.shares, cmap=ZONE, vmin=0, vmax=full, edgecolors="white", linewidth=EDGE)
    for r, c in product(range(rows), range(columns)):
        share = float(found.shares[r, c])
        axes.text(
            c,
            r - 0.1 * bool(grid.names),
            _short(share),
            ha="center",
            va="center",
            fontsize=NUMBER,
            fontweight="bold" if found.leading[r, c] else "normal",
            color=ink_on(to_hex(ZONE(share / full))) if share else MUTED,
        )


def _outline(axes: Axes, grid: Grid) -> None:
    """Outline the most frequent cells inside their white edges, unless that is all of them."""
    leading, inset = grid.found.leading, (EDGE + FRAME) / 2 / POINTS
    dx, dy = inset / grid.cell, inset / grid.tall
    for r, c in np.argwhere(leading & ~leading.all()).tolist():
        corner = (c - 0.5 + dx, r - 0.5 + dy)
        axes.add_patch(Rectangle(corner, 1 - 2 * dx, 1 - 2 * dy, fill=False, edgecolor=OUTLINE, linewidth=FRAME))


def _draw_refusers(axes: Axes, grid: Grid, parties: dict[str, Look]) -> None:
    """Draw in every weak cell the marker of its main refuser, and its name where names fit."""
    for r, c in np.argwhere(grid.found.weak).tolist():
        party = grid.found.refusers[r][c]
        if party is None:
            continue
        name = "" if grid.keyed else grid.names[party]
        words = width_of(name, NAME) * POINTS + 4 if name else 0.0
        place = offset_copy(axes.transData, axes.get_figure(root=True), -words / 2, 0, units="points")
        axes.add_line(marker(parties[party], [c], [r + 0.28], transform=place))
        axes.annotate(
            name,
            (c, r + 0.28),
            xytext=((MARKER + 4 - words) / 2 + 1, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=NAME,
            color=INK,
        )


def _key(figure: Figure, grid: Grid, parties: dict[str, Look]) -> None:
    handles = [marker(parties[party], [], [], label=wrapped(name, KEY, NAME)) for party, name in grid.names.items()]
    figure.legend(handles=handles, loc="outside lower center", ncols=grid.key[0], fontsize=NAME)


def _label(axes: Axes, top: Axes, grid: Grid) -> None:
    issues, found = grid.case.issues, grid.found
    axes.set_xticks(range(len(grid.under)), grid.under, rotation=90 if grid.upright else 0)
    for label in axes.get_xticklabels():
        label.set_multialignment("right" if grid.upright else "center")
    axes.set_yticks(range(len(grid.rows)), grid.rows)
    axes.set_ylim(len(grid.rows) - 0.5, -0.5)
    axes.set_xlabel(label_of(issues, found.first), fontweight="bold", labelpad=6)
    top.annotate(
        f"{wrapped(label_of(issues, found.second), LONG, TITLE, bold=True)} ↓",
        (0, 0),
        xycoords="axes fraction",
        xytext=(-5, 0),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontweight="bold",
        color=AXIS,
    )


def _draw_bars(top: Axes, right: Axes, grid: Grid) -> None:
    """Draw the shares of single levels, on one scale."""
    found = grid.found
    top.bar(range(len(found.columns)), found.column_shares, width=0.62, color=BAR)
    right.barh(range(len(found.rows)), found.row_shares, height=0.62, color=BAR)
    for c, share in enumerate(found.column_shares):
        top.annotate(_short(share), (c, share), (0, 3), textcoords="offset points", ha="center", fontsize=LABEL)
    for r, share in enumerate(found.row_shares):
        right.annotate(_short(share), (share, r), (4, 0), textcoords="offset points", va="center", fontsize=LABEL)
    top.set_ylim(0, grid.full * grid.above / LONGEST)
    right.set_xlim(0, grid.full * BARS / LONGEST)


def _short(share: float) -> str:
    """Write a share for a cell.

    >>> _short(0.0), _short(0.0001), _short(0.41)
    ('0', '<1%', '41%')
    """
    return percent(share).replace("under ", "<").replace("over ", ">") if share else "0"
