"""Every uncertain quantity of every world, by dotted path."""

from sim.draws.sobol import REPLICATES, SobolColumns
from sim.streams import Uniforms


def draw(paths: tuple[str, ...], seed: int, first: int, count: int) -> Uniforms:
    """Return the uniforms of ``count`` draws beginning with draw ``first``; the paths' order numbers the columns."""
    return Uniforms(SobolColumns(paths, seed, first, count), count)


__all__ = ["REPLICATES", "draw"]
