"""The JSON Schema of scenario files, for editors: completion, the manual on hover, and slips as they are typed."""

from typing import Any

from sim.scenario.case import Case

PATHS = {"type": "array", "items": {"type": "string"}}
READ_FIRST = {
    "extends": {
        "anyOf": [{"type": "string"}, PATHS],
        "description": "The file this one changes, beside it, or the name of a scenario that comes with the program. "
        "Of several each is laid on those before.",
    },
    "words_from": {"type": "string", "description": "A file of words; those it does not name stay as they come along."},
}
"""Keys that the reader resolves before the schema sees a file."""


def schema() -> dict[str, Any]:
    """Return the schema. Nothing is required in it, since a file that extends another may leave anything out."""
    whole = Case.model_json_schema()
    whole["properties"] |= READ_FIRST
    sources = whole["properties"]["sources"]
    whole["properties"]["sources"] = {"description": sources["description"], "anyOf": [PATHS, sources]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **lenient(whole)}


def lenient(node: Any) -> Any:
    """Return a schema without required keys; what then fits two kinds at once may be of any of them."""
    match node:
        case dict():
            kept = {key: value for key, value in node.items() if not (key == "required" and isinstance(value, list))}
            return {"anyOf" if key == "oneOf" else key: lenient(value) for key, value in kept.items()}
        case list():
            return [lenient(value) for value in node]
        case _:
            return node
