"""Which of several changes did it, asked of two runs."""

from collections.abc import Callable

import numpy as np

from sim.analysis.attributing import Attributed, mixtures
from sim.arrays import PerDraw
from sim.engine import Plan, factors, held_of
from sim.errors import BadArgument, UnknownName
from sim.scenario import Case
from sim.store import RunRecord
from sim.worlds import uncertain

Variants = list[tuple[Case, tuple[str, ...]]]

MEASURES: dict[str, tuple[str, Callable[[Variants, Plan], list[np.ndarray]]]] = {
    "zone": ("A zone exists", lambda cases, plan: [found.in_zone for found in factors(cases, plan)]),
    "lines": ("Lines leave some deal", lambda cases, plan: [one.lines_compatible for one in factors(cases, plan)]),
    "lasts": ("Some zone deal lasts", lambda cases, plan: [found.lasting for found in factors(cases, plan)]),
    "agreed": ("The talks agree", lambda cases, plan: [found.agreed for found in held_of(cases, plan)]),
}
"""What can be attributed, by its name among :data:`sim.analysis.measures.MEASURES`: in words, and how it is found."""


def attributed(base: RunRecord, other: RunRecord, measure: str = "zone") -> Attributed:
    """Run the scenarios between two, all in the worlds of the base, and return what each change did.

    Parameters
    ----------
    base, other
        Two runs; the number of worlds and the seed are those of the base.
    measure
        Which share of worlds: ``zone``, ``lines``, ``lasts`` or ``agreed``.

    Raises
    ------
    UnknownName
        If nothing is called so.
    BadArgument
        If the scenarios cannot be mixed.
    """
    if measure not in MEASURES:
        raise UnknownName("share of worlds to attribute", measure, list(MEASURES))
    if measure == "agreed" and (base.case.talks is None or other.case.talks is None):
        raise BadArgument("what the talks agree on can be attributed only where both scenarios have talks")
    between = mixtures(base.case, other.case, talks=measure == "agreed")
    words, find = MEASURES[measure]
    streams = tuple(dict.fromkeys((*base.paths, *other.paths, *_further(list(between.cases.values())))))
    found = find([(case, streams) for case in between.cases.values()], Plan(base.draws, base.seed))
    columns: list[PerDraw] = [happened.astype(np.float64) for happened in found]
    measured = dict(zip(between.cases, columns, strict=True))
    return Attributed(between, (base.name, other.name), words, measured, certain=not streams)


def _further(cases: list[Case]) -> list[str]:
    """Return the uncertain quantities of some scenarios."""
    return [path for case in cases for path in uncertain(case)]
