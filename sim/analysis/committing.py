"""What a run commits to before an event, and how what happened is scored against it.

A commitment is a share of worlds for something that can be seen: that talks end in a deal by the deadline, on which
level each issue is settled if they do, and who accepts which text. What happened is scored by two proper rules:
**Brier**, ``(p - y)^2`` of a yes or no and ``sum_l (p_l - y_l)^2`` over the levels of an issue, and **log**, ``-ln p``
of what happened; both are 0 at best. A share of worlds is no forecast; to seal one is to let it be tested as if it
were.

Sources: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950),
1-3; I. J. Good, "Rational decisions", Journal of the Royal Statistical Society B 14 (1952), 107-114.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from pydantic import model_validator

from sim.deals import places
from sim.engine import Scored
from sim.results import Study
from sim.written import LevelName, Name, Written


class Happened(Written):
    """What happened: only what is known by now; the rest is left out."""

    agreement: bool | None = None
    """Whether a deal was struck by the deadline."""
    settlement: dict[Name, LevelName] = {}
    """By issue, the level that was settled on."""
    accepts: dict[Name, dict[Name, bool]] = {}
    """By proposal and party, whether it accepted it."""

    @model_validator(mode="after")
    def _check(self) -> "Happened":
        if self.agreement is False and self.settlement:
            raise ValueError("tells of a settlement where there was no agreement; leave one of them out")
        return self


def commitments(study: Study, proposals: Mapping[str, Scored]) -> dict[str, Any]:
    """Return the shares of worlds that a run commits to.

    Returns
    -------
        ``agreement``, None without talks; ``settlement``, by issue and level, among the deals that talks strike, or the
        Nash deals where there are no talks, empty where there is none; ``accepts`` by proposal and party.
    """
    talks = study.agreements
    deals = study.solutions.nash if talks is None else np.where(talks.agreed, talks.struck, -1)
    return {
        "agreement": None if talks is None else float(talks.agreed.mean()),
        "settlement": settled_on(study, deals[deals >= 0]),
        "accepts": {
            name: {party: float(one.accepts[:, p].mean()) for p, party in enumerate(study.parties)}
            for name, one in proposals.items()
        },
    }


def settled_on(study: Study, deals: np.ndarray) -> dict[str, dict[str, float]]:
    """Return for every issue the share of some deals on each of its levels; nothing where there is no deal."""
    if not len(deals):
        return {}
    digits, found = places(deals, study.space.offsets) - study.space.offsets[:-1], {}
    for i, issue in enumerate(study.space.issues):
        shares = np.bincount(digits[:, i], minlength=study.space.sizes[i]) / len(deals)
        found[issue] = dict(zip(study.space.levels[i], shares.tolist(), strict=True))
    return found


def scored_against(committed: Mapping[str, Any], happened: Happened) -> pd.DataFrame:
    """Return one row for everything that happened and was committed to: ``share``, ``brier`` and ``log``."""
    rows: dict[str, tuple[float, float, float]] = {}
    if happened.agreement is not None and committed["agreement"] is not None:
        rows["agreement"] = of_answer(committed["agreement"], happened.agreement)
    for issue, level in happened.settlement.items():
        if issue in committed["settlement"]:
            rows[f"settlement.{issue}"] = of_level(committed["settlement"][issue], level)
    for proposal, parties in happened.accepts.items():
        for party, accepted in parties.items():
            rows[f"accepts.{proposal}.{party}"] = of_answer(committed["accepts"][proposal][party], accepted)
    return pd.DataFrame.from_dict(rows, orient="index", columns=["share", "brier", "log"])


def of_answer(share: float, yes: bool) -> tuple[float, float, float]:
    """Return the share given to what happened, and its scores.

    >>> of_answer(0.75, False)[:2]
    (0.25, 0.5625)
    """
    given = share if yes else 1 - share
    return given, (1 - given) ** 2, log_of(given)


def of_level(shares: Mapping[str, float], level: str) -> tuple[float, float, float]:
    """Return the share given to a level, and its scores."""
    brier = sum((share - (name == level)) ** 2 for name, share in shares.items())
    return shares[level], brier, log_of(shares[level])


def log_of(share: float) -> float:
    """Return the log score of what happened: infinite where that was given no world at all."""
    return float(-np.log(share)) + 0.0 if share > 0 else float("inf")
