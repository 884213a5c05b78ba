"""Uniforms of draw ``k``: an unscrambled Sobol column, scrambled by our own matrix and shift.

Draw ``k`` is point ``k div 8`` of replicate ``k mod 8``. Each replicate of each path has its own scrambling, seeded by
a hash of (seed, path, replicate), so a draw stays what it is when draws, blocks or other quantities are added, and
the spread of the eight replicates is an honest error.

Sources: I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967), 86-112; the linear matrix scramble of
J. Matousek, J. Complexity 14 (1998), 527-556.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from jaxtyping import Float, UInt64
from scipy.stats import qmc

from sim.arrays import PerDraw
from sim.errors import UnknownName

REPLICATES = 8
"""Independent scramblings; the interval of a share is a t interval over them."""
BITS = 30
"""Digits of a point: two to this power different values."""


@lru_cache(maxsize=4)
def points(dimensions: int, log2_points: int) -> UInt64[np.ndarray, "points dimensions"]:
    """Return the first ``2^log2_points`` Sobol points as integers of 30 bits; shape ``(points, dimensions)``."""
    unscrambled = qmc.Sobol(dimensions, scramble=False, bits=BITS).random_base2(log2_points)
    return (unscrambled * 2**BITS).astype(np.uint64)


@lru_cache(maxsize=4096)
def scrambling(seed: int, path: str, replicate: int) -> tuple[UInt64[np.ndarray, " bits"], np.uint64]:
    """Return the rows of a lower triangular binary matrix with unit diagonal, and a digital shift.

    Row ``i`` gives digit ``i`` (0 the most significant) and reads digits ``0..i``. One 64-byte hash holds all the
    random bits: 30 for the shift and ``0 + 1 + ... + 29 = 435`` for the rows.
    """
    bits = int.from_bytes(blake2b(f"{seed}\n{path}\n{replicate}".encode(), digest_size=64).digest(), "little")
    shift, bits = bits & (2**BITS - 1), bits >> BITS
    rows = []
    for i in range(BITS):
        above, bits = bits & (2**i - 1), bits >> i
        rows.append((above << 1 | 1) << (BITS - 1 - i))
    return np.array(rows, np.uint64), np.uint64(shift)


def scrambled(x: UInt64[np.ndarray, " points"], seed: int, path: str, replicate: int) -> PerDraw:
    """Return the uniforms ``(integer + .5) / 2^30`` of one replicate; shape ``(points,)``."""
    rows, shift = scrambling(seed, path, replicate)
    digits = np.bitwise_count(x[None, :] & rows[:, None]).astype(np.uint64) & np.uint64(1)
    places = np.arange(BITS - 1, -1, -1, dtype=np.uint64)
    integers = np.bitwise_or.reduce(digits << places[:, None], axis=0) ^ shift
    return (integers + 0.5) / 2**BITS


class SobolColumns(Mapping[str, Float[np.ndarray, " draws"]]):
    """The uniforms of every path for draws ``first`` to ``first + count - 1``, made when first asked for."""

    def __init__(self, paths: tuple[str, ...], seed: int, first: int, count: int) -> None:
        self._number = {path: number for number, path in enumerate(paths)}
        self._seed = seed
        self._draws = np.arange(first, first + count)
        self._made: dict[str, PerDraw] = {}

    def __getitem__(self, path: str) -> Float[np.ndarray, " draws"]:
        """Return the uniforms of one path; shape ``(draws,)``."""
        if path not in self._number:
            raise UnknownName("uncertain quantity", path, tuple(self._number))
        if path not in self._made:
            self._made[path] = self._drawn(path)
        return self._made[path]

    def _drawn(self, path: str) -> PerDraw:
        point, replicate = np.divmod(self._draws, REPLICATES)
        needed = max(int(point[-1]), 1).bit_length()
        column = points(len(self._number), needed)[:, self._number[path]]
        uniforms = np.empty(len(self._draws))
        for r in range(REPLICATES):
            mine = replicate == r
            uniforms[mine] = scrambled(column[point[mine]], self._seed, path, r)
        uniforms.flags.writeable = False  # everybody who asks is handed the same array
        return uniforms

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self._number)

    def __len__(self) -> int:
        """Count the paths."""
        return len(self._number)
