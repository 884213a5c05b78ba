"""How far from a zone are the worlds that have none?"""

import numpy as np

from sim.arrays import MILLION
from sim.results import Study


def middle_gap(study: Study) -> float | None:
    """Return the median gap of the worlds whose lines leave some deal but which have no zone; None if there are none.

    A gap is what the party that lacks most, of those whose yes the deal needs, still lacks with the deal that leaves
    it least; in units of its own scale, 0 to 1.
    """
    missing = ~study.in_zone & study.verdicts.compatible
    return float(np.median(-study.gaps.gap[missing])) / MILLION if missing.any() else None
