"""What every block of a study needs, and how draws are cut into blocks."""

from dataclasses import dataclass
from functools import cached_property

from sim.draws import draw
from sim.kernels import RuleArrays
from sim.scenario import Case
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
        return draw(self.paths, self.seed, block.first, block.count)

    def worlds(self, block: Block) -> Worlds:
        """Return a block of worlds."""
        return build(self.case, self.uniforms(block))


def cut(draws: int, size: int) -> list[Block]:
    """Cut the draws into blocks.

    >>> cut(5, 2)
    [Block(number=0, first=0, count=2), Block(number=1, first=2, count=2), Block(number=2, first=4, count=1)]
    """
    return [Block(number, first, min(size, draws - first)) for number, first in enumerate(range(0, draws, size))]
