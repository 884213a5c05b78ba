"""Under which conditions: few beliefs, each within limits, under which something happens far more often than elsewhere.

Conditions are looked for in half of the worlds and judged in the other half; :mod:`sim.statistics.discovery` states how
they are chosen. They say what goes together under the beliefs of the file, and nothing of causes outside of it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from jaxtyping import Bool

from sim.analysis.faces import issue_of
from sim.analysis.sentences.limits import kept_values, limit_text
from sim.draws import REPLICATES
from sim.errors import BadArgument, UnknownName
from sim.results import Estimate, Study, estimate
from sim.results.changes import ends
from sim.results.estimates import estimate_among
from sim.statistics.boxes import Box, Limit, Measures
from sim.statistics.discovery import Discovery, Step, discover, odd_replicates
from sim.statistics.samples import Sample, sample_of
from sim.statistics.splitting import Leaf, split
from sim.statistics.surrogate import LEAST_SIDE
from sim.worlds.drivers import drivers_of

ZONE, NO_ZONE, AGREED, BLOCKS = "zone", "no-zone", "agreed", "blocks."
"""What may be asked for; the last with a party's name behind it."""
NO_YES = ("no", "yes")
"""What stands for whether something is meant."""
BOXES = 2
"""Sets of conditions that are looked for at most."""


@dataclass(frozen=True)
class Judged:
    """How a box does in the worlds that it was not found in, with 95% intervals."""

    density: Estimate | None
    """The share of its worlds in which it happens; None where it has none."""
    coverage: Estimate | None
    """The share of the worlds in which it happens that it holds; None where there are none."""


@dataclass(frozen=True)
class Discovered:
    """Under which conditions something happens."""

    study: Study
    target: str
    """What happens: ``zone``, ``no-zone``, ``agreed`` or ``blocks.PARTY``."""
    happened: Bool[np.ndarray, " draws"]
    """In which worlds it does."""
    sample: Sample
    found: tuple[Discovery, ...]
    """One trade-off a box; a single one without a chosen box where nothing stands out."""

    @property
    def base(self) -> Estimate:
        """Return the share of all worlds in which it happens."""
        return estimate(self.happened, REPLICATES)

    @property
    def rarer(self) -> int:
        """Return how many worlds have the rarer answer."""
        return min(int(self.happened.sum()), int((~self.happened).sum()))

    @property
    def few(self) -> bool:
        """Tell whether too few worlds have the rarer answer for conditions to be looked for."""
        return self.rarer < LEAST_SIDE

    @property
    def chosen(self) -> list[Step]:
        """Return the chosen box of each trade-off; none where nothing stands out."""
        return [one.best for one in self.found if one.best is not None]

    @cached_property
    def judged(self) -> list[Judged]:
        """Return how each chosen box does in the worlds that it was not found in."""
        pairs = zip(self.found, self.chosen, strict=False)
        return [judged(self.happened, one.left & step.box.inside(self.sample)) for one, step in pairs]

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Return the leaves of a tree grown on the same half of the worlds."""
        return split(self.sample)

    def values(self, face: str) -> tuple[str, ...] | None:
        """Return what the numbers of an input stand for, in their order; None where they are numbers themselves."""
        return values_of(self.study, face)

    def text(self, face: str, limit: Limit) -> str:
        """Say what a box asks of an input."""
        return limit_text(self.study.case, face, limit, self.values(face))

    def texts(self, box: Box) -> list[str]:
        """Say what a box asks, one text an input."""
        return [self.text(face, limit) for face, limit in box.limits.items()]


def conditions_of(study: Study, target: str, *, most: int = BOXES) -> Discovered:
    """Look for the conditions under which something happens.

    Parameters
    ----------
    study
        A finished run.
    target
        What happens: ``zone``, ``no-zone``, ``agreed`` (talks strike a deal) or ``blocks.PARTY`` (there is no zone, and
        the constant yes of that party alone would open one).
    most
        How many boxes at most.

    Raises
    ------
    UnknownName
        If no such thing can happen.
    BadArgument
        If agreement is asked for where there are no talks.
    """
    happened = happened_in(study, target)
    drivers = drivers_of(study.case, talks=target == AGREED)
    # a variant may fix what the file it extends leaves open
    faces = [driver.face for driver in drivers if driver.face in study.drawn]
    sample = sample_of({face: numbers(study, face) for face in faces}, happened)
    found = discover(sample, np.random.default_rng(study.seed), most=most)
    return clear_only(Discovered(study, target, happened, sample, found))


def clear_only(found: Discovered) -> Discovered:
    """Leave out the boxes from the first on that is not clearly denser in the worlds that judge it than all are.

    Nor does any count where too few worlds have the rarer answer.
    """
    clear = 0
    while clear < len(found.judged) and not found.few:
        density = found.judged[clear].density
        if density is None or density.low <= found.base.share:
            break
        clear += 1
    kept = tuple(one if k < clear else replace(one, chosen=None) for k, one in enumerate(found.found))
    return replace(found, found=kept[: max(1, clear)])


def happened_in(study: Study, target: str) -> Bool[np.ndarray, " draws"]:
    """Return in which worlds something happens; shape ``(draws,)``."""
    match target:
        case "zone":
            return study.in_zone
        case "no-zone":
            return ~study.in_zone
        case "agreed":
            if study.agreements is None:
                raise BadArgument(f"{study.case.name} has no talks, so nothing is agreed; ask for '{ZONE}' instead")
            return study.agreements.agreed
    party = target.removeprefix(BLOCKS)
    if target == party or party not in study.parties:
        raise UnknownName("outcome", target, [ZONE, NO_ZONE, AGREED, *(BLOCKS + name for name in study.parties)])
    return study.blocked_by(study.parties.index(party))


def values_of(study: Study, face: str) -> tuple[str, ...] | None:
    """Return what an input may be: no and yes, or those levels that occur, in the issue's order; None for a number."""
    drawn, issue = study.drawn[face], issue_of(study.case, face)
    if drawn.dtype == np.bool_:
        return NO_YES
    if issue is None:
        return None
    there = set(drawn.tolist())
    return tuple(name for name in study.case.issues[issue].levels if name in there)


