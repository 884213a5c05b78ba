"""Where things stand in a YAML text: the spans of what the parser reports."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sim.scenario.nodes import END_OF_LINE, Node, Source, Span, lines_of


def event_span(source: Source, event: Any) -> Span:
    """Return the span of an event: of several lines, the first."""
    start, end = event.start_mark, event.end_mark
    return Span(source, start.line, start.column, end.column if end.line == start.line else END_OF_LINE)


def closed_span(start: Span, items: dict[str, tuple[Span, Node]] | list[Node], event: Any) -> Span:
    """Return the span of a collection that ends: of a mapping over several lines, its first key."""
    if event.end_mark.line == start.line:
        return replace(start, end=event.end_mark.column)
    if isinstance(items, dict) and items:
        first_key, _ = next(iter(items.values()))
        if first_key.line == start.line:
            return replace(start, end=first_key.end)
    return replace(start, end=END_OF_LINE)


def tag_span(source: Source, event: Any) -> Span:
    """Return the span of the tag (``!name``) that an event carries, after its anchor if it has one."""
    start, line = event.start_mark, source.lines[event.start_mark.line]
    column = max(line.find("!", start.column), start.column)
    tag = re.split(r"[\s,\[\]{}]", line[column:])[0]
    return Span(source, start.line, column, column + len(tag))


def sign_after(source: Source, before: str) -> Span:
    """Return the span of the one sign that follows the beginning of a text."""
    lines = lines_of(before)
    return Span(source, len(lines) - 1, len(lines[-1]), len(lines[-1]) + 1)


def directive_spans(source: Source) -> Iterator[Span]:
    """Go through the lines that start with ``%`` above the document."""
    for number, line in enumerate(source.lines):
        if line.startswith("%"):
            yield Span(source, number, 0, len(line))
        elif line.strip() and not line.lstrip().startswith("#"):
            return
