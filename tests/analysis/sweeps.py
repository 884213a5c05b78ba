"""Sweeps made by hand: at each value a zone in so many of 80 worlds."""

import numpy as np

from sim.analysis.sweeping import Point, Swept
from sim.results import Factors
from sim.scenario import read_scenario

DRAWS = 80
"""Ten worlds in each of eight replicates."""


def point(value, zone, compatible=None, *, as_in_file=False):
    """Return a value at which the first worlds have a zone, and as many or more have compatible lines."""
    worlds = np.arange(DRAWS)
    return Point(
        value, Factors(worlds < zone, worlds < (zone if compatible is None else compatible), worlds < zone), as_in_file
    )


def swept(*points, own=None, case=None, path="parties.russia.no_deal.cost"):
    case = case or read_scenario("moscow-talks").case
    return Swept(case, path, points, own or point({"uniform": [0, 1]}, 48, as_in_file=True), seed=1, draws=DRAWS)
