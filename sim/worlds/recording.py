"""What was drawn, in words a reader knows: one column a quantity, by dotted path."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.beliefs import Uncertain, drawn
from sim.scenario import Case
from sim.scenario.paths import stated, used_words
from sim.stakes import AtLeast, AtMost
from sim.streams import Uniforms
from sim.values import Ideal, Silent
from sim.worlds.lines import DrawnLine
from sim.worlds.values import scale_of

Columns = dict[str, Any]


@dataclass(frozen=True)
class Quantities:
    """What is uncertain in a scenario, looked for once and not in every block of draws."""

    numbers: dict[str, Uncertain]
    """Every uncertain number that counts, by its own path."""
    paths: tuple[str, ...]
    """The paths that worlds ask a uniform for."""


def uncertain_numbers(case: Case) -> dict[str, Uncertain]:
    """Return every uncertain number by its own path, words only if used."""
    used = used_words(case)
    found = {}
    for place in stated(case):
        top, _, word = place.path.partition(".")
        if isinstance(place.spec, Uncertain) and (top != "words" or word in used):
            found[place.path] = place.spec
    return found


def peaks(case: Case, uniforms: Uniforms) -> Columns:
    """Return the level that each party likes best where only a set is known, and how its worth falls off."""
    found: Columns = {}
    for party, spec in case.parties.items():
        for issue, value in spec.values.items():
            path = f"parties.{party}.values.{issue}"
            if isinstance(value, Ideal | Silent):
                scale, own = scale_of(case.issues[issue]), uniforms.under(path)
                found[f"{path}.best"] = np.array(scale.names)[value.peaks(scale, own)]
                found[f"{path}.fall_off"] = drawn(value.fall_off, own.under("fall_off"))
    return found


def texts(case: Case, proposals: dict[str, Any]) -> Columns:
    """Return the levels of every proposal."""
    found = {}
    for name, places in proposals.items():
        names = np.array([level for issue in case.issues.values() for level in issue.levels])
        for i, issue in enumerate(case.issues):
            found[f"proposals.{name}.clauses.{issue}"] = names[places[:, i]]
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
