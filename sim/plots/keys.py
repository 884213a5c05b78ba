"""The key of a figure with bars: what its colors mean, read line by line in the order of the bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.plots.headings import width_of, wrapped

SIZE, LONGEST = 8, 2.4
"""Font size of names in points; they are broken at the second, in inches."""
SWATCH, GAP, BETWEEN = 0.26, 0.1, 0.22
"""Inches: the length of a color, the space beside it, and the space after its name."""
LINE, ROOM, TOP = 0.14, 0.06, 0.1
"""Inches: the height of a line of a name, the space below a row, and the space above all."""


class Entry(NamedTuple):
    """One color and what it means."""

    text: str
    color: str
    hatch: str | None = None


@dataclass(frozen=True)
class Key:
    """A key in as many columns as fit, each as wide as its names; in inches."""

    entries: Sequence[Entry]
    width: float
    """Inches there are."""

    @cached_property
    def names(self) -> list[str]:
        """Return the names, broken into lines."""
        return [wrapped(entry.text, LONGEST, SIZE) for entry in self.entries]

    @cached_property
    def columns(self) -> list[float]:
        """Return how wide each column is."""
        lengths = [max(width_of(line, SIZE) for line in name.splitlines()) for name in self.names]
        wide = [SWATCH + GAP + length + BETWEEN for length in lengths]
        splits = ([max(wide[c::n]) for c in range(n)] for n in range(len(wide), 0, -1))
        return next((split for split in splits if sum(split) - BETWEEN <= self.width), [max(wide)])

    @cached_property
    def rows(self) -> list[float]:
        """Return how high each row is."""
        lines, beside = [name.count("\n") + 1 for name in self.names], len(self.columns)
        return [max(lines[r : r + beside]) * LINE + ROOM for r in range(0, len(lines), beside)]

    @property
    def height(self) -> float:
        """Return the height of all rows."""
        return TOP + sum(self.rows)

    def draw(self, axes: Axes) -> None:
        """Draw the key into axes of its own, of its width and height."""
        lefts, tops = [*accumulate(self.columns, initial=0.0)], [*accumulate(self.rows, initial=TOP)]
        for k, (entry, name) in enumerate(zip(self.entries, self.names, strict=True)):
            row, column = divmod(k, len(self.columns))
            x, y = lefts[column], tops[row] + (self.rows[row] - ROOM) / 2
            axes.add_patch(_swatch(entry, x, y))
            axes.text(x + SWATCH + GAP, y, name, fontsize=SIZE, va="center")
        axes.set(xlim=(0, self.width), ylim=(self.height, 0))
        axes.axis("off")


def _swatch(entry: Entry, x: float, y: float) -> Rectangle:
    corner, height, color = (x, y - 0.35 * LINE), 0.7 * LINE, entry.color
    return Rectangle(corner, SWATCH, height, facecolor=color, hatch=entry.hatch, edgecolor="white", linewidth=0.7)
