"""What differs between runs: their inputs, and every measure with the interval of its change, paired if it can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import pandas as pd

from sim.analysis.inputs import differing_inputs, same_input
from sim.analysis.measures import SHARE, Measure, measures_of
from sim.analysis.pairing import Reason, named_apart, refuse_incomparable, why_unpaired
from sim.results import Change, exact_change, independent_change, paired_change
from sim.store.records import CHECKS, RunRecord

EQUAL, CLEAR, UNCLEAR, TOO_FEW = "equal", "clear", "no clear difference", "too few worlds"
"""What may be said of a change."""


@dataclass(frozen=True)
class Outcome:
    """One measure in all runs."""

    measure: Measure
    changes: tuple[Change, ...]
    """Of every run but the base, against the base."""

    @property
    def base(self) -> float:
        """Return the measure in the base."""
        return self.changes[0].base

    @property
    def equal(self) -> bool:
        """Tell whether all runs give exactly the same."""
        return all(change.equal for change in self.changes)

    @property
    def largest(self) -> float:
        """Return the size of its largest clear change; 0 if none is clear."""
        return max((abs(change.change) for change in self.changes if change.clear), default=0.0)


@dataclass(frozen=True)
class Compared:
    """Runs held against the first of them."""

    runs: tuple[RunRecord, ...]
    outcomes: tuple[Outcome, ...]
    """Every measure that all runs have."""
    left_out: dict[str, tuple[str, ...]]
    """Labels of the measures that not all runs have, each with the names of the runs without it; with none where a
    check of one name asks something else."""
    unpaired: dict[str, Reason]
    """By name the runs whose worlds are not those of the base, with what keeps them apart and what would be right."""

    @property
    def base(self) -> RunRecord:
        """Return the run that the others are held against."""
        return self.runs[0]

    @property
    def others(self) -> tuple[RunRecord, ...]:
        """Return the runs that are held against the base."""
        return self.runs[1:]

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the runs are called, the base first."""
        return tuple(run.name for run in self.runs)

    @cached_property
    def inputs(self) -> pd.DataFrame:
        """Return the inputs that differ, by dotted path."""
        return differing_inputs({run.name: run.case for run in self.runs})

    @property
    def differing(self) -> tuple[Outcome, ...]:
        """Return the measures that are not exactly equal in all runs."""
        return tuple(outcome for outcome in self.outcomes if not outcome.equal)


def compared(runs: Sequence[RunRecord]) -> Compared:
    """Hold runs against the first of them: world by world those that share its worlds, the others as they are."""
    refuse_incomparable(runs)
    runs = named_apart(runs)
    known = [measures_of(run.case, run.worlds) for run in runs]
    outcomes, left_out = [], {}
    for name, measure in {name: measure for found in reversed(known) for name, measure in found.items()}.items():
        lacking = tuple(run.name for run, found in zip(runs, known, strict=True) if name not in found)
        if lacking or not asked_alike(name, runs):
            left_out[measure.label] = lacking
        else:
            outcomes.append(Outcome(measure, changes_of(measure, runs)))
    order = list(known[0])
    outcomes.sort(key=lambda outcome: order.index(outcome.measure.name))
    apart = {run.name: reason for run in runs[1:] if (reason := why_unpaired(runs[0], run))}
    return Compared(tuple(runs), tuple(outcomes), left_out, apart)


def asked_alike(name: str, runs: Sequence[RunRecord]) -> bool:
    """Tell whether a measure asks the same in all runs: a check of one name may ask something else."""
    check = name.removeprefix(CHECKS)
    if check == name:
        return True
    return all(same_input(runs[0].case.checks[check], run.case.checks[check]) for run in runs)


def changes_of(measure: Measure, runs: Sequence[RunRecord]) -> tuple[Change, ...]:
    """Return how a measure changes from the base to every other run."""
    certain, share = not any(run.paths for run in runs), measure.unit == SHARE
    found = []
    for run in runs[1:]:
        base, other = (measure.values(one.worlds) for one in (runs[0], run))
        assert base is not None
        assert other is not None
        if certain:
            found.append(exact_change(base, other))
        elif why_unpaired(runs[0], run):
            found.append(independent_change(base, other, share=share))
        else:
            found.append(paired_change(base, other, share=share))
    return tuple(found)


def most_changed(found: Compared, number: int) -> tuple[Outcome, ...]:
    """Return the shares of worlds that change most, in the order of the table; the first share if none differs at all.

    A share that the base has in no world has no place on a scale, and is passed over.
    """
    shares = [o for o in found.outcomes if o.measure.unit == SHARE and not isnan(o.base)]
    differing = [outcome for outcome in shares if not outcome.equal] or shares[:1]
    kept = sorted(differing, key=lambda outcome: -outcome.largest)[:number]
    return tuple(outcome for outcome in differing if outcome in kept)


def finding(change: Change) -> str:
    """Return what may be said of a change."""
    if change.equal:
        return EQUAL
    if change.low is None:
        return TOO_FEW
    return CLEAR if change.clear else UNCLEAR
