"""The sizes of a zone map: how wide its cells must be, where its words break, how large the page is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.analysis.pairs import Cells
from sim.analysis.sentences import label_of
from sim.plots.headings import width_of, wrapped
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
