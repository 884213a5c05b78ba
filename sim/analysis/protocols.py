"""How do talks end under other protocols? The same worlds, the same tactics, another order of speaking."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.agreement_times import median_round
from sim.draws import REPLICATES
from sim.engine import Ended
from sim.errors import BadArgument, did_you_mean
from sim.protocols import PROTOCOLS
from sim.results import estimate, estimate_among
from sim.results.changes import paired_change
from sim.scenario import Case
from sim.written import Reasoned

MOST_PAIRS = 6
"""Pairs of parties that agree first are all tried if there are no more."""
TRIED = ("alternating_offers", "bilateral_first", "final_offer", "monotonic_concession")
"""Protocols that need no more than the names of the parties."""


def protocols_of(case: Case, kinds: Sequence[str] = TRIED) -> dict[str, dict[str, Any]]:
    """Return other protocols for the parties of a scenario, by a name for each.

    Parameters
    ----------
    case
        The scenario.
    kinds
        Which of :data:`TRIED`.

    Raises
    ------
    BadArgument
        If one is not known.
    """
    for kind in kinds:
        if kind in PROTOCOLS and kind not in TRIED:
            raise BadArgument(f"'{kind}' needs more than the names of the parties; set 'talks.protocol' to it instead")
        if kind not in TRIED:
            hint = did_you_mean(kind, [*TRIED]) or f"choose from: {', '.join(TRIED)}"
            raise BadArgument(f"'{kind}' is no protocol; {hint}")
    parties = list(case.seats)
    pairs = [*combinations(parties, 2)]
    found: dict[str, dict[str, Any]] = {}
    if "alternating_offers" in kinds:
        found |= {
            f"offers in turn, {order} order": {"alternating_offers": parties, "order": order}
            for order in ("fixed", "rotating", "random")
        }
    if "bilateral_first" in kinds and len(pairs) <= MOST_PAIRS:
        found |= {f"{a} and {b} first": {"bilateral_first": [a, b]} for a, b in pairs}
    if "final_offer" in kinds:
        found |= {f"final offer of {party}": {"final_offer": party} for party in parties}
    if "monotonic_concession" in kinds and len(parties) > 1:
        found["monotonic concession"] = {"monotonic_concession": parties}
    return {name: protocol for name, protocol in found.items() if not is_own(case, protocol)}


def is_own(case: Case, protocol: dict[str, Any]) -> bool:
    """Tell whether a protocol is the one that the scenario has, whatever it gives as a reason."""
    if case.talks is None:
        return False
    return case.talks.protocol.model_dump(mode="json", exclude=set(Reasoned.model_fields)) == protocol


def protocol_table(case: Case, names: Sequence[str], ended: Sequence[Ended]) -> pd.DataFrame:
    """Return how talks end under each protocol.

    Returns
    -------
        One row a protocol, the scenario's own first. ``agreed``, ``agreed_low``, ``agreed_high``: share of worlds with
        a deal and its 95% interval; ``change``, ``change_low``, ``change_high``: the difference from the first row,
        world by world; ``agreed_if_zone``: among the worlds with a zone; ``efficient``: among the deals, those that no
        other acceptable deal improves on for some party with a consent right and worsens for none; ``round``: the
        median round of the deals; and by party, ``gain.P``, what the deals are worth to it on average beyond no deal
        as it was when talks began, on its own scale.
    """
    first = ended[0].talks["ratified"]
    return pd.DataFrame([_row(case, one, first) for one in ended], index=pd.Index(names, name="protocol"))


def _row(case: Case, one: Ended, first: np.ndarray) -> dict[str, float | None]:
    """Return how talks end under one protocol, given where they agree under the first."""
    agreed = one.talks["ratified"]
    share, change = estimate(agreed, REPLICATES), paired_change(first * 1.0, agreed * 1.0, share=True)
    found = estimate_among(agreed, one.in_zone, REPLICATES)
    with_deal = max(1, int(agreed.sum()))
    gains = np.nansum(one.surplus, axis=0) / with_deal
    return {
        "agreed": share.share,
        "agreed_low": share.low,
        "agreed_high": share.high,
        "change": change.change,
        "change_low": change.low,
        "change_high": change.high,
        "agreed_if_zone": None if found is None else found.share,
        "efficient": float((one.talks["better"][agreed] < 0).mean()) if agreed.any() else None,
        "round": median_round(one.talks["rounds"]),
        **{f"gain.{party}": float(gains[p]) if agreed.any() else None for p, party in enumerate(case.parties)},
    }
