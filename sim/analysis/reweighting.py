"""What would the draws of a run be worth under other beliefs? A weight for each, or the reason why only a rerun tells.

Every belief is the inverse CDF of one uniform, and worlds follow from what is drawn alone. So the worlds of a run are
worlds of another scenario too, whose beliefs lie within the same ranges; only some of them are met more often there.
What parties believe of one another when talks begin comes from the beliefs themselves: where that changes, the talks of
the same world would go otherwise, and nothing is said of them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.belief_weights import RERUN, is_drawn, of_options, of_range
from sim.analysis.inputs import differing_inputs
from sim.analysis.word_weights import gate_at, of_word
from sim.arrays import PerDraw
from sim.beliefs import Fixed, OneLevel, OneOf, OneOfLevels
from sim.engine.tasks import uniforms_of
from sim.errors import BadArgument
from sim.results import Study
from sim.scenario import Case
from sim.scenario.paths import names_below
from sim.statistics.reweighting import effective
from sim.streams import Medians, Uniforms
from sim.weights import About, Between
from sim.worlds import build
from sim.written import parts_of

LEAST_EFFECTIVE = 128
"""Draws of equal weight that the weighted ones must be worth: 16 a replicate."""
LEAST_SHARE = 0.1
"""Of the draws of the run, the share that they must be worth: below it a few draws would decide."""


@dataclass(frozen=True)
class Weighted:
    """The draws of a run under other beliefs."""

    case: Case
    """The scenario with the other beliefs."""
    paths: tuple[str, ...]
    """The beliefs that differ."""
    weights: PerDraw
    """What each draw counts for, 1 where nothing differs; shape ``(draws,)``."""
    same_pictures: bool
    """Whether parties believe the same of one another when talks begin: talks of one world then go the same way."""

    @property
    def effective(self) -> float:
        """Return how many draws of equal weight would tell as much."""
        return effective(self.weights)


def weighted(study: Study, case: Case) -> Weighted:
    """Return what each draw of a study is worth under the beliefs of another version of its scenario.

    Raises
    ------
    BadArgument
        If only a rerun can tell: something else than a belief differs, what was certain is drawn, a belief reaches
        beyond where it was drawn, it is correlated, or the draws are worth too few.
    """
    paths = tuple(differing_inputs({"drawn": study.case, "asked": case}).index)
    weights = np.ones(study.draws)
    if paths:
        uniforms = uniforms_of(study.case, study.paths, study.seed, 0, study.draws)
        for path in paths:
            weights = weights * weights_at(study, path, case, uniforms)
    found = Weighted(case, paths, weights, same_pictures(study.case, case))
    least = max(LEAST_EFFECTIVE, LEAST_SHARE * study.draws)
    if paths and found.effective < least:
        told = f"the {study.draws:,} draws of this run would be worth {found.effective:,.0f} of equal weight"
        raise BadArgument(f"{told}, and {least:,.0f} are needed: {', '.join(paths)} would lie elsewhere; {RERUN}")
    return found


def weights_at(study: Study, path: str, case: Case, uniforms: Uniforms) -> PerDraw:
    """Return the weights for one belief that differs."""
    old, new = node_at(study.case, path), node_at(case, path)
    if any(path in entry.between for entry in study.case.correlations.values()):
        raise BadArgument(f"{path} is correlated with other beliefs, which would be drawn otherwise with it; {RERUN}")
    if isinstance(old, OneOf | OneOfLevels):
        return of_options(study, path, old, new)
    if is_drawn(old):
        return of_range(study, path, old, new, uniforms)
    gates = gate_at(study.case, path), gate_at(case, path)
    if gates[0] is not None and gates[1] is not None:
        return of_word(study, path, gates[0], gates[1], uniforms)
    if isinstance(old, Fixed | OneLevel | About | Between):
        raise BadArgument(f"{path} is certain in this run, so no draw tells of anything else; {RERUN}")
    raise BadArgument(f"{path} is no belief about a number or a level, so other worlds would follow; {RERUN}")


def node_at(case: Case, path: str) -> Any:
    """Return what stands at a dotted path; None where nothing does."""
    node: Any = case
    for part in parts_of(path):
        node = names_below(node).get(part)
    return node


def same_pictures(one: Case, other: Case) -> bool:
    """Tell whether two scenarios are the same world where every belief is at its median."""
    first, second = (build(case, Uniforms(Medians(), draws=1)).arrays for case in (one, other))
    return all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
