"""The deals most often acceptable: a set, never a winner when they lie within the sampling error."""

from dataclasses import dataclass

import numpy as np

from sim.analysis.pairs import tied
from sim.results import Study


@dataclass(frozen=True)
class TopDeals:
    """The most often acceptable deals of a study."""

    deals: tuple[int, ...]
    """Their numbers, the most often acceptable first."""
    shares: tuple[float, ...]
    """Shares of worlds in which each is in the zone."""
    equal: int
    """How many of all deals are in the zone of as many worlds as the first."""
    alike: int
    """How many of all deals lie within the sampling error of the first; 0 if no deal is ever in the zone."""


def top_deals(study: Study, number: int) -> TopDeals:
    """Return the deals in the zone of most worlds; ties in the order of their numbers."""
    shares = study.counts.joint / study.draws
    order = np.argsort(-study.counts.joint, kind="stable")[:number]
    shown = [int(deal) for deal in order if shares[deal] > 0]
    if not shown:
        return TopDeals((), (), 0, 0)
    alike = int((tied(shares, study.draws) & (shares > 0)).sum())
    equal = int((study.counts.joint == study.counts.joint[shown[0]]).sum())
    return TopDeals(tuple(shown), tuple(float(shares[deal]) for deal in shown), equal, alike)
