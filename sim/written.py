"""What a file may say: the frozen base of every spec, its reason, and unions told apart by a naming key.

A spec is written as a mapping with one key that names its kind, such as ``{triangular: [0.2, 0.3, 0.5]}``.
The models carry that key as a field, so files, schema, errors and saved copies all speak one form.
"""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

Basis = Literal["quoted", "published", "ordinal", "judgement"]
"""Where a number comes from: said as a number, taken from a published scale, inferred from words, or ours."""

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
"""A name used in dotted paths: letters, digits, ``-`` and ``_``."""


def plainly(number: float | Decimal) -> str:
    """Write a number without an exponent and without idle zeros.

    >>> plainly(10.0), plainly(2.5), plainly(-0.0), plainly(1e-7), plainly(1e6)
    ('10', '2.5', '0', '0.0000001', '1000000')
    """
    written = f"{Decimal(str(number)) or Decimal(0):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def parts_of(path: str) -> list[str]:
    """Cut a dotted path into its names; a point between two whole numbers is that of one name, such as 2.5.

    >>> parts_of("parties.a.values.money.table.2.5"), parts_of("words.will never")
    (['parties', 'a', 'values', 'money', 'table', '2.5'], ['words', 'will never'])
    """
    parts: list[str] = []
    for part in path.split("."):
        if parts and re.fullmatch(r"\d+", part) and re.fullmatch(r"-?\d+", parts[-1]):
            parts[-1] += f".{part}"
        else:
            parts.append(part)
    return parts


def unchanging(value: Any) -> Any:
    """Return what a file holds with tuples in place of lists. Nothing else is converted: ``true`` is no number."""
    match value:
        case dict():
            return {key: unchanging(below) for key, below in value.items()}
        case list():
            return tuple(unchanging(below) for below in value)
        case _:
            return value


def _from_iso(value: Any) -> Any:
    try:
        is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        return datetime.date.fromisoformat(value) if is_day else value
    except ValueError:
        return value


Day = Annotated[datetime.date, BeforeValidator(_from_iso)]
"""A day, as YAML writes it: 2025-12-02."""


def _printable(text: str) -> str:
    if odd := [sign for sign in text if not sign.isprintable()]:
        raise ValueError(f"holds a sign that cannot be shown (U+{ord(odd[0]):04X}); take it out")
    return text


def _each_once(what: str) -> AfterValidator:
    def checked(names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) < len(names):
            raise ValueError(f"names {what} twice; name each once")
        return names

    return AfterValidator(checked)


SomeParties = Annotated[tuple[str, ...], Field(min_length=1), _each_once("a party")]
"""One party or more, each named once."""
SomeIssues = Annotated[tuple[str, ...], Field(min_length=1), _each_once("an issue")]
"""One issue or more, each named once."""
Several = Annotated[tuple[str, ...], Field(min_length=2), _each_once("a party")]
"""Two parties or more, each named once."""
Paths = Annotated[tuple[str, ...], Field(min_length=2), _each_once("a path")]
"""Two dotted paths or more, each named once."""
Label = Annotated[str, AfterValidator(_printable), StringConstraints(max_length=120)]
"""A few words on one line."""


class Written(BaseModel):
    """Base of everything a file may say: frozen, no unknown keys, field docstrings are the manual."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        use_attribute_docstrings=True,
        allow_inf_nan=False,
        str_strip_whitespace=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _lists_are_tuples(cls, value: Any) -> Any:
        return unchanging(value)


class Reasoned(Written):
    """A spec that says why: the statements it rests on, or the judgement behind it."""

    because: tuple[str, ...] = ()
    """Names of the statements (in the source files) this rests on; none means judgement."""
    judgement: str | None = None
    """In a sentence, why this was chosen where no statement says it."""
    basis: Basis | None = None
    """Where the number comes from; when silent, ``ordinal`` with ``because`` and ``judgement`` without."""


class PlainForm(Written):
    """A spec that can also be written as the bare value of one of its fields."""

    plain: ClassVar[str]
    """Name of that field."""

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: Any) -> Any:
        return value if isinstance(value, Mapping | BaseModel) else {cls.plain: value}

    @model_serializer(mode="wrap")
    def _to_plain(self, handler: Any) -> Any:
        return handler(self) if self.model_fields_set - {self.plain} else getattr(self, self.plain)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Offer both forms to editors."""
        mapping = handler.resolve_ref_schema(handler(core_schema))
        if "properties" not in mapping:
            return mapping
        field = mapping["properties"][cls.plain]
        bare = {key: field[key] for key in ("type", "anyOf") if key in field}
        return {"title": mapping.pop("title", cls.__name__), "anyOf": [bare, dict(mapping)]}


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def is_number(value: Any) -> bool:
    """Tell whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_name(value: Any) -> Any:
    return plainly(value) if is_number(value) else value


def _as_names(value: Any) -> Any:
    return (value,) if is_number(value) else _as_list(value)


LevelName = Annotated[str, BeforeValidator(_as_name, json_schema_input_type=str | float)]
"""Name of a level; that of a number may be written as a number."""
LevelNames = Annotated[
    tuple[LevelName, ...],
    BeforeValidator(_as_names, json_schema_input_type=str | float | list[str | float]),
    Field(min_length=1),
]
"""Name of a level, or a list of names."""
OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_as_list, json_schema_input_type=str | list[str])]
"""One name, or a list of names."""


KINDS: set[str] = set()
"""Every naming key there is: nothing in a file may be called so."""


class NamingKey(Discriminator):
    """A discriminator that can stand inside a nested union: those are hashed."""

    __hash__ = object.__hash__


def naming_key(*kinds: str, plain: str | None = None, otherwise: str | None = None) -> NamingKey:
    """Tell the members of a union apart by the one naming key their mapping holds.

    Parameters
    ----------
    kinds
        The naming keys; each is the tag of one member and a field of it.
    plain
        The tag of a value written without a mapping (a number, a word, a list).
    otherwise
        The tag of a mapping that holds no naming key.
    """
    KINDS.update(kinds)

    def kind_of(value: Any) -> str | None:
        """Return the tag of the member that a value is written as; None if it names no kind, or two."""
        if isinstance(value, Mapping):
            named = [kind for kind in kinds if kind in value]
            return named[0] if len(named) == 1 else None if named else otherwise
        if isinstance(value, BaseModel):
            named = [kind for kind in kinds if kind in type(value).model_fields]
            return named[0] if named else otherwise
        return plain

    return NamingKey(
        kind_of,
        custom_error_type="unknown_kind",
        custom_error_message="must hold one of the keys that name a kind, and only one: {known}",
        custom_error_context={"known": ", ".join(kinds)},
    )
