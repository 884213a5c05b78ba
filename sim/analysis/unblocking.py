"""Who stands in the way of a zone, alone and together: whose yes would open the worlds without one, and who is short.

Source: the smallest sets are the minimal blocking coalitions of cooperative games: J. von Neumann and O. Morgenstern,
"Theory of Games and Economic Behavior" (1944), section 48; L. S. Shapley, "Simple games: an outline of the descriptive
theory", Behavioral Science 7 (1962), 59-66.
"""

import numpy as np
import pandas as pd

from sim.draws import REPLICATES
from sim.engine import Unblocked, sets_of
from sim.results import Study, estimate_among


def unblocking_table(study: Study, found: Unblocked) -> pd.DataFrame:
    """Return how often each set of parties stands in the way together.

    Returns
    -------
        One row a set that would open some world, the most frequent first: ``share`` of the worlds without a zone in
        which the constant yes of all of them would open one and that of no part of them would, with the ends ``low``
        and ``high`` of its 95% interval; ``number`` of parties. A world may have several such sets, or none of up to
        three.
    """
    closed = ~study.in_zone
    rows = []
    for k, members in enumerate(sets_of(len(study.parties))):
        share = estimate_among(found.opens[:, k], closed, REPLICATES)
        if share is not None and share.share:
            name = "+".join(study.parties[p] for p in members)
            rows.append((name, len(members), share.share, share.low, share.high))
    table = pd.DataFrame(rows, columns=["parties", "number", "share", "low", "high"]).set_index("parties")
    return table.sort_values("share", ascending=False, kind="stable")


def short_table(study: Study, found: Unblocked) -> pd.DataFrame:
    """Return who falls short of the deal nearest to a zone, where lines leave some deal but there is no zone.

    Returns
    -------
        One row a party: ``share`` of those worlds in which it is short of no deal, with the ends ``low`` and ``high``
        of its 95% interval, and ``lacks``, by how much in the middle one, on its own scale from 0 to 1.
    """
    missing = ~study.in_zone & study.verdicts.compatible
    rows = []
    for column in found.short.T:
        share = estimate_among(~np.isnan(column), missing, REPLICATES)
        lacks = np.median(column[~np.isnan(column)]) if (~np.isnan(column)).any() else np.nan
        rows.append((share.share, share.low, share.high, lacks) if share else (np.nan,) * 4)
    index = pd.Index(list(study.parties), name="party")
    return pd.DataFrame(rows, columns=["share", "low", "high", "lacks"], index=index)


def unopened(study: Study, found: Unblocked) -> float:
    """Return the share of the worlds without a zone that no set asked about would open."""
    closed = ~study.in_zone
    return float((~found.opens[closed].any(axis=1)).mean()) if closed.any() else float("nan")
