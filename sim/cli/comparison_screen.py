"""The screen of ``compare``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.comparing import Compared, Outcome
from sim.analysis.sentences import count
from sim.analysis.sentences.comparing import (
    change_text,
    equal_measures,
    interval_of,
    opening,
    remarks,
    scope,
    title,
    value_text,
)
from sim.cli.attributing_screen import attribution_screen
from sim.cli.paint import painted
from sim.cli.screen import folder_lines, wrapped

if TYPE_CHECKING:
    from sim.analysis.attributing import Attributed
    from sim.surface.comparing import Comparison

SHOWN = 25
"""Inputs on the screen; the table holds all."""
LONGEST = 160
"""Letters of one value on the screen."""


def compare_screen(comparison: "Comparison", folder: Path | None, did: "Attributed | None" = None) -> Iterator[str]:
    """Write which inputs differ, and what follows; and which of them did it, if that is asked."""
    paint, found = painted(sys.stdout), comparison.found
    yield from (paint(line, "strong") for line in wrapped(opening(found)))
    yield from (paint(line, "faint") for line in wrapped(scope(found)))
    longest = max(map(len, found.names))
    for run in found.runs:
        yield from wrapped(f"{run.name:{longest}}  {run.title}", "  ", " " * (longest + 4))
    yield ""
    yield from input_lines(found, longest)
    yield from outcome_lines(found, longest)
    if did is not None:
        yield from attribution_screen(did, found.inputs)
    for sentence in (equal_measures(found), *remarks(found)):
        yield from wrapped(sentence)
    if folder is not None:
        yield ""
        yield from folder_lines(folder)


def input_lines(found: Compared, longest: int) -> Iterator[str]:
    """Write the inputs that differ, each with what every run says."""
    inputs = found.inputs
    if inputs.empty:
        yield "No input differs."
        yield ""
        return
    yield painted(sys.stdout)("Inputs that differ", "strong")
    if len(found.others) > 1:
        yield from wrapped(f"A run that is not named says the same as {found.base.name}.", "  ")
    for path, row in inputs.head(SHOWN).iterrows():
        yield f"  {path}"
        for name, text in row.items():
            if name == found.base.name or text != row[found.base.name]:
                cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
                yield from wrapped(f"{name:{longest}}  {cut}", "    ", " " * (longest + 6))
    if len(inputs) > SHOWN:
        yield f"  and {count(len(inputs) - SHOWN, 'input', 'inputs')} more: see inputs.csv"
    yield ""


def outcome_lines(found: Compared, longest: int) -> Iterator[str]:
    """Write the measures that differ, each with its value in every run and its change from the base."""
    if not found.differing:
        return
    paint = painted(sys.stdout)
    yield paint("Outcomes that are not exactly equal", "strong")
    yield from wrapped(f"{title(found)}.", "  ")
    yield from wrapped(f"Beside each value its change from {found.base.name}, with its {interval_of(found)}.", "  ")
    for outcome in found.differing:
        yield from measure_lines(found, outcome, longest)
    yield ""


def measure_lines(found: Compared, outcome: Outcome, longest: int) -> Iterator[str]:
    """Write one measure in every run."""
    unit = outcome.measure.unit
    values = [value_text(unit, value) for value in (outcome.base, *(change.other for change in outcome.changes))]
    widest = max(map(len, values))
    yield from wrapped(outcome.measure.label, "  ", "    ")
    said = ["", *(change_text(unit, change) for change in outcome.changes)]
    for name, value, change in zip(found.names, values, said, strict=True):
        yield f"    {name:{longest}}  {value:>{widest}}  {change}".rstrip()
