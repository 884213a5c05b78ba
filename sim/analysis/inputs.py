"""Which inputs of some scenarios differ, by dotted path: beliefs, lines, consents, texts, menus, the dial.

Titles, labels, notes and reasons are no inputs: nothing that is computed rests on them.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from pydantic import BaseModel
from ruamel.yaml import YAML

from sim.beliefs import OneOfLevels, Uncertain
from sim.scenario import Case, Level
from sim.scenario.merging import REASONS
from sim.scenario.paths import used_words
from sim.stakes.consent import Quota
from sim.stakes.no_deal import SwingBetween
from sim.weights import Between
from sim.written import PlainForm

ABSENT = "(absent)"
"""Stands where a scenario has nothing at a path."""
NO_INPUTS = REASONS | {"format", "name", "title", "note", "label", "unit", "color", "sources", "readings", "columns"}
"""Fields that nothing computed rests on."""
ORDERED = ("issues", "levels", "parties")
"""Mappings whose order counts: of levels it is the direction, of parties that of every table."""
WHOLE = (Uncertain, OneOfLevels, Between, SwingBetween, Quota, PlainForm)
"""Specs that are one value, written on one line."""


def differing_inputs(cases: Mapping[str, Case]) -> pd.DataFrame:
    """Return the inputs that differ between some scenarios.

    Parameters
    ----------
    cases
        The scenarios by name.

    Returns
    -------
    pd.DataFrame
        A row for every dotted path at which not all scenarios say the same, and a column for every scenario: what it
        says there, on one line as a file would.
    """
    used = set().union(*map(used_words, cases.values()))
    tops = [case.model_copy(update={"words": _only(case.words, used)}) for case in cases.values()]
    rows = list(_differences("", tops))
    index = pd.Index([path for path, _ in rows], name="path", dtype=object)
    return pd.DataFrame([texts for _, texts in rows], index=index, columns=list(cases), dtype=object)


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


def _differences(path: str, nodes: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
    """Go down to where scenarios differ; yield each path with what every scenario says there."""
    if all(same_input(nodes[0], node) for node in nodes[1:]) and not _reordered(path, nodes):
        return
    if any(_below(node) is None for node in nodes) or len(set(map(type, nodes))) > 1:
        yield path, [ABSENT if node is None else on_one_line(written(node)) for node in nodes]
        return
    if _reordered(path, nodes):
        yield path, [on_one_line(list(node)) for node in nodes]
    below = [_below(node) or {} for node in nodes]
    for name in dict.fromkeys(name for part in below for name in part):
        yield from _differences(f"{path}.{name}" if path else name, [part.get(name) for part in below])


def _below(node: Any) -> dict[str, Any] | None:
    """Return what stands below a node; None if it is one value."""
    if isinstance(node, BaseModel) and (isinstance(node, Level) or not isinstance(node, WHOLE)):
        return {name: getattr(node, field) for name, field in _inputs(node).items()}
    return node if isinstance(node, dict) else None


def _reordered(path: str, nodes: Sequence[Any]) -> bool:
    """Tell whether names that all scenarios have come in another order."""
    if path.rpartition(".")[2] not in ORDERED or not all(isinstance(node, dict) for node in nodes):
        return False
    shared = set.intersection(*map(set, nodes))
    orders = [[name for name in node if name in shared] for node in nodes]
    return any(one != other for one, other in pairwise(orders))


def _meaning(node: Any) -> Any:
    """Return all that a node says or leaves at its default, without what is no input."""
    if isinstance(node, BaseModel):
        fields = {name: _meaning(getattr(node, field)) for name, field in _inputs(node).items()}
        orders = [list(fields[name]) for name in ORDERED if isinstance(fields.get(name), dict)]
        return type(node).__name__, fields, orders
    if isinstance(node, dict):
        return {name: _meaning(below) for name, below in node.items()}
    return tuple(map(_meaning, node)) if isinstance(node, tuple) else node


def written(node: Any) -> Any:
    """Return a node as a file would say it, without what is no input and what is left at its default."""
    match node:
        case Quota(at_least=number, of=group, vetoes=()) if number == len(group):
            return list(group)
        case Level(label=label):
            return label
        case BaseModel():
            said = {name: written(getattr(node, field)) for name, field in _said(node)}
            return said[node.plain] if isinstance(node, PlainForm) and list(said) == [node.plain] else said
        case dict():
            return {name: written(below) for name, below in node.items()}
        case tuple():
            return [written(below) for below in node]
    return node


def _inputs(node: BaseModel) -> dict[str, str]:
    """Return the fields that are inputs, by what a file calls them; none that was made of others, as levels of a range.

    >>> from sim.scenario import Range
    >>> _inputs(Range.model_validate({"from": 0, "to": 3, "step": 1, "unit": "years"}))
    {'from': 'start', 'to': 'to', 'step': 'step'}
    """
    return {
        spec.alias or field: field
        for field, spec in type(node).model_fields.items()
        if field not in NO_INPUTS and (spec.default_factory is None or field in node.model_fields_set)
    }


def _said(node: BaseModel) -> list[tuple[str, str]]:
    """Return the fields that are inputs and say something, each with what a file calls it before it."""
    specs = type(node).model_fields
    return [
        (name, field)
        for name, field in _inputs(node).items()
        if specs[field].is_required() or getattr(node, field) != specs[field].default
    ]


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(below) for name, below in value.items()}
        case list() | tuple():
            return [_plain(below) for below in value]
        case float() if value.is_integer() and abs(value) < 1e15:
            return int(value)
    return value


def _only(words: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    return {word: belief for word, belief in words.items() if word in used}
