"""Run a study: blocks of draws over an executor."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import repeat

import numpy as np

from sim.engine.blocks import Found, Task, added, cut, joined, look_at
from sim.errors import BadArgument
from sim.kernels import Verdicts
from sim.results import Study
from sim.scenario import Case
from sim.worlds import compiled_rules, space_of

BLOCK = 256
"""Draws a block."""
MOST_DRAWS = 1_000_000
"""More worlds than this are a slip: the error is long below a tenth of a point."""


def run(
    case: Case,
    paths: tuple[str, ...],
    *,
    draws: int,
    seed: int,
    block: int = BLOCK,
    executor: Executor | None = None,
) -> Study:
    """Draw worlds and find the deal zone in each.

    Parameters
    ----------
    case
        The scenario.
    paths
        Its uncertain quantities; their order numbers the random streams.
    draws
        How many worlds.
    seed
        Another seed gives other worlds.
    block
        Draws a block; results do not depend on it.
    executor
        Where blocks are computed; a thread for each core, 8 at most, when silent. Results do not depend on it.
    """
    if draws > MOST_DRAWS:
        raise BadArgument(f"at most {MOST_DRAWS:,} draws can be run, not {draws:,}")
    if draws < 1 or block < 1:
        raise BadArgument(f"a run needs at least one draw, and one a block, not {draws} and {block}")
    task = Task(case, paths, seed, compiled_rules(case, space_of(case)))
    if executor is not None:
        return gathered(task, draws, executor.map(look_at, repeat(task), cut(draws, block)))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as threads:
        return gathered(task, draws, threads.map(look_at, repeat(task), cut(draws, block)))


def gathered(task: Task, draws: int, found: Iterator[Found]) -> Study:
    """Put blocks together as they come, in the order of their draws: counts add up, columns stand end to end."""
    first = next(found)
    counts, bought, columns = first.counts, first.buyable, [first.columns]
    for part in found:
        counts, bought = added(counts, part.counts), bought + part.buyable
        columns.append(part.columns)
    verdicts, drawn, checks = zip(*columns, strict=True)
    return Study(
        case=task.case,
        paths=task.paths,
        seed=task.seed,
        draws=draws,
        counts=counts,
        verdicts=Verdicts(*map(np.concatenate, zip(*verdicts, strict=True))),
        drawn=joined(drawn),
        checks=joined(checks),
        buyable=bought,
    )
