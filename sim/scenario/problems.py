"""What the schema refuses, in plain words and with its place in the file."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag, ValidationError

from sim.errors import Problem, did_you_mean, nearest
from sim.scenario.tree import Node, Span
from sim.written import Name

_NUMBER, _WHOLE, _TEXT, _TRUTH, _DATE = "a number", "a whole number", "text", "true or false", "a date like 2025-12-02"
_MAPPING, _LIST = "a mapping (key: value)", "a list"
_TYPES = {
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), _NUMBER),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("string_type", "string_sub_type"), _TEXT),
    **dict.fromkeys(("bool_type", "bool_parsing"), _TRUTH),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DATE),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type", "dataclass_type"), _MAPPING),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _LIST),
    "none_required": "left out",
}
_BOUNDS = {
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "finite_number": "must be finite",
    "too_short": "needs at least {min_length} entries",
    "too_long": "may have at most {max_length} entries",
    "string_too_short": "needs at least {min_length} characters",
    "string_too_long": "may have at most {max_length} characters",
}
NAME_PATTERN = get_args(Name)[1].pattern


@dataclass(frozen=True)
class _Slip:
    """One error of pydantic, and what of its location the file has."""

    kind: str
    message: str
    context: Mapping[str, Any]
    given: Any
    depth: int
    """Parts of the location that the file has."""
    loc: tuple[str | int, ...]
    members: dict[tuple[str | int, ...], str | int]
    """Of each union on the way, the member that was tried, by the location up to it."""
    path: tuple[str | int, ...]
    """The location as the author knows it; of a missing key, with that key."""
    key: Span
    node: Node
    known: tuple[str, ...]
    """Keys that may stand where an unknown one stands."""
    free: tuple[str, ...]
    """Those of them that the file does not have yet."""

    @property
    def dotted(self) -> str:
        return ".".join(map(str, self.path)) or "the scenario"

    @property
    def parent(self) -> str:
        return ".".join(map(str, self.path[:-1])) or "the scenario"

    @property
    def span(self) -> Span:
        """The value where it is short, else its key."""
        short = self.node.items is None or (isinstance(self.node.items, list) and self.node.span.line == self.key.line)
        return self.node.span if short and self.loc[-1:] != ("[key]",) else self.key


def problems_of(error: ValidationError, root: Node, model: type[BaseModel]) -> list[Problem]:
    """Turn what pydantic says into problems that a scenario's author can act upon, one for each slip.

    Parameters
    ----------
    error
        What validating ``root.plain()`` raised.
    root
        The merged tree of the scenario.
    model
        The model it was validated against.
    """
    slips = [_slip(dict(item), root, model) for item in error.errors(include_url=False)]
    return list(dict.fromkeys(map(_problem, _without_echoes(_best_members(slips)))))


def _slip(item: dict[str, Any], root: Node, model: type[BaseModel]) -> _Slip:
    """Walk the file and the model side by side along the location of an error."""
    node, key, loc, path = root, root.span, item["loc"], list[str | int]()
    members: dict[tuple[str | int, ...], str | int] = {}
    annotation, depth, known, free = model, 0, tuple[str, ...](), tuple[str, ...]()
    for index, part in enumerate(loc):
        within, annotation, is_member = annotation, *_below(annotation, part)
        below = None if is_member else node.at([part])
        if below is not None:
            known = _keys(within)
            free = tuple(name for name in known if name not in node.mapping)
            key = node.mapping[str(part)][0] if node.mapping else below.span
            node, depth = below, depth + 1
            path.append(part)
        elif is_member or (annotation is None and part != "[key]"):
            members[loc[:index]] = part
        elif item["type"] == "missing" and index == len(loc) - 1:
            path.append(part)
    found = (item["type"], item["msg"], item.get("ctx", {}), item["input"])
    return _Slip(*found, depth, loc, members, tuple(path), key, node, known, free)


def _below(annotation: Any, part: str | int) -> tuple[Any, bool]:
    """Return the annotation beneath one part of a location, and whether the part names a member of a union."""
    annotation = _bare(annotation)
    members = _members(annotation)
    if members:
        return _member(members, str(part)), True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return next((field.annotation for name, field in fields if part in (name, field.alias)), None), False
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    if not arguments or get_origin(annotation) is Literal:
        return None, False
    return arguments[part] if isinstance(part, int) and part < len(arguments) else arguments[-1], False


def _bare(annotation: Any) -> Any:
    """Strip what adds no part to a location: metadata, an alias, a root model, ``| None``."""
    while True:
        members = _members(annotation)
        if get_origin(annotation) is Annotated or len(members) == 1:
            annotation = members[0] if members else get_args(annotation)[0]
        elif hasattr(annotation, "__value__"):
            annotation = annotation.__value__
        elif isinstance(annotation, type) and issubclass(annotation, RootModel):
            annotation = annotation.model_fields["root"].annotation
        else:
            return annotation


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) not in (Union, UnionType):
        return []
    return [member for member in get_args(annotation) if member is not type(None)]


def _member(members: list[Any], part: str) -> Any:
    """Find the member of a union by its tag, the value of its literal field, or its name."""
    for member in members:
        bare = _bare(member)
        tags = [mark.tag for mark in get_args(member)[1:] if isinstance(mark, Tag)]
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            kinds = [field.annotation for field in bare.model_fields.values()]
            tags += [value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)]
        if part in tags:
            return member
    names = [(getattr(get_origin(_bare(member)) or _bare(member), "__name__", "?"), member) for member in members]
    named = [member for name, member in names if part.startswith(name)]
    return next(iter(named or [member for name, member in names if name in part]), None)


def _keys(annotation: Any) -> tuple[str, ...]:
    annotation = _bare(annotation)
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return ()
    return tuple(field.alias or name for name, field in annotation.model_fields.items())


def _best_members(slips: list[_Slip]) -> list[_Slip]:
    """Where pydantic tried several members of a union, keep what the nearest one says."""
    for union in sorted({loc for slip in slips for loc in slip.members}, key=len):
        tried = [slip for slip in slips if union in slip.members]
        if len({slip.members[union] for slip in tried}) < 2:
            continue
        close = [slip for slip in tried if len(slip.loc) > len(union) + 1 or slip.kind not in _TYPES]
        if close:
            counts = Counter(slip.members[union] for slip in close)
            nearest = max(close, key=lambda slip: (slip.depth, -counts[slip.members[union]])).members[union]
            kept = [slip for slip in close if slip.members[union] == nearest]
        else:
            nouns = " or ".join(dict.fromkeys(_TYPES[slip.kind] for slip in tried))
            kept = [replace(tried[0], kind="none_of", context={"nouns": nouns})]
        slips = [slip for slip in slips if slip not in tried] + kept
    return slips


def _without_echoes(slips: list[_Slip]) -> list[_Slip]:
    """Drop a key reported missing because it is misspelt, and all but the last missing entry of a list."""
    unknown = [slip for slip in slips if slip.kind == "extra_forbidden"]
    meant = {(*slip.path[:-1], nearest(str(slip.path[-1]), slip.free)) for slip in unknown}
    last = {slip.path[:-1]: slip.path for slip in slips if slip.kind == "missing" and isinstance(slip.path[-1], int)}
    return [
        slip
        for slip in slips
        if slip.kind != "missing" or (slip.path not in meant and last.get(slip.path[:-1], slip.path) == slip.path)
    ]


def _problem(slip: _Slip) -> Problem:
    match slip.kind:
        case "extra_forbidden":
            word = str(slip.path[-1])
            hint = did_you_mean(word, slip.free if nearest(word, slip.free) else slip.known)
            return slip.key.problem(f"unknown key '{word}' in {slip.parent}", hint)
        case "missing":
            return _missing(slip)
        case "unknown_kind" | "union_tag_invalid" | "union_tag_not_found":
            return _unknown_kind(slip)
        case "literal_error":
            return _not_listed(slip)
        case "string_pattern_mismatch":
            return _not_matching(slip)
        case "value_error" | "assertion_error":
            return slip.span.problem(f"{slip.dotted} {slip.context['error']}")
    return _not_fitting(slip)


def _missing(slip: _Slip) -> Problem:
    name = slip.path[-1]
    if isinstance(name, int):
        return slip.span.problem(f"{slip.parent} needs {name + 1} entries", f"here it has {len(slip.node.plain())}")
    return slip.key.problem(f"{slip.parent} has no '{name}'", f"add: {name}: ...")


def _unknown_kind(slip: _Slip) -> Problem:
    known = re.findall(r"[^\s,']+", slip.context.get("known") or slip.context.get("expected_tags", ""))
    field = slip.context.get("discriminator", "").strip("'")
    if field in slip.node.mapping:
        tagged = slip.node.mapping[field][1]
        return tagged.span.problem(
            f"{slip.dotted}.{field} cannot be {_shown(tagged.plain())}", did_you_mean(str(tagged.value), known)
        )
    for word, (span, _) in slip.node.mapping.items():
        if nearest(word, known):
            return span.problem(f"unknown key '{word}' in {slip.dotted}", did_you_mean(word, known))
    if field:
        return slip.span.problem(f"{slip.dotted} has no '{field}'", f"add: {field}: ...")
    message = f"{slip.dotted} must be a mapping with one of the keys {', '.join(known)}"
    return slip.span.problem(message, f"here it is {_shown(slip.given)}")


def _not_matching(slip: _Slip) -> Problem:
    pattern = slip.context["pattern"]
    if pattern == NAME_PATTERN:
        hint = "letters, digits, - and _, a letter or digit first"
        return slip.span.problem(f"{slip.dotted}: {_shown(slip.given)} is not a name", hint)
    return slip.span.problem(f"{slip.dotted}: {_shown(slip.given)} does not fit", f"pattern: {pattern}")


def _not_listed(slip: _Slip) -> Problem:
    listed = re.findall(r"'([^']*)'", slip.context["expected"]) or [slip.context["expected"]]
    hint = did_you_mean(str(slip.given), listed)
    if slip.loc[-1] == "[key]":
        return slip.key.problem(f"unknown key '{slip.path[-1]}' in {slip.parent}", hint)
    return slip.span.problem(f"{slip.dotted} cannot be {_shown(slip.given)}", hint)


def _not_fitting(slip: _Slip) -> Problem:
    """Say what type or bound a value should have, and what it is."""
    nouns = slip.context.get("nouns") or _TYPES.get(slip.kind, "")
    if nouns:
        quotes = " (put it in quotes)" if nouns == _TEXT and not isinstance(slip.given, list | dict | None) else ""
        return slip.span.problem(f"{slip.dotted} must be {nouns}{quotes}", f"here it is {_shown(slip.given)}")
    if slip.kind in _BOUNDS:
        bounds = {name: f"{bound:g}" if isinstance(bound, float) else bound for name, bound in slip.context.items()}
        text = _BOUNDS[slip.kind].format(**bounds).replace(" 1 entries", " 1 entry")
        here = f"has {len(slip.given)}" if isinstance(slip.given, list | tuple | dict) else f"is {_shown(slip.given)}"
        return slip.span.problem(f"{slip.dotted} {text}", f"here it {here}")
    return slip.span.problem(f"{slip.dotted}: {slip.message[:1].lower()}{slip.message[1:]}")


def _shown(given: Any) -> str:
    match given:
        case None:
            return "nothing"
        case bool():
            return str(given).lower()
        case str():
            return f"'{given}'" if len(given) <= 40 else f"'{given[:40]}...'"
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list"
    return str(given)
