"""The frozen record of a study: what was counted over all draws, and what was found in each."""

from sim.results.estimates import Estimate, estimate
from sim.results.study import Study

__all__ = ["Estimate", "Study", "estimate"]
