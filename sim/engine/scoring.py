"""Proposals in every world of a block: who accepts them, who alone does not, what would have to change."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64, UInt64

from sim.arrays import MILLION
from sim.deals import DealSpace
from sim.engine.tasks import Block, Task
from sim.kernels import RuleArrays, WorldArrays, consented
from sim.scenario import OPEN, Case, Proposal
from sim.worlds import Worlds, space_of
from sim.zones import accepts, clears, consented_to, largest_values, utilities_of
from sim.zones.parts import asking

Text = Int64[np.ndarray, "draws issues"]


class Scored(NamedTuple):
    """One proposal in some worlds."""

    accepts: Bool[np.ndarray, "draws parties"]
    """Whether each party accepts it."""
    agreed: Bool[np.ndarray, " draws"]
    """Whether it has every consent it needs."""
    alone: UInt64[np.ndarray, " draws"]
    """Set of the parties whose yes alone it lacks: with that of any one of them it would have every consent."""
    asked: UInt64[np.ndarray, " draws"]
    """Set of the parties in some rule that stands and that it triggers: asked alone, with others or in a quota."""
    crosses: Bool[np.ndarray, "draws parties"]
    """Whether it crosses a firm line of each party."""
    lasts: Bool[np.ndarray, " draws"]
    """Whether it would last if it were agreed, spoilers aside; always where every deal holds."""
    room: Float64[np.ndarray, " draws"]
    """What the deal best for the worst-off of those whose yes it needs leaves that party beyond this text, on its own
    scale; below 0 where no deal that clears the lines is as good for all."""
    swapped: Bool[np.ndarray, "draws levels"]
    """Whether it would have every consent with a level in place of its clause."""
    completed: Bool[np.ndarray, "draws completions"]
    """Whether it has every consent with its open clauses filled in each possible way; one way where none is open."""


def scored_in(task: Task, block: Block) -> list[Scored]:
    """Draw a block of worlds, and look at every proposal in each."""
    worlds = task.worlds(block)
    space = space_of(task.case)
    return [scored(task, worlds, space, name) for name in task.case.proposals]


def scored(task: Task, worlds: Worlds, space: DealSpace, name: str) -> Scored:
    """Look at one proposal in some worlds."""
    arrays, rules, text = worlds.arrays, task.rules, worlds.proposals[name]
    parties = range(arrays.gains.shape[1])
    yes = np.stack([accepts(arrays, rules, p, text) for p in parties], axis=1)
    agreed = with_yes(arrays, rules, text, as_set(yes))
    alone = np.zeros(len(text), np.uint64)
    for p in parties:
        bit = np.uint64(1 << p)
        alone |= np.where(~agreed & ~yes[:, p] & with_yes(arrays, rules, text, as_set(yes) | bit), bit, np.uint64(0))
    held = np.ones(text.shape, np.bool_)
    if worlds.lasting is not None:
        held = np.take_along_axis(worlds.lasting.levels, text, axis=1)
    return Scored(
        accepts=yes,
        agreed=agreed,
        alone=alone,
        asked=asked_of(arrays, rules, text),
        crosses=np.stack([~clears(arrays, rules, p, text) for p in parties], axis=1),
        lasts=np.asarray(held.all(axis=1)),
        room=room_beyond(arrays, rules, text),
        swapped=np.stack([consented_to(arrays, rules, other) for other in swaps(space, text)], axis=1),
        completed=np.stack(
            [
                consented_to(arrays, rules, other)
                for other in completions(task.case, space, task.case.proposals[name], text)
            ],
            axis=1,
        ),
    )


def as_set(yes: Bool[np.ndarray, "draws parties"]) -> UInt64[np.ndarray, " draws"]:
    """Return who says yes as a set."""
    found = np.zeros(len(yes), np.uint64)
    for p in range(yes.shape[1]):
        found |= yes[:, p].astype(np.uint64) << np.uint64(p)
    return found


def asked_of(arrays: WorldArrays, rules: RuleArrays, text: Text) -> UInt64[np.ndarray, " draws"]:
    """Return the set of the parties that standing rules ask about a text."""
    fits, found = rules.fits(text), np.zeros(len(text), np.uint64)
    for rule, (group, triggers) in enumerate(zip(rules.groups, rules.triggers, strict=True)):
        stands = arrays.active_rules >> np.uint64(rule) & np.uint64(1) != 0
        found |= np.where(stands & (fits & triggers != 0), group, np.uint64(0))
    return found


def with_yes(
    arrays: WorldArrays, rules: RuleArrays, text: Text, yes: UInt64[np.ndarray, " draws"]
) -> Bool[np.ndarray, " draws"]:
    """Tell where a text has every consent it needs if these parties say yes."""
    found = np.zeros(len(text), np.bool_)
    consented(rules, arrays.active_rules, rules.fits(text), yes, found)
    return found


def room_beyond(arrays: WorldArrays, rules: RuleArrays, text: Text) -> Float64[np.ndarray, " draws"]:
    """Return the largest least gain on a text: the slack of worlds in which no deal is worth what the text is."""
    return largest_values(asking(arrays, utilities_of(arrays, rules, text)), rules).value / MILLION


def swaps(space: DealSpace, text: Text) -> Iterator[Text]:
    """Return the text with every level in place of its clause, one after another."""
    for issue in range(len(space.issues)):
        for level in range(space.offsets[issue], space.offsets[issue + 1]):
            other = text.copy()
            other[:, issue] = level
            yield other


def completions(case: Case, space: DealSpace, proposal: Proposal, text: Text) -> Iterator[Text]:
    """Return the text with its open clauses filled in every possible way."""
    left = [i for i, issue in enumerate(case.issues) if OPEN in proposal.options(issue)]
    for levels in product(*(range(space.offsets[i], space.offsets[i + 1]) for i in left)):
        other = text.copy()
        other[:, left] = levels
        yield other
