"""Which of many entries no other dominates: sort them, then compare each with those kept so far.

An entry has a worth to each party, a sum of these, and a number; one **dominates** another if it is worth at least as
much to everybody and more to somebody, or the same to everybody under a lower number. By falling sum, at equal sums by
rising number, an entry can be dominated only by one before it, and whatever is dominated is so by one that is kept. So
one pass that compares each entry with those kept is enough.

Kept worths lie in words of sixty-four entries, party after party, and minus infinity where a word has no entry yet: one
comparison a party and word tells which of sixty-four are worth as much, and the first word that has one ends the pass.

Source: J. L. Bentley, K. L. Clarkson, D. B. Levine, "Fast linear expected-time algorithms for computing maxima and
convex hulls", Algorithmica 9 (1993), 168-183, section 2; the order by sums: J. Chomicki, P. Godfrey, J. Gryz, D. Liang,
"Skyline with presorting", ICDE 2003, 717-719.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO
from sim.kernels.jit import compiled, part
from sim.kernels.words import WIDTH, acceptable_in, first_in


@part
def merge(first: Any, middle: Any, end: Any, order: Any, into: Any, sums: Any, numbers: Any) -> None:
    """Merge two neighboring runs: by falling sum, at equal sums by rising number."""
    i, j = first, middle
    for place in range(first, end):
        left = j == end
        if not left and i < middle:
            one, other = order[i], order[j]
            ahead = sums[one] - sums[other]
            left = ahead > 0 or (ahead == 0 and numbers[one] < numbers[other])
        if left:
            into[place], i = order[i], i + 1
        else:
            into[place], j = order[j], j + 1


@compiled
def sort_runs(order: Any, other: Any, bounds: Any, runs: Any, sums: Any, numbers: Any) -> Any:
    """Merge runs, each in order, two by two until one is left; return the array that it stands in."""
    while runs > 1:
        left = 0
        for run in range(0, runs, 2):
            first, middle, end = bounds[run], bounds[run + 1], bounds[min(run + 2, runs)]
            merge(first, middle, end, order, other, sums, numbers)
            bounds[left] = first
            left += 1
        bounds[left] = bounds[runs]
        runs = left
        order, other = other, order
    return order


@compiled
def dominated(
    worth: Any, fits: Any, crossed: Any, kept: Any, kept_worths: Any, kept_fits: Any, kept_crossed: Any
) -> Any:
    """Tell whether a kept entry is worth as much to everybody, fits no other pattern and crosses no other line."""
    parties = worth.size
    for word in range((kept + WIDTH - 1) // WIDTH):
        above = ~ZERO
        for k in range(parties):
            above &= acceptable_in(kept_worths, (word * parties + k) * WIDTH, worth[k])
        while above != ZERO:
            entry = word * WIDTH + first_in(above)
            if (kept_fits[entry] & ~fits) | (kept_crossed[entry] & ~crossed) == ZERO:
                return True
            above &= above - ONE
    return False


@compiled
def keep(worth: Any, kept: Any, kept_worths: Any) -> None:
    """Write the worths of the next entry to be kept into its word, a new word if need be."""
    parties = worth.size
    word, place = kept // WIDTH, kept % WIDTH
    first = word * parties * WIDTH
    if place == 0:
        for empty in range(first, first + parties * WIDTH):
            kept_worths[empty] = -np.inf
    for k in range(parties):
        kept_worths[first + k * WIDTH + place] = worth[k]
