"""Run a study: blocks of draws over an executor."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np

from sim.engine.blocks import Found, Task, blocks, joined, look_at, total
from sim.errors import BadArgument
from sim.kernels import Verdicts
from sim.results import Study
from sim.scenario import Case
from sim.worlds import compiled_rules, space_of

BLOCK = 256
"""Draws a block."""
Progress = Callable[[int], None]


def run(
    case: Case,
    paths: tuple[str, ...],
    *,
    draws: int,
    seed: int,
    block: int = BLOCK,
    executor: Executor | None = None,
    progress: Progress = lambda _: None,
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
    progress
        Told the number of draws done after each block.
    """
    if draws < 1 or block < 1:
        raise BadArgument(f"a run needs at least one draw, and one a block, not {draws} and {block}")
    task = Task(case, paths, seed, compiled_rules(case, space_of(case)))
    if executor is not None:
        return gathered(task, draws, found_by(task, draws, block, executor, progress))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, 8)) as threads:
        return gathered(task, draws, found_by(task, draws, block, threads, progress))


def found_by(task: Task, draws: int, block: int, executor: Executor, progress: Progress) -> list[Found]:
    """Return what every block found, in the order of the draws."""
    parts = blocks(draws, block)
    found = []
    for result in executor.map(look_at, [task] * len(parts), parts):
        found.append(result)
        progress(result.block.first + result.block.count)
    return found


def gathered(task: Task, draws: int, found: list[Found]) -> Study:
    """Put the blocks together: counts add up, columns stand end to end."""
    return Study(
        case=task.case,
        paths=task.paths,
        seed=task.seed,
        draws=draws,
        counts=total([part.counts for part in found]),
        verdicts=Verdicts(*map(np.concatenate, zip(*(part.verdicts for part in found), strict=True))),
        drawn=joined([part.drawn for part in found]),
        checks=joined([part.checks for part in found]),
        buyable=np.sum([part.buyable for part in found], axis=0),
    )
