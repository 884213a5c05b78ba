"""What is still within reach: may the zone hold a deal of which only some levels are chosen?

Let ``f`` be the levels chosen so far. No deal with them is worth more to party ``p`` than what they are worth and the
best of every issue to come, so ``p`` may still accept one only if that is enough and none of its lines is crossed yet.
A pattern that ``f`` and every level to come fit is fitted by every deal with ``f``: its rules are surely triggered.
If a rule that is triggered for certain would fail even with the yes of all who may still accept, no deal with ``f`` is
in the zone. Once every issue has its level, nothing is left to come, and the test *is* the zone's.

The gains of those asked stand side by side, party after party within a level, levels in the order they are chosen in.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from sim.kernels.bits import ONE, ZERO, holds, member
from sim.kernels.holding import fill_limits
from sim.kernels.jit import part
from sim.kernels.words import first_in, members_in


def to_come(of_issues: Iterable[int], fold: Callable[[int, int], int], nothing: int) -> list[int]:
    """Return what the issues still to come amount to, by how many are chosen; one entry more than issues.

    >>> to_come([2, 3, 4], int.__add__, 0)
    [9, 7, 4, 0]
    """
    amounts = [nothing]
    for own in reversed(list(of_issues)):
        amounts.append(fold(amounts[-1], int(own)))
    return amounts[::-1]


def certain_to_come(patterns: Any, spans: list[Any]) -> Any:
    """Return which patterns all levels of the issues to come fit, by how many are chosen; shape ``(issues + 1,)``."""
    fits = (np.bitwise_and.reduce(patterns[span]) for span in spans)
    return np.array(to_come(fits, int.__and__, 2**64 - 1), np.uint64)


@part
def players(standing: Any, groups: Any) -> Any:
    """Return the set of parties that some standing rule asks."""
    asked = ZERO
    for rule in range(groups.size):
        if holds(standing, rule):
            asked |= groups[rule]
    return asked


@part
def fill_members(members: Any, numbers: Any) -> Any:
    """Fill the members of a set, in their order; return how many there are."""
    count = 0
    while members != ZERO:
        numbers[count] = first_in(members)
        members &= members - ONE
        count += 1
    return count


@part
def fill_gains(world_gains: Any, asked: Any, levels: Any, gains: Any) -> None:
    """Fill the gains of those asked."""
    parties = asked.size
    for k in range(parties):
        own = world_gains[asked[k]]
        for j in range(levels.size):
            gains[j * parties + k] = own[levels[j]]


@part
def fill_rest(gains: Any, starts: Any, parties: Any, rest: Any) -> None:
    """Fill what is still to come at best, by how many issues are chosen."""
    issues = starts.size - 1
    for k in range(parties):
        rest[issues * parties + k] = 0
        for i in range(issues - 1, -1, -1):
            best = gains[starts[i] * parties + k]
            for j in range(starts[i] + 1, starts[i + 1]):
                best = max(best, gains[j * parties + k])
            rest[i * parties + k] = rest[(i + 1) * parties + k] + best


@part
def fill_enough(worlds: Any, w: Any, asked: Any, by_pivot: Any, enough: Any) -> None:
    """Fill what a deal must be worth for those asked to accept it, by cell."""
    thresholds, parties = worlds.thresholds[w], asked.size
    if worlds.holds.shape[2] == 0:
        for k in range(parties):
            enough[k] = thresholds[asked[k]]
        return
    for k in range(parties):
        fill_limits(worlds, w, asked[k], by_pivot)
        for v in range(by_pivot.size):
            enough[v * parties + k] = by_pivot[v]


@part
def refusers(fitted: Any, firm: Any, bundle_parties: Any) -> Any:
    """Return the set of parties that refuse a firm bundle among the patterns that are fitted."""
    refused = ZERO
    crossed = fitted & firm
    while crossed != ZERO:
        refused |= member(bundle_parties[first_in(crossed)])
        crossed &= crossed - ONE
    return refused


@part
def may_pass(yes: Any, fitted: Any, standing: Any, groups: Any, quotas: Any, vetoes: Any, triggers: Any) -> Any:
    """Tell whether these yeses satisfy every standing rule that the patterns fitted for certain trigger."""
    for rule in range(groups.size):
        if holds(standing, rule) and fitted & triggers[rule] != ZERO:
            agreed = yes & groups[rule]
            if agreed & vetoes[rule] != vetoes[rule] or members_in(agreed) < quotas[rule]:
                return False
    return True


@part
def always_needed(fitted: Any, standing: Any, groups: Any, quotas: Any, vetoes: Any, triggers: Any) -> Any:
    """Return the set of parties whose yes the rules triggered for certain cannot do without."""
    needed = ZERO
    for rule in range(groups.size):
        if holds(standing, rule) and fitted & triggers[rule] != ZERO:
            needed |= vetoes[rule]
            if members_in(groups[rule]) == quotas[rule]:
                needed |= groups[rule]
    return needed
