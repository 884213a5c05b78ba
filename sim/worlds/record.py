"""What was drawn, in words a reader knows: one column a quantity, by dotted path."""

from typing import Any

import numpy as np

from sim.beliefs import drawn
from sim.scenario import Case
from sim.scenario.paths import stated
from sim.stakes import AtLeast, AtMost
from sim.streams import Uniforms
from sim.values import Ideal, Silent
from sim.worlds.lines import DrawnLine
from sim.worlds.values import scale_of

Columns = dict[str, Any]


def numbers(case: Case, uniforms: Uniforms, paths: frozenset[str]) -> Columns:
    """Return every believed number."""
    found = {}
    for place in stated(case):
        if place.path in paths and hasattr(place.spec, "at"):
            own = uniforms
            for name in place.path.split("."):
                own = own.under(name)
            found[place.path] = drawn(place.spec, own)  # type: ignore[arg-type]  # every spec with ``at`` is a Belief
    return found


def peaks(case: Case, uniforms: Uniforms) -> Columns:
    """Return the level that each party likes best where only a set is known."""
    found = {}
    for party, spec in case.parties.items():
        for issue, value in spec.values.items():
            if isinstance(value, Ideal | Silent):
                scale = scale_of(case.issues[issue])
                own = uniforms.under("parties").under(party).under("values").under(issue)
                found[f"parties.{party}.values.{issue}.best"] = np.array(scale.names)[value.peaks(scale, own)]
    return found


def line_columns(case: Case, line: DrawnLine) -> Columns:
    """Return whether a line is firm, and the level at which a floor or ceiling stands."""
    path = f"parties.{line.party}.lines.{line.name}"
    found: Columns = {f"{path}.firm": line.firm}
    if isinstance(line.line, AtLeast | AtMost) and line.refused is not None:
        names = np.array(list(case.issues[line.line.issue].levels))
        passed = ~line.refused
        first = passed.argmax(axis=1)
        last = passed.shape[1] - 1 - passed[:, ::-1].argmax(axis=1)
        found[f"{path}.stands_at"] = names[first if isinstance(line.line, AtLeast) else last]
    return found
