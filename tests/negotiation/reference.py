"""One negotiation in one world, written as the rules say it and as slowly as need be: whole numbers, every deal.

It shares no code with the ensemble: utilities of all deals, who clears which lines, and whose yes a deal needs come
from the oracle of the zone.
"""

import math
from typing import NamedTuple

import numpy as np
from kernels.oracle import clears, members, triggered, utilities


class Round(NamedTuple):
    """What happened in one round."""

    speaker: int
    offer: int
    """Number of the deal on the table; -1 where the speaker has walked."""
    yes: frozenset[int]
    struck: bool


class World(NamedTuple):
    """One world: what every deal is worth to everybody, and whose yes it needs."""

    worth: np.ndarray
    """Whole millionths; shape ``(parties, deals)``."""
    clear: np.ndarray
    """Whether a deal crosses none of a party's firm lines; shape ``(parties, deals)``."""
    no_deal: list[int]
    exponents: list[float]
    rules: list[tuple[set[int], int, set[int], np.ndarray]]
    """Of every rule that stands: the parties asked, the quota, the vetoes, and the deals that trigger it."""


def world_of(worlds, rules, w):
    """Return one of some built worlds."""
    arrays = worlds.arrays
    one = type(arrays)(*(part[w : w + 1] for part in arrays))
    parties = arrays.gains.shape[1]
    standing = members(arrays.active_rules[w], len(rules.quotas))
    asked, vetoes = members(rules.groups, parties), members(rules.vetoes, parties)
    concerned = triggered(rules)
    return World(
        worth=utilities(one, rules)[0],
        clear=clears(one, rules)[0],
        no_deal=[int(x) for x in arrays.thresholds[w]],
        exponents=[float(concession.exponents[w]) for concession in worlds.concessions.values()],
        rules=[
            (set(np.flatnonzero(asked[r])), int(quota), set(np.flatnonzero(vetoes[r])), concerned[:, r])
            for r, quota in enumerate(rules.quotas)
            if standing[r]
        ],
    )


def aspiration(no_deal, best, exponent, t):
    return math.floor(no_deal + (best - no_deal) * (1 - t**exponent) + 0.5)


def negotiate(world, pictured, order, rounds):
    """Play the talks of one world; ``pictured[q]`` is what every deal is believed to be worth to party ``q``."""
    parties = range(len(world.no_deal))
    best = {p: max((int(u) for u in world.worth[p][world.clear[p]]), default=None) for p in parties}
    seated = [p for p in parties if best[p] is not None and best[p] >= world.no_deal[p]]
    for r in range(1, rounds + 1):
        t = (r - 1) / (rounds - 1)
        wants = {p: aspiration(world.no_deal[p], best[p], world.exponents[p], t) for p in seated}
        speaker = order[(r - 1) % len(order)]
        if speaker not in seated:
            yield Round(speaker, -1, frozenset(), struck=False)
            continue
        others = sum(pictured[q] for q in parties if q != speaker) + np.zeros_like(world.worth[speaker])
        possible = np.flatnonzero(world.clear[speaker] & (world.worth[speaker] >= wants[speaker]))
        offer = min(possible, key=lambda d: (-others[d], d))
        yes = frozenset(p for p in seated if world.clear[p][offer] and world.worth[p][offer] >= wants[p])
        struck = all(
            not triggered[offer] or (len(asked & yes) >= quota and vetoes <= yes)
            for asked, quota, vetoes, triggered in world.rules
        )
        yield Round(speaker, int(offer), yes, struck)
        if struck:
            return
