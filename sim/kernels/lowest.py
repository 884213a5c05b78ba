"""The lowest-numbered deal of the zone that is worth enough to everybody asked: depth first, in the order of numbers.

Issues are chosen one after another, levels by rising share of the deal's number, and the last few issues at once: their
combinations are **columns**, sixty-four of which are one comparison a party. A branch ends where

* no deal of it has a lower number than the one found so far (in the order of numbers: as soon as one is found);
* some party cannot get there: what is chosen, and the best of every issue to come, is worth less to it than it must be;
* a firm line that must be kept is crossed;
* the zone is out of reach (:mod:`sim.kernels.reach`).

What hangs on the pivot level changes only what a deal must be worth, so the pivot issue is the first.
"""

from typing import Any

import numpy as np

from sim.kernels.aims import Aim
from sim.kernels.bits import ONE, ZERO
from sim.kernels.jit import part
from sim.kernels.reach import may_pass, refusers
from sim.kernels.search_rooms import Room
from sim.kernels.searching import Search
from sim.kernels.words import WIDTH, acceptable_in, first_in

NOWHERE = 2**62
"""Above every number."""


@part
def step(
    worths: Any, before: Any, gains: Any, gain: Any, rest: Any, to_come: Any, least: Any, first: Any, parties: Any
) -> Any:
    """Fill what a branch is worth with one more level; tell whether all asked can still get what they must."""
    reached = True
    for k in range(parties):
        worth = worths[before + k] + gains[gain + k]
        worths[before + parties + k] = worth
        reached &= worth + rest[to_come + k] >= least[first + k]
    return reached


@part
def accepting(worths: Any, at: Any, more: Any, place: Any, stride: Any, enough: Any, first: Any, asked: Any) -> Any:
    """Return the set of parties that accept what they have and get; what they get is one entry a stride."""
    yes = ZERO
    for k in range(asked.size):
        yes |= np.uint64(worths[at + k] + more[place + k * stride] >= enough[first + k]) << np.uint64(asked[k])
    return yes


@part
def in_zone(
    yes: Any,
    clear: Any,
    fitted: Any,
    kept: Any,
    firm: Any,
    bundle_parties: Any,
    standing: Any,
    groups: Any,
    quotas: Any,
    vetoes: Any,
    triggers: Any,
) -> Any:
    """Tell whether the lines to be kept are, and those who accept and cross no line satisfy every rule triggered."""
    clear &= ~refusers(fitted, firm, bundle_parties)
    return kept & ~clear == ZERO and may_pass(yes & clear, fitted, standing, groups, quotas, vetoes, triggers)


@part
def as_good_in(
    sums: Any, word: Any, width: Any, worths: Any, at: Any, least: Any, more: Any, first: Any, parties: Any
) -> Any:
    """Return which of sixty-four columns are worth enough to everybody, and more than that to somebody."""
    good, better = ~ZERO, ZERO
    for k in range(parties):
        place = k * width + word * WIDTH
        good &= acceptable_in(sums, place, least[first + k] - worths[at + k])
        if good == ZERO:
            return ZERO
        better |= acceptable_in(sums, place, more[first + k] - worths[at + k])
    return good & better


@part
def some_as_good(sums: Any, width: Any, worths: Any, at: Any, least: Any, more: Any, first: Any, parties: Any) -> Any:
    """Tell whether any column is worth enough to everybody, and more than that to somebody."""
    for word in range(width // WIDTH):
        if as_good_in(sums, word, width, worths, at, least, more, first, parties) != ZERO:
            return True
    return False


@part
def column_clear(allowed: Any, levels: Any, column: Any) -> Any:
    """Return the set of parties that the levels of a column let pass."""
    clear = ~ZERO
    for i in range(levels.shape[1]):
        clear &= allowed[levels[column, i]]
    return clear


@part
def best_column(
    depth: Any, best: Any, first: Any, allowed: Any, rules: Any, search: Search, aim: Aim, room: Room
) -> Any:
    """Return the lowest number found so far, columns of this row taken into account."""
    asked, least, more, enough, kept, standing, firm = aim
    groups, quotas, vetoes, triggers, bundle_parties = rules[:5]
    sums, worths, shares = room.sums, room.worths, search.column_shares
    at, width = depth * asked.size, (shares.size + WIDTH - 1) // WIDTH * WIDTH
    for word in range(width // WIDTH):
        good = as_good_in(sums, word, width, worths, at, least, more, first, asked.size)
        while good != ZERO:
            column = word * WIDTH + first_in(good)
            good &= good - ONE
            number = room.numbers[depth] + shares[column]
            if number < best:
                fitted = room.fits[depth] & search.column_fits[column]
                clear = room.clear[depth] & column_clear(allowed, search.column_levels, column)
                yes = accepting(worths, at, sums, column, width, enough, first, asked)
                if in_zone(yes, clear, fitted, kept, firm, bundle_parties, standing, groups, quotas, vetoes, triggers):
                    best = number
    return best


@part
def lowest_number(worlds: Any, rules: Any, search: Search, w: Any, aim: Aim, room: Room) -> Any:
    """Return the lowest number of all deals that are what is looked for; above every number where there is none."""
    asked, must, more, enough, kept, standing, firm = aim
    gains, rest, worths, places, numbers = room.gains, room.rest, room.worths, room.places, room.numbers
    fits, clears, weighted, totals, total_rest = room.fits, room.clear, room.weighted, room.totals, room.weighted_rest
    levels, shares, starts, certain, least = search.levels, search.shares, search.starts, search.certain, search.least
    groups, quotas, vetoes, triggers, bundle_parties = rules[:5]
    allowed, patterns, bars = worlds.allowed[w], rules.patterns, room.bars
    sums, width = room.sums, (search.column_shares.size + WIDTH - 1) // WIDTH * WIDTH
    parties, rows, pivots = asked.size, starts.size - 1 - search.columns.size, rules.pivots
    for k in range(parties):
        worths[k] = 0
    numbers[0], fits[0], clears[0], places[0], totals[0] = 0, ~ZERO, ~ZERO, 0, 0
    best, depth, v = np.int64(NOWHERE), np.int64(0), np.int64(0)
    while depth >= 0:
        place, deeper = places[depth], depth + 1
        if place == starts[deeper] or numbers[depth] + shares[place] + least[deeper] >= best:
            depth -= 1
            continue
        places[depth], level = place + 1, levels[place]
        v = level - rules.offsets[pivots[0]] if depth == 0 and pivots.size > 0 else v
        at, first = deeper * parties, v * parties
        totals[deeper] = totals[depth] + weighted[place]
        reached = totals[deeper] + total_rest[deeper] >= bars[v]
        if not (reached and step(worths, at - parties, gains, place * parties, rest, at, must, first, parties)):
            continue
        fits[deeper], clears[deeper] = fits[depth] & patterns[level], clears[depth] & allowed[level]
        yes, fitted = accepting(worths, at, rest, at, 1, enough, first, asked), fits[deeper] & certain[deeper]
        if in_zone(yes, clears[deeper], fitted, kept, firm, bundle_parties, standing, groups, quotas, vetoes, triggers):
            numbers[deeper] = numbers[depth] + shares[place]
            if deeper < rows:
                depth, places[deeper] = deeper, starts[deeper]
            elif some_as_good(sums, width, worths, at, must, more, first, parties):
                best = best_column(deeper, best, first, allowed, rules, search, aim, room)
    return best
