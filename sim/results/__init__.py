"""The frozen record of a study: what was counted over all draws, and what was found in each."""

from sim.results.agreements import REASONS, UNRATIFIED, VERDICTS, Agreements, verdicts_of
from sim.results.changes import Change, exact_change, independent_change, paired_change
from sim.results.estimates import Estimate, estimate, estimate_among, mean_among
from sim.results.factors import Factors
from sim.results.study import Study

__all__ = [
    "REASONS",
    "UNRATIFIED",
    "VERDICTS",
    "Agreements",
    "Change",
    "Estimate",
    "Factors",
    "Study",
    "estimate",
    "estimate_among",
    "exact_change",
    "independent_change",
    "mean_among",
    "paired_change",
    "verdicts_of",
]
