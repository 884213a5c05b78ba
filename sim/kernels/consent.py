"""Consent in words of sixty-four deals: which deals have every yes they need, and which lack a single one.

A rule asks that each of its vetoes accept and that its quota be reached. Where the quota is the whole group, its
members are asked one by one like vetoes. So with ``needed_p`` the deals that trigger a standing rule asking for ``p``
itself, and ``short_r`` the deals that trigger rule ``r`` and have fewer yeses than its quota, the zone is

    no ``p`` with ``needed_p & ~yes_p``, and no ``r`` with ``short_r``.

A party alone keeps a deal out iff its yes would bring it in: nobody else that is needed refuses, and every short rule
is one in which its own yes is the one that lacks.

**Counting.** The yeses to 64 deals are added bit by bit: plane ``k`` holds bit ``k`` of 64 sums. A sum that begins at
``2^B - quota`` passes ``2^B`` at the yes that reaches the quota, and ends at ``2^B - 1``, all planes set, where exactly
one lacks.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import ZERO, holds
from sim.kernels.jit import part
from sim.kernels.tiles import add_words, meet_words
from sim.kernels.words import members_in


def needed_by(rules: Any) -> Any:
    """Return the set of parties that each rule asks one by one; shape ``(rules,)``."""
    return np.where(counting(rules), rules.vetoes, rules.vetoes | rules.groups)


def counting(rules: Any) -> Any:
    """Tell which rules let some of their group refuse; shape ``(rules,)``."""
    return rules.quotas < np.bitwise_count(rules.groups)


@part
def fill_needed(active: Any, asked: Any, triggered: Any, needed: Any) -> None:
    """Fill for which deals of a tile each party is asked by itself under the standing rules."""
    needed[:] = ZERO
    for rule in range(asked.size):
        if holds(active, rule):
            for p in range(needed.shape[0]):
                if holds(asked[rule], p):
                    add_words(triggered[rule], needed[p])


@part
def add_refused(needed: Any, yes: Any, once: Any, twice: Any) -> None:
    """Add the deals that one more party refuses of which it is asked."""
    for row in range(once.size):
        refused = needed[row] & ~yes[row]
        twice[row] |= once[row] & refused
        once[row] |= refused


@part
def fill_refused(needed: Any, yes: Any, once: Any, twice: Any) -> None:
    """Fill the deals that some party refuses of which it is asked, and those that two or more do."""
    once[:] = ZERO
    twice[:] = ZERO
    for p in range(yes.shape[0]):
        add_refused(needed[p], yes[p], once, twice)


@part
def bits_for(quota: Any) -> Any:
    """Return the least ``B`` with ``2^B >= quota``."""
    bits = 0
    while (1 << bits) < quota:
        bits += 1
    return bits


@part
def add_bit(sums: Any, carry: Any) -> None:
    """Add what is carried to one bit of the sums; what it carries on is left."""
    for row in range(carry.size):
        bit, more = sums[row], carry[row]
        sums[row] = bit ^ more
        carry[row] = bit & more


@part
def fill_reached(group: Any, quota: Any, yes: Any, sums: Any, carry: Any, reached: Any) -> Any:
    """Fill which deals reach a quota; return how many bits the sums have."""
    bits = bits_for(quota)
    for k in range(bits):
        sums[k] = ~ZERO if (((1 << bits) - quota) >> k) & 1 else ZERO
    reached[:] = ~ZERO if quota <= 0 else ZERO
    for p in range(yes.shape[0]):
        if holds(group, p):
            carry[:] = yes[p]
            for k in range(bits):
                add_bit(sums[k], carry)
            add_words(carry, reached)
    return bits


@part
def keep_reached(
    rules: Any, counting: Any, triggered: Any, yes: Any, sums: Any, carry: Any, reached: Any, zone: Any
) -> None:
    """Keep in a zone the deals that reach the quota of every rule that they trigger, of the rules ``counting``."""
    for rule in range(rules.quotas.size):
        if holds(counting, rule):
            fill_reached(rules.groups[rule], rules.quotas[rule], yes, sums, carry, reached)
            keep_unless(triggered[rule], reached, zone)


@part
def keep_unless(needed: Any, yes: Any, zone: Any) -> None:
    """Keep in a zone the deals with a yes, and those that need none."""
    for row in range(zone.size):
        zone[row] &= yes[row] | ~needed[row]


@part
def fill_short(
    rules: Any, counting: Any, triggered: Any, yes: Any, sums: Any, carry: Any, short: Any, hopeless: Any
) -> None:
    """Fill which deals trigger a standing rule that counts and lack yeses, and which lack several.

    ``short`` and ``hopeless`` are filled for the rules in the set ``counting``; shape ``(rules, rows)``.
    """
    for rule in range(rules.quotas.size):
        if not holds(counting, rule):
            continue
        lacking, several, concerned = short[rule], hopeless[rule], triggered[rule]
        bits = fill_reached(rules.groups[rule], rules.quotas[rule], yes, sums, carry, lacking)
        carry[:] = ~ZERO
        for k in range(bits):
            meet_words(sums[k], carry)
        for row in range(carry.size):
            lacking[row] = concerned[row] & ~lacking[row]
            several[row] = lacking[row] & ~carry[row]


@part
def size_of(words: Any) -> Any:
    """Return how many deals some words hold."""
    size = 0
    for row in range(words.size):
        size += members_in(words[row])
    return size


@part
def fill_zone(real: Any, once: Any, counting: Any, short: Any, zone: Any) -> None:
    """Fill the zone of a tile. ``counting`` are the standing rules that count."""
    zone[:] = once
    for rule in range(short.shape[0]):
        if holds(counting, rule):
            add_words(short[rule], zone)
    for row in range(zone.size):
        zone[row] = real[row] & ~zone[row]


@part
def fill_stuck(needed: Any, yes: Any, once: Any, twice: Any, stuck: Any) -> None:
    """Fill the deals that others than a party refuse of whom they ask."""
    for row in range(stuck.size):
        stuck[row] = twice[row] | (once[row] & (yes[row] | ~needed[row]))


@part
def add_unmended(yes: Any, short: Any, hopeless: Any, stuck: Any) -> None:
    """Add the deals that lack yeses of a rule, a member of its group having said its own or not being the last."""
    for row in range(stuck.size):
        stuck[row] |= short[row] & (yes[row] | hopeless[row])


@part
def add_stuck(p: Any, counting: Any, groups: Any, yes: Any, short: Any, hopeless: Any, stuck: Any) -> None:
    """Add the deals that lack yeses of a rule which a party's own does not make up for."""
    for rule in range(groups.size):
        if holds(counting, rule):
            if holds(groups[rule], p):
                add_unmended(yes, short[rule], hopeless[rule], stuck)
            else:
                add_words(short[rule], stuck)


@part
def fill_sole(real: Any, zone: Any, stuck: Any, sole: Any) -> None:
    """Fill which deals a party alone keeps out: its yes would bring them in."""
    for row in range(sole.size):
        sole[row] = real[row] & ~zone[row] & ~stuck[row]
