"""The sizes of a comparison's picture: rows of lanes, words beside them, a scale that holds all numbers."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, isnan

from sim.analysis.comparing import Compared, Outcome
from sim.analysis.sentences.comparing import called, short_change
from sim.plots.headings import width_of, wrapped

MOST_ROWS, MOST_RUNS = 12, 5
"""Shares, and runs beside the base, that one picture holds."""
LABEL, NUMBER, NAME = 10, 9, 9
"""Font sizes in points: of measures, of numbers, of runs."""
LINE = 0.19
"""Inches: the height of a line of a label or of the key."""
WORDS, KEY = 2.6, 2.8
"""Inches: labels and the names in the key are broken at these widths."""
BESIDE = 0.55
"""Inches: what the key needs beside a name."""
CHART, LEAST = 4.6, 7.4
"""Inches: the width of the scale, and the least width of the page."""
LANE, ABOVE, BELOW = 0.175, 0.3, 0.12
"""Inches: the height of a run's lane, and what a row has free above its lanes (for the base's number) and below."""
SCALE, PAD = 0.55, 0.12
"""Inches: the ticks and name of the scale below the rows; free space beside numbers."""
TALL = 6.0
"""Inches: rows higher than this have ticks above them too."""
NARROWEST = 0.2
"""The scale spans at least this share, so that nothing small looks large."""
STEPS = ((0.3, 0.05), (0.6, 0.1), (1.0, 0.2))
"""Distance of ticks by the span of the scale, up to each."""


@dataclass(frozen=True)
class Lanes:
    """Some outcomes as rows, with one lane a run; sizes in inches, from the top."""

    found: Compared
    outcomes: tuple[Outcome, ...]

    @cached_property
    def runs(self) -> int:
        """Return how many runs beside the base are drawn."""
        return min(len(self.found.others), MOST_RUNS)

    @cached_property
    def labels(self) -> list[str]:
        """Return the measures' labels, broken into lines."""
        return [wrapped(outcome.measure.label, WORDS, LABEL) for outcome in self.outcomes]

    @cached_property
    def heights(self) -> list[float]:
        """Return the height of every row."""
        lanes = ABOVE + BELOW + self.runs * LANE
        return [max(lanes, (label.count("\n") + 1) * LINE + BELOW) for label in self.labels]

    @cached_property
    def tops(self) -> list[float]:
        """Return where every row begins."""
        return [sum(self.heights[:k]) for k in range(len(self.heights))]

    def lane(self, row: int, run: int) -> float:
        """Return the middle of a lane."""
        return self.tops[row] + ABOVE + (run + 0.5) * LANE

    def middle(self, row: int) -> float:
        """Return the middle of a row's lanes."""
        return self.tops[row] + ABOVE + self.runs * LANE / 2

    @property
    def left(self) -> float:
        """Return the width of the labels."""
        return max(width_of(line, LABEL) for label in self.labels for line in label.splitlines()) + 0.25

    @property
    def scale(self) -> tuple[float, float, float]:
        """Return the least and the greatest share of the scale, and the distance of its ticks."""
        low, high = (pick(self.places) for pick in (min, max))
        if high - low < NARROWEST:
            middle = min(max((low + high) / 2, NARROWEST / 2), 1 - NARROWEST / 2)
            low, high = middle - NARROWEST / 2, middle + NARROWEST / 2
        step = next(step for most, step in STEPS if high - low <= most)
        return floor(low / step + 1e-9) * step, min(1.0, ceil(high / step - 1e-9) * step), step

    @property
    def places(self) -> list[float]:
        """Return every share that is drawn, ends of intervals among them."""
        found = [outcome.base for outcome in self.outcomes]
        for outcome in self.outcomes:
            for change in outcome.changes[: self.runs]:
                ends = (change.low or 0, change.high or 0)
                found += [change.other, *(min(1.0, max(0.0, change.base + end)) for end in ends)]
        return [share for share in found if not isnan(share)]

    @property
    def number(self) -> float:
        """Return the width of the widest number."""
        return max(width_of(short_change(change), NUMBER) for o in self.outcomes for change in o.changes) + 2 * PAD

    @property
    def names(self) -> list[str]:
        """Return what the base and the runs that are drawn are called."""
        return [called(name) for name in self.found.names[: self.runs + 1]]

    @cached_property
    def key(self) -> tuple[int, float]:
        """Return in how many columns the names stand in the key, and its height."""
        names = [wrapped(name, KEY, NAME).splitlines() for name in self.names]
        widths = [max(width_of(line, NAME) for line in name) + BESIDE for name in names]
        for columns in range(len(names), 0, -1):
            each = -(-len(names) // columns)
            if sum(max(widths[k : k + each]) for k in range(0, len(names), each)) <= self.width - 0.2:
                break
        return columns, each * max(map(len, names)) * LINE + 2 * PAD

    @property
    def width(self) -> float:
        """Return the width of the page."""
        return max(LEAST, self.left + CHART + 0.15)

    @property
    def tall(self) -> bool:
        """Tell whether the scale is needed above the rows too."""
        return sum(self.heights) > TALL

    @property
    def upto(self) -> float:
        """Return the height of everything below the key."""
        return SCALE + sum(self.heights) + (LINE if self.tall else 0)

    @property
    def height(self) -> float:
        """Return the height of the page below its heading."""
        return self.key[1] + self.upto
