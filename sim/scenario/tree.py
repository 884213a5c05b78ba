"""Read one YAML file into a tree in which every value remembers where it was written.

The tree is built from the parser's events with a stack of its own, so that a hostile file (deep nesting,
aliases that multiply, tags) is refused by a count and never by a crash. YAML 1.2: ``no`` and ``yes`` are text.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML, events
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tag import Tag

from sim.errors import Place, Problem, ScenarioError, did_you_mean

DEEPEST = 40
"""Levels of nesting a file may have, aliases written out."""
MOST_VALUES = 100_000
"""Values a file may hold, aliases written out."""
LARGEST_FILE = 5_000_000
"""Bytes a file may have."""

_BREAK = re.compile(r"\r\n|\r|\n")
_ANY_END = 1_000_000
_READ_AS = {"null": "null", "bool": "truth value", "int": "number", "float": "number", "timestamp": "date"}
_TAG = "tag:yaml.org,2002:"
_SYNTAX_HINTS = {
    "'\\t'": "indent with spaces, not tabs",
    "mapping values are not allowed": "a text with ': ' in it needs quotes",
    "block end": "keys of one mapping start in the same column",
    "cannot start any token": "a text that starts with this sign needs quotes",
    "or ']'": "a closing bracket or a comma is missing",
    "or '}'": "a closing brace or a comma is missing",
}


@dataclass(frozen=True)
class Source:
    """A text that was read: a file, or an override (a command-line or notebook change)."""

    file: str
    lines: tuple[str, ...] = field(repr=False)
    override: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of a source; line, column and end count from 0."""

    source: Source
    line: int
    column: int
    end: int

    @property
    def file(self) -> str:
        """The file's name as errors show it; of an override, how it was given."""
        return self.source.file

    def place(self) -> Place:
        """The same stretch as an error shows it, with its line and the one above."""
        lines = self.source.lines
        text = lines[self.line]
        end = min(self.end, len(text.rstrip()))
        line, before = (0, "") if self.source.override else (self.line + 1, lines[self.line - 1] if self.line else "")
        return Place(self.file, line, self.column + 1, max(1, end - self.column), text, before)

    def problem(self, message: str, hint: str = "") -> Problem:
        """A problem that stands here."""
        return Problem(message, hint, self.place())


@dataclass(frozen=True)
class Node:
    """A value and where it was written: a mapping or a list has ``items``, anything else a ``value``."""

    span: Span
    value: Any = None
    """Text, number, date, true, false or null: whatever the schema will check."""
    items: dict[str, tuple[Span, "Node"]] | list["Node"] | None = None
    """Of a mapping, each key's span and its node, in the order of the file."""

    @property
    def mapping(self) -> dict[str, tuple[Span, "Node"]]:
        """The keys of a mapping; empty for anything else."""
        return self.items if isinstance(self.items, dict) else {}

    def plain(self) -> Any:
        """The value as ordinary dicts, lists and scalars."""
        if isinstance(self.items, dict):
            return {key: node.plain() for key, (_, node) in self.items.items()}
        if isinstance(self.items, list):
            return [node.plain() for node in self.items]
        return self.value

    def at(self, path: Sequence[str | int]) -> "Node | None":
        """The node beneath these keys and positions; None where there is none."""
        node = self
        for part in path:
            if isinstance(node.items, list) and isinstance(part, int) and 0 <= part < len(node.items):
                node = node.items[part]
            elif part in node.mapping:
                node = node.mapping[str(part)][1]
            else:
                return None
        return node


def parse(text: str, file: str) -> Node:
    """Read the text of a file that errors call ``file``, a mapping at its top; all problems are told at once."""
    source = Source(file, tuple(_BREAK.split(text.removeprefix("\ufeff"))))
    directives = {span.line: span.problem("'%' lines are not read", "take it out") for span in _directives(source)}
    lines = ("" if number in directives else line for number, line in enumerate(source.lines))
    root = _Builder(source, list(directives.values())).build("\n".join(lines))
    if root is None or (root.items is None and root.value is None):
        raise ScenarioError([Span(source, 0, 0, 1).problem("this file is empty", "write 'key: value' lines")])
    if not isinstance(root.items, dict):
        raise ScenarioError([root.span.problem("a file must hold 'key: value' lines at its top")])
    return root


