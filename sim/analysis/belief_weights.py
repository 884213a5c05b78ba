"""The weight of every draw for one belief that differs: about a number, or which of a few it is."""

from typing import Any

import numpy as np

from sim.arrays import PerDraw
from sim.beliefs import Fixed, OneLevel, OneOf, OneOfLevels, Uncertain
from sim.draws import REPLICATES
from sim.errors import BadArgument
from sim.results import Study
from sim.statistics.reweighting import Quantile, cell_weights, cells_of, option_weights
from sim.streams import Uniforms
from sim.weights import About, Between
from sim.weights.by_issue import lognormal

RERUN = "only a rerun can tell"


def is_drawn(spec: Any) -> bool:
    """Tell whether a spec is a belief about a number that has a density."""
    if isinstance(spec, About | Between):
        return spec.spread > 0 and spec.about > 0
    return isinstance(spec, Uncertain) and not isinstance(spec, OneOf)


def quantile_of(spec: Any) -> Quantile:
    """Return the inverse CDF of a belief about a number that has a density."""
    if isinstance(spec, About | Between):
        return lambda u: lognormal(spec, Uniforms({"": u}, len(u)))
    return spec.at


def of_range(study: Study, path: str, old: Any, new: Any, uniforms: Uniforms) -> PerDraw:
    """Return the weights for another belief about a number that has a density."""
    if not is_drawn(new):
        raise BadArgument(f"{path} was drawn from a range, where no draw hits a single value; {RERUN}")
    refuse_undrawn(study, path)
    ends = np.array([0.0, 1.0])
    (first, last), (low, high) = (quantile_of(spec)(ends).tolist() for spec in (old, new))
    if low < first or high > last:
        told = f"would reach from {low:g} to {high:g}, and this run drew it from {first:g} to {last:g}"
        raise BadArgument(f"{path} {told}; {RERUN}")
    cells = cells_of(study.draws, REPLICATES)
    return cell_weights(uniforms.columns[path], quantile_of(old), quantile_of(new), cells)


def refuse_undrawn(study: Study, path: str) -> None:
    """Refuse a quantity that no world of a run asks for."""
    if path not in study.paths:
        raise BadArgument(f"{path} is drawn in no world of this run; {RERUN}")


def of_options(study: Study, path: str, old: OneOf | OneOfLevels, new: Any) -> PerDraw:
    """Return the weights for another belief about which of a few numbers it is, or where a line stands."""
    refuse_undrawn(study, path)
    before, after = chances_of(old), chances_of(new)
    if not set(after) or not set(after) <= set(before):
        known = ", ".join(f"{option:g}" if isinstance(option, float) else option for option in before)
        raise BadArgument(f"{path} could become something that it never was in this run ({known}); {RERUN}")
    options = list(before)
    place = {option: number for number, option in enumerate(options)}
    drawn = np.array([place[option] for option in options_drawn(study, path, old).tolist()])
    return option_weights(drawn, np.array(list(before.values())), np.array([after.get(one, 0.0) for one in options]))


def options_drawn(study: Study, path: str, belief: OneOf | OneOfLevels) -> np.ndarray:
    """Return what was drawn of a few: numbers, or the levels at which a line stands; shape ``(draws,)``."""
    if isinstance(belief, OneOf):
        return study.drawn[path]
    line, _, last = path.rpartition(".")
    if last not in ("at_least", "at_most"):
        raise BadArgument(f"{path} is no number and no place of a line, so other worlds would follow; {RERUN}")
    if study.case.dial.lines != 0.5:
        raise BadArgument(f"{path} is moved by the dial of lines; {RERUN}")
    return study.drawn[f"{line}.stands_at"]


def chances_of(spec: Any) -> dict[Any, float]:
    """Return the chance of each option of a belief over a few; none of any other belief.

    >>> chances_of(OneOf(one_of=(1.0, 2.0), chances=(1.0, 3.0))), chances_of(Fixed(fixed=2.0))
    ({1.0: 0.25, 2.0: 0.75}, {2.0: 1.0})
    """
    match spec:
        case OneOf(one_of=options, chances=chances) | OneOfLevels(one_of=options, chances=chances):
            parts = chances or (1.0,) * len(options)
            return {option: part / sum(parts) for option, part in zip(options, parts, strict=True)}
        case Fixed(fixed=number):
            return {number: 1.0}
        case OneLevel(level=level):
            return {level: 1.0}
    return {}
