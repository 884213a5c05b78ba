"""Worlds as they are in a later round: no deal is worth something else by then, and lines may have given way."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import UInt64

from sim.kernels import RuleArrays, WorldArrays
from sim.stakes import Course
from sim.worlds.no_deal import later


def in_round(
    arrays: WorldArrays, rules: RuleArrays, course: Course, parties: Sequence[str], round_number: int
) -> WorldArrays:
    """Return the worlds as they are in a round, counting from 1."""
    draws = len(arrays.thresholds)
    shifts = [np.broadcast_to(course.shift(party, round_number), (draws,)) for party in parties]
    bent = np.zeros(draws, np.uint64)
    for p, party in enumerate(parties):
        bent |= course.bent(party, round_number, draws).astype(np.uint64) << np.uint64(p)
    return with_bent(arrays._replace(thresholds=later(arrays.thresholds, np.stack(shifts, axis=1))), rules, bent)


def with_bent(arrays: WorldArrays, rules: RuleArrays, bent: UInt64[np.ndarray, " draws"]) -> WorldArrays:
    """Return the worlds with all lines of some parties, a set for each draw, no longer firm."""
    firm = arrays.firm_bundles.copy()
    for bundle, owner in enumerate(rules.bundle_parties):
        gone = bent >> np.uint64(owner) & np.uint64(1) == 1
        firm[gone] &= ~np.uint64(1 << bundle)
    return arrays._replace(allowed=arrays.allowed | bent[:, None], firm_bundles=firm)
