"""Who blocks what: of all deals with a level, which are in the zone, and whose yes is missing from the others?

Each pair of a world and a deal is one of: in the zone; kept out by one party alone, whose yes would let it in; kept out
by any one of several, each of whose yes would let it in (a quota one short); or short of more than one yes.
"""

import numpy as np
import pandas as pd
from jaxtyping import Int64

from sim.analysis.pairs import SMALL, tied
from sim.deals import DealSpace
from sim.errors import BadArgument
from sim.results import Study
from sim.worlds import uncertain
from sim.zones import MOST_COUNTED

ZONE, SHARED, SEVERAL = "zone", "any_one_of_several", "several"
"""Columns of :func:`who_blocks` that are no party's."""
ALONE = "alone."
"""How the column of a party begins."""


def who_blocks(study: Study) -> pd.DataFrame:
    """Return for every issue and level shares of all pairs of a world and a deal with that level; each row adds to 1.

    ``zone`` is the share in which the deal is in the zone; ``alone.P`` the share in which only party P's yes is
    missing; ``any_one_of_several`` the share in which the yes of any one of several parties would do, counted once and
    under none of them; ``several`` the rest, in which more than one yes is missing.
    """
    if not study.counted:
        raise BadArgument(
            f"{study.space.deals:,} deals are too many to count each, so nobody knows which party keeps how many out; "
            f"up to {MOST_COUNTED:,} are counted"
        )
    counts, parties = study.counts, len(study.parties)
    zone, sole = (_by_level(study.space, count) for count in (counts.joint[:, None], counts.sole))
    known = np.concatenate([zone, sole - counts.shared[:, :parties], counts.shared[:, parties:]], axis=1)
    pairs = study.draws * np.repeat(study.space.deals // np.array(study.space.sizes), study.space.sizes)
    missing = np.concatenate([known, (pairs - known.sum(axis=1))[:, None]], axis=1)
    names = [ZONE, *(f"{ALONE}{party}" for party in study.parties), SHARED, SEVERAL]
    rows = [
        (issue, level) for issue, levels in zip(study.space.issues, study.space.levels, strict=True) for level in levels
    ]
    return pd.DataFrame(missing / pairs[:, None], pd.MultiIndex.from_tuples(rows, names=["issue", "level"]), names)


def over_all(table: pd.DataFrame) -> pd.Series:
    """Return the shares of all pairs of a world and a deal: every level of an issue is in equally many deals."""
    issue = table.index[0][0]
    return table.loc[issue].mean().round(12)  # equal counts give equal shares, in whatever order they add up


def alone(shares: pd.Series) -> pd.Series:
    """Return the shares of the parties that ever keep a deal out alone, the largest first; by party."""
    columns = [name for name in shares.index if name.startswith(ALONE) and shares[name] > 0]
    found = shares[columns].rename(lambda name: name.removeprefix(ALONE))
    return found.sort_values(ascending=False, kind="stable")


def foremost(study: Study, found: pd.Series) -> tuple[str, ...]:
    """Return the parties that keep out most deals alone: those that sampling, or half a point, cannot part.

    The share of a world's deals that a party keeps out varies over the worlds no more than if it were all or none, so
    the sampling error of :func:`sim.analysis.pairs.tied` is never too small.
    """
    shares = found.to_numpy()
    if not len(shares):
        return ()
    close = tied(shares, study.draws) if uncertain(study.case) else shares >= shares[0] - SMALL
    return tuple(found.index[close])


def shown_levels(space: DealSpace, most: int) -> tuple[tuple[int, ...], ...]:
    """Return for each issue the levels that a figure has room for: all, or as many evenly spaced ones as fit.

    Both ends of an issue are kept. An issue with few levels keeps them all; the room it leaves goes to the others.

    >>> space = DealSpace(("land", "price"), (("keep", "cede"), tuple("abcdefghi")))
    >>> shown_levels(space, 7)
    ((0, 1), (0, 2, 4, 6, 8))
    """
    sizes = space.sizes
    least = min(2, max(sizes))
    cap = max((k for k in range(least, max(sizes) + 1) if sum(min(k, size) for size in sizes) <= most), default=least)
    return tuple(tuple(i * (size - 1) // max(1, min(cap, size) - 1) for i in range(min(cap, size))) for size in sizes)


def _by_level(space: DealSpace, counts: Int64[np.ndarray, "deals kinds"]) -> Int64[np.ndarray, "levels kinds"]:
    """Add up counts over the deals with each level; shape ``(levels, kinds)``."""
    grid = counts.reshape(*space.sizes, counts.shape[1])
    issues = range(len(space.sizes))
    return np.concatenate([grid.sum(axis=tuple(j for j in issues if j != i)) for i in issues])
