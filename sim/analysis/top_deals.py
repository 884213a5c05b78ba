"""The deals most often acceptable: a set, never a winner when they lie within the sampling error."""

from dataclasses import dataclass

import numpy as np

from sim.results import Study


@dataclass(frozen=True)
class TopDeals:
    """The most often acceptable deals of a study."""

    deals: tuple[int, ...]
    """Their numbers, the most often acceptable first."""
    shares: tuple[float, ...]
    """Shares of worlds in which each is in the zone."""
    alike: int
    """How many of all deals lie within the sampling error of the first; 0 if no deal is ever in the zone."""


def top_deals(study: Study, number: int) -> TopDeals:
    """Return the deals in the zone of most worlds; ties in the order of their numbers.

    Two shares ``p`` and ``q`` of ``n`` worlds count as alike when they differ by less than 1.96 standard errors of an
    unpaired difference, ``sqrt((p(1-p) + q(1-q)) / n)``: a cautious rule, since the worlds are the same.
    """
    shares = study.counts.joint / study.draws
    order = np.argsort(-study.counts.joint, kind="stable")[:number]
    shown = [int(deal) for deal in order if shares[deal] > 0]
    if not shown:
        return TopDeals((), (), 0)
    first = shares[shown[0]]
    error = np.sqrt((first * (1 - first) + shares * (1 - shares)) / study.draws)
    alike = int(((first - shares <= 1.96 * error) & (shares > 0)).sum())
    return TopDeals(tuple(shown), tuple(float(shares[deal]) for deal in shown), alike)
