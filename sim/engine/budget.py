"""Memory: what a run will take, estimated before it starts, so that nothing too large is begun.

The estimate adds up the arrays that grow: by deal where every deal is counted, by world in a block that a worker holds,
and by draw in what is kept of every world. Each is a number of bytes an entry, measured on runs (judgement of the
margin: a quarter more).
"""

import os
import re
from dataclasses import dataclass
from math import prod

from sim.errors import BadArgument, TooMuchMemory
from sim.scenario import Case
from sim.worlds import space_of
from sim.zones.looking import MOST_COUNTED

START = 700_000_000
"""Bytes that Python, the packages and the compiler of the kernels take with nothing computed yet."""
MARGIN = 1.25
UNITS = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


@dataclass(frozen=True)
class Budget:
    """Estimated bytes of a run, by what they grow with."""

    start: float
    by_deal: float
    by_block: float
    by_draw: float

    @property
    def total(self) -> int:
        """Return all of it."""
        return int(MARGIN * (self.start + self.by_deal + self.by_block + self.by_draw))


def estimated(case: Case, columns: int, draws: int, block: int) -> Budget:
    """Return what a run would take.

    Parameters
    ----------
    case
        The scenario.
    columns
        How many quantities are recorded of every world.
    draws, block
        How many worlds, and how many of them are held at once by a worker.
    """
    space, parties, workers = space_of(case), len(case.parties), min(os.cpu_count() or 1, 8)
    levels, kinds = int(space.offsets[-1]), 2 * parties + 1
    counted = space.deals if space.deals <= MOST_COUNTED else 0
    cells = prod(len(case.issues[issue].levels) for issue in case.pivots) if case.pivots else 0
    world = 8 * (6 * parties * (levels + cells) + 4 * columns)
    return Budget(
        start=START,
        # counts of a worker's block in bytes and whole numbers, their sum, and the tables that are written
        by_deal=counted * (workers * 9 * kinds + 8 * (3 * kinds + 6 * parties + 12 * len(case.issues))),
        by_block=workers * (min(block, draws) * world + 16 * parties * levels * levels + 17 * (cells + levels) ** 2),
        by_draw=draws * 8 * 3 * (columns + 2 * parties + 20),
    )


def refuse_beyond(budget: int, case: Case, columns: int, draws: int, block: int) -> None:
    """Refuse a run that would take more than a number of bytes, and say what would fit."""
    found = estimated(case, columns, draws, block)
    if found.total > budget:
        raise TooMuchMemory(found.total, budget, hint(found, budget, draws))


def hint(found: Budget, budget: int, draws: int) -> str:
    """Say what would fit."""
    rest = budget / MARGIN - found.start - found.by_deal - found.by_block
    fitting = int(rest / found.by_draw * draws) if found.by_draw else 0
    if fitting >= 1:
        return f"about {float(f'{fitting:.2g}'):,.0f} draws would fit"
    return f"allow about {float(f'{found.total / 1e9 + 0.05:.2g}'):g} GB, or take away levels or parties"


def memory_of(text: str) -> int:
    """Read a number of bytes.

    >>> memory_of("2 GB"), memory_of("500MB"), memory_of("1.5gb")
    (2000000000, 500000000, 1500000000)
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?B?)\s*", text.upper())
    if found is None or (found[2] not in UNITS and f"{found[2]}B" not in UNITS):
        raise BadArgument(f"'{text}' is no amount of memory; write one like '2 GB' or '500 MB'")
    unit = UNITS.get(found[2]) or UNITS[f"{found[2]}B"]
    count = int(float(found[1]) * unit)
    if count < 1:
        raise BadArgument(f"'{text}' is no memory at all; write an amount like '2 GB'")
    return count
