"""Walk the types of a model: what may stand beneath a key, an entry of a list, or a member of a union.

Pydantic says where an error is by a location such as ``("parties", "russia", "weights", "flat")``. Some of its
parts are keys of the file; others only name the member of a union that was tried (``flat``). The types tell which.
"""

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag


def below(annotation: Any, part: str | int) -> tuple[Any, bool]:
    """Return the type beneath one part of a location (None if unknown), and whether the part names a union's member."""
    annotation = bare(annotation)
    members = _members(annotation)
    if members:
        return _member(members, str(part)), True
    if _is_model(annotation):
        fields = annotation.model_fields.items()
        return next((field.annotation for name, field in fields if part in (name, field.alias)), None), False
    entries = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    if not entries or get_origin(annotation) is Literal:
        return None, False
    is_listed = isinstance(part, int) and part < len(entries)  # an entry of a tuple, each of its own type
    return entries[int(part) if is_listed else -1], False


def keys(annotation: Any) -> tuple[str, ...]:
    """Return the keys that a mapping of this type may have; none if it is not a model."""
    annotation = bare(annotation)
    if not _is_model(annotation):
        return ()
    return tuple(field.alias or name for name, field in annotation.model_fields.items())


def kinds(annotation: Any) -> tuple[str, ...]:
    """Return the naming keys that tell the members of a union apart; none where nothing does."""
    return tuple(
        mark.tag for member in _members(bare(annotation)) for mark in get_args(member)[1:] if isinstance(mark, Tag)
    )


def bare(annotation: Any) -> Any:
    """Strip what adds no part to a location: metadata, an alias, a root model, ``| None``."""
    members = _members(annotation)
    if len(members) == 1:
        return bare(members[0])
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if hasattr(annotation, "__value__"):
        return bare(annotation.__value__)
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return bare(annotation.model_fields["root"].annotation)
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _members(annotation: Any) -> list[Any]:
    """List the members of a union but None; none for anything else."""
    if get_origin(annotation) not in (Union, UnionType):
        return []
    return [member for member in get_args(annotation) if member is not type(None)]


def _member(members: list[Any], part: str) -> Any:
    """Find the member of a union by its tag, the value of its literal field, or its name."""
    tagged = [member for member in members if part in _tags(member)]
    named = [member for member in members if part.startswith(_name(member))]
    holding = [member for member in members if _name(member) in part]
    return next(iter(tagged + named + holding), None)


def _tags(member: Any) -> list[Any]:
    tags: list[Any] = [mark.tag for mark in get_args(member)[1:] if isinstance(mark, Tag)]
    model = bare(member)
    if _is_model(model):
        kinds = [field.annotation for field in model.model_fields.values()]
        tags += [value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)]
    return tags


def _name(member: Any) -> str:
    """Return what pydantic calls a member without a tag: ``Band``, ``list``."""
    annotation = bare(member)
    return getattr(get_origin(annotation) or annotation, "__name__", "?")
