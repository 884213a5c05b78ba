"""Who is asked, sixty-four deals at a time: all of some lanes, and a quota of others.

A **lane** is a list of numbers, one lane after another in an array, ``step`` apart; an entry passes a lane iff it is at
least the lane's limit.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.jit import inlined, part
from sim.kernels.words import acceptable_in, members_in


class Asked(NamedTuple):
    """Who is asked, by lane."""

    counts: Any
    """How many lanes are needed, how many are asked at all, and how many rules are left to a quota; shape ``(3,)``."""
    lanes: Any
    """Lanes asked: first those that an entry must pass, then the others; shape ``(2 parties,)``."""
    members: Any
    """Lanes of which some must be passed, rule after rule; shape ``(rules * parties,)``."""
    ends: Any
    """Where each rule's members end; shape ``(rules,)``."""
    quotas: Any
    """How many of them must be passed; shape ``(rules,)``."""
    reached: Any
    """Room for the entries that pass so many of a rule's members; shape ``(parties + 1,)``."""


def room_for_asked(rules: int, parties: int) -> Asked:
    """Return nobody, with room for all."""
    return Asked(
        counts=np.zeros(3, np.int64),
        lanes=np.zeros(2 * parties, np.int64),
        members=np.zeros(rules * parties, np.int64),
        ends=np.zeros(rules, np.int64),
        quotas=np.zeros(rules, np.int64),
        reached=np.zeros(parties + 1, np.uint64),
    )


@part
def ask(rules: Any, needed: Any, quotas: Any, refusing: Any, plain: Any, asked: Any) -> None:
    """Fill who is asked: each needed party in its own lane, each other player in its plain one, if any.

    A quota asks those of its group who neither refuse nor are needed anyway; the needed ones count as found.
    """
    count = 0
    for p in range(plain.size):
        if holds(needed, p) or plain[p] >= 0:
            asked.lanes[count] = p if holds(needed, p) else plain[p]
            count += 1
    asked.counts[0] = asked.counts[1] = count
    asked.counts[2] = 0
    if quotas != ZERO:
        ask_quotas(rules, needed, quotas, refusing, asked)


@part
def ask_quotas(rules: Any, needed: Any, quotas: Any, refusing: Any, asked: Any) -> None:
    """Fill the members and quota of each rule that is left to a quota."""
    anyone, count, end = ZERO, 0, 0
    for rule in range(rules.groups.size):
        if holds(quotas, rule):
            others = rules.groups[rule] & ~refusing & ~needed
            anyone |= others
            for p in range(64):
                if holds(others, p):
                    asked.members[end] = p
                    end += 1
            asked.ends[count] = end
            asked.quotas[count] = rules.quotas[rule] - members_in(rules.groups[rule] & needed)
            count += 1
    asked.counts[2] = count
    for p in range(64):
        if holds(anyone, p):
            asked.lanes[asked.counts[1]] = p
            asked.counts[1] += 1


@inlined
def passing_in(values: Any, first: Any, step: Any, limits: Any, lanes: Any, count: Any) -> Any:
    """Return which of 64 entries pass all lanes needed."""
    word = ~ZERO
    for k in range(count):
        lane = lanes[k]
        word &= acceptable_in(values, lane * step + first, limits[lane])
    return word


@part
def enough_in(values: Any, first: Any, step: Any, limits: Any, asked: Any) -> Any:
    """Return which of 64 entries pass as many members' lanes as every quota says.

    ``reached[k]`` holds the entries that passed ``k`` members so far; each member moves those it is passed by one up.
    """
    members, reached = asked.members, asked.reached
    word, start = ~ZERO, 0
    for rule in range(asked.counts[2]):
        quota, end = asked.quotas[rule], asked.ends[rule]
        for k in range(1, quota + 1):
            reached[k] = ZERO
        reached[0] = ~ZERO
        for place in range(start, end):
            lane = members[place]
            passed = acceptable_in(values, lane * step + first, limits[lane])
            for k in range(quota, 0, -1):
                reached[k] |= reached[k - 1] & passed
        word &= reached[quota]
        start = end
    return word
