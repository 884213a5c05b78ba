"""What kinds of settlement are there: the deals that all needed parties accept, in groups of deals that are alike.

Each deal counts as often as there are worlds with it in their zone. Two deals are as far apart as their levels are, on
average over the issues (:func:`sim.statistics.medoids.level_distances`). How many kinds there are is not chosen:
several only where they lie apart and are found again (:mod:`sim.statistics.grouping`), and else one. Where deals are
too many to count each, those stand for them that the four bargaining solutions pick, world by world.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from jaxtyping import Bool, Float64, Int64

from sim.deals import DealSpace, places
from sim.draws import REPLICATES
from sim.engine.kinds import Typical
from sim.results import Estimate, Study, estimate, estimate_among
from sim.results.changes import ends, paired_change
from sim.statistics.grouping import Grouping, Points, grouped
from sim.statistics.medoids import level_distances
from sim.worlds import uncertain

MOST_POINTS = 1200
"""Of more deals than this, so many are grouped, drawn evenly by weight; the others go to the nearest typical deal."""
CLAUSES = 2
"""A kind is called by so many clauses at most."""
MARKED = 0.1
"""A clause marks a kind that is in so much more of it than of the others, as shares of their weight."""

Weights = Int64[np.ndarray, " deals"]


@dataclass(frozen=True)
class Weighed:
    """The deals that count, and how much."""

    deals: Int64[np.ndarray, " deals"]
    """Their numbers, rising; shape ``(deals,)``."""
    replicates: Int64[np.ndarray, "replicates deals"]
    """How often each counts by replicate of the draws; shape ``(replicates, deals)``."""

    @cached_property
    def weights(self) -> Weights:
        """Return how often each counts in all."""
        return self.replicates.sum(axis=0)


@dataclass(frozen=True)
class Kinds:
    """The deals of a study in kinds, the heaviest first."""

    study: Study
    weighed: Weighed
    labels: Int64[np.ndarray, " deals"]
    """The kind of each deal that counts, from 0; shape ``(deals,)``."""
    typical: tuple[int, ...]
    """The number of each kind's typical deal: that with the least mean distance to the kind's deals."""
    grouping: Grouping
    """How the kinds were told apart."""
    points: int
    """How many deals were grouped; the others went to the nearest typical deal."""
    asked: bool
    """Whether somebody asked for this number of kinds."""

    @property
    def number(self) -> int:
        """Return how many kinds there are; none where no deal is ever in the zone."""
        return len(self.typical)

    @cached_property
    def by_deal(self) -> Int64[np.ndarray, " all"]:
        """Return the kind of every deal of the space, -1 where it is never in the zone; only where each is counted."""
        found = np.full(self.study.space.deals, -1)
        found[self.weighed.deals] = self.labels
        return found

    @cached_property
    def nash(self) -> Bool[np.ndarray, "draws kinds"]:
        """Tell in which worlds the Nash deal is of each kind."""
        deals = self.study.solutions.nash
        place = np.searchsorted(self.weighed.deals, np.maximum(deals, 0)).clip(max=max(0, len(self.labels) - 1))
        return (deals >= 0)[:, None] & (self.labels[place][:, None] == np.arange(self.number))


def weighed_by_zone(counts: Int64[np.ndarray, "replicates deals"]) -> Weighed:
    """Return the deals that are in the zone of some world, each with how many worlds that are by replicate."""
    deals = np.flatnonzero(counts.sum(axis=0))
    return Weighed(deals, counts[:, deals])


def weighed_by_solutions(study: Study) -> Weighed:
    """Return the deals that the four bargaining solutions pick, each with how often they do by replicate."""
    chosen = np.stack([*study.solutions.deals.values()])
    deals = np.unique(chosen[chosen >= 0])
    groups = min(REPLICATES, study.draws)
    counts = np.zeros((groups, len(deals)), np.int64)
    for r in range(groups):
        own = chosen[:, r::groups]
        np.add.at(counts[r], np.searchsorted(deals, own[own >= 0]), 1)
    return Weighed(deals, counts)


def in_kinds(study: Study, weighed: Weighed, kinds: int | None = None) -> Kinds:
    """Return the deals that count in kinds; in so many as are asked for, or as many as there are when silent."""
    if not len(weighed.deals):
        none = np.zeros(0, np.int64)
        return Kinds(study, weighed, none, (), Grouping(none, none, 0.0, 0.0, float("nan")), 0, kinds is not None)
    levels = levels_of(study.space, weighed.deals)
    kept, times = sampled(weighed.weights)
    some, sizes = levels[kept], study.space.sizes
    shares = weighed.replicates[:, kept] * (times / weighed.weights[kept])
    points = Points(level_distances(some, some, sizes), times.astype(np.float64), shares)
    found = grouped(points, kinds)
    typical = kept[found.medoids]
    labels = level_distances(levels, levels[typical], sizes).argmin(axis=1)
    deals = tuple(int(weighed.deals[place]) for place in typical)
    return Kinds(study, weighed, labels, deals, found, len(kept), kinds is not None)


def levels_of(space: DealSpace, deals: Int64[np.ndarray, " deals"]) -> Int64[np.ndarray, "deals issues"]:
    """Return the number of each deal's level on each issue, from 0."""
    return places(deals, space.offsets) - space.offsets[:-1]


