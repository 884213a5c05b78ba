"""Color and bars, where the reader's terminal can show them."""

import os
import shutil
from collections.abc import Callable
from typing import TextIO

CODES = {"error": "1;31", "place": "34", "caret": "1;31", "hint": "36", "strong": "1", "faint": "2"}
EIGHTHS = " ▏▎▍▌▋▊▉█"
WIDEST = 100
"""Columns of text at most: longer lines are hard to read."""


def colorful(stream: TextIO) -> bool:
    """Tell whether a stream shows color: a terminal, and nobody asked for none."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(stream: TextIO) -> Callable[[str, str], str]:
    """Return a painter for a stream: it colors a text by its role, or leaves it."""
    if colorful(stream):
        return lambda text, role: f"\033[{CODES[role]}m{text}\033[0m"
    return lambda text, _: text


def width() -> int:
    """Return the columns to write in."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def speaks(stream: TextIO, sample: str) -> bool:
    """Tell whether a stream's encoding can write a sample."""
    try:
        sample.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar(share: float, columns: int, stream: TextIO) -> str:
    """Draw a share of 1 as a bar, in eighths of a column or, where those cannot be written, in ``#``.

    >>> import io
    >>> bar(0.5, 4, io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    '##..'
    """
    if not speaks(stream, EIGHTHS + "·"):
        return ("#" * round(share * columns)).ljust(columns, ".")
    full, rest = divmod(round(share * columns * 8), 8)
    return ("█" * full + (EIGHTHS[rest] if rest else "")).ljust(columns, "·")


def spoken(text: str, stream: TextIO) -> str:
    """Return a text in signs that a stream can write: typographic ones where it can, else plain ones."""
    pretty = text.replace("+-", "±")
    if speaks(stream, pretty):
        return pretty
    plain = text.replace("·", "|")
    return plain.encode(stream.encoding or "ascii", "replace").decode(stream.encoding or "ascii")
