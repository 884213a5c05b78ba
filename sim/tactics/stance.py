"""What a party goes by when it decides what a deal must be worth: time, its own scale, and what others have offered."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

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
    first_heard: Millionths
    """Worth of the first deal that others put on the table, not a number where there was none; shape ``(rows,)``."""
    last_heard: Millionths
    """Worth of the last one; shape ``(rows,)``."""


@runtime_checkable
class Stance(Protocol):
    """How one party concedes in some worlds."""

    def wants(self, moment: Moment) -> Millionths:
        """Return what a deal must be worth to be offered or accepted, in whole millionths; shape ``(rows,)``."""
