"""The rows of a figure with a bar for every level, grouped by issue: their words, and where they lie."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.analysis.sentences import label_of
from sim.plots.headings import width_of, wrapped
from sim.scenario import Case

PAGE, LONG = 8.0, 2.2
"""Inches: the width of the page; labels are broken at the second."""
LABEL, TITLE = 8.5, 9.5
"""Font sizes in points: of levels and of issues."""
PITCH, BAR, LINE, BOLD = 0.25, 0.19, 0.145, 0.165
"""Inches: from one row to the next, the thickness of a bar, and the heights of a line of a label and of a name."""
ABOVE, UNDER = 0.1, 0.02
"""Inches: left free above and below an issue's name."""


@dataclass(frozen=True)
class Rows:
    """What stands to the left of the bars, and where each bar lies; in inches from the top."""

    case: Case
    levels: pd.MultiIndex
    """Issue and level of every row, from top to bottom."""

    @cached_property
    def titles(self) -> dict[str, str]:
        """Return the issues' names, broken into lines."""
        names = self.levels.unique("issue")
        return {name: wrapped(label_of(self.case.issues, name), LONG, TITLE, bold=True) for name in names}

    @cached_property
    def labels(self) -> list[str]:
        """Return the levels' labels, broken into lines."""
        return [wrapped(self.case.issues[issue].levels[level].label, LONG, LABEL) for issue, level in self.levels]

    @cached_property
    def left(self) -> float:
        """Return the width of all words beside the bars."""
        lines = [line for label in self.labels for line in label.splitlines()]
        bold = [line for title in self.titles.values() for line in title.splitlines()]
        return max([width_of(line, LABEL) for line in lines] + [width_of(line, TITLE, bold=True) for line in bold])

    @property
    def width(self) -> float:
        """Return the length of a whole bar, a little less than it will be."""
        return PAGE - self.left - 0.4

    @cached_property
    def places(self) -> tuple[dict[str, float], list[float], float]:
        """Return the foot of every issue's name, the middle of every bar, and the height of all."""
        named: dict[str, float] = {}
        middles: list[float] = []
        end = 0.0
        for (issue, _), label in zip(self.levels, self.labels, strict=True):
            if issue not in named:
                named[issue] = end + ABOVE + (self.titles[issue].count("\n") + 1) * BOLD
                end = named[issue] + UNDER
            height = max(PITCH, (label.count("\n") + 1) * LINE + 0.08)
            middles.append(end + height / 2)
            end += height
        return named, middles, end
