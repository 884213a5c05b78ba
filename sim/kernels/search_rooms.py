"""Where the search for the lowest number is done, and what it needs of one world."""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.aims import Aim
from sim.kernels.halves import fill_sums
from sim.kernels.jit import part
from sim.kernels.reach import fill_gains, fill_rest
from sim.kernels.searching import Search
from sim.kernels.weighing import fill_weights
from sim.kernels.words import WIDTH


class Room(NamedTuple):
    """Where a search is done."""

    gains: Any
    """Gains of those asked, the parties of a level side by side; shape ``(levels * parties,)``."""
    rest: Any
    """What is still to come at best, by how many issues are chosen; shape ``((issues + 1) * parties,)``."""
    sums: Any
    """Worth of every column to each party; shape ``(parties * columns in words,)``."""
    worths: Any
    """Worth of what is chosen so far to each party; shape ``((issues + 1) * parties,)``."""
    places: Any
    """Which level is tried next; shape ``(issues + 1,)``."""
    numbers: Any
    """Share of the number of what is chosen so far; shape ``(issues + 1,)``."""
    fits: Any
    """Set of the patterns it fits; shape ``(issues + 1,)``."""
    clear: Any
    """Set of the parties no firm line of which it crosses; shape ``(issues + 1,)``."""
    weights: Any
    """Weight of each party asked in the sum that ends a branch; shape ``(parties,)``."""
    tries: Any
    """Weights that are tried, and worths to the parties met on the way; shape ``(2 * parties,)``."""
    weighted: Any
    """Weighted sum of the gains of a level, float64; shape ``(levels,)``."""
    weighted_rest: Any
    """Weighted sum still to come at best; shape ``(issues + 1,)``."""
    totals: Any
    """Weighted sum of what is chosen so far; shape ``(issues + 1,)``."""
    bars: Any
    """What the weighted sum must be, by cell; shape ``(cells,)``."""


@part
def room_for_search(search: Search, parties: Any, pivots: Any) -> Any:
    """Return room to search in."""
    issues, width = search.starts.size, (search.column_shares.size + WIDTH - 1) // WIDTH * WIDTH
    sums = np.empty(width * parties, np.float32)
    for place in range(sums.size):
        sums[place] = -np.inf
    return Room(
        np.empty(search.levels.size * parties, np.float32),
        np.empty(issues * parties, np.float32),
        sums,
        np.empty(issues * parties, np.float32),
        np.empty(issues, np.int64),
        np.empty(issues, np.int64),
        np.empty(issues, np.uint64),
        np.empty(issues, np.uint64),
        np.empty(parties, np.float64),
        np.empty(2 * parties, np.float64),
        np.empty(search.levels.size, np.float64),
        np.empty(issues, np.float64),
        np.empty(issues, np.float64),
        np.empty(pivots, np.float64),
    )


@part
def fill_columns(world_gains: Any, offsets: Any, columns: Any, count: Any, asked: Any, sums: Any) -> None:
    """Fill the worth of all columns to each party."""
    width = (count + WIDTH - 1) // WIDTH * WIDTH
    for k in range(asked.size):
        fill_sums(world_gains[asked[k]], offsets, columns, sums[k * width : k * width + count])


@part
def fill_weighted(gains: Any, starts: Any, weights: Any, parties: Any, weighted: Any, rest: Any) -> None:
    """Fill the weighted sums of all gains, and what is still to come of them at best."""
    rest[starts.size - 1] = 0.0
    for i in range(starts.size - 2, -1, -1):
        best = -np.inf
        for j in range(starts[i], starts[i + 1]):
            total = 0.0
            for k in range(parties):
                total += weights[k] * gains[j * parties + k]
            weighted[j] = total
            best = max(best, total)
        rest[i] = rest[i + 1] + best


@part
def fill_bars(least: Any, more: Any, weights: Any, parties: Any, bars: Any) -> None:
    """Fill what the weighted sum of a deal must be: that of what it must be worth to all, and the least more to one."""
    for v in range(bars.size):
        bar, excess = 0.0, np.inf
        for k in range(parties):
            needed = np.float64(least[v * parties + k])
            bar += weights[k] * needed
            excess = min(excess, weights[k] * (more[v * parties + k] - needed))
        bars[v] = bar + excess


@part
def fill_room(worlds: Any, rules: Any, search: Search, w: Any, aim: Aim, own: Any, room: Room) -> None:
    """Fill all that a search in one world needs; the parties are weighed by what it takes with this pivot level.

    What is called here takes the arrays it needs and no more: handing on many costs more than filling them.
    """
    own_gains, asked, least, starts = worlds.gains[w], aim.asked, aim.least, search.starts
    gains, weights, parties = room.gains, room.weights, asked.size
    fill_gains(own_gains, asked, search.levels, gains)
    fill_rest(gains, starts, parties, room.rest)
    fill_columns(own_gains, rules.offsets, search.columns, search.column_shares.size, asked, room.sums)
    fill_weights(search.rounds, gains, starts, least, own * parties, weights, room.tries, parties)
    fill_weighted(gains, starts, weights, parties, room.weighted, room.weighted_rest)
    fill_bars(least, aim.more, weights, parties, room.bars)
