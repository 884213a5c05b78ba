"""Lay layers on one another: the later says what it changes, the earlier keeps the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sim.scenario.nodes import Node
from sim.written import KINDS

REASONS = {"because", "judgement", "basis"}
"""Keys that say why something was chosen."""

SAID = {"needs", "when", "words"}
"""Keys that state a line or a consent anew, as the naming keys state a belief."""


def merged(stack: Sequence[Node]) -> Node:
    """Return what layers say in the end, lowest first: mappings merge, anything else replaces.

    ``null`` takes a key away; over nothing it stays, so that the schema can say what is wrong with it. A mapping of
    one kind (``uniform``) replaces one of another (``triangular``) whole; the top of a layer is of no kind. A layer
    that restates a belief without saying why takes the reason beneath it away: that was given for something else.
    """
    below, *above = stack
    for node in above:
        below = _laid_on(below, node)
    return below


def gathered(stack: Sequence[Node]) -> Node:
    """Return everything layers say, as one layer to lay on others: a ``null`` stays, and so does what it takes away."""
    below, *above = stack
    for node in above:
        below = _laid_on(below, node, keep_all=True)
    return below


def overridden(stack: Sequence[Node]) -> list[tuple[str, object, str]]:
    """List what layers after the root set: dotted path, value, and where (``file:line`` or ``--set``).

    The file goes by its name alone, so that results do not depend on the folder. Statements that a file's own
    ``sources`` bring along do not count.
    """
    root, *others = stack
    found = []
    for path, node in _leaves(gathered([replace(root, items={}), *others])):
        source = node.span.source
        if source.override:
            found.append((path, node.plain(), source.file))
        elif not path.startswith("sources."):
            found.append((path, node.plain(), f"{Path(source.file).name}:{node.span.line + 1}"))
    return found


def _laid_on(below: Node, above: Node, *, keep_all: bool = False) -> Node:
    if not isinstance(below.items, dict) or not isinstance(above.items, dict):
        return above
    items = {key: item for key, item in below.items.items() if keep_all or not (key in REASONS and _restated(above))}
    for key, (span, node) in above.items.items():
        if key not in items:
            items[key] = (span, node)
        elif node.is_null and not keep_all:
            del items[key]
        else:
            old_span, old = items[key]
            only_reached_through = span.source.override and isinstance(node.items, dict)
            replaces = _is_another_kind(node, old) and not keep_all
            laid = node if replaces else _laid_on(old, node, keep_all=keep_all)
            items[key] = (old_span if only_reached_through else span, laid)
    return Node(below.span if above.span.source.override else above.span, items=items)


def _restated(above: Node) -> bool:
    """Tell whether a mapping states its kind anew and gives no reason; an outlook holds beliefs of their own."""
    anew = any(
        key in KINDS | SAID and (key != "outlook" or not node.mapping) for key, (_, node) in above.mapping.items()
    )
    return anew and not REASONS & above.mapping.keys()


def _is_another_kind(above: Node, below: Node) -> bool:
    """Tell whether a mapping holds a key that names a kind, and the one beneath it does not hold the same."""
    named = KINDS & above.mapping.keys()
    return bool(named) and not named & below.mapping.keys()


def _leaves(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    if node.mapping:
        for key, (_, below) in node.mapping.items():
            yield from _leaves(below, f"{path}.{key}" if path else key)
    elif path:
        yield path, node
