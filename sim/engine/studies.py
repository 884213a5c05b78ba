"""Run a study: blocks of draws over an executor."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import TypeVar

import numpy as np
from jaxtyping import Int64

from sim.arrays import whole
from sim.engine.ablating import Held, held_in
from sim.engine.blocks import Found, added, existence_in, joined, look_at
from sim.engine.budget import refuse_beyond
from sim.engine.coalescing import Coalesced, Coalition, coalesced_in
from sim.engine.dating import Dated, dated_in
from sim.engine.homes import AtHome, at_home_in
from sim.engine.lasting import Exists
from sim.engine.scoring import Scored, scored_in
from sim.engine.siding import Sided, sided_in
from sim.engine.swapping import Swapped, swapped_in
from sim.engine.talking import Ended, ended_in
from sim.engine.tasks import Block, Task, cut
from sim.engine.unblocking import Unblocked, unblocked_in
from sim.errors import BadArgument
from sim.kernels import Verdicts
from sim.results import Agreements, Estimate, Factors, Study
from sim.scenario import Case
from sim.worlds import compiled_rules, space_of
from sim.zones import Gaps, Solutions

Given = TypeVar("Given")
Each = TypeVar("Each")
Columns = TypeVar(
    "Columns", Verdicts, Exists, Solutions, Gaps, Held, Dated, Sided, Coalesced, AtHome, Scored, Swapped, Unblocked
)
"""A tuple of arrays with one entry a draw."""
BLOCK = 1024
"""Draws a block: enough that what is done once a block is a small part, few enough to stay in the cache."""
WIDE = 8192
"""Draws a block where only existence is asked: most of the work is drawing, in NumPy, which two threads share well only
if each of its steps is long."""
WORKERS = min(os.cpu_count() or 1, 8)
"""Threads when no executor is given."""
MOST_DRAWS = 1_000_000
"""More worlds than this are a slip: the error is long below a tenth of a point."""


@dataclass(frozen=True)
class Plan:
    """What is computed, and how; no result depends on the block size or the executor."""

    draws: int
    """How many worlds."""
    seed: int
    """Another seed gives other worlds."""
    block: int | None = None
    """Draws a block; as many as suit the question when silent."""
    executor: Executor | None = None
    """Where blocks are computed; a thread for each core, 8 at most, when silent."""
    memory: int = 2_000_000_000
    """Bytes that a run may take; one that would take more is refused before it starts."""

    def __post_init__(self) -> None:
        """Refuse what cannot be run."""
        whole(self.draws, "draws")
        whole(self.seed, "a seed")
        if self.draws > MOST_DRAWS:
            raise BadArgument(f"at most {MOST_DRAWS:,} draws can be run, not {self.draws:,}")
        if self.draws < 1 or (self.block is not None and self.block < 1):
            raise BadArgument(f"a run needs at least one draw, and one a block, not {self.draws} and {self.block}")

    def refuse_beyond_memory(self, case: Case, paths: int) -> None:
        """Refuse a study of a scenario with so many uncertain quantities that would take more memory than it may."""
        refuse_beyond(self.memory, case, 2 * paths, self.draws, self.block or BLOCK)

    def over_blocks(self, work: Callable[[Given, Block], Each], given: Given, usual: int = BLOCK) -> Iterator[Each]:
        """Do the work on every block, and return what it finds in the order of the draws.

        Blocks are as long as is usual for the work, unless the plan says how long.
        """
        size = self.block or usual
        if self.executor is not None:
            yield from self.executor.map(work, repeat(given), cut(self.draws, size))
            return
        with ThreadPoolExecutor(WORKERS) as threads:
            blocks = WORKERS * -(-self.draws // (WORKERS * size))  # every thread gets as many
            yield from threads.map(work, repeat(given), cut(self.draws, -(-self.draws // blocks)))


def run(case: Case, paths: tuple[str, ...], plan: Plan) -> Study:
    """Draw worlds and find the deal zone in each.

    Parameters
    ----------
    case
        The scenario.
    paths
        Its uncertain quantities; their order numbers the random streams.
    plan
        How many worlds, with which seed.
    """
    task = task_of(case, paths, plan)
    return gathered(task, plan.draws, plan.over_blocks(look_at, task))


def factors(variants: Sequence[tuple[Case, tuple[str, ...]]], plan: Plan) -> list[Factors]:
    """Return for each scenario in which worlds a zone exists, and in which its lines are compatible.

    The same as in a whole study, sooner; and the draws that the scenarios share are made once.

    Parameters
    ----------
    variants
        Scenarios, each with its uncertain quantities in the order that numbers their random streams.
    plan
        How many worlds, with which seed.
    """
    tasks = [task_of(case, paths, plan) for case, paths in variants]
    found = zip(*plan.over_blocks(existence_in, tasks, WIDE), strict=True)
    joint = [end_to_end(parts) for parts in found]
    return [Factors(*one) for one in joint]


def held_of(variants: Sequence[tuple[Case, tuple[str, ...]]], plan: Plan) -> list[Held]:
    """Return for each scenario what its worlds hold: zone, lines, slack, and a deal struck by the talks.

    Parameters
    ----------
    variants
        Scenarios, each with its uncertain quantities in the order that numbers their random streams.
    plan
        How many worlds, with which seed.
    """
    tasks = [task_of(case, paths, plan) for case, paths in variants]
    found = zip(*plan.over_blocks(held_in, tasks), strict=True)
    return [end_to_end(parts) for parts in found]


def dated(case: Case, paths: tuple[str, ...], rounds: Sequence[int], plan: Plan) -> Dated:
    """Return the zone of every world as it would be in each of some rounds, counting from 1."""
    return end_to_end(list(plan.over_blocks(dated_in, (task_of(case, paths, plan), rounds))))


def sided(case: Case, paths: tuple[str, ...], name: str, plan: Plan) -> Sided:
    """Return one side deal of a scenario in every world, and what it does to the zone."""
    return end_to_end(list(plan.over_blocks(sided_in, (task_of(case, paths, plan), name))))


def at_home(case: Case, paths: tuple[str, ...], plan: Plan) -> AtHome:
    """Return what each of those who ratify does in every world, in the order of :func:`sim.engine.homes.homes_of`."""
    return end_to_end(list(plan.over_blocks(at_home_in, task_of(case, paths, plan))))


def coalesced(case: Case, paths: tuple[str, ...], coalitions: Sequence[Coalition], plan: Plan) -> Coalesced:
    """Return what every one of some coalitions settles apart in every world."""
    return end_to_end(list(plan.over_blocks(coalesced_in, (task_of(case, paths, plan), coalitions))))


def swapped(case: Case, paths: tuple[str, ...], groups: Sequence[Sequence[str]], plan: Plan) -> Swapped:
    """Return what holds in every world with the streams of each group drawn anew."""
    return end_to_end(list(plan.over_blocks(swapped_in, (task_of(case, paths, plan), groups))))


def unblocked(case: Case, paths: tuple[str, ...], nearest: Int64[np.ndarray, " draws"], plan: Plan) -> Unblocked:
    """Return whose yes would open the worlds without a zone, and who is short of the deal nearest to one."""
    return end_to_end(list(plan.over_blocks(unblocked_in, (task_of(case, paths, plan), nearest))))


def scored_of(case: Case, paths: tuple[str, ...], plan: Plan) -> dict[str, Scored]:
    """Return every proposal of a scenario as the parties of every world see it."""
    found = zip(*plan.over_blocks(scored_in, task_of(case, paths, plan)), strict=True)
    return dict(zip(case.proposals, map(end_to_end, found), strict=True))


def talks_of(variants: Sequence[tuple[Case, tuple[str, ...]]], plan: Plan) -> list[Ended]:
    """Return for each scenario how its talks end in every world, and nothing else.

    Parameters
    ----------
    variants
        Scenarios with talks, each with its uncertain quantities in the order that numbers their random streams.
    plan
        How many worlds, with which seed.
    """
    tasks = [task_of(case, paths, plan) for case, paths in variants]
    found = zip(*plan.over_blocks(ended_in, tasks), strict=True)
    return [
        Ended(
            in_zone=np.concatenate([part.in_zone for part in parts]),
            talks=joined([part.talks for part in parts]),
            surplus=np.concatenate([part.surplus for part in parts]),
        )
        for parts in found
    ]


def zone_share(case: Case, paths: tuple[str, ...], plan: Plan) -> Estimate:
    """Return only the share of worlds with a zone."""
    (found,) = factors([(case, paths)], plan)
    return found.zone


def task_of(case: Case, paths: tuple[str, ...], plan: Plan) -> Task:
    """Return what the blocks of a study need."""
    return Task(case, paths, plan.seed, compiled_rules(case, space_of(case)))


def end_to_end(parts: Sequence[Columns]) -> Columns:
    """Put what blocks found end to end, in the order of their draws."""
    return type(parts[0])(*map(np.concatenate, zip(*parts, strict=True)))


def gathered(task: Task, draws: int, found: Iterator[Found]) -> Study:
    """Put blocks together as they come, in the order of their draws: counts add up, columns stand end to end."""
    first = next(found)
    counts, bought, columns = first.counts, first.buyable, [first.columns]
    lasting, holding = first.lasting.counts, first.lasting.held
    for part in found:
        counts, bought = added(counts, part.counts), bought + part.buyable
        lasting, holding = added(lasting, part.lasting.counts), holding + part.lasting.held
        columns.append(part.columns)
    looked, drawn, checks, talks, rest = zip(*columns, strict=True)
    verdicts, solutions, gaps = (end_to_end(parts) for parts in zip(*looked, strict=True))
    return Study(
        case=task.case,
        paths=task.paths,
        seed=task.seed,
        draws=draws,
        counts=counts,
        lasting_counts=lasting,
        holding=holding,
        verdicts=verdicts,
        solutions=solutions,
        gaps=gaps,
        drawn=joined(drawn),
        checks=joined(checks),
        buyable=bought,
        **joined(rest),
        agreements=Agreements(task.case.talks.rounds, **joined(talks)) if task.case.talks else None,
    )
