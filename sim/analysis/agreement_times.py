"""Time to agreement: in how many worlds have talks struck a deal by each round, and which talks reach more?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from jaxtyping import Int64

from sim.draws import REPLICATES
from sim.errors import BadArgument
from sim.results import Change, Study, estimate, paired_change
from sim.store import RunRecord


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
    """Share of the same worlds in which a zone exists in some round: no talks reach a deal in more."""

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
    return Curve(label, study.agreements.rounds, study.agreements.deadline, float(study.agreements.opened.mean()))


def have_talks(runs: Sequence[RunRecord]) -> bool:
    """Tell whether the scenarios of all runs have talks."""
    return all(run.case.talks is not None for run in runs)


def talk_curves(runs: Sequence[RunRecord]) -> list[Curve]:
    """Return when the talks of some runs struck their deals; refused where one has none."""
    curves = []
    for run in runs:
        if run.case.talks is None:
            raise BadArgument(f"'{run.name}' has no talks; compare runs of scenarios that have 'talks'")
        rounds = run.worlds["round"].to_numpy(np.int64)
        curves.append(Curve(run.name, rounds, run.case.talks.rounds, float(run.worlds["opened"].mean())))
    return curves


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


def more_often(one: Curve, other: Curve) -> Change:
    """Return how much more often one set of talks reaches a deal than another, with a paired interval.

    Raises
    ------
    BadArgument
        When the two were not drawn in equally many worlds.
    """
    if len(one.rounds) != len(other.rounds):
        raise BadArgument(
            f"'{one.label}' has {len(one.rounds):,} worlds and '{other.label}' {len(other.rounds):,}; "
            "talks are compared in the same worlds"
        )
    reached, less = ((curve.rounds > 0).astype(np.float64) for curve in (one, other))
    return paired_change(less, reached, share=True)


def refuse_strange(rounds: Int64[np.ndarray, " draws"], deadline: int) -> None:
    """Refuse talks without worlds or rounds, and deals struck outside their rounds."""
    if not len(rounds) or deadline < 1:
        raise BadArgument(f"talks need a world and a round; here are {len(rounds)} worlds and {deadline} rounds")
    if rounds.min() < 0 or rounds.max() > deadline:
        wrong = int(rounds.min() if rounds.min() < 0 else rounds.max())
        raise BadArgument(f"a deal in round {wrong} of talks with rounds 1 to {deadline}; 0 stands for no deal")
