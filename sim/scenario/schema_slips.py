"""Slips: each error of the schema with what the file has there, and each mistake told once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.errors import nearest
from sim.scenario.annotations import below, keys, kinds
from sim.scenario.nodes import Node, Span
from sim.scenario.plain_words import NOUNS

FOLLOWS = "default_factory_not_called"
"""Of a field that is made of others in which something is wrong already."""
Location = tuple[str | int, ...]
"""Keys and positions from the top, as pydantic gives them."""


@dataclass(frozen=True)
class Slip:
    """One error of pydantic, and the part of its location that the file has."""

    kind: str
    message: str
    context: Mapping[str, Any]
    given: Any
    loc: Location
    members: Mapping[Location, str | int]
    """Of each union on the way, the member that was tried, by the location up to it."""
    path: Location
    """The location as the author knows it: of a missing key, that of its parent."""
    key: Span
    node: Node
    around: Node
    """What the key stands in."""
    known: tuple[str, ...]
    """The keys that may stand there."""
    whole: str
    """What errors call all of the file."""

    @property
    def dotted(self) -> str:
        """The path with dots, as errors write it."""
        return ".".join(map(str, self.path)) or self.whole

    @property
    def parent(self) -> str:
        """The path of what the key stands in, with dots."""
        return ".".join(map(str, self.path[:-1])) or self.whole

    @property
    def wanted(self) -> Location:
        """Of a missing key, where it should stand."""
        return (*self.path, self.loc[-1])

    @property
    def free(self) -> list[str]:
        """The keys that may stand there and do not yet."""
        return [name for name in self.known if name not in self.around.mapping]

    @property
    def span(self) -> Span:
        """The value where it is short, else its key."""
        is_list_on_one_line = isinstance(self.node.items, list) and self.node.span.line == self.key.line
        is_short = self.node.items is None or is_list_on_one_line
        return self.node.span if is_short and self.loc[-1:] != ("[key]",) else self.key


def slips(error: ValidationError, root: Node, model: type[BaseModel], whole: str = "the scenario") -> list[Slip]:
    """Return what pydantic found wrong with ``root.plain()``, one slip for each mistake an author made."""
    errors = [item for item in error.errors(include_url=False) if item["type"] != FOLLOWS]
    found = [_slip(dict(item), root, model, whole) for item in errors]
    return _without_echoes(_best_members(found))


def _slip(item: dict[str, Any], root: Node, model: type[BaseModel], whole: str) -> Slip:
    """Walk the file and the model side by side along the location of an error."""
    loc: Location = item["loc"]
    key, node, around, known, annotation = root.span, root, root, tuple[str, ...](), model
    path: Location = ()
    members: dict[Location, str | int] = {}
    others: tuple[str, ...] = ()
    for index, part in enumerate(loc[:-1] if item["type"] == "missing" else loc):
        within, (annotation, is_member) = annotation, below(annotation, part)
        found = None if is_member else node.at([part])
        if found is not None:
            path, around, known, others = (*path, part), node, (*keys(within), *others), ()
            key, node = node.mapping[str(part)][0] if node.mapping else found.span, found
        elif is_member or (annotation is None and part != "[key]"):
            members[loc[:index]] = part
            others = kinds(within) if is_member else ()
    said = (item["type"], item["msg"], item.get("ctx", {}), item["input"])
    return Slip(*said, loc, members, path, key, node, around, known, whole)


def _best_members(found: Sequence[Slip]) -> list[Slip]:
    """Where pydantic tried several members of a union, keep what the nearest one says."""
    kept = list(found)
    for union in sorted({loc for slip in found for loc in slip.members}, key=len):
        tried = [slip for slip in kept if union in slip.members]
        if len({slip.members[union] for slip in tried}) > 1:
            kept = [slip for slip in kept if slip not in tried] + _nearest_member(tried, union)
    return kept


def _nearest_member(tried: list[Slip], union: Location) -> list[Slip]:
    """Keep the slips of the member that got furthest into the file, of equals the one with the fewest.

    A member that refused the value's type outright is no candidate; if all did, one slip names all the types.
    """
    close = [slip for slip in tried if len(slip.loc) > len(union) + 1 or slip.kind not in NOUNS]
    if not close:
        nouns = " or ".join(dict.fromkeys(NOUNS[slip.kind] for slip in tried))
        return [replace(tried[0], kind="none_of", context={"nouns": nouns})]
    counts = Counter(slip.members[union] for slip in close)
    best = max(close, key=lambda slip: (len(slip.path), -counts[slip.members[union]])).members[union]
    return [slip for slip in close if slip.members[union] == best]


def _without_echoes(found: Sequence[Slip]) -> list[Slip]:
    """Drop a key reported missing because it is misspelt, and all but the last missing entry of a list."""
    misspelt = [slip for slip in found if slip.kind == "extra_forbidden"]
    meant = {(*slip.path[:-1], nearest(str(slip.path[-1]), slip.free)) for slip in misspelt}
    missing = [slip for slip in found if slip.kind == "missing"]
    last = {slip.path: slip.wanted for slip in missing if isinstance(slip.loc[-1], int)}
    echoes = [slip for slip in missing if slip.wanted in meant or slip.wanted != last.get(slip.path, slip.wanted)]
    return [slip for slip in found if slip not in echoes]
