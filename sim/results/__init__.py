"""The frozen record of a study: what was counted over all draws, and what was found in each."""

from sim.results.agreements import VERDICTS, Agreements
from sim.results.estimates import Estimate, estimate, estimate_among
from sim.results.study import Study

__all__ = ["VERDICTS", "Agreements", "Estimate", "Study", "estimate", "estimate_among"]
