"""What the schema wants, in plain words: pydantic's kinds of error and what a reader of the file would call it."""

from collections.abc import Mapping
from typing import Any

TEXT = "text"
_NUMBER, _WHOLE, _TRUTH, _DATE = "a number", "a whole number", "true or false", "a date like 2025-12-02"
_MAPPING, _LIST = "a mapping (key: value)", "a list"

NOUNS = {
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), _NUMBER),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("string_type", "string_sub_type"), TEXT),
    **dict.fromkeys(("bool_type", "bool_parsing"), _TRUTH),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DATE),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type", "dataclass_type"), _MAPPING),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _LIST),
    "none_required": "left out",
}
"""By kind of error: what the value must be."""

BOUNDS = {
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
"""By kind of error: the bound that is passed."""


def bound_passed(kind: str, context: Mapping[str, Any]) -> str:
    """Name the bound that a value passes, such as ``must be at least 1``."""
    numbers = {name: f"{bound:g}" if isinstance(bound, float) else bound for name, bound in context.items()}
    return BOUNDS[kind].format(**numbers).replace(" 1 entries", " 1 entry")


def shown(given: Any) -> str:
    """Write a value as an error shows it, short."""
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
