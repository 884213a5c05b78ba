"""Overrides: layers written on the command line (``path=value``) or given from a notebook."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel

from sim.errors import Problem, ScenarioError
from sim.scenario.merging import gathered
from sim.scenario.nodes import Node, Source, Span, lines_of
from sim.scenario.yaml_files import value
from sim.scenario.yaml_tree import DEEPEST
from sim.written import is_number, parts_of, plainly

OF_FILES = ("extends", "readings", "words_from")
"""What only a file can say: it names other files."""


def override_layers(texts: Sequence[str]) -> list[Node]:
    """Return one layer of all texts such as ``parties.ukraine.weights.territory=0.4``, or none.

    All problems are told at once. They are one layer, so their order decides nothing but which of two values for one
    path stands.
    """
    nodes: list[Node] = []
    problems: list[Problem] = []
    for text in texts:
        try:
            nodes.append(_from_text(text))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return [gathered(nodes)] if nodes else []


def typed_value(path: str, text: str) -> Any:
    """Return the value that a text stands for, read as ``--set path=text`` reads it."""
    source = Source("value of", lines_of(f"{path}={text}"), override=True)
    return _read(text, source, len(path)).plain()


def changes(values: Mapping[str, Any]) -> Node:
    """Return one layer of Python values at dotted paths, as a notebook gives them."""
    empty = Node(Span(Source("change", ("",), override=True), 0, 0, 1), items={})
    return gathered([empty, *(_from_notebook(path, wanted) for path, wanted in values.items())])


def _from_text(text: str) -> Node:
    source = Source("--set", lines_of(text), override=True)
    path, equals, written = text.partition("=")
    if not equals:
        raise Span(source, 0, len(path), len(path) + 1).refusal(f"'{text}' sets nothing", "write path=value")
    return _nested(path, source, _read(written, source, len(path)))


def _read(written: str, source: Source, equals: int) -> Node:
    """Read the YAML value after the equals sign that stands at a column."""
    wanted = value(written, source, equals + 1)
    if wanted is None:
        raise Span(source, 0, equals, equals + 1).refusal("no value is given", "write null to take a key away")
    return wanted


def _from_notebook(path: str, wanted: Any) -> Node:
    text = f"{path}={_as_written(wanted)!r}".replace("\n", " ")
    source = Source("change", (text,), override=True)
    return _nested(path, source, _node(wanted, Span(source, 0, len(path) + 1, len(text))))


def _nested(path: str, source: Source, wanted: Node) -> Node:
    """Wrap a value in a mapping for each part of its dotted path."""
    parts, end = parts_of(path), len(path)
    if len(parts) > DEEPEST or not all(part.strip() and part.isprintable() for part in parts):
        hint = f"write names with a dot between them, at most {DEEPEST}"
        raise Span(source, 0, 0, max(1, end)).refusal(f"'{path}' is not a dotted path", hint)
    if parts[0] in OF_FILES:
        raise Span(source, 0, 0, len(parts[0])).refusal(
            f"'{parts[0]}' belongs in a file", "write a file that extends this"
        )
    for part in reversed(parts):
        start = end - len(part)
        span = Span(source, 0, start, end)
        wanted, end = Node(span, items={part.strip(): (span, wanted)}), start - 1
    return wanted


def _node(wanted: Any, span: Span, depth: int = 1) -> Node:
    """Turn a Python value into a node; all of it stands at one place."""
    if depth > DEEPEST:
        raise span.refusal(f"this is nested more than {DEEPEST} deep")
    match _as_written(wanted):
        case Mapping() as mapping:
            below = {_key(key): _node(value, span, depth + 1) for key, value in mapping.items()}
            return Node(span, items={key: (span, node) for key, node in below.items()})
        case list() | tuple() as entries:
            return Node(span, items=[_node(below, span, depth + 1) for below in entries])
        case scalar:
            return Node(span, scalar)


def _key(wanted: Any) -> str:
    """Return the name of a key; a number is written plainly, as the level that is called by it."""
    key = _as_written(wanted)
    return plainly(key) if is_number(key) else str(key)


def _as_written(wanted: Any) -> Any:
    """Turn what a notebook computes with into what a file would say: numbers and lists of numpy's, and specs."""
    match wanted:
        case BaseModel():
            return wanted.model_dump(exclude_unset=True, by_alias=True)
        case np.generic() | np.ndarray():
            return wanted.tolist()
        case str() | int() | float() | None:
            return wanted
    return wanted.item() if hasattr(wanted, "item") else wanted
