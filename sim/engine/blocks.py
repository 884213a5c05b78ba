"""Blocks of draws: what one worker does, and how blocks add up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from sim.arrays import MILLION
from sim.engine.checks import checked
from sim.engine.lasting import Exists, Lasted, exists_in, lasted
from sim.engine.talking import talked
from sim.engine.tasks import Block, Task, shared
from sim.kernels import Counts, Verdicts
from sim.scenario import Case
from sim.worlds import Worlds, build, record, seated_rules
from sim.zones import Gaps, Solutions, buyable, existence, look


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
    at_table: np.ndarray
    slack: np.ndarray
    lasting: Lasted

    @property
    def columns(self) -> tuple[tuple[Verdicts, Solutions, Gaps], *tuple[dict[str, np.ndarray], ...]]:
        """Return what has one entry a draw: what was found, drawn, checked, how talks ended, and the rest."""
        rest = {"at_table": self.at_table, "slack": self.slack, "lasting": self.lasting.in_zone}
        return (self.verdicts, self.solutions, self.gaps), self.drawn, self.checks, self.talked, rest


def look_at(task: Task, block: Block) -> Found:
    """Draw a block of worlds and find the zone of each."""
    uniforms = task.uniforms(block)
    worlds = build(task.case, uniforms)
    found = look(worlds.arrays, task.rules, seats=seats_of(task.case))
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
        at_table=zone_at_table(task, worlds, found.verdicts.sizes != 0),
        slack=found.slack / MILLION,
        lasting=lasted(worlds, task.rules, found),
    )


def seats_of(case: Case) -> np.uint64 | None:
    """Return the set of the parties at the table, None where that is everybody."""
    if not case.ratifiers:
        return None
    return np.uint64(sum(1 << p for p, party in enumerate(case.parties) if party in case.seats))


def zone_at_table(task: Task, worlds: Worlds, in_zone: Bool[np.ndarray, " draws"]) -> Bool[np.ndarray, " draws"]:
    """Tell where those at the table have a zone, whoever would have to ratify its deals."""
    if not task.case.ratifiers:
        return in_zone
    asked = worlds.arrays.active_rules & seated_rules(task.case)
    return existence(worlds.arrays._replace(active_rules=asked), task.rules).in_zone


def existence_in(tasks: Sequence[Task], block: Block) -> list[Exists]:
    """Draw a block of worlds of several scenarios, and tell where a zone exists, lasts, and lines are compatible.

    Scenarios whose random streams come in one order, correlated alike, share the block's uniforms, which are made once.
    """
    drawn = zip(tasks, shared(tasks, block), strict=True)
    return [exists_in(build(task.case, uniforms), task.rules) for task, uniforms in drawn]


def added(some: Counts, others: Counts) -> Counts:
    """Add the counts of two blocks: whole numbers, so the order does not matter."""
    return Counts(*(a + b for a, b in zip(some, others, strict=True)))


def joined(parts: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """Put the columns of blocks end to end."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
