"""Dotted paths: every place of a scenario by name, and the reason that stands there or above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from sim.errors import UnknownName
from sim.scenario.case import Case
from sim.written import Basis, Reasoned

NOT_BELIEFS = ("issues", "checks", "sources")
"""Parts of a scenario that hold no belief: the menu, what is compared, and what was said."""


@dataclass(frozen=True)
class Stated:
    """A place that can say why, with the reason that holds there."""

    path: str
    spec: Reasoned
    because: tuple[str, ...]
    """Statements named here, or else at the nearest place above."""
    leaf: bool
    """Whether nothing below it can say why."""

    @property
    def basis(self) -> Basis:
        """Return where the number comes from."""
        return self.spec.basis or ("ordinal" if self.because else "judgement")


def children(node: Any) -> Iterator[tuple[str, Any]]:
    """Go through what is written below a node: set fields of a spec, entries of a mapping."""
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            if name in node.model_fields_set:
                yield name, getattr(node, name)
    elif isinstance(node, dict):
        yield from ((str(name), below) for name, below in node.items())


def stated(node: Any, path: str = "", because: tuple[str, ...] = ()) -> Iterator[Stated]:
    """Go through every place at or below a node that can say why, in the file's order."""
    if isinstance(node, Reasoned):
        because = node.because or because
    below = [
        found for name, child in children(node) for found in stated(child, f"{path}.{name}" if path else name, because)
    ]
    if isinstance(node, Reasoned):
        yield Stated(path, node, because, leaf=not below)
    yield from below


def used_words(case: Case) -> set[str]:
    """Return the words in which some line or claim is put."""
    lines = {line.words for party in case.parties.values() for line in party.lines.values()}
    return lines | {entry.words for entry in case.consent.values() if entry.words is not None}


def beliefs(case: Case) -> list[Stated]:
    """Return every belief of a scenario: the leaves that can say why, words only if used."""
    used = used_words(case)
    found = []
    for place in stated(case):
        top, _, rest = place.path.partition(".")
        if place.leaf and top not in NOT_BELIEFS and (top != "words" or rest in used):
            found.append(place)
    return found


def look_up(case: Case, path: str) -> Any:
    """Return what stands at a dotted path; names of words may hold spaces."""
    node: Any = case
    for name in path.split("."):
        known = node if isinstance(node, dict) else dict(node) if isinstance(node, BaseModel) else {}
        if name not in known:
            raise UnknownName("path", path, tuple(known))
        node = known[name]
    return node
