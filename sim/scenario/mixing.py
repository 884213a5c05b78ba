"""Scenarios between two: the one, with some of what the other says in its place."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from sim.errors import Problem
from sim.scenario.case import Case
from sim.scenario.consistency import faults
from sim.scenario.overrides import changes
from sim.scenario.paths import names_below
from sim.written import parts_of

APART = ("weights", "values", "lines", "links", "aversions")
"""Mappings of a party whose entries a file sets one by one."""
MAPPED = ("words", "proposals")
"""Mappings whose further entries change nothing by themselves, as long as nothing names them."""


def place_of(path: str) -> str:
    """Return the part of a scenario that a file would set at once where it sets a path.

    Of a party each entry of :data:`APART` or else each field; of everything else each entry or field.

    >>> place_of("parties.a.lines.land.at_least"), place_of("parties.a.no_deal.cost"), place_of("hold")
    ('parties.a.lines.land', 'parties.a.no_deal', 'hold')
    """
    parts = parts_of(path)
    depth = 2 if parts[0] != "parties" else 4 if len(parts) > 2 and parts[2] in APART else 3
    return ".".join(parts[:depth])


def mixed(base: Case, other: Case, places: Sequence[str]) -> Case:
    """Return a scenario with what another says at some places, dotted paths; what it does not say there is taken out.

    Nothing is looked for in it: :func:`mistakes` tells what is wrong with the mixture, if anything is.
    """
    found = base.model_copy(update={name: {**getattr(other, name), **getattr(base, name)} for name in MAPPED})
    for place in places:
        found = _taken(found, other, parts_of(place))
    return found


def mistakes(case: Case) -> list[Problem]:
    """Return what is wrong with a mixture of two scenarios, each right by itself, with the same issues and parties."""
    if not case.consent:
        return [changes({}).span.problem("nobody is left whose consent is needed")]
    return faults(case, changes({}))


def _taken(node: Any, donor: Any, parts: Sequence[str]) -> Any:
    """Return a node with what a donor has at a path below it."""
    if not parts:
        return donor
    name, *rest = parts
    below, given = names_below(node), names_below(donor)
    if name not in given:
        return {key: value for key, value in node.items() if key != name}
    new = _taken(below.get(name), given[name], rest) if name in below else given[name]
    if isinstance(node, BaseModel):
        fields = {spec.alias or field: field for field, spec in type(node).model_fields.items()}
        return node.model_copy(update={fields[name]: new})
    return {**node, name: new}
