"""What the beliefs imply of proposals beside what the parties are on record for.

Each pair of a proposal and a party with a clear reaction ``y`` (1 accepts, 0 refuses) and the share ``p`` of worlds in
which the party accepts it counts once, and a proposal that repeats an earlier one not at all. A **hit** is ``p > 1/2``
iff ``y = 1``; the **Brier score** is the mean of ``(p - y)^2``, 0 at best. Beside both stand two baselines: every rule
of thumb of the file, with ``p`` 0 or 1; and **shuffled reactions**, the mean over all ways to deal the same reactions
out to the pairs, ``sum (p^2 - 2 p m + m) / n`` with ``m`` the mean of ``y``. The reactions were known when the beliefs
were chosen: a hit is no test of anything, and a miss is a question.

Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950),
1-3.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.analysis.proposals import same_as
from sim.engine import Scored
from sim.scenario import Case
from sim.stakes import Pattern

CLEAR = {"accepts": 1.0, "refuses": 0.0}
"""What clear reactions count as."""


def pairs_table(case: Case, found: Mapping[str, Scored]) -> pd.DataFrame:
    """Return every pair with a clear reaction.

    Returns
    -------
        One row a pair: ``proposal``, ``party``, ``said``, ``accepts``, the share of worlds in which it accepts, and by
        rule of thumb ``rule.NAME``, whether that rule would have it accept.
    """
    rows = []
    for name, proposal in case.proposals.items():
        if same_as(case, name):
            continue
        for party, reaction in proposal.reactions.items():
            if reaction.said in CLEAR:
                share = float(found[name].accepts[:, list(case.parties).index(party)].mean())
                by_rule = {
                    f"rule.{rule}": float(takes(case, name, said[party]))
                    for rule, said in case.rules_of_thumb.items()
                    if party in said
                }
                rows.append({"proposal": name, "party": party, "said": reaction.said, "accepts": share, **by_rule})
    return pd.DataFrame(rows)


def repeated(case: Case) -> int:
    """Return how many clear reactions are not counted, as they are to a text that says the same as an earlier one."""
    return sum(
        reaction.said in CLEAR
        for name, proposal in case.proposals.items()
        if same_as(case, name)
        for reaction in proposal.reactions.values()
    )


def takes(case: Case, name: str, pattern: Pattern) -> bool:
    """Tell whether a rule of thumb has a party take a proposal: every level that a named clause may be is named."""
    proposal = case.proposals[name]
    for issue, levels in pattern.items():
        silent = case.issues[issue].if_silent
        options = {silent if level == "silent" else level for level in proposal.options(issue)}
        if not options <= set(levels):
            return False
    return True


def scores_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return how well each way to tell reactions does: hits, of how many, and the Brier score.

    One row for the scenario's beliefs, for shuffled reactions, and for each rule of thumb, where it says something.
    """
    if pairs.empty:
        return pd.DataFrame(columns=["hits", "of", "brier"])
    truth = pairs["said"].map(CLEAR).to_numpy()
    shares = pairs["accepts"].to_numpy()
    rows = {"beliefs": _score(shares, truth), "shuffled": _shuffled(shares, truth)}
    for column in pairs.columns[pairs.columns.str.startswith("rule.")]:
        told = pairs[column].notna().to_numpy()
        rows[column.removeprefix("rule.")] = _score(pairs[column].to_numpy()[told], truth[told])
    return pd.DataFrame.from_dict(rows, orient="index", columns=["hits", "of", "brier"])


def _score(shares: np.ndarray, truth: np.ndarray) -> tuple[float, int, float]:
    """Return hits, of how many, and the Brier score."""
    return float(((shares > 1 / 2) == (truth == 1)).sum()), len(truth), float(((shares - truth) ** 2).mean())


def _shuffled(shares: np.ndarray, truth: np.ndarray) -> tuple[float, int, float]:
    """Return the same on average over all ways to deal the reactions out."""
    mean, yes = truth.mean(), shares > 1 / 2
    return float(np.where(yes, mean, 1 - mean).sum()), len(truth), float((shares**2 - 2 * shares * mean + mean).mean())
