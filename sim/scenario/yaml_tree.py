"""From YAML to a tree of nodes, event by event, with a stack of our own.

The parser reports "a mapping starts", "a scalar", "it ends"; each finished node goes into the innermost collection
that is still open. So a hostile file (deep nesting, aliases that multiply) is refused by a count, never by a crash.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from sim.errors import Problem, ScenarioError, did_you_mean
from sim.scenario.nodes import Node, Source, Span
from sim.scenario.yaml_places import closed_span, event_span, tag_span
from sim.scenario.yaml_scalars import key_name, scalar
from sim.scenario.yaml_syntax import escape_problem, sign_problem, syntax_problem

DEEPEST = 40
"""Levels of nesting a file may have, aliases written out."""
MOST_VALUES = 100_000
"""Values a file may hold, keys counted and aliases written out."""

Found = TypeVar("Found")


class _UnreadableError(Exception):
    """Nothing after this point of a text can be understood."""


@dataclass
class _Open:
    """A collection whose end has not been reached."""

    span: Span
    anchor: str | None
    items: dict[str, tuple[Span, Node]] | list[Node]
    key: tuple[str | None, Span] | None = None
    """The key that waits for its value; a refused key has no name."""


class TreeBuilder:
    """Builds the tree of one text, collecting every problem on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.yaml = YAML(typ="safe", pure=True)
        self.stack: list[_Open] = []
        self.anchors: dict[str, Node | None] = {}
        """The node of each ``&anchor``; None while it is still open."""
        self.count = self.documents = 0
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        """Return the top node, None for an empty text, or refuse with all problems."""
        try:
            for event in self.yaml.parse(text):
                self._take(event)
        except _UnreadableError:
            pass
        except ReaderError as error:
            self.problems.append(sign_problem(error, self.source, text))
        except MarkedYAMLError as error:
            self.problems.append(syntax_problem(error, self.source))
        except (ValueError, OverflowError):
            if not (problem := escape_problem(self.source, text)):
                raise
            self.problems.append(problem)
        if self.problems:
            raise ScenarioError(self.problems)
        return self.root

    def _take(self, event: Any) -> None:
        span = event_span(self.source, event)
        match event:
            case events.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(span, "a second document starts here", "a file holds one; take '---' out")
            case events.ScalarEvent():
                self._add_scalar(event, span)
            case events.AliasEvent():
                self._repeat(event.anchor, span)
            case events.CollectionStartEvent():
                self._open(event, span)
            case events.CollectionEndEvent():
                self._close(event)

    def _add_scalar(self, event: Any, span: Span) -> None:
        self._grow(span, values=1, levels=0)
        self._refuse_tag(event)
        node = Node(span, self._tried(scalar, self.yaml, event, span))
        if event.anchor:
            self.anchors[event.anchor] = node
        self._add(node)

    def _repeat(self, anchor: str, span: Span) -> None:
        """Add what an alias repeats, at the alias's own place."""
        if anchor not in self.anchors:
            self._note(span, f"nothing above is named '&{anchor}'", did_you_mean(anchor, self.anchors))
        known = self.anchors.get(anchor, Node(span))
        if known is None:
            self._stop(span, f"'*{anchor}' stands inside what it repeats", "write the value out")
        self._grow(span, *known.size)
        self._add(Node(span, known.value, known.items))

    def _open(self, event: Any, span: Span) -> None:
        self._grow(span, values=1, levels=1)
        self._refuse_tag(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(span, event.anchor, {} if isinstance(event, events.MappingStartEvent) else []))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        node = Node(closed_span(done.span, done.items, event), items=done.items)
        if done.anchor:
            self.anchors[done.anchor] = node
        self._add(node)

    def _add(self, node: Node) -> None:
        """Put a finished node into the collection it stands in; in a mapping, keys and values take turns."""
        if not self.stack:
            self.root = node
            return
        within = self.stack[-1]
        if isinstance(within.items, list):
            within.items.append(node)
        elif within.key is None:
            within.key = (self._tried(key_name, node, within.items), node.span)
        else:
            name, span = within.key
            within.key = None
            if name is not None:
                within.items[name] = (span, node)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag:
            span = tag_span(self.source, event)
            self._note(span, f"tags are not read: {span.text}", "take it out")

    def _grow(self, span: Span, values: int, levels: int) -> None:
        """Count values as they come, and refuse those that are too many or too deep."""
        self.count += values
        if self.count > MOST_VALUES:
            self._stop(span, f"this file holds more than {MOST_VALUES:,} values", "aliases count as often as used")
        if len(self.stack) + levels > DEEPEST:
            self._stop(span, f"this is nested more than {DEEPEST} deep")

    def _tried(self, read: Callable[..., Found], *given: Any) -> Found | None:
        """Return what is read; note what is refused, and read on."""
        try:
            return read(*given)
        except ScenarioError as error:
            self.problems += error.problems
            return None

    def _note(self, span: Span, message: str, hint: str = "") -> None:
        self.problems.append(span.problem(message, hint))

    def _stop(self, span: Span, message: str, hint: str = "") -> NoReturn:
        self._note(span, message, hint)
        raise _UnreadableError
