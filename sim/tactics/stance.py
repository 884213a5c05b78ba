"""What a party goes by when it decides what a deal must be worth: time, its own scale, and what others have offered."""

from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np
from jaxtyping import Float32, Int64

Millionths = Float32[np.ndarray, " rows"]


@dataclass(frozen=True)
class Moment:
    """Where some of the talks stand, as one party sees it; all worths are its own, in whole millionths."""

    rows: Int64[np.ndarray, " rows"]
    """Which talks."""
    number: int
    """The round, counting from 1."""
    time: float
    """How much of the time is over, from 0 in the first round to 1 in the last."""
    best: Millionths
    """Worth of its most useful deal, at least that of no deal; shape ``(rows,)``."""
    no_deal: Millionths
    """Worth of no deal; shape ``(rows,)``."""
    first_no_deal: Millionths
    """What it was worth in the first round; shape ``(rows,)``."""
    first_heard: Millionths | None
    """Worth of the first deal that others put on the table, not a number where there was none; shape ``(rows,)``. None
    for a stance that does not listen."""
    last_heard: Millionths | None
    """Worth of the last one; shape ``(rows,)``."""


@runtime_checkable
class Stance(Protocol):
    """How one party concedes in some worlds."""

    listens: ClassVar[bool]
    """Whether it goes by what others put on the table."""

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth to be offered or accepted, in whole millionths; shape ``(rows,)``."""
