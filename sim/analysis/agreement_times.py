"""Time to agreement: in how many worlds have talks struck a deal by each round, and which talks reach more?"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from jaxtyping import Int64
from scipy.special import stdtrit

from sim.draws import REPLICATES
from sim.errors import BadArgument
from sim.results import Study, estimate
from sim.results.estimates import LEVEL


@dataclass(frozen=True, eq=False)
class Curve:
    """When talks struck their deals, and how often there was one to strike."""

    label: str
    """What it is called in figures."""
    rounds: Int64[np.ndarray, " draws"]
    """The round in which each world's talks struck a deal, 1 to ``deadline``, and 0 if they never did."""
    deadline: int
    """The last round of the talks."""
    zone: float
    """Share of the same worlds in which a zone exists: no talks reach a deal in more."""

    def __post_init__(self) -> None:
        """Refuse rounds that the talks do not have, and more deals than there are zones."""
        refuse_strange(self.rounds, self.deadline)
        if not self.reached <= self.zone + 1e-9 <= 1 + 2e-9:
            raise BadArgument(
                f"'{self.label}': a zone exists in a share {self.zone:g} of worlds, but talks reach a deal in "
                f"{self.reached:g}; the first must lie between the second and 1"
            )

    @property
    def reached(self) -> float:
        """Return the share of worlds in which talks reach a deal."""
        return int((self.rounds > 0).sum()) / len(self.rounds)


def curve_of(study: Study, label: str) -> Curve:
    """Return when the talks of a study struck their deals; refused where its scenario has none."""
    if study.agreements is None:
        raise BadArgument(f"{study.case.name} says nothing of talks; add 'talks' to the scenario")
    return Curve(label, study.agreements.rounds, study.agreements.deadline, study.zone.share)


class Difference(NamedTuple):
    """How much more often one set of talks reaches a deal than another, in shares of worlds, with its 95% interval."""

    share: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Tell whether sampling alone would not make such a difference."""
        return self.low > 0 or self.high < 0


def agreed_by_round(rounds: Int64[np.ndarray, " draws"], deadline: int) -> pd.DataFrame:
    """Return the share of worlds with a deal by each round, from 0 to the deadline, and its 95% interval.

    Parameters
    ----------
    rounds
        The round in which each world's talks struck a deal, 1 to ``deadline``, and 0 if they never did; shape
        ``(draws,)``.
    deadline
        The last round.
    """
    refuse_strange(rounds, deadline)
    found = [estimate((rounds > 0) & (rounds <= r), REPLICATES) for r in range(deadline + 1)]
    shares = [(each.share, each.low, each.high) for each in found]
    return pd.DataFrame(shares, pd.RangeIndex(deadline + 1, name="round"), ["share", "low", "high"])


def median_round(rounds: Int64[np.ndarray, " draws"]) -> float | None:
    """Return the median round of the deals that were struck; None if none was."""
    struck = rounds[rounds > 0]
    return float(np.median(struck)) if len(struck) else None


def more_often(one: Curve, other: Curve) -> Difference:
    """Return how much more often one set of talks reaches a deal than another in the same worlds.

    The interval is a t interval over the differences within replicates: what both share cancels out.

    Raises
    ------
    BadArgument
        When the two were not drawn in equally many worlds.
    """
    draws = len(one.rounds)
    if draws != len(other.rounds):
        raise BadArgument(
            f"'{one.label}' has {draws:,} worlds and '{other.label}' {len(other.rounds):,}; "
            "talks are compared in the same worlds"
        )
    change = (one.rounds > 0).astype(np.int64) - (other.rounds > 0)
    groups = min(REPLICATES, draws)
    share = int(change.sum()) / draws
    if groups == 1:
        return Difference(share, -1.0, 1.0)
    within = np.array([change[r::groups].mean() for r in range(groups)])
    half = float(stdtrit(groups - 1, (1 + LEVEL) / 2) * within.std(ddof=1) / np.sqrt(groups))
    return Difference(share, max(-1.0, share - half), min(1.0, share + half))


def refuse_strange(rounds: Int64[np.ndarray, " draws"], deadline: int) -> None:
    """Refuse talks without worlds or rounds, and deals struck outside their rounds."""
    if not len(rounds) or deadline < 1:
        raise BadArgument(f"talks need a world and a round; here are {len(rounds)} worlds and {deadline} rounds")
    if rounds.min() < 0 or rounds.max() > deadline:
        wrong = int(rounds.min() if rounds.min() < 0 else rounds.max())
        raise BadArgument(f"a deal in round {wrong} of talks with rounds 1 to {deadline}; 0 stands for no deal")
