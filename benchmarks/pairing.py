"""Ratios of processor time, measured in pairs: within each repetition ours, the peer and ours again take turns.

A busy machine slows both sides of a pair alike, so their ratio is steadier than either. Time is that of the processor
(all threads of this process), not of the clock on the wall.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Row:
    """One comparison: the same question answered by us and by a peer."""

    question: str
    against: str
    """Who the peer is."""
    ours: Callable[[], object]
    peer: Callable[[], object]
    worlds: int
    """How many worlds we answer it for at once."""
    peer_worlds: int
    """For how many of them the peer does."""
    note: str = ""
    """What a reader must know of this row."""


@dataclass(frozen=True)
class Timed:
    """Seconds of processor time for one world, in each repetition."""

    row: Row
    ours: np.ndarray
    peer: np.ndarray

    @property
    def ratios(self) -> np.ndarray:
        """Return how many times the peer's time ours goes into, in each repetition."""
        return self.peer / self.ours


def paired(row: Row, repeat: int) -> Timed:
    """Time a row as often as asked; both sides have run before, so nothing is compiled or first imported here."""
    ours, peer = [], []
    for _ in range(repeat):
        before, between, after = (seconds(work) for work in (row.ours, row.peer, row.ours))
        ours.append((before + after) / 2 / row.worlds)
        peer.append(between / row.peer_worlds)
    return Timed(row, np.array(ours), np.array(peer))


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work, after what others left behind is cleared away."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
