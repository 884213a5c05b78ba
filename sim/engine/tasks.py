"""What every block of a study needs, and how draws are cut into blocks."""

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.draws import draw
from sim.kernels import RuleArrays
from sim.scenario import Case
from sim.scenario.correlating import correlation_matrix
from sim.statistics.copula import correlated
from sim.streams import Uniforms
from sim.worlds import Worlds, build, quantities
from sim.worlds.recording import Quantities


@dataclass(frozen=True)
class Block:
    """A run of draws."""

    number: int
    first: int
    count: int


@dataclass(frozen=True)
class Task:
    """What every block of a study needs; it can be sent to another process."""

    case: Case
    paths: tuple[str, ...]
    seed: int
    rules: RuleArrays

    @cached_property
    def quantities(self) -> Quantities:
        """Return what is recorded of every world."""
        return quantities(self.case)

    def uniforms(self, block: Block) -> Uniforms:
        """Return the uniforms of a block of draws."""
        return uniforms_of(self.case, self.paths, self.seed, block.first, block.count)

    @property
    def streams(self) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], float], ...]]:
        """Return what the uniforms of a block hang on, besides the seed: tasks that have it in common share them."""
        return self.paths, tuple((entry.between, entry.rho) for entry in self.case.correlations.values())

    def worlds(self, block: Block) -> Worlds:
        """Return a block of worlds."""
        return build(self.case, self.uniforms(block))


def uniforms_of(case: Case, paths: tuple[str, ...], seed: int, first: int, count: int) -> Uniforms:
    """Return the uniforms of ``count`` draws of a scenario, beginning with draw ``first``: all that worlds are made of.

    Parameters
    ----------
    case
        The scenario, for its correlations.
    paths
        Its uncertain quantities; their order numbers the random streams.
    seed, first, count
        Which draws.
    """
    return tied(case, draw(paths, seed, first, count))


def tied(case: Case, plain: Uniforms) -> Uniforms:
    """Return independent uniforms correlated as a scenario says.

    Where a correlation names a path that is not drawn, as one of an ingredient taken out, its others stay correlated.
    """
    together, matrix = correlation_matrix(case.correlations, frozenset(plain.columns))
    if not together:
        return plain
    found = correlated(np.stack([plain.columns[path] for path in together]), matrix)
    found.flags.writeable = False  # everybody who asks is handed the same array
    both = ChainMap(dict(zip(together, found, strict=True)), plain.columns)  # type: ignore[arg-type]  # only read
    return Uniforms(both, plain.draws)


def shared(tasks: Sequence[Task], block: Block) -> list[Uniforms]:
    """Return the uniforms of a block for each of some tasks; they are made once for all that draw alike."""
    made = {task.streams: task.uniforms(block) for task in {task.streams: task for task in tasks}.values()}
    return [made[task.streams] for task in tasks]


def cut(draws: int, size: int) -> list[Block]:
    """Cut the draws into blocks.

    >>> cut(5, 2)
    [Block(number=0, first=0, count=2), Block(number=1, first=2, count=2), Block(number=2, first=4, count=1)]
    """
    return [Block(number, first, min(size, draws - first)) for number, first in enumerate(range(0, draws, size))]
