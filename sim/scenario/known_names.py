"""The names that a file defines, and a way to note those that it only uses."""

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from sim.errors import LISTED, Problem, did_you_mean
from sim.scenario.menus import Range
from sim.scenario.nodes import Node, Span
from sim.written import is_number, plainly

Named = tuple[Span, str]
"""A name and where it stands."""


def keys(node: Node | None) -> Iterator[tuple[Span, str, Node]]:
    """Go through the keys of a mapping; nothing for anything else."""
    for name, (span, below) in (node.mapping if node else {}).items():
        yield span, name, below


def texts(node: Node | None) -> Iterator[Named]:
    """Go through a text, or a list of texts."""
    if node is None:
        return
    for item in node.items if isinstance(node.items, list) else [node]:
        if isinstance(item.value, str):
            yield item.span, item.value


def level_names(node: Node | None) -> Iterator[Named]:
    """Go through a level, or a list of levels; a number names the level that is called so."""
    if node is None:
        return
    for item in node.items if isinstance(node.items, list) else [node]:
        if isinstance(item.value, str) or is_number(item.value):
            yield item.span, item.value if isinstance(item.value, str) else plainly(item.value)


def options(node: Node | None) -> Iterator[Named]:
    """Go through the levels of a level belief."""
    if node is not None:
        yield from level_names(node if not node.mapping else node.at(["one_of"]) or node.at(["level"]))


def range_of(issue: Node) -> Range | None:
    """Return the range of an issue; None if it has none, or none that the schema takes."""
    node = issue.at(["range"])
    try:
        return None if node is None else Range.model_validate(node.plain())
    except ValidationError:
        return None


class References:
    """The names a scenario defines, and the problems of those it only uses."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.issues = [name for _, name, _ in keys(root.at(["issues"]))]
        self.ranges = {name: spaced for _, name, issue in keys(root.at(["issues"])) if (spaced := range_of(issue))}
        listed = {
            name: [level for _, level, _ in keys(issue.at(["levels"]))] for _, name, issue in keys(root.at(["issues"]))
        }
        self.levels = listed | {name: list(spaced.levels) for name, spaced in self.ranges.items()}
        self.parties = [name for _, name, _ in keys(root.at(["parties"]))]
        self.proposals = [name for _, name, _ in keys(root.at(["proposals"]))]
        self.words = [name for _, name, _ in keys(root.at(["words"]))]
        self.statements = [
            name for _, _, source in keys(root.at(["sources"])) for _, name, _ in keys(source.at(["statements"]))
        ]

    def check(self, what: str, named: Iterable[Named], known: list[str], hint: str = "") -> None:
        """Note every name that is not among the known ones."""
        for span, name in named:
            if name not in known:
                self.problems.append(span.problem(f"there is no {what} '{name}'", hint or did_you_mean(name, known)))

    def check_levels(self, issue: str | None, named: Iterable[Named], also: tuple[str, ...] = ()) -> None:
        """Note every name that is no level of the issue; an unknown issue is noted elsewhere."""
        known = self.levels.get(issue or "")
        if known:
            hint = self.ranges[issue].told if issue in self.ranges else ""
            self.check(f"level of {issue}", named, [*known, *also], hint)

    def check_complete(self, path: str, node: Node | None, needed: list[str], what: str, hint: str) -> None:
        """Note the names that a mapping should hold and does not."""
        if node is not None and node.mapping:
            missing = [name for name in needed if name not in node.mapping]
            if missing:
                more = f" and {len(missing) - LISTED} more" if len(missing) > LISTED else ""
                said = f"{path} says nothing of {what} {', '.join(missing[:LISTED])}{more}"
                self.problems.append(node.span.problem(said, hint.format(missing[0])))

    def by_issue(self, node: Node | None, also: tuple[str, ...] = ()) -> None:
        """Check a mapping of levels (or lists of them) by issue."""
        for span, issue, below in keys(node):
            self.check("issue", [(span, issue)], self.issues)
            self.check_levels(issue, options(below), also)
