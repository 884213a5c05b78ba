"""The zone map: which pairs of levels leave a zone, and who refuses the others."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import offset_copy

from sim.analysis.pairs import Cells, cells
from sim.analysis.sentences import label_of, map_caption, percent
from sim.plots.figure import AXIS, INK, MUTED, Figure, house, settled
from sim.plots.headings import POINTS, heading, width_of, wrapped
from sim.plots.palette import BAR, MARKER, OUTLINE, ZONE, Look, ink_on, looks, marker
from sim.results import Study
from sim.scenario import Case

TITLE, LABEL, NUMBER, NAME = 10, 9, 13, 8
"""Font sizes in points: of issues, of levels and bars, of shares, of parties."""
EDGE, FRAME = 2.5, 2.6
"""Points: the width of a cell's white edge, and of its outline."""
NARROW, WIDE, TALL = 0.8, 1.6, 0.72
"""Inches: the least and greatest width of a cell, and its height."""
LEAST, USUAL, WIDEST = 5.5, 9.0, 11.0
"""Inches: the page is at least the first wide, at most the second where words allow it, and never above the third."""
BARS, LONGEST = 1.2, 0.65
"""Inches: the column of bars at the right, and its longest bar; bars above have the same scale."""
LONG, KEY, LINE = 1.5, 2.5, 0.16
"""Inches: level labels and names in the key are broken at these widths; the height of a line of either."""
HALF = 0.5
"""Colors and bars reach at least this share, so that maps can be compared; more only where it is needed."""
STEEP = 4
"""Level labels that need more lines than this stand upright."""


@dataclass(frozen=True)
class Grid:
    """A zone map's cells, their words, and their sizes in inches."""

    case: Case
    found: Cells

    @cached_property
    def columns(self) -> list[str]:
        """Return the labels of the columns."""
        return [self.case.issues[self.found.first].levels[name].label for name in self.found.columns]

    @cached_property
    def rows(self) -> list[str]:
        """Return the labels of the rows, broken into lines."""
        labels = self.case.issues[self.found.second].levels
        return [wrapped(labels[name].label, LONG, LABEL) for name in self.found.rows]

    @cached_property
    def left(self) -> float:
        """Return the width of the row labels, in inches."""
        title = wrapped(label_of(self.case.issues, self.found.second), LONG, TITLE, bold=True).splitlines()
        lines = [line for label in self.rows for line in label.splitlines()]
        widths = [width_of(line, TITLE, bold=True) for line in title] + [width_of(line, LABEL) for line in lines]
        return max(widths) + 0.25

    @cached_property
    def cell(self) -> float:
        """Return the width of a cell in inches: its words fit where the page allows it."""
        count, beside = len(self.columns), self.left + BARS
        words = max(width_of(word, LABEL) for label in self.columns for word in label.split()) + 0.15
        usual = float(np.clip((USUAL - beside) / count, NARROW, WIDE))
        most = max(NARROW, (WIDEST - beside) / count)
        return max(usual, min(words, most), self.named if self.named <= most else 0)

    @cached_property
    def upright(self) -> bool:
        """Tell whether the column labels must stand upright."""
        lines = [wrapped(label, self.cell - 0.1, LABEL).splitlines() for label in self.columns]
        longest = max(width_of(line, LABEL) for label in lines for line in label)
        return longest > self.cell - 0.05 or max(map(len, lines)) > STEEP

    @cached_property
    def under(self) -> list[str]:
        """Return the labels of the columns, broken into equally many lines so that their first lines stand level."""
        if self.upright:
            return [wrapped(label, LONG, LABEL) for label in self.columns]
        labels = [wrapped(label, self.cell - 0.1, LABEL) for label in self.columns]
        most = max(label.count("\n") for label in labels)
        return [label + "\n " * (most - label.count("\n")) for label in labels]

    @cached_property
    def tall(self) -> float:
        """Return the height of a cell, in inches."""
        return max(TALL, max(label.count("\n") + 1 for label in self.rows) * LINE + 0.05)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return a short name for every party named in a weak cell; what stands in brackets is left out."""
        named = [self.found.refusers[r][c] for r, c in np.argwhere(self.found.weak).tolist()]
        return {
            party: label_of(self.case.parties, party).split(" (")[0] for party in self.case.parties if party in named
        }

    @property
    def named(self) -> float:
        """Return the width that the longest name and its marker need, in inches."""
        return max((width_of(name, NAME) + 0.3 for name in self.names.values()), default=0.0)

    @property
    def full(self) -> float:
        """Return the share that the longest bar stands for."""
        return max(HALF, float(self.found.column_shares.max()), float(self.found.row_shares.max()))

    @property
    def above(self) -> float:
        """Return the height of the bars above and their numbers, in inches."""
        return LONGEST * float(self.found.column_shares.max()) / self.full + 0.35

    @property
    def below(self) -> float:
        """Return the height of the column labels, the issue's name and the key, in inches."""
        lines = [line for label in self.under for line in label.splitlines()]
        across = (self.under[0].count("\n") + 1) * LINE
        labels = max(width_of(line, LABEL) for line in lines) if self.upright else across
        return 0.45 + labels + (0.1 + self.key[1] if self.keyed else 0)

    @cached_property
    def key(self) -> tuple[int, float]:
        """Return how many names stand side by side in the key, and its height in inches."""
        names = [wrapped(name, KEY, NAME).splitlines() for name in self.names.values()]
        widest = max(width_of(line, NAME) for name in names for line in name) + 0.5
        columns = min(len(names), max(1, int((self.page_width - 0.2) / widest)))
        return columns, -(-len(names) // columns) * max(map(len, names)) * LINE

    @property
    def page_width(self) -> float:
        """Return the width of the page, in inches."""
        return max(self.left + self.cell * len(self.columns) + BARS, LEAST)

    @property
    def page(self) -> tuple[float, float]:
        """Return the width and height of the page below its heading, in inches."""
        return self.page_width, self.above + self.tall * len(self.rows) + self.below

    @property
    def keyed(self) -> bool:
        """Tell whether some name is too long for a cell, so that all stand in a key below."""
        return self.named > self.cell


def zone_map(study: Study, first: str, second: str) -> Figure:
    """Draw for every pair of levels of two issues the share of worlds with a zone, all else left free.

    Parameters
    ----------
    study
        A finished run.
    first
        The issue whose levels are the columns.
    second
        The issue whose levels are the rows.
    """
    found = cells(study, first, second)
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
