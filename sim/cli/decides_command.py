"""The command that tells which beliefs decide."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.deciding import Decides

SHOWN = 12
"""Beliefs listed on the screen."""
ROOM = (18, 18, 8)
"""Letters of a column."""


def decides(
    scenario: ScenarioFile,
    of: Annotated[
        str, typer.Option("--of", metavar="OUTCOME", help="zone, lines, lasts, zone_size, agreed ...")
    ] = "zone",
    sobol: Annotated[bool, typer.Option("--sobol", help="Draw each belief anew, in place of trees.")] = False,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Tell which beliefs decide an outcome."""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, belief by belief",
        lambda loaded: loaded.run(draws, seed).decides(of, sobol=sobol),
        decides_screen,
        as_csv=as_csv,
        figure=figure,
    )


def decides_screen(found: "Decides") -> Iterator[str]:
    """Write what stands out, then the beliefs that tell most."""
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, study = painted(sys.stdout), found.found.study
    yield paint(f"{study.case.title or study.case.name}: which beliefs decide, in {study.draws:,} worlds", "strong")
    for sentence in found.sentences:
        yield from wrapped(sentence)
    if found.found.few:
        return
    table = found.table.head(SHOWN)
    wide = max(map(len, table["label"]), default=0)
    yield ""
    yield paint(_line(" " * wide, "alone", "with others", "distance"), "faint")
    for _, row in table.iterrows():
        label = f"{row['label']:{wide}}"
        yield _line(label, _cell(row, "first"), _cell(row, "total"), _number(row["distance"]))
    yield ""
    yield from wrapped(note(found))


def _line(label: str, *cells: str) -> str:
    """Write a line of the table."""
    return "  ".join([label, *(f"{cell:>{room}}" for cell, room in zip(cells, ROOM, strict=True))])


def _cell(row: "object", column: str) -> str:
    """Write an index with its interval."""
    index, low, high = (row[name] for name in (column, f"{column}_low", f"{column}_high"))  # type: ignore[index]
    return "" if index != index else f"{_number(index)} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    """Write a number of two digits after the point; nothing where there is none.

    >>> _number(0.318), _number(-0.004), _number(float("nan"))
    ('.32', '.00', '')
    """
    if value != value:
        return ""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("0.", ".", 1)


def note(found: "Decides") -> str:
    """Say what the columns are."""
    line = found.found.line
    chance = (
        ""
        if line != line
        else f" Any of {len(found.table)} without a say pass {_number(line)} in one run of 20 at most."
    )
    return (
        "alone: the share of the outcome's variance that knowing the belief alone would remove, with a 95% interval; "
        "with others: the share left open if all but it were known; distance: the largest gap between the shares of "
        f"worlds with and without the outcome in which the belief lies below some value.{chance} "
        "Under the beliefs of the file; this is not a forecast."
    )