def value(text: str, source: Source, column: int) -> Node | None:
    """Read the one YAML value that starts at a column of a source's line; None if nothing is written."""
    return _Builder(source, []).build(" " * column + text)


def read(path: Path, shown: str, asked: Place | None = None) -> Node:
    """Read a file of at most 5 MB of UTF-8, ``shown`` in errors under that name, ``asked`` for in another file."""
    try:
        if not path.is_file():
            found = "is a folder" if path.is_dir() else "is not a file" if path.exists() else "does not exist"
            raise ScenarioError([Problem(f"'{shown}' {found}", "", asked)])
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ScenarioError([Problem(f"'{shown}' cannot be read: {error.strerror}", "", asked)]) from error
    if len(data) > LARGEST_FILE:
        raise ScenarioError([Problem(f"'{shown}' is larger than {LARGEST_FILE / 1e6:g} MB", "", asked)])
    return parse(_decoded(data, shown), shown)


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _BREAK.split(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        source = Source(shown, tuple(_BREAK.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))))
        span = Span(source, len(before) - 1, len(before[-1]), len(before[-1]) + 1)
        message = f"this file is not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        raise ScenarioError([span.problem(message, "save it as UTF-8")]) from error


def _directives(source: Source) -> Iterator[Span]:
    """Lines that start with ``%`` above the document."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            yield Span(source, number, 0, len(line))
        elif line.strip() and not line.lstrip().startswith("#"):
            return


class _UnreadableError(Exception):
    """Nothing after this point of a text can be understood."""


@dataclass
class _Open:
    """A collection whose end has not been reached."""

    span: Span
    anchor: str | None
    before: int
    items: dict[str, tuple[Span, Node]] | list[Node]
    key: tuple[str | None, Span] | None = None
    """The key that waits for its value; a refused key has no name."""
    height: int = 1


class _Builder:
    """Builds the tree of one text from its events, collecting problems."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source, self.problems = source, problems
        self.yaml = YAML(typ="safe", pure=True)
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int, int] | None] = {}
        """Of each anchor its node, size and height; None while the node is still open."""
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
            lines = _BREAK.split(text[: error.position])
            span = Span(self.source, len(lines) - 1, len(lines[-1]), len(lines[-1]) + 1)
            self._note(span, f"the sign U+{error.character:04X} cannot stand in a file", "take it out")
        except MarkedYAMLError as error:
            self._note_syntax(error)
        if self.problems:
            raise ScenarioError(self.problems)
        return self.root

    def _take(self, event: Any) -> None:
        match event:
            case events.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._stop(self._span(event), "a second document starts here", "a file holds one; take '---' out")
            case events.AliasEvent():
                self._alias(event)
            case events.CollectionStartEvent():
                self._begin(event)
            case events.CollectionEndEvent():
                self._end(event)
            case events.ScalarEvent():
                self._grow(self._span(event))
                self._refuse_tag(event)
                node = Node(self._span(event), self._scalar(event))
                if event.anchor:
                    self.anchors[event.anchor] = (node, 1, 0)
                self._deliver(node, merge_key=event.value == "<<" and event.style is None)

    def _begin(self, event: Any) -> None:
        span = self._span(event)
        self._grow(span, height=1)
        self._refuse_tag(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        items: dict[str, tuple[Span, Node]] | list[Node] = {} if isinstance(event, events.MappingStartEvent) else []
        self.stack.append(_Open(span, event.anchor, self.count - 1, items))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        end, width = event.end_mark, _ANY_END
        if end.line == done.span.line:
            width = end.column
        elif isinstance(done.items, dict) and done.items:
            first = next(iter(done.items.values()))[0]
            width = first.end if first.line == done.span.line else width
        node = Node(replace(done.span, end=width), items=done.items)
        if done.anchor:
            self.anchors[done.anchor] = (node, self.count - done.before, done.height)
        self._deliver(node, height=done.height)

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        if event.anchor not in self.anchors:
            self._note(span, f"nothing above is named '&{event.anchor}'", did_you_mean(event.anchor, self.anchors))
        known = self.anchors.get(event.anchor, (Node(span), 1, 0))
        if known is None:
            self._stop(span, f"'*{event.anchor}' stands inside what it repeats", "write the value out")
        node, size, height = known
        self._grow(span, size, height)
        self._deliver(replace(node, span=span), height=height)

    def _deliver(self, node: Node, height: int = 0, merge_key: bool = False) -> None:
        """Hand a finished node to the collection it stands in."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.height = max(top.height, height + 1)
        if isinstance(top.items, list):
            top.items.append(node)
        elif top.key is None:
            top.key = (self._key(node, top.items, merge_key), node.span)
        else:
            name, span = top.key
            top.key = None
            if name is not None:
                top.items[name] = (span, node)

    def _key(self, node: Node, known: dict[str, tuple[Span, Node]], merge_key: bool) -> str | None:
        name = node.value
        if merge_key:
            self._note(node.span, "'<<' is not read", "use 'extends', or write the keys out")
        elif node.items is not None:
            self._note(node.span, "a key must be text, not a list or a mapping", "write it in quotes")
        elif not isinstance(name, str):
            written = self.source.lines[node.span.line][node.span.column : node.span.end]
            self._note(node.span, f"a key must be text: {written or 'nothing'}", f'write it in quotes: "{written}"')
        elif name in known:
            self._note(node.span, f"'{name}' is given twice", f"first on line {known[name][0].line + 1}")
        else:
            return name
        return None

    def _scalar(self, event: Any) -> Any:
        """Read a plain scalar as YAML 1.2 does: anything but a number, date, true, false or null is text."""
        tag = str(self.yaml.resolver.resolve(ScalarNode, event.value, event.implicit)).removeprefix(_TAG)
        if tag not in _READ_AS or event.tag:
            return event.value
        try:
            found = self.yaml.constructor.construct_object(ScalarNode(Tag(suffix=_TAG + tag), event.value))
        except ValueError:
            return self._note(self._span(event), f"this is not a {_READ_AS[tag]}", "write it in quotes if it is text")
        if isinstance(found, float) and not math.isfinite(found):
            self._note(self._span(event), "a number must be finite", f"here it is {event.value}")
        return found

    def _refuse_tag(self, event: Any) -> None:
        if event.tag:
            start = event.start_mark
            line = self.source.lines[start.line]
            column = max(line.find("!", start.column), start.column)
            end = len(re.split(r"[\s,\[\]{}]", line[column:])[0]) + column
            span = Span(self.source, start.line, column, end)
            self._note(span, f"tags are not read: {line[column:end]}", "take it out")

    def _grow(self, span: Span, size: int = 1, height: int = 0) -> None:
        """Count values as they come, and refuse those that are too many or too deep."""
        self.count += size
        if self.count > MOST_VALUES:
            self._stop(span, f"this file holds more than {MOST_VALUES:,} values", "aliases count as often as used")
        if len(self.stack) + height > DEEPEST:
            self._stop(span, f"this is nested more than {DEEPEST} deep")

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.source, start.line, start.column, end.column if end.line == start.line else _ANY_END)

    def _note(self, span: Span, message: str, hint: str = "") -> None:
        self.problems.append(span.problem(message, hint))

    def _stop(self, span: Span, message: str, hint: str = "") -> NoReturn:
        self._note(span, message, hint)
        raise _UnreadableError

    def _note_syntax(self, error: MarkedYAMLError) -> None:
        mark, last = error.problem_mark or error.context_mark, self.source.lines[-1]
        if mark.line >= len(self.source.lines) - 1 and mark.column >= len(last.rstrip()):
            mark = error.context_mark or mark
        found = " ".join(str(error.problem).split())
        hint = next((hint for part, hint in _SYNTAX_HINTS.items() if part in found), error.context or "")
        span = Span(self.source, mark.line, mark.column, mark.column + 1)
        self._note(span, f"this is not valid YAML: {found}", hint)
