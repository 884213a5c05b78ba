"""Uniforms of draw ``k``: an unscrambled Sobol column, scrambled by our own matrix and shift.

Draw ``k`` is point ``k div 8`` of replicate ``k mod 8``. Each replicate of each path has its own scrambling, seeded by
a hash of (seed, path, replicate), so a draw stays what it is when draws, blocks or other quantities are added, and
the spread of the eight replicates is an honest error. A point is the XOR of some directions of its column and the
scrambling is linear, so the few directions are scrambled, not the points.

Sources: I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967), 86-112; the linear matrix scramble of
J. Matousek, J. Complexity 14 (1998), 527-556.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from jaxtyping import Float, Int64, UInt64
from scipy.stats import qmc

from sim.errors import UnknownName
from sim.kernels import fill_uniforms

REPLICATES = 8
"""Independent scramblings; the interval of a share is a t interval over them."""
BITS = 30
"""Digits of a point: two to this power different values."""
DIRECTIONS = 12
"""Scrambled at once, enough for 32,760 draws; more where later draws need them."""


@lru_cache(maxsize=4)
def directions(dimensions: int, count: int) -> UInt64[np.ndarray, "dimensions count"]:
    """Return the first directions of each Sobol column, integers of 30 bits; shape ``(dimensions, count)``.

    Direction ``j`` is point ``2^(j + 1) - 1``, in whose Gray code only digit ``j`` is set.
    """
    sobol = qmc.Sobol(dimensions, scramble=False, bits=BITS)
    found = [sobol.reset().fast_forward(2 ** (j + 1) - 1).random(1)[0] for j in range(count)]
    return (np.stack(found, axis=1) * 2**BITS).astype(np.uint64)


def scramblings(
    paths: tuple[str, ...], seed: int
) -> tuple[UInt64[np.ndarray, "bits paths replicates"], UInt64[np.ndarray, "paths replicates"]]:
    """Return the rows of lower triangular binary matrices with unit diagonal, and digital shifts.

    Row ``i`` gives digit ``i`` (0 the most significant) and reads digits ``0..i``. One 64-byte hash holds all the
    random bits of a matrix and its shift: 30 for the shift and ``0 + 1 + ... + 29 = 435`` for the rows.
    """
    hashes = [blake2b(f"{seed}\n{path}\n{r}".encode(), digest_size=64) for path in paths for r in range(REPLICATES)]
    words = np.frombuffer(b"".join(made.digest() for made in hashes), "<u8").reshape(len(paths), REPLICATES, 8)
    shifts, used, rows = cut_out(words, 0, BITS), BITS, []
    for i in range(BITS):
        above = cut_out(words, used, i)
        rows.append((above << 1 | 1) << (BITS - 1 - i))
        used += i
    return np.stack(rows), shifts


def cut_out(words: UInt64[np.ndarray, "*shape words"], start: int, bits: int) -> UInt64[np.ndarray, "*shape"]:
    """Return some bits of numbers that are written in words of 64 bits, the lowest word first."""
    word, skipped = divmod(start, 64)
    found = words[..., word] >> skipped
    if skipped + bits > 64:
        found = found | words[..., word + 1] << (64 - skipped)
    return found & (2**bits - 1)


def scrambled(x: UInt64[np.ndarray, "..."], rows: UInt64[np.ndarray, "bits ..."]) -> UInt64[np.ndarray, "..."]:
    """Return integers times matrices over the two-element field: digit ``i`` is the parity of row ``i`` and ``x``."""
    found = np.zeros(np.broadcast_shapes(x.shape, rows.shape[1:]), np.uint64)
    for i, row in enumerate(rows):
        found |= (np.bitwise_count(x & row) & 1).astype(np.uint64) << (BITS - 1 - i)
    return found


@lru_cache(maxsize=16)
def sequences(
    paths: tuple[str, ...], seed: int, count: int
) -> tuple[Int64[np.ndarray, "paths replicates count"], Int64[np.ndarray, "paths replicates"]]:
    """Return the scrambled directions of every replicate of every path, and its shift."""
    rows, shifts = scramblings(paths, seed)
    own = scrambled(directions(len(paths), count)[:, None, :], rows[..., None])
    return own.astype(np.int64), shifts.astype(np.int64)


class SobolColumns(Mapping[str, Float[np.ndarray, " draws"]]):
    """The uniforms of every path for draws ``first`` to ``first + count - 1``: ``(integer + .5) / 2^30``."""

    def __init__(self, paths: tuple[str, ...], seed: int, first: int, count: int) -> None:
        self._number = {path: number for number, path in enumerate(paths)}
        self._uniforms = np.empty((len(paths), count))
        needed = ((first + count - 1) // REPLICATES + 1).bit_length()
        if paths:
            own, shifts = sequences(paths, seed, max(needed, DIRECTIONS))
            fill_uniforms(own, shifts, first, 0.5**BITS, self._uniforms)
        self._uniforms.flags.writeable = False  # everybody who asks is handed the same array

    def __getitem__(self, path: str) -> Float[np.ndarray, " draws"]:
        """Return the uniforms of one path; shape ``(draws,)``."""
        if path not in self._number:
            raise UnknownName("uncertain quantity", path, tuple(self._number))
        return self._uniforms[self._number[path]]

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self._number)

    def __len__(self) -> int:
        """Count the paths."""
        return len(self._number)
