"""Ratios of processor time, measured in pairs: within each repetition ours, the peer and ours again take turns.

A busy machine slows both sides of a pair alike, so their ratio is steadier than either. Time is that of the processor
(all threads of this process), not of the clock on the wall.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np

Choice = TypeVar("Choice")


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
    peer_worlds: float
    """For how many of them the peer does; less than 1 where it is asked about some deals of one only."""
    note: str = ""
    """What a reader must know of this row."""
    where: str = ""
    """The worlds: how many deals and parties, how many have a zone, what is in them."""
    target: float | None = None
    """The ratio to be reached."""
    most: int = 99
    """Repetitions at most, where the peer takes long."""
    counted: str = "draws"
    """What ``worlds`` and ``peer_worlds`` count, where it is not worlds."""


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


def fastest(work: Callable[[Choice], object], choices: Sequence[Choice]) -> Choice:
    """Return the choice with which some work takes the least processor time."""
    spent = [seconds(partial(work, choice)) for choice in choices]
    return choices[int(np.argmin(spent))]
