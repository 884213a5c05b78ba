"""What follows along one belief: the same worlds at one value of it after another."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.inputs import on_one_line, written
from sim.results import Factors, paired_change
from sim.scenario import Case
from sim.scenario.paths import names_below
from sim.written import parts_of

DIALS = tuple(k / 8 for k in range(9))
"""Stands of the dial of refusals, from all bending to all firm."""


@dataclass(frozen=True)
class Point:
    """One value of a belief, and what follows from it."""

    value: Any
    """As a file would say it: a number, a word, a mapping; ``None`` where nothing stands."""
    found: Factors
    as_in_file: bool = False
    """Whether the file itself says this."""

    @property
    def share(self) -> float:
        """Return the share of worlds with a zone."""
        return self.found.zone.share

    @property
    def number(self) -> bool:
        """Tell whether the value is a number."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)

    @property
    def text(self) -> str:
        """Return the value on one line, as a file would say it."""
        return value_text(self.value)


@dataclass(frozen=True)
class Swept:
    """One belief at some values, in worlds that are otherwise the same."""

    case: Case
    """The scenario as its file says it."""
    path: str
    """The belief, by dotted path."""
    points: tuple[Point, ...]
    """The values, in the order given."""
    own: Point
    """What the file itself says there, and what follows from that."""
    seed: int
    draws: int

    @property
    def numeric(self) -> bool:
        """Tell whether all values are numbers."""
        return all(point.number for point in self.points)

    @property
    def own_is_among(self) -> bool:
        """Tell whether what the file says is one of the values, or a number between them."""
        if any(point.as_in_file for point in self.points):
            return True
        numbers = [point.value for point in self.points]
        return self.numeric and self.own.number and min(numbers) <= self.own.value <= max(numbers)


@dataclass(frozen=True)
class Ends:
    """The values that give the least and the most worlds with a zone: a set each, where sampling cannot tell."""

    least: tuple[Point, ...]
    most: tuple[Point, ...]
    low: float
    """The least share of worlds with a zone."""
    high: float
    """The greatest."""
    clear: bool
    """Whether the two shares differ by more than the sampling error of their difference."""


def value_text(value: Any) -> str:
    """Write a value on one line, as a file would; of a computed number twelve digits.

    >>> value_text(0.1 + 0.2), value_text({"uniform": [0, 1]})
    ('0.3', '{uniform: [0, 1]}')
    """
    return f"{value:.12g}" if isinstance(value, float) else on_one_line(value)


def said_at(case: Case, path: str) -> Any:
    """Return what a scenario says at a dotted path, without its reasons; None where nothing stands.

    >>> from sim.scenario import read_scenario
    >>> case = read_scenario("moscow-talks").case
    >>> said_at(case, "parties.russia.no_deal.cost"), said_at(case, "dial.lines"), said_at(case, "parties.us.no")
    ({'uniform': [0.0, 1.0]}, 0.5, None)
    """
    node: Any = case
    for part in parts_of(path):
        node = names_below(node).get(part)
    return written(node)


def differ(one: Point, other: Point, what: str = "in_zone") -> bool:
    """Tell whether the shares of two values differ by more than the sampling error of their paired difference."""
    pair = (getattr(point.found, what).astype(np.float64) for point in (one, other))
    return paired_change(*pair, share=True).clear


def ends(points: tuple[Point, ...]) -> Ends:
    """Return which values give the least and the most worlds with a zone."""
    low, high = (choose(points, key=lambda point: point.share) for choose in (min, max))
    if not differ(low, high):
        return Ends((low,), (high,), low.share, high.share, clear=False)
    least = tuple(point for point in points if differ(point, high) and not differ(point, low))
    most = tuple(point for point in points if differ(point, low) and not differ(point, high))
    return Ends(least, most, low.share, high.share, clear=True)


def lasting_of(point: Point) -> dict[str, float]:
    """Return the share of worlds in which some zone deal lasts, with its interval."""
    lasts = point.found.lasts
    return {"lasts": lasts.share, "lasts_low": lasts.low, "lasts_high": lasts.high}


def sweep_table(swept: Swept) -> pd.DataFrame:
    """Return one row a value: shares of worlds with a zone and with compatible lines, each with its 95% interval.

    ``zone_if_compatible`` is the share with a zone among worlds with compatible lines, empty where there is none;
    ``lasts``, where deals may not hold, the share in which some zone deal also lasts, with its interval;
    ``as_in_file`` marks what the file itself says.
    """
    rows = [
        {
            "value": point.value if point.number else point.text,
            "zone": point.found.zone.share,
            "zone_low": point.found.zone.low,
            "zone_high": point.found.zone.high,
            "compatible": point.found.compatible.share,
            "compatible_low": point.found.compatible.low,
            "compatible_high": point.found.compatible.high,
            "zone_if_compatible": point.found.zone_if_compatible,
            **({} if swept.case.hold is None else lasting_of(point)),
            "as_in_file": point.as_in_file,
        }
        for point in swept.points
    ]
    return pd.DataFrame(rows).astype({"zone_if_compatible": np.float64})
