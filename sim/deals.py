"""Deals as numbers and back: a deal is one level of every issue, numbered in C order (last issue fastest)."""

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np
from jaxtyping import Int64

from sim.errors import TooManyDeals, UnknownName

LIMIT = 10**13
"""More deals than this are refused: their numbers would no longer be exact in all that is computed from them."""


@dataclass(frozen=True)
class DealSpace:
    """The issues and their levels, and the numbering of all deals.

    >>> space = DealSpace(("land", "money"), (("keep", "share"), ("none", "some", "all")))
    >>> space.deals, space.number(("share", "all")), space.levels_of(4)
    (6, 5, ('share', 'some'))
    """

    issues: tuple[str, ...]
    levels: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a space too large to search."""
        if self.deals > LIMIT:
            raise TooManyDeals(self.deals, LIMIT)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Return the number of levels of each issue."""
        return tuple(len(names) for names in self.levels)

    @cached_property
    def deals(self) -> int:
        """Return the number of deals."""
        return prod(self.sizes)

    @cached_property
    def offsets(self) -> Int64[np.ndarray, " issues_and_end"]:
        """Return where each issue begins on the joint level axis, and its end; shape ``(issues + 1,)``."""
        return np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.int64)

    @cached_property
    def numbers(self) -> Int64[np.ndarray, " levels"]:
        """Return each level's share of a deal's number: a deal's number is the sum over its levels."""
        strides = [prod(self.sizes[i + 1 :]) for i in range(len(self.sizes))]
        return np.concatenate(
            [stride * np.arange(size, dtype=np.int64) for stride, size in zip(strides, self.sizes, strict=True)]
        )

    def position(self, issue: str, level: str) -> int:
        """Return where a level stands on the joint level axis."""
        i = self.issue(issue)
        if level not in self.levels[i]:
            raise UnknownName(f"level of {issue}", level, self.levels[i])
        return int(self.offsets[i]) + self.levels[i].index(level)

    def issue(self, name: str) -> int:
        """Return the number of an issue."""
        if name not in self.issues:
            raise UnknownName("issue", name, self.issues)
        return self.issues.index(name)

    def number(self, levels: tuple[str, ...]) -> int:
        """Return the number of the deal with these levels, one an issue in order."""
        digits = [
            self.position(i, level) - int(self.offsets[k])
            for k, (i, level) in enumerate(zip(self.issues, levels, strict=True))
        ]
        return int(np.ravel_multi_index(digits, self.sizes))

    def levels_of(self, deal: int) -> tuple[str, ...]:
        """Return the levels of a deal, one an issue in order."""
        digits = np.unravel_index(deal, self.sizes)
        return tuple(names[int(digit)] for names, digit in zip(self.levels, digits, strict=True))

    @cached_property
    def table(self) -> Int64[np.ndarray, "deals issues"]:
        """Return the joint-axis position of every deal's levels; shape ``(deals, issues)``."""
        return every_deal(self.offsets)


def deals_of(offsets: Int64[np.ndarray, " issues_and_end"]) -> int:
    """Return the number of deals, whatever their number.

    >>> deals_of(np.array([0, 3, 5]))
    6
    """
    return prod(int(size) for size in np.diff(offsets))


def places(
    deals: Int64[np.ndarray, " deals"], offsets: Int64[np.ndarray, " issues_and_end"]
) -> Int64[np.ndarray, "deals issues"]:
    """Return the joint-axis positions of deals' levels; shape ``(deals, issues)``."""
    return np.stack(np.unravel_index(deals, np.diff(offsets)), axis=1) + offsets[:-1]


def every_deal(offsets: Int64[np.ndarray, " issues_and_end"]) -> Int64[np.ndarray, "deals issues"]:
    """Return the joint-axis positions of the levels of every deal; shape ``(deals, issues)``."""
    return places(np.arange(deals_of(offsets)), offsets)
