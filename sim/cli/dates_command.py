"""The command ``dates``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.dates import ByDate


def dates(
    scenario: ScenarioFile,
    rounds: Annotated[
        int | None, typer.Option("--rounds", metavar="N", help="The last round; the deadline when silent.")
    ] = None,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Ask for the zone round by round: what would the parties find if they decided later?"""
    loaded = scenario_of(scenario, sets)
    from sim.cli.cells import show_table

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds, round by round")
    found = loaded.dates(rounds, draws, seed)
    progress.done()
    if figure is not None:
        from sim.plots import save

        save(found.plot(), figure)
    show_table(found.table, dates_screen(found), as_csv=as_csv)


def dates_screen(found: "ByDate") -> Iterator[str]:
    """Write the finding, one line a round, and what the columns are."""
    from sim.analysis.sentences import percent
    from sim.cli.cells import change_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: {found.plan.draws:,} worlds by the date of decision", "strong")
    yield from wrapped(found.finding)
    yield ""
    yield paint(f"{'round':>5}  {'zone':>8}  {'change':>13}  {'deals':>7}", "faint")
    for number, row in found.table.iterrows():
        first = number == found.table.index[0]
        change = "" if first else change_text(row["change"], row["change_low"], row["change_high"])
        size = "" if row["size"] != row["size"] else f"{row['size']:,.0f}"
        yield f"{number:>5}  {percent(row['zone']):>8}  {change:>13}  {size:>7}"
    yield ""
    yield from wrapped(NOTE)


NOTE = (
    "zone: share of worlds with a zone if the parties decided in that round; change: from the first line, world by "
    "world, in points, with its 95% interval; deals: the median number of deals in the zone, where there is one. "
    "Shares of worlds under the beliefs of the file; this is not a forecast."
)
"""What the columns are."""
