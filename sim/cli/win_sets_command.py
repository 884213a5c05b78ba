"""The command ``win-sets``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.win_sets import WinSets


def win_sets(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="ISSUE", help="The figure's columns; else a heavy issue.")
    ] = None,
    rows: Annotated[
        str | None, typer.Option("--rows", metavar="ISSUE", help="The figure's rows; else a heavy issue.")
    ] = None,
) -> None:
    """Ask those who ratify: what would pass at home, and does being bound help who sits at the table?"""
    loaded = scenario_of(scenario, sets)
    from sim.cli.cells import show_table

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds, home by home")
    found = loaded.win_sets(draws, seed)
    progress.done()
    if figure is not None:
        from sim.plots import save

        save(found.plot(columns, rows), figure)
    show_table(found.table, win_sets_screen(found), as_csv=as_csv)


def win_sets_screen(found: "WinSets") -> Iterator[str]:
    """Write one line a home, then whether each helps its side, and what the columns are."""
    from sim.analysis.sentences.win_sets import home_label, side_sentences
    from sim.cli.cells import share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: win-sets in {found.plan.draws:,} worlds", "strong")
    yield from wrapped(found.finding)
    yield ""
    labels = {str(name): home_label(case, str(name)) for name in found.table.index}
    wide = max(map(len, labels.values()))
    yield paint("  ".join([" " * wide, *(f"{head:>9}" for head in HEADS.values())]), "faint")
    for name, row in found.table.iterrows():
        cells = (f"{share_text(row[column]):>9}" for column in HEADS)
        yield "  ".join([f"{labels[str(name)]:{wide}}", *cells])
    yield ""
    yield from wrapped(NOTE)
    for name, row in found.table.iterrows():
        yield ""
        yield paint(labels[str(name)], "strong")
        for sentence in side_sentences(case, row):
            yield from wrapped(sentence)
    yield ""
    yield from wrapped(LAST)


HEADS = {"win_set": "win-set", "passes": "passes", "of_zone": "of zone", "opens": "opens"}
"""Columns of the table, and what they are called on screen."""
NOTE = (
    "win-set: the share of all deals that it lets pass, on average; passes: the share of worlds in which it lets some "
    "deal of the zone at the table pass; of zone: the share of that zone, on average; opens: the share of "
    "all worlds that have no zone and would have one with its constant yes."
)
"""What the columns are."""
LAST = (
    "For its side and for others: what the Nash deal of those at the table brings them more once it has a say, in the "
    "same worlds where there is one either way, on each party's own scale from 0 to 1, with a 95% interval; it helps "
    "or hurts where that leaves out 0. Shares of worlds under the beliefs of the file; this is not a forecast."
)
"""What the sentences rest on."""
