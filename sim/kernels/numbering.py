"""Of equally good deals the lowest-numbered, sought digit by digit from the weightiest.

Can a deal with the digits fixed so far, and a lower digit here, reach the best merit? That is a search among fewer
levels; most such questions are settled by what one level adds to the largest terms of the other issues.
"""

from typing import Any

from sim.kernels.bits import ZERO
from sim.kernels.bounds import fill_floors, fill_rest, fill_tops
from sim.kernels.descent import next_block
from sim.kernels.improving import choose, keep, lay, refresh
from sim.kernels.jit import part
from sim.kernels.merits import merit
from sim.kernels.roots import enter, open_block


@part
def narrow(desk: Any, k: Any, digit: Any) -> Any:
    """Keep of an issue's levels those with a digit; tell whether there are any."""
    depth, stride, radix = desk.digit_depths[k], desk.strides[k], desk.radices[k]
    first, count = desk.first[depth], 0
    for j in range(first, first + desk.counts[depth]):
        level = desk.level_at[j]
        if desk.place_numbers[level] // stride % radix == digit:
            desk.level_at[first + count] = level
            count += 1
    desk.counts[depth] = count
    fill_tops(desk, depth)
    return count > 0


@part
def matches(desk: Any) -> Any:
    """Search the levels at hand for a deal as good as the best, of lower number; keep it and tell whether there is."""
    if not fill_floors(desk):
        return False
    every = open_block(desk)
    word = next_block(desk, every)
    while word != ZERO:
        while word != ZERO:
            word = choose(desk, word)
            share, parts = merit(desk)
            if share * desk.best_parts >= desk.best_share * parts:
                keep(desk)
                return True
        word = next_block(desk, every)
    return False


@part
def is_open(desk: Any, k: Any, digit: Any) -> Any:
    """Tell whether some level with a digit adds enough."""
    depth, width = desk.digit_depths[k], desk.targets.size
    for j in range(desk.first[depth], desk.first[depth] + desk.counts[depth]):
        level = desk.level_at[j]
        if desk.place_numbers[level] // desk.strides[k] % desk.radices[k] == digit:
            enough = True
            for lane in range(width):
                enough &= desk.lanes[level * width + lane] >= desk.rest[lane]
            if enough:
                return True
    return False


@part
def lower_digit(desk: Any, k: Any) -> None:
    """Lower one digit of the best deal as far as it goes, the weightier ones as they are."""
    depth = desk.digit_depths[k]
    first, count = desk.first[depth], desk.counts[depth]
    fill_rest(desk, depth)
    for digit in range(desk.best_number // desk.strides[k] % desk.radices[k]):
        if is_open(desk, k, digit):
            for j in range(count):
                desk.spare[j] = desk.level_at[first + j]
            found = narrow(desk, k, digit) and matches(desk)
            for j in range(count):
                desk.level_at[first + j] = desk.spare[j]
            desk.counts[depth] = count
            if found:
                return


@part
def lower(desk: Any) -> None:
    """Lower the number of the best deal within the root at hand, digit by digit from the weightiest."""
    for k in range(desk.strides.size):
        lower_digit(desk, k)
        if not narrow(desk, k, desk.best_number // desk.strides[k] % desk.radices[k]):
            return


@part
def lower_roots(desk: Any, count: Any) -> None:
    """Lower the number of the best deal over all roots; a sole one that has been laid out needs new floors alone."""
    desk.over = 0
    if count == 1 and desk.laid == 1:
        if refresh(desk):
            lower(desk)
        return
    for root in range(count):
        if enter(desk, root) and lay(desk):
            lower(desk)