def sampled(weights: Weights) -> tuple[Int64[np.ndarray, " points"], Int64[np.ndarray, " points"]]:
    """Return which deals are grouped, and how much each counts: all of few; of many a systematic sample by weight.

    Source: W. G. Cochran, "Sampling Techniques", 3rd edition (Wiley, 1977), 205 and 265: at equal steps along the sum
    of the weights, beginning in the middle of the first step.

    >>> sampled(np.array([3, 0, 2]))
    (array([0, 1, 2]), array([3, 0, 2]))
    """
    if len(weights) <= MOST_POINTS:
        return np.arange(len(weights)), weights
    ends = np.cumsum(weights)
    steps = (np.arange(MOST_POINTS) + 0.5) * (ends[-1] / MOST_POINTS)
    return np.unique(np.searchsorted(ends, steps, side="right"), return_counts=True)


def profiles(kinds: Kinds) -> pd.DataFrame:
    """Return for every issue and level the share of each kind's weight with it; a column a kind, from 1."""
    space, weights = kinds.study.space, kinds.weighed.weights
    levels = levels_of(space, kinds.weighed.deals)
    rows = [(issue, level) for issue, own in zip(space.issues, space.levels, strict=True) for level in own]
    columns = {}
    for kind in range(kinds.number):
        own = np.where(kinds.labels == kind, weights, 0)
        shares = [np.bincount(levels[:, i], own, size) for i, size in enumerate(space.sizes)]
        columns[kind + 1] = np.concatenate(shares) / own.sum()
    return pd.DataFrame(columns, pd.MultiIndex.from_tuples(rows, names=["issue", "level"]))


def marks(kinds: Kinds) -> list[tuple[tuple[str, str], ...]]:
    """Return the clauses that mark each kind, as issue and level: those it has most more often than the other kinds.

    One an issue, :data:`CLAUSES` at most, each in :data:`MARKED` more of the kind's weight than of that of the others
    together; none of a single kind.
    """
    shares = profiles(kinds)
    weights = np.bincount(kinds.labels, kinds.weighed.weights, kinds.number)
    found = []
    for kind in shares:
        others = [other for other in shares if other != kind]
        if not others:
            return [()]
        beside = (shares[others] * weights[[k - 1 for k in others]]).sum(axis=1) / weights[
            [k - 1 for k in others]
        ].sum()
        more = (shares[kind] - beside).sort_values(ascending=False, kind="stable")
        first = more[~more.index.get_level_values("issue").duplicated()]
        found.append(tuple(first[first >= MARKED].index[:CLAUSES]))
    return found


def parted_on(kinds: Kinds) -> list[str]:
    """Return the issues on which some two kinds differ in more than half of their weight; all, of a file of one issue.

    Kinds that differ on one issue alone are that issue's levels: nothing else goes with them.
    """
    shares = profiles(kinds)
    issues = list(kinds.study.case.issues)
    if len(issues) == 1:
        return []
    pairs = [shares[one] - shares[other] for one in shares for other in shares if one < other]
    gaps = {issue: max((gap.loc[issue].abs().sum() / 2 for gap in pairs), default=0.0) for issue in issues}
    return [issue for issue in issues if gaps[issue] > 0.5]


def kinds_table(kinds: Kinds, held: Bool[np.ndarray, "draws kinds"], seen: Typical) -> pd.DataFrame:
    """Return one row a kind, from 1, the heaviest first.

    Parameters
    ----------
    kinds
        The kinds.
    held
        In which worlds there is some deal of each kind: in the zone, or, where deals are not counted, as Nash deal.
    seen
        What is made of each kind's typical deal.

    Returns
    -------
        ``weight``: the kind's share of the weight of all deals that count. ``share``: the share of worlds with some
        deal of the kind in the zone; where deals are too many to count each, of worlds whose Nash deal is of the kind.
        ``deal``: the typical deal's number, ``typical.I`` its level of issue I. The rest is about that deal alone:
        ``agreed``, the share of worlds with it in the zone; ``lasts``, where deals may not hold, the share of these in
        which it lasts; ``gain.P``, what it is worth to party P beyond no deal, on P's own scale, on average over all
        worlds; ``alone.P``, the share of worlds in which it is out of the zone and P's yes alone would let it in. Each
        number has the ends ``_low`` and ``_high`` of its 95% interval, the number itself where nothing is uncertain.
    """
    study, weights, parties = kinds.study, kinds.weighed.weights, list(enumerate(kinds.study.parties))
    certain = not uncertain(study.case)
    rows = []
    for k, deal in enumerate(kinds.typical):
        among: dict[str, Estimate | None] = {"share": estimate(held[:, k], REPLICATES)}
        among["agreed"] = estimate(seen.agreed[:, k], REPLICATES)
        if study.case.hold is not None:
            among["lasts"] = estimate_among(seen.lasts[:, k], seen.agreed[:, k], REPLICATES)
        cells = {name: ends(name, one) for name, one in among.items()}
        cells |= {f"gain.{party}": _mean(f"gain.{party}", seen.surplus[:, k, p]) for p, party in parties}
        alone = {f"alone.{party}": estimate(seen.alone[:, k, p], REPLICATES) for p, party in parties}
        cells |= {name: ends(name, one) for name, one in alone.items()}
        if certain:
            cells = {name: dict.fromkeys(found, found[name]) for name, found in cells.items()}
        typical = zip(study.space.issues, study.space.levels_of(deal), strict=True)
        row: dict[str, object] = {"weight": float(weights[kinds.labels == k].sum() / weights.sum())}
        row |= cells.pop("share") | {"deal": deal} | {f"typical.{issue}": level for issue, level in typical}
        rows.append(row | {name: number for found in cells.values() for name, number in found.items()})
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="kind"))


def _mean(name: str, worth: Float64[np.ndarray, " draws"]) -> dict[str, float]:
    """Return a mean over all worlds and the ends of its interval; not a number where one world gives no interval."""
    return ends(name, paired_change(np.zeros(len(worth)), worth, share=False))
