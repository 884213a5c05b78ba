"""What coalitions settle apart, in every world of a block, and whether smaller ones within them would break off.

A coalition settles every issue that it controls (see :mod:`sim.engine.controlling`), by the rules of a side deal. Its
deal **holds** in a world iff no smaller coalition of its members has a deal, on all that this one controls, that gives
each of its own members strictly more. What one party could do alone is part of going on, and of what it expects of it:
a coalition is of two or more.

Source: the core, D. B. Gillies, "Solutions to general non-zero-sum games", in Contributions to the Theory of Games IV
(Annals of Mathematics Studies 40, Princeton, 1959), 47-85; without transfers, R. J. Aumann, "The core of a cooperative
game without side payments", Transactions of the American Mathematical Society 98 (1961), 539-552. That only members
of a coalition break off, with nobody from outside: D. Ray, R. Vohra, "Equilibrium binding agreements", Journal of
Economic Theory 73 (1997), 30-78; unlike there, what breaks off is not asked in turn whether it would hold.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.arrays import Mask
from sim.engine.controlling import controlled
from sim.engine.siding import Between, Ground, Sided, Struck, game_of, ground_of, struck, zone_with
from sim.engine.tasks import Block, Task
from sim.zones import existence

Coalition = tuple[str, ...]
"""Its members, in the file's order."""
Controls = Bool[np.ndarray, "draws issues"]


class Coalesced(NamedTuple):
    """What every coalition settles apart in some worlds."""

    controls: Bool[np.ndarray, "draws coalitions issues"]
    """Which issues it controls."""
    made: Bool[np.ndarray, "draws coalitions"]
    """Whether it finds a deal on these that leaves each of its members more."""
    levels: Int64[np.ndarray, "draws coalitions issues"]
    """Places on the joint axis of the levels of its deal, the one with the largest product of gains; -1 for none."""
    gains: Float64[np.ndarray, "draws coalitions parties"]
    """What that deal is worth to everybody beyond going on without it; 0 where none is made."""
    holds: Bool[np.ndarray, "draws coalitions"]
    """Whether it is made, and no smaller coalition breaks off."""
    zone_before: Mask
    """Whether a settlement has every consent it needs if all go on."""
    zone_after: Bool[np.ndarray, "draws coalitions"]
    """Whether one still has after the coalition's deal."""

    def of(self, coalition: int) -> Sided:
        """Return one coalition's deal as a side deal."""
        made, levels, gains, after = (x[:, coalition] for x in (self.made, self.levels, self.gains, self.zone_after))
        return Sided(made, levels, gains, self.zone_before, after)


def coalesced_in(asked: tuple[Task, Sequence[Coalition]], block: Block) -> Coalesced:
    """Draw a block of worlds, and let every coalition make its deal."""
    task, coalitions = asked
    worlds, ground = ground_of(task, block)
    numbers = {party: p for p, party in enumerate(task.case.parties)}
    members = [tuple(numbers[party] for party in coalition) for coalition in coalitions]
    controls = [controlled(task.case, worlds.consents, coalition) for coalition in coalitions]
    found = [apart(ground, own, control) for own, control in zip(members, controls, strict=True)]
    zone = existence(ground.arrays, ground.rules).in_zone
    holds = []
    for own, deal in zip(members, found, strict=True):
        held = deal.made.copy()
        for smaller, control in zip(members, controls, strict=True):
            if set(smaller) < set(own):
                held[held] = ~breaks_off(ground.where(held), smaller, control[held], deal.surpluses[held])
        holds.append(held)
    after = [zone_with(ground, deal, zone) for deal in found]
    made, levels, gains, _ = (np.stack(columns, axis=1) for columns in zip(*found, strict=True))
    return Coalesced(
        np.stack(controls, axis=1), made, levels, gains, np.stack(holds, axis=1), zone, np.stack(after, axis=1)
    )


def alike(controls: Controls) -> Iterator[tuple[Mask, tuple[int, ...]]]:
    """Go through the worlds in which the same issues are controlled, one or more, with these."""
    for kind in np.unique(controls, axis=0):
        if kind.any():
            yield (controls == kind).all(axis=1), tuple(int(issue) for issue in np.flatnonzero(kind))


def apart(ground: Ground, members: tuple[int, ...], controls: Controls) -> Struck:
    """Return the deal of a coalition on the issues that it controls, -1 as the levels of all others."""
    draws, parties, issues = ground.expected.shape
    found = Struck(
        made=np.zeros(draws, np.bool_),
        levels=np.full((draws, issues), -1),
        gains=np.zeros((draws, parties)),
        surpluses=np.zeros((draws, parties)),
    )
    for worlds, own in alike(controls):
        deal = struck(ground.where(worlds), Between(members, own), np.zeros((int(worlds.sum()), parties)))
        found.made[worlds], found.gains[worlds], found.surpluses[worlds] = deal.made, deal.gains, deal.surpluses
        found.levels[np.flatnonzero(worlds)[:, None], list(own)] = np.where(deal.made[:, None], deal.levels, -1)
    return found


def breaks_off(
    ground: Ground,
    members: tuple[int, ...],
    controls: Controls,
    surpluses: Float64[np.ndarray, "draws parties"],
) -> Mask:
    """Tell where a coalition has a deal of its own that leaves each of its members more, by a millionth at least."""
    found = np.zeros(len(surpluses), np.bool_)
    for worlds, own in alike(controls):
        game, rules = game_of(ground.where(worlds), Between(members, own), np.zeros_like(surpluses[worlds]))
        wanted = (game.thresholds + surpluses[worlds] + 1).astype(np.float32)
        found[worlds] = existence(game._replace(thresholds=wanted), rules).in_zone
    return found
