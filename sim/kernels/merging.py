"""Merging: partial deals that no other dominates get one more issue, and those that none dominates then are kept.

A partial deal is what it is worth to each party asked, its share of the deal's number, the patterns it fits so far and
the parties a firm line of which it crosses. Why the dominated ones may be dropped is said in
:mod:`sim.kernels.frontier`.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds
from sim.kernels.holding import effective
from sim.kernels.jit import part
from sim.kernels.reach import certain_to_come, may_pass, refusers
from sim.kernels.shapes import RuleArrays, WorldArrays
from sim.kernels.undominated import dominated, keep
from sim.kernels.words import WIDTH, acceptable_in, first_in

LOOKED_AT = 64
"""Worlds that the order of merging is chosen by."""


class Merging(NamedTuple):
    """In which order issues are merged; the pivot issue is the last."""

    levels: Any
    """Joint-axis positions of the levels, issue after issue; shape ``(levels,)``."""
    starts: Any
    """Where each issue begins among them, and the end; shape ``(issues + 1,)``."""
    certain: Any
    """Patterns that all levels of the issues still to come fit, by how many are merged; shape ``(issues + 1,)``."""


def merging_of(worlds: WorldArrays, rules: RuleArrays) -> Merging:
    """Return an order of merging: issues on which most hangs first, so that soon little else is within reach."""
    issues = range(len(rules.offsets) - 1)
    gains, starts = worlds.gains[:LOOKED_AT], rules.offsets[:-1]
    spread = np.maximum.reduceat(gains, starts, axis=2) - np.minimum.reduceat(gains, starts, axis=2)
    weights = spread.sum(axis=(0, 1), dtype=np.float64)
    order = sorted(issues, key=lambda i: (i in rules.pivots, -weights[i]))
    spans = [np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in order]
    return Merging(
        levels=np.concatenate(spans),
        starts=np.cumsum([0, *(len(span) for span in spans)]),
        certain=certain_to_come(rules.patterns, spans),
    )


class Entries(NamedTuple):
    """Partial deals that are kept: by falling sum of worths, at equal sums by rising number."""

    worths: Any
    """Worth to each party, in the words of :mod:`sim.kernels.undominated`."""
    sums: Any
    """Worth to all of them together; shape ``(entries,)``."""
    numbers: Any
    """Share of the deal's number; shape ``(entries,)``."""
    fits: Any
    """Set of the patterns fitted, of those that matter in this world; shape ``(entries,)``."""
    crossed: Any
    """Set of the parties a firm line of which is crossed, of those asked; shape ``(entries,)``."""


class Candidates(NamedTuple):
    """Kept partial deals with one more level each."""

    origins: Any
    """Which partial deal it was; shape ``(candidates,)``."""
    levels: Any
    """Which level is added, in the order of merging; shape ``(candidates,)``."""
    sums: Any
    """Worth to all parties together; shape ``(candidates,)``."""
    numbers: Any
    """Share of the deal's number; shape ``(candidates,)``."""


@part
def room_for_entries(size: Any, parties: Any) -> Any:
    """Return room for some partial deals."""
    words = (size + WIDTH - 1) // WIDTH
    return Entries(
        np.empty(words * WIDTH * parties, np.float32),
        np.empty(size, np.float64),
        np.empty(size, np.int64),
        np.empty(size, np.uint64),
        np.empty(size, np.uint64),
    )


@part
def room_for_candidates(size: Any) -> Any:
    """Return room for some candidates."""
    return Candidates(
        np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.float64), np.empty(size, np.int64)
    )


@part
def entries_in(word: Any, kept: Any) -> Any:
    """Return which of the sixty-four places of a word have a partial deal."""
    left = kept - word * WIDTH
    return ~ZERO if left >= WIDTH else (ONE << np.uint64(left)) - ONE


@part
def accepting_in(word: Any, worths: Any, least: Any, asked: Any, needed: Any, accepting: Any) -> Any:
    """Fill, for each party, which of sixty-four partial deals it may still accept; return which all needed may."""
    left, parties = ~ZERO, asked.size
    for k in range(parties):
        accepting[k] = acceptable_in(worths, (word * parties + k) * WIDTH, least[k])
        if holds(needed, asked[k]):
            left &= accepting[k]
    return left


@part
def yeses(accepting: Any, asked: Any, place: Any) -> Any:
    """Return the set of parties that may still accept one of sixty-four partial deals."""
    yes = ZERO
    for k in range(asked.size):
        yes |= ((accepting[k] >> np.uint64(place)) & ONE) << np.uint64(asked[k])
    return yes


@part
def fill_least(game: Any, j: Any, depth: Any, pivot_level: Any, least: Any) -> Any:
    """Fill what a partial deal must be worth before a level is added; return what the level is worth to all."""
    parties, gain = game.asked.size, 0.0
    for k in range(parties):
        own = game.gains[j * parties + k]
        limit = game.loosest[k] if pivot_level < 0 else game.limits[pivot_level * parties + k]
        least[k] = limit - game.rest[(depth + 1) * parties + k] - own
        gain += own
    return gain


