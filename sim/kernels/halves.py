"""Two halves: every deal is a row, some issues' levels, and a column, the others'.

A party's utility is then ``u(d) = A[row] + B[column]``, and it accepts iff ``B[column] >= limit - A[row]``: one
comparison a deal where a sum was needed. What hangs on the pivot levels changes the limit alone, so the pivot issues
stand in the rows. A firm line crossed by a row makes its limit infinite, one crossed by a column makes its worth minus
infinity, so no sum ever meets a number that stands for a refusal. Sums of whole millionths below 2^24 are exact in
float32 in any order, so it does not matter how the issues are split.

Source of the split: E. Horowitz, S. Sahni, "Computing partitions with applications to the knapsack problem", Journal of
the ACM 21 (1974), 277-292.
"""

from collections.abc import Callable
from itertools import combinations
from math import prod
from typing import Any, NamedTuple

import numpy as np

from sim.kernels.jit import compiled
from sim.kernels.shapes import RuleArrays

MOST_TRIED = 14
"""With more issues than this only the last ones, in their order, are tried as columns: there would be too many sets."""


class Half(NamedTuple):
    """The rows or the columns: every combination of levels of some issues, the last of them fastest."""

    issues: Any
    """Which issues; shape ``(half issues,)``."""
    levels: Any
    """Joint-axis positions of the levels; shape ``(entries, half issues)``."""
    numbers: Any
    """Share of the deal's number, int64; shape ``(entries,)``."""
    fits: Any
    """Set of the patterns that the levels fit; shape ``(entries,)``."""
    pivots: Any
    """Cell of the pivot issues; 0 where they are not in this half; shape ``(entries,)``."""


def half_of(rules: RuleArrays, issues: tuple[int, ...]) -> Half:
    """Return every combination of the levels of some issues."""
    sizes = [int(rules.offsets[i + 1] - rules.offsets[i]) for i in issues]
    digits = np.stack(np.unravel_index(np.arange(prod(sizes)), sizes or (1,)), axis=1)[:, : len(sizes)]
    levels = digits + rules.offsets[list(issues)]
    return Half(
        issues=np.array(issues, np.int64),
        levels=levels,
        numbers=rules.numbers[levels].sum(axis=1),
        fits=np.bitwise_and.reduce(rules.patterns[levels], axis=1),
        pivots=rules.cells(levels),
    )


def split(rules: RuleArrays, cost: Callable[[int, int], float]) -> tuple[Half, Half]:
    """Return the rows and columns with the least cost, a function of how many there are of each."""
    sizes = [int(size) for size in np.diff(rules.offsets)]
    free = [i for i in range(len(sizes)) if i not in rules.pivots]
    if len(free) <= MOST_TRIED:
        choices = [chosen for count in range(len(free) + 1) for chosen in combinations(free, count)]
    else:
        choices = [tuple(free[first:]) for first in range(len(free) + 1)]
    deals = prod(sizes)

    def cost_of(columns: tuple[int, ...]) -> float:
        """Return the cost of these issues as columns."""
        count = prod(sizes[i] for i in columns)
        return cost(deals // count, count)

    columns = min(choices, key=cost_of)
    rows = tuple(i for i in range(len(sizes)) if i not in columns)
    return half_of(rules, rows), half_of(rules, columns)


@compiled
def fill_sums(gains: Any, offsets: Any, issues: Any, sums: Any) -> Any:
    """Fill the sum of gains of every entry of a half; return how many there are.

    From the last issue outward: each level of the next issue shifts all that stands there so far, the first level last,
    so nothing is overwritten unread.
    """
    sums[0] = 0
    filled = 1
    for k in range(issues.size - 1, -1, -1):
        first, end = offsets[issues[k]], offsets[issues[k] + 1]
        so_far = sums[:filled]
        for level in range(end - first - 1, 0, -1):
            gain, shifted = gains[first + level], sums[level * filled : (level + 1) * filled]
            for entry in range(filled):
                shifted[entry] = so_far[entry] + gain
        for entry in range(filled):
            so_far[entry] += gains[first]
        filled *= end - first
    return filled
