"""Who accepts which pairs of levels: one small map a party, those at the table first."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, to_hex
from matplotlib.ticker import PercentFormatter

from sim.analysis.pairs import Cells, cells
from sim.analysis.sentences import accepted_caption, label_of, percent
from sim.plots.figure import AXIS, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import ZONE, ink_on, looks
from sim.results import Study
from sim.scenario import Case

CELL, TALL = 0.4, 0.31
"""Inches: the width and height of a cell."""
MOST = 12
"""Up to so many levels of an issue each cell holds its number; more share the room of so many."""
WIDEST, BESIDE, ACROSS, LONG = 11.5, 0.35, 3, 1.7
"""Inches: the page at most, the room between panels; the most panels in a row; inches of the longest level label."""
NAME, LEVEL, NUMBER = 10, 8.5, 8
"""Font sizes in points: of parties, of levels, of shares."""
ABOVE, APART = 0.75, 0.08
"""Inches: the height of what stands above a map; the room that the layout leaves around each."""


@dataclass(frozen=True)
class Panels:
    """The maps' sizes in inches, and the words they share."""

    case: Case
    found: Cells

    @property
    def parties(self) -> tuple[str, ...]:
        """Return who has a map."""
        return (*self.case.seats, *self.case.ratifiers)

    @property
    def numbered(self) -> bool:
        """Tell whether cells have room for their numbers."""
        return max(len(self.found.columns), len(self.found.rows)) <= MOST

    @property
    def size(self) -> tuple[float, float]:
        """Return the width and height of one map."""
        return CELL * min(MOST, len(self.found.columns)), TALL * min(MOST, len(self.found.rows))

    def labels(self, issue: str) -> tuple[list[int], list[str]]:
        """Return the places of the levels of an issue that are named, and their names."""
        levels = list(self.case.issues[issue].levels.values())
        shown = range(0, len(levels), -(-len(levels) // MOST))
        return list(shown), [wrapped(levels[k].label, LONG, LEVEL) for k in shown]

    def room(self, issue: str) -> float:
        """Return the length of the longest name of a level."""
        return max(width_of(line, LEVEL) for name in self.labels(issue)[1] for line in name.splitlines())

    @property
    def across(self) -> int:
        """Return how many maps stand side by side."""
        fits = int((WIDEST - self.room(self.found.second) - 0.5) / (self.size[0] + BESIDE))
        return max(1, min(ACROSS, fits, len(self.parties)))

    @property
    def down(self) -> int:
        """Return how many rows of maps there are."""
        return -(-len(self.parties) // self.across)

    @property
    def page(self) -> tuple[float, float]:
        """Return the width and height of the page below its heading."""
        wide, tall = self.size
        width = self.room(self.found.second) + 0.5 + self.across * (wide + BESIDE)
        return width, self.down * (tall + ABOVE) + self.room(self.found.first) + 0.5


def who_accepts_what(study: Study, first: str, second: str) -> Figure:
    """Draw for each party how often it would accept some deal with each pair of levels of two issues.

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
    panels = Panels(study.case, found)
    with house():
        figure = Figure(figsize=panels.page)
        figure.set_layout_engine("constrained", h_pad=APART)
        grid = figure.subplots(panels.down, panels.across, squeeze=False)
        for place, axes in enumerate(grid.flat):
            if place >= len(panels.parties):
                axes.set_visible(False)
                continue
            _draw(axes, panels, place)
        if not panels.numbered:
            shown = ScalarMappable(Normalize(0, 1), ZONE)
            figure.colorbar(shown, ax=grid, shrink=0.5, format=PercentFormatter(1, decimals=0))
        heading(figure, *accepted_caption(study, found))
    return settled(figure)


def _draw(axes: Axes, panels: Panels, place: int) -> None:
    """Draw the map of one party, with the names of levels where no map stands left of it or below it."""
    found, name = panels.found, panels.parties[place]
    shares = 1 - found.refused[found.parties.index(name)]
    edge = 1.5 if panels.numbered else 0
    edges = (np.arange(size + 1) - 0.5 for size in reversed(shares.shape))
    axes.pcolormesh(*edges, shares, cmap=ZONE, vmin=0, vmax=1, edgecolors="white", linewidth=edge)
    if panels.numbered:
        for r, c in product(*map(range, shares.shape)):
            ink = ink_on(to_hex(ZONE(float(shares[r, c]))))
            axes.text(c, r, _short(float(shares[r, c])), ha="center", va="center", fontsize=NUMBER, color=ink)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=LEVEL)
    axes.set_xticks(*panels.labels(found.first), rotation=90)
    axes.set_yticks(*panels.labels(found.second))
    axes.set_ylim(len(found.rows) - 0.5, -0.5)
    left, lowest = place % panels.across == 0, place + panels.across >= len(panels.parties)
    axes.tick_params(labelleft=left, labelbottom=lowest)
    _name(axes, panels.case, name, panels.size[0])
    issues = panels.case.issues
    if left:
        axes.set_ylabel(label_of(issues, found.second), fontweight="bold", color=AXIS)
    if lowest:
        axes.set_xlabel(label_of(issues, found.first), fontweight="bold", color=AXIS)


def _name(axes: Axes, case: Case, name: str, wide: float) -> None:
    """Write whose map it is, and where it sits."""
    party = case.parties[name]
    behind = f"at home, behind {label_of(case.parties, party.behind)}" if party.behind else "at home"
    title = wrapped(label_of(case.parties, name), wide, NAME, bold=True)
    axes.set_title(title, fontsize=NAME, loc="left", color=looks(case)[name].ink, fontweight="bold", pad=2 * LEVEL)
    where = "at the table" if party.seat else behind
    axes.annotate(
        where, (0, 1), (0, 3), xycoords="axes fraction", textcoords="offset points", fontsize=LEVEL, color=MUTED
    )


def _short(share: float) -> str:
    """Write a share in percent for a cell.

    >>> _short(0.0), _short(0.0001), _short(0.41), _short(0.9999)
    ('0', '<1', '41', '>99')
    """
    return percent(share).replace("under ", "<").replace("over ", ">").rstrip("%")
