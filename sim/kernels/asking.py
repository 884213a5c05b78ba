"""Who is asked, sixty-four deals at a time: all of some lanes, and a quota of others.

A **lane** is a list of numbers, one lane after another in a flat array, ``step`` apart; an entry passes a lane iff it is
at least the lane's limit.
"""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.jit import compiled
from sim.kernels.words import acceptable_in, members_in


class Asked(NamedTuple):
    """Who is asked, by lane."""

    counts: Any
    """How many lanes are needed, and how many rules are left to a quota; shape ``(2,)``."""
    needed: Any
    """Lanes that an entry must pass; shape ``(lanes,)``, the first of them used."""
    members: Any
    """Lanes of which some must be passed, rule after rule; shape ``(rules * parties,)``."""
    ends: Any
    """Where each rule's members end; shape ``(rules,)``."""
    quotas: Any
    """How many of them must be passed; shape ``(rules,)``."""
    reached: Any
    """Room for the entries that pass so many of a rule's members; shape ``(parties + 1,)``."""


@compiled
def room_for_asked(rules: Any, parties: Any) -> Any:
    """Return nobody, with room for all."""
    count = rules.groups.size
    return Asked(
        counts=np.zeros(2, np.int64),
        needed=np.zeros(parties, np.int64),
        members=np.zeros(count * parties, np.int64),
        ends=np.zeros(count, np.int64),
        quotas=np.zeros(count, np.int64),
        reached=np.zeros(parties + 1, np.uint64),
    )


@compiled
def ask(rules: Any, needed: Any, quotas: Any, refusing: Any, lanes: Any, asked: Any) -> None:
    """Fill who is asked: each needed party in its own lane, each other player in the lane given for it, if any.

    A quota asks those of its group who neither refuse nor are needed anyway; the needed ones count as found.
    """
    count = 0
    for p in range(lanes.size):
        if holds(needed, p) or lanes[p] >= 0:
            asked.needed[count] = p if holds(needed, p) else lanes[p]
            count += 1
    rule_count, end = 0, 0
    for rule in range(rules.groups.size):
        if holds(quotas, rule):
            for p in range(lanes.size):
                if holds(rules.groups[rule] & ~refusing & ~needed, p):
                    asked.members[end] = p
                    end += 1
            asked.ends[rule_count] = end
            asked.quotas[rule_count] = rules.quotas[rule] - members_in(rules.groups[rule] & needed)
            rule_count += 1
    asked.counts[0], asked.counts[1] = count, rule_count


@compiled
def passing_in(values: Any, step: Any, first: Any, limits: Any, needed: Any, count: Any) -> Any:
    """Return which of 64 entries pass all lanes needed."""
    word = ~ZERO
    for k in range(count):
        lane = needed[k]
        word &= acceptable_in(values, lane * step + first, limits[lane])
    return word


@compiled
def enough_in(values: Any, step: Any, first: Any, limits: Any, asked: Any) -> Any:
    """Return which of 64 entries pass as many members' lanes as every quota says.

    ``reached[k]`` holds the entries that passed ``k`` members so far; each member moves those it is passed by one up.
    """
    word, start = ~ZERO, 0
    for rule in range(asked.counts[1]):
        quota = asked.quotas[rule]
        asked.reached[: quota + 1] = ZERO
        asked.reached[0] = ~ZERO
        for place in range(start, asked.ends[rule]):
            lane = asked.members[place]
            passed = acceptable_in(values, lane * step + first, limits[lane])
            for k in range(quota, 0, -1):
                asked.reached[k] |= asked.reached[k - 1] & passed
        word &= asked.reached[quota]
        start = asked.ends[rule]
    return word
