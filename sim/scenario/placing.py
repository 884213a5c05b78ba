"""A fault of a scenario whose parts are well formed, and where it is told."""

from typing import NamedTuple

from sim.errors import Problem
from sim.scenario.nodes import Node


class Fault(NamedTuple):
    """A place, what is wrong there (said of its dotted path), and what would be right."""

    path: tuple[str, ...]
    predicate: str
    hint: str = ""


def placed(root: Node, fault: Fault) -> Problem:
    """Put a fault at its place in the file, or at the nearest place above that the file has."""
    node, span = root, root.span
    for name in fault.path:
        if name not in node.mapping:
            break
        span, node = node.mapping[name]
    return span.problem(f"{'.'.join(fault.path)} {fault.predicate}", fault.hint)
