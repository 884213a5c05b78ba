"""What was measured, and whether it is what was aimed at."""

from dataclasses import dataclass

import numpy as np

from benchmarks.pairing import Timed

DRIFT = 0.005
"""Of a target: so little is not a miss."""


@dataclass(frozen=True)
class Finding:
    """One number, measured several times in this run."""

    question: str
    where: str
    """The worlds: how many deals and parties, how many have a zone, what is in them, how many draws."""
    against: str
    """Who or what it is measured against."""
    values: np.ndarray
    """The number in each repetition."""
    unit: str = "x"
    target: float | None = None
    at_most: bool = False
    """Whether the target is a ceiling."""
    rates: tuple[str, str] = ("", "")
    """Worlds a second, ours and the peer's."""
    note: str = ""
    """What a reader must know of it."""

    @property
    def median(self) -> float:
        """Return the number to be quoted."""
        return float(np.median(self.values))

    @property
    def reached(self) -> str:
        """Tell whether the target is reached, and if not by how much of it the median misses."""
        if self.target is None:
            return ""
        miss = self.median / self.target - 1 if self.at_most else 1 - self.median / self.target
        if not np.isfinite(miss):
            return "not measured"
        if miss <= DRIFT:
            return "yes"
        return f"no: {miss:.0%} {'above' if self.at_most else 'below'}"


def of_pair(timed: Timed) -> Finding:
    """Return how many times faster we are than a peer."""
    row = timed.row
    rates = tuple(rate(float(1 / np.median(side))) for side in (timed.ours, timed.peer))
    amount = f"{row.worlds:,}" if row.worlds == row.peer_worlds else f"{row.worlds:,} and {row.peer_worlds:,.3g}"
    where = "; ".join(part for part in (row.where, f"{amount} {row.counted}") if part)
    return Finding(
        row.question, where, row.against, timed.ratios, target=row.target, rates=(rates[0], rates[1]), note=row.note
    )


def rate(number: float) -> str:
    """Return a rate or ratio in words: whole from 100 on, three digits below."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
