"""The tree that a search goes down: one issue a depth, the widest first, the last few issues tabulated as a block.

Deal numbers are sums of numbers of levels that reach every number from 0 up to the number of deals once. By de Bruijn's
theorem such sums are digits in a mixed radix, though an issue merged of several holds several digits; so the deal of
lowest number can be sought digit by digit.

Source: N. G. de Bruijn, "On number systems", Nieuw Archief voor Wiskunde 4 (1956), 15-17.
"""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from sim.kernels.halves import half_of
from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.words import WIDTH

SAMPLE = 16
"""Worlds whose gains decide the order of issues."""


class Tree(NamedTuple):
    """Issues in the order of the search; a **place** is a level's position on the level axis in that order."""

    levels: Any
    """Joint-axis position of the level at each place; shape ``(levels,)``."""
    first: Any
    """Where each issue begins among the places, and the end; shape ``(issues + 1,)``."""
    patterns: Any
    """Set of the patterns that a level fits; shape ``(levels,)``."""
    numbers: Any
    """Share of the deal's number; shape ``(levels,)``."""
    leading: Any
    """How many issues stand before the block."""
    block: Any
    """Places of the levels of every combination of the block; shape ``(combinations, block issues)``."""
    holding: Any
    """Set of the combinations that hold a level of the block; shape ``(levels,)``."""
    digit_depths: Any
    """Depth of the issue that holds each digit of the deal's number, the weightiest first; shape ``(digits,)``."""
    strides: Any
    """Weight of each digit; shape ``(digits,)``."""
    radices: Any
    """How many values each digit takes; shape ``(digits,)``."""
    pivots: Any
    """Levels of the pivot issue, which then is the first; 0 where every deal holds."""


def order_of(worlds: WorldArrays, rules: RuleArrays) -> tuple[int, ...]:
    """Return the issues with the pivot first, then from the widest range of gains, all parties together, down."""
    first = rules.offsets[:-1]
    some = worlds.gains[:SAMPLE]
    ranges = np.maximum.reduceat(some, first, axis=2) - np.minimum.reduceat(some, first, axis=2)
    widths = ranges.sum(axis=(0, 1), dtype=np.float64).tolist()
    return tuple(sorted(range(len(first)), key=lambda i: (i not in rules.pivots, -widths[i], i)))


def digits_of(numbers: list[Any]) -> list[tuple[int, int, int]]:
    """Return depth, weight and radix of every digit, from the lightest up, given the levels' numbers of each issue."""
    owners = {int(number): depth for depth, own in enumerate(numbers) for number in own if number}
    digits, stride = [], 1
    while stride in owners:
        depth, radix = owners[stride], 2
        while owners.get(radix * stride) == depth:
            radix += 1
        digits.append((depth, stride, radix))
        stride *= radix
    return digits


def tree_of(worlds: WorldArrays, rules: RuleArrays) -> Tree:
    """Return the tree for some worlds: any order gives the same results."""
    return tree_in(rules, order_of(worlds, rules))


@remembered
def tree_in(rules: RuleArrays, order: tuple[int, ...]) -> Tree:
    """Return the tree with the issues in some order."""
    spans = [np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in order]
    sizes = [len(span) for span in spans]
    first = np.cumsum([0, *sizes]).astype(np.int64)
    levels = np.concatenate(spans).astype(np.int64)
    pivots = sizes[0] if len(rules.pivots) else 0
    leading = len(sizes)
    while leading > (pivots > 0) and prod(sizes[leading - 1 :]) <= WIDTH:
        leading -= 1
    numbers, patterns = rules.numbers[levels], rules.patterns[levels]
    ordered = rules._replace(numbers=numbers, patterns=patterns, offsets=first, pivots=rules.pivots[:0])
    block = half_of(ordered, tuple(range(leading, len(sizes)))).levels
    held = (block[:, :, None] == np.arange(len(levels))).any(axis=1)
    digits = digits_of([rules.numbers[span] for span in spans])[::-1]
    return Tree(
        levels=levels,
        first=first,
        patterns=patterns,
        numbers=numbers,
        leading=np.int64(leading),
        block=np.ascontiguousarray(block, dtype=np.int64),
        holding=(held.astype(np.uint64) << np.arange(len(block), dtype=np.uint64)[:, None]).sum(
            axis=0, dtype=np.uint64
        ),
        digit_depths=np.array([depth for depth, _, _ in digits], np.int64),
        strides=np.array([stride for _, stride, _ in digits], np.int64),
        radices=np.array([radix for _, _, radix in digits], np.int64),
        pivots=np.int64(pivots),
    )