def numbers(study: Study, face: str) -> np.ndarray:
    """Return an input as numbers, a level as its place among those that occur; shape ``(draws,)``."""
    drawn, values = study.drawn[face], values_of(study, face)
    if values is None or drawn.dtype == np.bool_:
        return drawn
    places = {name: place for place, name in enumerate(values)}
    return np.array([places[name] for name in drawn.tolist()])


def judged(happened: Bool[np.ndarray, " draws"], inside: Bool[np.ndarray, " draws"]) -> Judged:
    """Return how a box does in the odd replicates, with t intervals over these."""
    odd = odd_replicates(len(happened))
    hit, within, groups = happened[odd], inside[odd], REPLICATES // 2
    return Judged(estimate_among(hit, within, groups), estimate_among(within, hit, groups))


def conditions_table(found: Discovered) -> pd.DataFrame:
    """Return one row for each input that a box restricts; no rows where nothing stands out.

    Returns
    -------
        By box (from 1) and input: ``condition``, the limit in words; ``low`` and ``high``, its ends: numbers, names of
        levels, or no and yes, missing where it is open. ``coverage`` and ``density`` in the worlds the box was found
        in; ``held_out_coverage`` and ``held_out_density`` in the others, each with the ends ``_low`` and ``_high`` of
        its 95% interval; ``base``, the share of all worlds in which it happens; ``quasi_p`` and ``stability`` of the
        input. A second box is looked for in what the first leaves.
    """
    rows, index = [], []
    for number, (step, how) in enumerate(zip(found.chosen, found.judged, strict=True), 1):
        for face, limit in step.box.limits.items():
            low, high = _limits(found, face, limit)
            index.append((number, face))
            rows.append(
                {"condition": found.text(face, limit), "low": low, "high": high}
                | _shares(step.found, how)
                | {"base": found.base.share, "quasi_p": step.quasi_p[face], "stability": step.stability[face]}
            )
    return pd.DataFrame(rows, pd.MultiIndex.from_tuples(index, names=["box", "input"]), COLUMNS)


def tree_table(found: Discovered) -> pd.DataFrame:
    """Return one row a leaf of the tree, the densest first: conditions, coverage, density, and those held out."""
    rows = [
        {"conditions": "; ".join(found.texts(leaf.box))}
        | _shares(leaf.found, judged(found.happened, leaf.box.inside(found.sample)))
        for leaf in found.leaves
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="leaf"))


HELD_OUT = [f"held_out_{name}{end}" for name in ("coverage", "density") for end in ("", "_low", "_high")]
COLUMNS = ["condition", "low", "high", "coverage", "density", *HELD_OUT, "base", "quasi_p", "stability"]
"""Of the table of conditions."""


def _limits(found: Discovered, face: str, limit: Limit) -> tuple[object, object]:
    """Return the ends of a limit as a reader knows them; None where it is open."""
    values = found.values(face)
    if values is None:
        return limit.low, limit.high
    kept = kept_values(values, limit)
    return kept[0] if kept[0] != values[0] else None, kept[-1] if kept[-1] != values[-1] else None


def _shares(own: Measures, how: Judged) -> dict[str, object]:
    """Return coverage and density where a box was found, and where it is judged."""
    judged_by = ends("held_out_coverage", how.coverage) | ends("held_out_density", how.density)
    return {"coverage": own.coverage, "density": own.density, **judged_by}
