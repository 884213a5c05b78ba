"""What becomes of every level and pair of levels where there are too many deals to count one by one.

Whether some zone deal holds two levels is found by listing a zone of few deals (:mod:`sim.kernels.listed_pairs`) and
by :mod:`sim.kernels.witnesses` in others. A party refuses every deal with two levels iff its best deal with them,
within its own lines, is not enough: without lines across issues or pivot issues that is the sum of its best level under
every other issue.
"""

from itertools import pairwise

import numpy as np
from jaxtyping import Int64

from sim.kernels import (
    RuleArrays,
    WorldArrays,
    acceptable,
    count_listed_pairs,
    count_pairs,
    no_marks,
    origins,
    parts_of,
    room_for_search,
    sorts_of,
)
from sim.zones.existing import alike_together, existence
from sim.zones.parts import among, asking_only

FEW = 20_000
"""Zone deals that are listed sooner than pairs of levels are searched for."""
Cells = Int64[np.ndarray, "levels levels"]


def held_pairs(worlds: WorldArrays, rules: RuleArrays, sizes: Int64[np.ndarray, " draws"] | None = None) -> Cells:
    """Count the worlds in which some zone deal holds two levels (one level: the diagonal); upper half.

    Parameters
    ----------
    worlds, rules
        The worlds, and whose yes a deal needs in them.
    sizes
        The sizes of the zones, if known already; any number below 0 stands for some size.
    """
    levels = int(rules.offsets[-1])
    cells = np.zeros((levels, levels), np.int64)
    if sizes is None:
        sizes = -existence(worlds, rules).in_zone.astype(np.int64)
    few = (sizes > 0) & (sizes <= FEW)
    count_pairs(parts_of(worlds, rules), origins(rules), (sizes != 0) & ~few, cells)
    if few.any():
        sorts, order = sorts_of(rules), alike_together(worlds)
        search, marks = room_for_search(worlds, rules, sorts), no_marks(sorts, levels)
        count_listed_pairs(worlds, rules, sorts, order[few[order]], search, marks, cells)
    return cells


def refused_pairs(worlds: WorldArrays, rules: RuleArrays, party: int) -> Cells:
    """Count the worlds in which a party refuses every deal with two levels (one level: the diagonal); upper half."""
    own = sum(1 << bundle for bundle, whose in enumerate(rules.bundle_parties) if whose == party)
    hard = worlds.firm_bundles & np.uint64(own) != 0
    if len(rules.pivots):
        hard[:] = True
    refused = refused_by_sums(among(worlds, ~hard), rules, party)
    if hard.any():
        refused += np.triu(int(hard.sum()) - held_pairs(*asking_only(among(worlds, hard), rules, party)))
    return refused


def refused_by_sums(worlds: WorldArrays, rules: RuleArrays, party: int) -> Cells:
    """Count the same where the party draws no firm line across issues, and every deal holds."""
    gains = np.where(worlds.allowed & np.uint64(1 << party) != 0, worlds.gains[:, party].astype(np.float64), -np.inf)
    best = [gains[:, a:b].max(axis=1) for a, b in pairwise(rules.offsets)]
    enough = np.zeros((gains.shape[1],) * 2, np.int64)
    for i, (a, b) in enumerate(pairwise(rules.offsets)):
        for j, (c, d) in list(enumerate(pairwise(rules.offsets)))[i:]:
            rest = sum((best[k] for k in range(len(best)) if k not in (i, j)), worlds.thresholds[:, party] * 0.0)
            pair = gains[:, a:b, None] + (0 if i == j else gains[:, None, c:d]) + rest[:, None, None]
            taken = acceptable(pair, worlds.thresholds[:, party, None, None]).sum(axis=0)
            enough[a:b, c:d] = np.diag(taken[:, 0]) if i == j else taken
    return np.triu(len(gains) - enough)
