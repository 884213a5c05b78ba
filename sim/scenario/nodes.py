"""A tree of values in which each remembers where it was written.

A node holds a value and its span; a span is a stretch of one line of a source. So whatever is wrong with a value, the
error can show its line with a caret under it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sim.errors import Place, Problem, ScenarioError

END_OF_LINE = 1_000_000
"""The end of a span that reaches to the end of its line, however long."""


def lines_of(text: str) -> tuple[str, ...]:
    """Cut a text into lines as YAML does: form feeds and the like end none."""
    return tuple(re.split(r"\r\n|\r|\n", text))


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

    @property
    def text(self) -> str:
        """What is written there."""
        return self.source.lines[self.line][self.column : self.end]

    def place(self) -> Place:
        """The same stretch as an error shows it, with its line and the one above."""
        text = self.source.lines[self.line]
        column, width = self.column + 1, max(1, min(self.end, len(text.rstrip())) - self.column)
        if self.source.override:
            return Place(self.file, 0, column, width, text)
        above = self.source.lines[self.line - 1] if self.line else ""
        return Place(self.file, self.line + 1, column, width, text, above)

    def problem(self, message: str, hint: str = "") -> Problem:
        """A problem that stands here."""
        return Problem(message, hint, self.place())

    def refusal(self, message: str, hint: str = "") -> ScenarioError:
        """The error to raise when this one problem ends the reading."""
        return ScenarioError([self.problem(message, hint)])


@dataclass(frozen=True)
class Node:
    """A value and where it was written: a mapping or a list has ``items``, anything else a ``value``."""

    span: Span
    value: Any = None
    """Text, number, date, true, false or null: whatever the schema will check."""
    items: dict[str, tuple[Span, "Node"]] | list["Node"] | None = None
    """Of a mapping, each key's span and its node, in the order of the file."""

    @property
    def is_null(self) -> bool:
        """Whether nothing, ``~`` or ``null`` is written here."""
        return self.items is None and self.value is None

    @property
    def mapping(self) -> dict[str, tuple[Span, "Node"]]:
        """The keys of a mapping; empty for anything else."""
        return self.items if isinstance(self.items, dict) else {}

    @cached_property
    def size(self) -> tuple[int, int]:
        """The number of values, keys among them, and the levels of nesting; what aliases share is counted each time."""
        if self.items is None:
            return 1, 0
        below = self.items if isinstance(self.items, list) else [node for _, node in self.items.values()]
        values = 1 + len(self.mapping) + sum(node.size[0] for node in below)
        return values, 1 + max((node.size[1] for node in below), default=0)

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
