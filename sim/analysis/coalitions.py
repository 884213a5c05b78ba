"""Who could settle what without the others, and which of these deals would hold?"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from sim.analysis.side_deals import effects
from sim.draws import REPLICATES
from sim.engine import Coalesced, Coalition
from sim.results import estimate_among
from sim.scenario import Case

MOST_SEATS = 6
"""Parties with a seat among whom every coalition is looked at."""


def coalitions_of(case: Case) -> list[Coalition]:
    """Return the coalitions that are looked at, the small ones first, each in the file's order.

    All of two or more parties with a seat; of more than :data:`MOST_SEATS` seats only those of two, that of all, and
    those that make a side deal of the file.
    """
    seats = case.seats
    if len(seats) <= MOST_SEATS:
        sizes = range(2, len(seats) + 1)
        return [coalition for size in sizes for coalition in combinations(seats, size)]
    named = [tuple(party for party in seats if party in deal.between) for deal in case.side_deals.values()]
    return sorted({*combinations(seats, 2), seats, *named}, key=lambda c: (len(c), [seats.index(p) for p in c]))


def row_of(coalition: Coalition) -> str:
    """Return the name of a coalition's row.

    >>> row_of(("us", "eu"))
    'us+eu'
    """
    return "+".join(coalition)


def coalitions_table(case: Case, coalitions: Sequence[Coalition], found: Coalesced) -> pd.DataFrame:
    """Return what each coalition could settle.

    Returns
    -------
        One row a coalition that controls an issue in some world, its members joined with ``+``: by issue,
        ``controls.I``, the share of worlds in which it controls it; ``made`` to ``gain.P`` as in
        :func:`sim.analysis.side_deals.side_deals_table`, for its deal on all issues that it controls in a world;
        ``holds``, ``holds_low``, ``holds_high``, the share of the worlds in which it makes one where no smaller
        coalition breaks off, with its 95% interval, not a number where it never makes one.
    """
    rows = {
        row_of(coalition): _row(case, found, c) for c, coalition in enumerate(coalitions) if found.controls[:, c].any()
    }
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), name="coalition"))


def _row(case: Case, found: Coalesced, c: int) -> dict[str, object]:
    """Return one row."""
    held = estimate_among(found.holds[:, c], found.made[:, c], REPLICATES)
    shares = found.controls[:, c].mean(axis=0)
    return {
        **{f"controls.{issue}": float(share) for issue, share in zip(case.issues, shares, strict=True)},
        **effects(case, tuple(case.issues), found.of(c)),
        "holds": np.nan if held is None else held.share,
        "holds_low": np.nan if held is None else held.low,
        "holds_high": np.nan if held is None else held.high,
    }
