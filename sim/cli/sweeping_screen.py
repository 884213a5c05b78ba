"""The screen of ``sweep``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.sentences import count, percent
from sim.analysis.sweeping import Point, Swept
from sim.cli.paint import bar, painted
from sim.cli.screen import folder_lines, wrapped
from sim.results import Estimate

if TYPE_CHECKING:
    from sim.surface import Sweep

LONGEST = 24
"""A value of more letters stands on lines of its own."""
BAR = 6
"""Columns of a bar."""
OWN = "*"
"""Marks what the file says."""


def sweep_screen(sweep: "Sweep", folder: Path | None, seconds: float) -> Iterator[str]:
    """Write what follows from every value."""
    paint, swept = painted(sys.stdout), sweep.found
    yield paint(swept.case.title or swept.case.name, "strong")
    scope = (
        f"{swept.path} · {count(len(swept.points), 'value', 'values')} · "
        f"{count(swept.draws, 'world', 'worlds')} · seed {swept.seed}"
    )
    yield from (paint(line, "faint") for line in wrapped(scope))
    yield ""
    yield from wrapped(sweep.finding)
    yield ""
    yield from table_lines(swept)
    if folder is not None:
        yield from folder_lines(folder, seconds)


def table_lines(swept: Swept) -> Iterator[str]:
    """Write a row for every value, and one for the file where none of them is what it says."""
    marked = any(point.as_in_file for point in swept.points)
    points = swept.points if marked else (*swept.points, swept.own)
    wide = max(min(max(map(len, map(told, points))), LONGEST), len("Value"))
    heads = f"{'a zone exists':>{BAR + 18}}  {'lines compatible':>17}  {'and then a zone':>15}"
    holds = swept.case.hold is not None
    yield painted(sys.stdout)(f"  {'Value':{wide}}{heads}{'   lasts' if holds else ''}", "strong")
    for point in points:
        yield from row_lines(point, wide, holds)
    yield f"  {OWN} what the file says"
    yield ""


def row_lines(point: Point, wide: int, holds: bool) -> Iterator[str]:
    """Write the shares that follow from one value; a long value stands above them.

    ``holds`` says whether it is asked what lasts.
    """
    mark, text, found = OWN if point.as_in_file else " ", told(point), point.found
    if len(text) > wide:
        yield from wrapped(text, f"{mark} ", "    ")
        mark, text = " ", ""
    inside = found.zone_if_compatible
    yield (
        f"{mark} {text:{wide}}  {bar(point.share, BAR, sys.stdout)} {with_margin(found.zone)}"
        f"  {with_margin(found.compatible)}  {'none are' if inside is None else percent(inside):>15}"
        + (f"{percent(found.lasts.share):>8}" if holds else "")
    )


def told(point: Point) -> str:
    """Return a value on one line; where the file says nothing, that."""
    return "(nothing)" if point.as_in_file and point.value is None else point.text


def with_margin(found: Estimate) -> str:
    """Return a share with its sampling error in points."""
    margin = f"+-{100 * found.margin:.1f}"
    return f"{percent(found.share):>9} {margin:>7}"
