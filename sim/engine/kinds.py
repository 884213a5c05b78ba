"""Kinds of deals in every world: which kinds its zone holds, and what everybody makes of each kind's typical deal."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.deals import deals_of, places
from sim.draws import REPLICATES
from sim.engine.scoring import as_set, with_yes
from sim.engine.studies import Plan, task_of
from sim.engine.tasks import Block, Task
from sim.scenario import Case
from sim.worlds import Worlds
from sim.zones import accepts, consented_to, surplus_at, tally, zone_deals
from sim.zones.parts import among

Kinds = Int64[np.ndarray, " deals"]
"""The kind of each deal of the space, -1 where it is of none."""


class Typical(NamedTuple):
    """What is made of some deals in some worlds."""

    agreed: Bool[np.ndarray, "draws kinds"]
    """Whether each is in the zone."""
    lasts: Bool[np.ndarray, "draws kinds"]
    """Whether each is in the zone and lasts, as every deal does that surely holds."""
    alone: Bool[np.ndarray, "draws kinds parties"]
    """Whether it is out of the zone, and the yes of each party alone would let it in."""
    surplus: Float64[np.ndarray, "draws kinds parties"]
    """What it is worth to each party beyond no deal, on its own scale."""


def counts_by_replicate(case: Case, paths: tuple[str, ...], plan: Plan) -> Int64[np.ndarray, "replicates deals"]:
    """Return in how many worlds of each replicate every deal is in the zone; over the replicates they add to all."""
    task = task_of(case, paths, plan)
    found: Int64[np.ndarray, "replicates deals"] = np.zeros((1, 1), np.int64)
    for counts in plan.over_blocks(_counted_in, (task, min(REPLICATES, plan.draws))):
        found = found + counts
    return found


def kinds_held(case: Case, paths: tuple[str, ...], kinds: Kinds, plan: Plan) -> Bool[np.ndarray, "draws kinds"]:
    """Tell in which worlds the zone holds some deal of each kind."""
    return np.concatenate(list(plan.over_blocks(_held_in, (task_of(case, paths, plan), kinds))))


def typical_of(case: Case, paths: tuple[str, ...], deals: Sequence[int], plan: Plan) -> Typical:
    """Return what is made of some deals, by their numbers, in every world."""
    found = plan.over_blocks(_typical_in, (task_of(case, paths, plan), tuple(deals)))
    return Typical(*map(np.concatenate, zip(*found, strict=True)))


def _counted_in(asked: tuple[Task, int], block: Block) -> Int64[np.ndarray, "replicates deals"]:
    """Draw a block of worlds, and count the zones of each replicate's apart."""
    task, replicates = asked
    arrays, whose = task.worlds(block).arrays, np.arange(block.first, block.first + block.count) % replicates
    found = np.zeros((replicates, deals_of(task.rules.offsets)), np.int64)
    for r in np.unique(whose):
        found[r] = tally(among(arrays, whose == r), task.rules).counts.joint
    return found


def _held_in(asked: tuple[Task, Kinds], block: Block) -> Bool[np.ndarray, "draws kinds"]:
    """Draw a block of worlds, list the zone of each, and tell which kinds it holds."""
    task, kinds = asked
    arrays = task.worlds(block).arrays
    found = np.zeros((block.count, int(kinds.max()) + 1), np.bool_)
    for w in range(block.count):
        listed = kinds[zone_deals(arrays, task.rules, w)]
        found[w, listed[listed >= 0]] = True
    return found


def _typical_in(asked: tuple[Task, tuple[int, ...]], block: Block) -> Typical:
    """Draw a block of worlds, and look at some deals in each."""
    task, deals = asked
    worlds = task.worlds(block)
    found = [_looked_at(task, worlds, np.full(block.count, deal)) for deal in deals]
    return Typical(*(np.stack(parts, axis=1) for parts in zip(*found, strict=True)))


def _looked_at(task: Task, worlds: Worlds, deals: Int64[np.ndarray, " draws"]) -> tuple[np.ndarray, ...]:
    """Look at one deal in every world: the columns of :class:`Typical` without the axis of kinds."""
    arrays, rules, text = worlds.arrays, task.rules, places(deals, task.rules.offsets)
    parties = range(arrays.gains.shape[1])
    yes = np.stack([accepts(arrays, rules, p, text) for p in parties], axis=1)
    said = as_set(yes)
    agreed = with_yes(arrays, rules, text, said)
    lasts = agreed if worlds.lasting is None else consented_to(worlds.lasting.deals_of(arrays), rules, text)
    let_in = [with_yes(arrays, rules, text, said | np.uint64(1 << p)) for p in parties]
    alone = ~agreed[:, None] & ~yes & np.stack(let_in, axis=1)
    return agreed, lasts, alone, surplus_at(arrays, rules, deals)
