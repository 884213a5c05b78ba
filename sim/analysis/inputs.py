"""What scenarios say, apart from why: whether two say the same, and a value on one line.

Titles, labels, notes and reasons are no inputs: nothing that is computed rests on them.
"""

import io
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from sim.scenario.merging import REASONS

NO_INPUTS = REASONS | {"format", "name", "title", "note", "label", "color", "sources", "readings", "columns"}
"""Fields that nothing computed rests on."""


def same_input(some: Any, other: Any) -> bool:
    """Tell whether two parts of scenarios say the same, titles and reasons apart."""
    return bool(_meaning(some) == _meaning(other))


def on_one_line(value: Any) -> str:
    """Write what a file may say on one line of YAML.

    >>> on_one_line({"uniform": (0.0, 0.25)}), on_one_line("opposed"), on_one_line(True), on_one_line("no: 1")
    ('{uniform: [0, 0.25]}', 'opposed', 'true', "'no: 1'")
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.width = True, 1_000_000
    yaml.representer.sort_base_mapping_type_on_output = False
    text = io.StringIO()
    yaml.dump({"x": _plain(value)}, text)
    return text.getvalue().strip().removeprefix("{x: ").removesuffix("}")


def _meaning(node: Any) -> Any:
    """Return all that a node says or leaves at its default, without what is no input."""
    if isinstance(node, BaseModel):
        fields = {name: _meaning(getattr(node, name)) for name in type(node).model_fields if name not in NO_INPUTS}
        return type(node).__name__, fields
    if isinstance(node, dict):
        return {name: _meaning(below) for name, below in node.items()}
    return tuple(map(_meaning, node)) if isinstance(node, tuple) else node


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(below) for name, below in value.items()}
        case list() | tuple():
            return [_plain(below) for below in value]
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
    return value
