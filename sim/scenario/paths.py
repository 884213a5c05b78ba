"""Dotted paths: every place of a scenario by name, and the reason that stands there or above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import BaseModel

from sim.errors import Place, Problem, nearest
from sim.scenario.case import Case
from sim.values import Ideal, Silent
from sim.written import Basis, Reasoned, parts_of

NOT_BELIEFS = ("issues", "proposals", "checks", "sources")
"""Parts of a scenario that no result rests on: the menu, the texts compared with it, and what was said."""
TALKS = "talks"
"""The part that only the talks rest on, never the zone."""


class Reason(NamedTuple):
    """Why something was chosen."""

    because: tuple[str, ...] = ()
    judgement: str | None = None
    basis: Basis | None = None


NO_REASON = Reason()


@dataclass(frozen=True)
class Stated:
    """A place that can say why, with the reason that holds there."""

    path: str
    spec: Reasoned
    reason: Reason
    """What is given here, or else at the nearest place above that gives a reason."""
    leaf: bool
    """Whether it is a belief of its own: nothing below it can say why, or only how an unknown wish falls off."""

    @property
    def basis(self) -> Basis:
        """Return where the number comes from."""
        return self.reason.basis or ("ordinal" if self.reason.because else "judgement")


def children(node: Any) -> Iterator[tuple[str, Any]]:
    """Go through what is written below a node: set fields of a spec, entries of a mapping."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            if name in node.model_fields_set:
                yield name, getattr(node, name)
    elif isinstance(node, dict):
        yield from ((str(name), below) for name, below in node.items())


def stated(node: Any, path: str = "", reason: Reason = NO_REASON) -> Iterator[Stated]:
    """Go through every place at or below a node that can say why, in the file's order."""
    if isinstance(node, Reasoned):
        reason = reason_at(node, reason)
    below = [
        found for name, child in children(node) for found in stated(child, f"{path}.{name}" if path else name, reason)
    ]
    if isinstance(node, Reasoned):
        yield Stated(path, node, reason, leaf=not below or isinstance(node, Ideal | Silent))
    yield from below


def reason_at(spec: Reasoned, above: Reason) -> Reason:
    """Return the reason that holds at a place: a statement or judgement of its own replaces all that stands above."""
    if spec.because or spec.judgement:
        return Reason(spec.because, spec.judgement, spec.basis)
    return above._replace(basis=spec.basis) if spec.basis else above


def used_words(case: Case) -> set[str]:
    """Return the words in which some line or claim is put."""
    return {line.words for line in case.lines} | {
        entry.words for entry in case.consent.values() if entry.words is not None
    }


def beliefs(case: Case) -> list[Stated]:
    """Return every belief that the zone rests on: the leaves that can say why, words only if used."""
    used = used_words(case)
    found = []
    for place in stated(case):
        top, _, rest = place.path.partition(".")
        if place.leaf and top not in (*NOT_BELIEFS, TALKS) and (top != "words" or rest in used):
            found.append(place)
    return found


def talk_beliefs(case: Case) -> list[Stated]:
    """Return every belief that only the talks rest on."""
    return [place for place in stated(case.talks, TALKS) if place.leaf]


def misspelt(case: Case, path: str, *, through: bool = False) -> Problem | None:
    """Return what is wrong with a path whose first unknown name is spelt almost like a known one; None otherwise.

    Its last name may be new if only those are asked about that it goes ``through``.

    >>> from sim.scenario import read_scenario
    >>> misspelt(read_scenario("moscow-talks").case, "parties.rusia.no_deal.cost").hint
    "did you mean 'russia'?"
    """
    node: Any = case
    parts = parts_of(path)
    for depth, part in enumerate(parts[:-1] if through else parts):
        below = names_below(node)
        if part not in below:
            column = len(".".join(parts[:depth])) + (2 if depth else 1)
            place = Place("path", 0, column, len(part), path)
            where = ".".join(parts[:depth]) or "the scenario"
            near = nearest(part, below)
            return Problem(f"there is no '{part}' in {where}", f"did you mean '{near}'?", place) if near else None
        node = below[part]
    return None


def misspelt_on_the_way(case: Case, paths: Sequence[str]) -> list[Problem]:
    """Return what is wrong with paths that would make something new, named almost like what is there, in passing.

    What another of the paths makes whole is meant.
    """
    passing = [path for path in paths if not any(path.startswith(f"{other}.") for other in paths)]
    return [slip for path in passing if (slip := misspelt(case, path, through=True))]


def names_below(node: Any) -> dict[str, Any]:
    """Return what can be written below a node, by name: fields of a spec, entries of a mapping."""
    if isinstance(node, BaseModel):
        return {field.alias or name: getattr(node, name) for name, field in type(node).model_fields.items()}
    return node if isinstance(node, dict) else {}
