"""What a scalar means in YAML 1.2: ``no``, ``yes`` and ``12:30`` are text, and so is whatever stands in quotes."""

import math
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.tag import Tag

from sim.scenario.nodes import Node, Span
from sim.written import is_number, plainly

_PREFIX = "tag:yaml.org,2002:"
_NOUNS = {"null": "null", "bool": "truth value", "int": "number", "float": "number", "timestamp": "date"}
"""The types that are no text, as errors call them."""


def scalar(yaml: YAML, event: Any, span: Span) -> Any:
    """Return the number, date, true, false or null that a scalar stands for, and otherwise its text.

    Raises
    ------
    ScenarioError
        If it looks like a number or a date and is none, or is not finite.
    """
    kind = str(yaml.resolver.resolve(ScalarNode, event.value, event.implicit)).removeprefix(_PREFIX)
    if kind not in _NOUNS or event.tag:
        return event.value
    try:
        found = yaml.constructor.construct_object(ScalarNode(Tag(suffix=_PREFIX + kind), event.value))
    except ValueError as error:
        raise span.refusal(f"this is not a {_NOUNS[kind]}", "write it in quotes if it is text") from error
    if isinstance(found, float) and not math.isfinite(found):
        raise span.refusal("a number must be finite", f"here it is {event.value}")
    return found


def key_name(node: Node, known: Mapping[str, tuple[Span, Node]]) -> str:
    """Return the name of a key, which must be text or a plain number, and new among the keys of its mapping."""
    name, span = node.value, node.span
    if node.items is not None:
        raise span.refusal("a key must be text, not a list or a mapping", "write it in quotes")
    if is_number(name) and plainly(name) == span.text:
        name = span.text
    if not isinstance(name, str):
        raise span.refusal(f"a key must be text: {span.text or 'nothing'}", f'write it in quotes: "{span.text}"')
    if name == "<<" and span.text.endswith("<<"):  # in quotes it is a name like any other
        raise span.refusal("'<<' is not read", "use 'extends', or write the keys out")
    if name in known:
        raise span.refusal(f"'{name}' is given twice", f"first on line {known[name][0].line + 1}")
    return name
