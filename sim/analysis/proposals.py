"""Proposals: who would accept them, who alone would not, and which clause would have to change?"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.draws import REPLICATES
from sim.engine import Scored
from sim.results import estimate
from sim.scenario import Case
from sim.worlds import space_of


class Swap(NamedTuple):
    """One clause of a proposal in place of what it says."""

    issue: str
    level: str
    share: float
    """Share of worlds in which the text has every consent with it."""


def proposals_table(case: Case, found: Mapping[str, Scored]) -> pd.DataFrame:
    """Return what parties make of every proposal.

    Returns
    -------
        One row a proposal: ``zone``, ``low``, ``high``, the share of worlds in which it has every consent it needs,
        with its 95% interval; ``least`` and ``most``, the share with its open clauses settled in the way that suits
        fewest and most worlds, the same as ``zone`` where none is open; ``accepts.P`` the share in which party P
        accepts it, ``asked.P`` in which a consent that stands there asks P about it, ``alone.P`` in which P's yes
        alone is missing, ``crosses.P`` in which it crosses a firm line of P; ``lasts``, the share in which it would
        last if it were agreed, not a number where the scenario has no ``hold``; ``room``, the median of what the deal
        best for the worst-off of those asked leaves that party beyond the text, not a number where it has no end:
        where in half the worlds or more no deal clears the lines; ``swap_issue``, ``swap_level`` and ``swap_zone``,
        the one clause that in place of its own brings every consent in most worlds, and in how many, without names
        where none brings it in more; ``same_as``, an earlier proposal that says the same.
    """
    rows = [_row(case, one) for one in found.values()]
    table = pd.DataFrame(rows, index=pd.Index(list(found), name="proposal"))
    return table.assign(same_as=[same_as(case, name) or "" for name in found]) if rows else table


def _row(case: Case, one: Scored) -> dict[str, object]:
    """Return one row."""
    zone, ways = estimate(one.agreed, REPLICATES), one.completed.mean(axis=0)
    settled = len(ways) > 1
    middle, swap = float(np.quantile(one.room, 0.5, method="lower")) + 0.0, best_swap(case, one)
    by_party: dict[str, object] = {}
    for p, party in enumerate(case.parties):
        by_party[f"accepts.{party}"] = float(one.accepts[:, p].mean())
        by_party[f"asked.{party}"] = float((one.asked >> np.uint64(p) & np.uint64(1)).mean())
        by_party[f"alone.{party}"] = float((one.alone >> np.uint64(p) & np.uint64(1)).mean())
        by_party[f"crosses.{party}"] = float(one.crosses[:, p].mean())
    return {
        "zone": zone.share,
        "low": zone.low,
        "high": zone.high,
        "least": float(ways.min()) if settled else zone.share,
        "most": float(ways.max()) if settled else zone.share,
        **by_party,
        "lasts": np.nan if case.hold is None else float(one.lasts.mean()),
        "room": middle if np.isfinite(middle) else np.nan,
        "swap_issue": swap.issue,
        "swap_level": swap.level,
        "swap_zone": swap.share,
    }


def best_swap(case: Case, one: Scored) -> Swap:
    """Return the clause that in place of the text's own brings every consent in most worlds; of equals the first.

    Its names are empty where none brings it in more worlds than the text itself.
    """
    space, shares = space_of(case), one.swapped.mean(axis=0)
    place = int(shares.argmax())
    issue = int(np.searchsorted(space.offsets, place, side="right")) - 1
    if shares[place] <= one.agreed.mean():
        return Swap("", "", float(shares[place]))
    return Swap(space.issues[issue], space.levels[issue][place - space.offsets[issue]], float(shares[place]))


def same_as(case: Case, name: str) -> str | None:
    """Return the first earlier proposal that says the same; None where there is none."""
    said = clauses_of(case, name)
    for earlier in case.proposals:
        if earlier == name:
            return None
        if clauses_of(case, earlier) == said:
            return earlier
    return None


def clauses_of(case: Case, name: str) -> list[dict[str, float]]:
    """Return for every issue the levels that a proposal may settle on, silence counted as what it amounts to, and how
    likely each is held to be, up to a factor.
    """
    found = []
    for issue, spec in case.issues.items():
        clause, options = case.proposals[name].clauses.get(issue), case.proposals[name].options(issue)
        chances = getattr(clause, "chances", None) or [1.0] * len(options)
        weights: dict[str, float] = {}
        for level, chance in zip(options, chances, strict=True):
            own = spec.if_silent if level == "silent" and spec.if_silent is not None else level
            weights[own] = weights.get(own, 0.0) + chance / sum(chances)
        found.append(weights)
    return found
