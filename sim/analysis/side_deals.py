"""What could some settle over the heads of the others, and what would that do to the rest?"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.draws import REPLICATES
from sim.engine import Sided
from sim.results import estimate, estimate_among
from sim.results.changes import paired_change
from sim.scenario import Case
from sim.worlds import space_of


def side_deals_table(case: Case, found: Mapping[str, Sided]) -> pd.DataFrame:
    """Return what each side deal does.

    Returns
    -------
        One row a side deal: ``made``, ``low``, ``high``, the share of worlds in which those who could make it find one
        that leaves each of them more, with its 95% interval; ``most_often``, the levels that it holds most often;
        ``zone`` and ``zone_after``, the share of worlds with a zone for a settlement without it and with it, and
        ``change``, ``change_low``, ``change_high``, the difference, world by world; ``zone_if_made``, the share with a
        zone afterwards among the worlds in which it is made; and by party, ``gain.P``, what it adds to no deal on
        average where it is made, on the party's own scale.
    """
    rows = [effects(case, case.side_deals[name].on, one) for name, one in found.items()]
    return pd.DataFrame(rows, index=pd.Index(list(found), name="side_deal"))


def effects(case: Case, issues: Sequence[str], one: Sided) -> dict[str, object]:
    """Return the row of a deal on some issues, in the order of its levels."""
    share, change = (
        estimate(one.made, REPLICATES),
        paired_change(one.zone_before * 1.0, one.zone_after * 1.0, share=True),
    )
    after = estimate_among(one.zone_after, one.made, REPLICATES)
    gains = one.gains[one.made].mean(axis=0) if one.made.any() else np.full(len(case.parties), np.nan)
    return {
        "made": share.share,
        "low": share.low,
        "high": share.high,
        "most_often": most_often(case, issues, one),
        "zone": change.base,
        "zone_after": change.other,
        "change": change.change,
        "change_low": change.low,
        "change_high": change.high,
        "zone_if_made": None if after is None else after.share,
        **{f"gain.{party}": float(gains[p]) for p, party in enumerate(case.parties)},
    }


def most_often(case: Case, issues: Sequence[str], one: Sided) -> str:
    """Return the levels that are made together most often, as they are called; nothing where none is made.

    An issue with -1 as its level is not settled.
    """
    if not one.made.any():
        return ""
    space = space_of(case)
    kinds, counts = np.unique(one.levels[one.made], axis=0, return_counts=True)
    places = {i: place for i, place in zip(issues, kinds[counts.argmax()], strict=True) if place >= 0}
    levels = {i: space.levels[space.issue(i)][place - space.offsets[space.issue(i)]] for i, place in places.items()}
    return " | ".join(case.issues[i].levels[level].label for i, level in levels.items())
