"""What a run commits to before an event, and how what happened is scored against it.

A commitment is a share of worlds for something that can be seen: that talks end in a deal by the deadline, on which
level each issue is settled if they do, and who accepts which text. What happened is scored by two proper rules:
**Brier**, ``(p - y)^2`` of a yes or no and ``sum_l (p_l - y_l)^2`` over the levels of an issue, and **log**, ``-ln p``
of what happened; both are 0 at best. The log score of what no world held is infinite: a run that is sure and wrong has
no finite worth by it, and any finite number in its place would be ours. A share of worlds is no forecast; to seal one
is to let it be tested as if it were.

Where a scenario has talks, levels are shares of the deals that they strike. Where it has none nothing picks a deal:
then each world with a zone counts alike, and in it all deals of the zone; of spaces too large to count, the Nash deals.

Sources: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950),
1-3; I. J. Good, "Rational decisions", Journal of the Royal Statistical Society B 14 (1952), 107-114.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from jaxtyping import Float64
from pydantic import model_validator

from sim.deals import places
from sim.engine import Scored
from sim.results import Study
from sim.written import LevelName, Name, Written


class Happened(Written):
    """What happened: only what is known by now; the rest is left out."""

    note: str = ""
    """Where it is known from, or anything else; nothing is made of it."""

    agreement: bool | None = None
    """Whether a deal was struck by the deadline."""
    settlement: dict[Name, LevelName] = {}
    """By issue, the level that was settled on; issues not yet known are left out."""
    accepts: dict[Name, dict[Name, bool]] = {}
    """By proposal and party, whether it said yes to the text, or no."""

    @model_validator(mode="after")
    def _check(self) -> "Happened":
        if self.agreement is False and self.settlement:
            raise ValueError("tells of a settlement where there was no agreement; leave one of them out")
        return self


TALKS, ZONES, NASH = "talks", "zones", "nash"
SETTLED_BY = {
    TALKS: "the deals that talks strike",
    ZONES: "the deals of the zones, each world with a zone alike and in it all its deals alike",
    NASH: "the Nash deals",
}
"""What the shares of levels are shares of, by the name of it in a seal."""
NOT_SEALED = {
    TALKS: "not sealed: the talks strike no deal in any world",
    ZONES: "not sealed: no world has a zone",
    NASH: "not sealed: no world has a Nash deal",
}
"""Why no level was committed to, by the same name."""


def commitments(
    study: Study, proposals: Mapping[str, Scored], zone_levels: Float64[np.ndarray, "draws levels"] | None
) -> dict[str, Any]:
    """Return the shares of worlds that a run commits to.

    Parameters
    ----------
    study
        A finished run.
    proposals
        Its texts, as the parties of every world see them.
    zone_levels
        For every world the share of its zone's deals with each level, zeros where there is no zone; None where levels
        are those of the talks, or zones are too large.

    Returns
    -------
        ``agreement``, None without talks; ``settlement``, by issue and level, empty where no world has a deal of that
        sort; ``settlement_of``, which sort (see :data:`SETTLED_BY`); ``accepts`` by proposal and party.
    """
    talks = study.agreements
    if zone_levels is not None:
        of, shares = ZONES, zone_levels
    elif talks is not None:
        of, shares = TALKS, levels_of(study, np.where(talks.agreed, talks.struck, -1))
    else:
        of, shares = NASH, levels_of(study, study.solutions.nash)
    return {
        "agreement": None if talks is None else float(talks.agreed.mean()),
        "settlement": settled_on(study, shares),
        "settlement_of": of,
        "accepts": {
            name: {party: float(one.accepts[:, p].mean()) for p, party in enumerate(study.parties)}
            for name, one in proposals.items()
        },
    }


def levels_of(study: Study, deals: np.ndarray) -> Float64[np.ndarray, "draws levels"]:
    """Return 1 for each level of one deal a world, -1 for none; shape ``(draws, levels)``."""
    some = np.flatnonzero(deals >= 0)
    found = np.zeros((len(deals), int(study.space.offsets[-1])))
    found[some[:, None], places(deals[some], study.space.offsets)] = 1
    return found


def settled_on(study: Study, shares: Float64[np.ndarray, "draws levels"]) -> dict[str, dict[str, float]]:
    """Return for every issue the mean share of each level over the worlds that have a deal; nothing if none has."""
    some = shares.any(axis=1)
    if not some.any():
        return {}
    mean, offsets = shares[some].mean(axis=0), study.space.offsets
    return {
        issue: dict(zip(study.space.levels[i], mean[offsets[i] : offsets[i + 1]].tolist(), strict=True))
        for i, issue in enumerate(study.space.issues)
    }


def questions(committed: Mapping[str, Any]) -> list[str]:
    """Return everything that was committed to, by the name of its row."""
    found = ["agreement"] if committed["agreement"] is not None else []
    found += [f"settlement.{issue}" for issue in committed["settlement"]]
    return found + [f"accepts.{text}.{party}" for text, said in committed["accepts"].items() for party in said]


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


def unsealed(committed: Mapping[str, Any], happened: Happened) -> dict[str, str]:
    """Return everything that happened and was not committed to, with the reason."""
    found = {}
    if happened.agreement is not None and committed["agreement"] is None:
        found["agreement"] = "not sealed: the scenario has no talks"
    for issue in happened.settlement:
        if issue not in committed["settlement"]:
            found[f"settlement.{issue}"] = NOT_SEALED[committed["settlement_of"]]
    return found


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