@part
def add_issue(
    depth: Any, entries: Any, kept: Any, candidates: Any, bounds: Any, game: Any, rules: Any, consent: Any, merging: Any
) -> Any:
    """Add every level of an issue to every partial deal that can reach the zone with it.

    Return how many candidates there are; those of a level are a run, in the order of what they were made of.
    """
    worths, sums, numbers, fits, crossed = entries
    origins, levels, candidate_sums, candidate_numbers = candidates
    asked, (standing, firm, needed) = game.asked, consent
    groups, quotas, vetoes, triggers = rules.groups, rules.quotas, rules.vetoes, rules.triggers
    accepting, least = np.zeros(asked.size + 1, np.uint64), np.empty(asked.size, np.float32)
    first, end = merging.starts[depth], merging.starts[depth + 1]
    with_pivot = rules.pivots.size > 0 and depth == merging.starts.size - 2
    certain, count = merging.certain[depth + 1], np.int64(0)
    for j in range(first, end):
        gain = fill_least(game, j, depth, j - first if with_pivot else -1, least)
        number, own_fits, own_crossed = rules.numbers[merging.levels[j]], game.fits[j], game.crossed[j]
        bounds[j - first] = count
        for word in range((kept + WIDTH - 1) // WIDTH):
            left = accepting_in(word, worths, least, asked, needed, accepting) & entries_in(word, kept)
            while left != ZERO:
                place: Any = first_in(left)
                left &= left - ONE
                i = word * WIDTH + place
                if standing != ZERO:
                    fitted = fits[i] & own_fits & certain
                    yes = yeses(accepting, asked, place) & ~(crossed[i] | own_crossed)
                    yes &= ~refusers(fitted, firm, rules.bundle_parties)
                    if not may_pass(yes, fitted, standing, groups, quotas, vetoes, triggers):
                        continue
                origins[count], levels[count] = i, j
                candidate_sums[count], candidate_numbers[count] = sums[i] + gain, numbers[i] + number
                count += 1
    bounds[end - first] = count
    return count


@part
def fill_worth(worths: Any, i: Any, gains: Any, j: Any, worth: Any) -> None:
    """Fill what a partial deal is worth with one more level."""
    parties = worth.size
    first = i // WIDTH * parties * WIDTH + i % WIDTH
    for k in range(parties):
        worth[k] = worths[first + k * WIDTH] + gains[j * parties + k]


@part
def discount(worth: Any, asked: Any, holds_at: Any, thresholds: Any, setbacks: Any, level: Any) -> Any:
    """Turn what a deal is worth into what it is worth as it may not hold; return the sum."""
    total = 0.0
    for k in range(worth.size):
        p = asked[k]
        worth[k] = effective(worth[k], holds_at[p, level], thresholds[p] - setbacks[p, level])
        total += worth[k]
    return total


@part
def filter_issue(
    order: Any,
    count: Any,
    depth: Any,
    entries: Any,
    candidates: Any,
    into: Any,
    game: Any,
    worlds: Any,
    w: Any,
    rules: Any,
    merging: Any,
) -> Any:
    """Keep the candidates that no other dominates, taken in order; return how many are kept."""
    worths = entries.worths
    origins, levels, sums, numbers = candidates
    kept_worths, kept_sums, kept_numbers, kept_fits, kept_crossed = into
    asked, gains = game.asked, game.gains
    holds_at, thresholds, setbacks = worlds.holds[w], worlds.thresholds[w], worlds.setbacks[w]
    last, kept = depth == merging.starts.size - 2, np.int64(0)
    pivoted = last and rules.pivots.size > 0
    worth = np.empty(asked.size, np.float32)
    fits, crossed = ~ZERO, ~ZERO
    for place in range(count):
        c = order[place]
        i, j = origins[c], levels[c]
        fill_worth(worths, i, gains, j, worth)
        if pivoted:
            discount(worth, asked, holds_at, thresholds, setbacks, j - merging.starts[depth])
        if not last:
            fits, crossed = entries.fits[i] & game.fits[j], entries.crossed[i] | game.crossed[j]
        if not dominated(worth, fits, crossed, kept, kept_worths, kept_fits, kept_crossed):
            keep(worth, kept, kept_worths)
            kept_sums[kept], kept_numbers[kept] = sums[c], numbers[c]
            kept_fits[kept], kept_crossed[kept] = fits, crossed
            kept += 1
    return kept


@part
def sums_with_hold(
    count: Any, depth: Any, entries: Any, candidates: Any, game: Any, worlds: Any, w: Any, merging: Any
) -> None:
    """Put the sum of what a candidate is worth as it may not hold in place of its sum."""
    worth = np.empty(game.asked.size, np.float32)
    holds_at, thresholds, setbacks = worlds.holds[w], worlds.thresholds[w], worlds.setbacks[w]
    for c in range(count):
        j = candidates.levels[c]
        fill_worth(entries.worths, candidates.origins[c], game.gains, j, worth)
        candidates.sums[c] = discount(worth, game.asked, holds_at, thresholds, setbacks, j - merging.starts[depth])
