"""Blocks of draws: what one worker does, and how blocks add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.draws import draw
from sim.engine.checks import checked
from sim.engine.talking import talked
from sim.engine.tasks import Block, Task
from sim.kernels import Counts, Verdicts
from sim.worlds import build, record
from sim.zones import Existence, Gaps, Solutions, buyable, existence, look


@dataclass(frozen=True)
class Found:
    """What one block found."""

    block: Block
    counts: Counts
    verdicts: Verdicts
    drawn: dict[str, np.ndarray]
    checks: dict[str, np.ndarray]
    talked: dict[str, np.ndarray]
    solutions: Solutions
    gaps: Gaps
    buyable: np.ndarray

    @property
    def columns(self) -> tuple[tuple[Verdicts, Solutions, Gaps], *tuple[dict[str, np.ndarray], ...]]:
        """Return what has one entry a draw: what was found, what was drawn, the checks, and how talks ended."""
        return (self.verdicts, self.solutions, self.gaps), self.drawn, self.checks, self.talked


def look_at(task: Task, block: Block) -> Found:
    """Draw a block of worlds and find the zone of each."""
    uniforms = draw(task.paths, task.seed, block.first, block.count)
    worlds = build(task.case, uniforms)
    found = look(worlds.arrays, task.rules)
    return Found(
        block=block,
        counts=found.counts,
        verdicts=found.verdicts,
        drawn=record(task.case, worlds, uniforms, task.quantities),
        checks=checked(task.case, worlds, task.rules),
        talked=talked(task.case, worlds, task.rules, found.verdicts.sizes != 0),
        solutions=found.solutions,
        gaps=found.gaps,
        buyable=buyable(worlds.arrays, task.rules.offsets),
    )


def existence_in(tasks: Sequence[Task], block: Block) -> list[Existence]:
    """Draw a block of worlds of several scenarios, and tell where a zone exists and where the lines are compatible.

    Scenarios whose random streams come in one order share the block's uniforms, which are made once.
    """
    uniforms = {task.paths: draw(task.paths, task.seed, block.first, block.count) for task in tasks}
    return [existence(build(task.case, uniforms[task.paths]).arrays, task.rules) for task in tasks]


def added(some: Counts, others: Counts) -> Counts:
    """Add the counts of two blocks: whole numbers, so the order does not matter."""
    return Counts(*(a + b for a, b in zip(some, others, strict=True)))


def joined(parts: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Put the columns of blocks end to end."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
