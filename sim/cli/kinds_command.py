"""The command ``kinds``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.kinds import KindsOfDeals


def kinds(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    number: Annotated[
        int | None, typer.Option("--kinds", min=1, help="So many kinds, whether they lie apart or not.")
    ] = None,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Group the deals of the zone: what kinds of settlement are there, who gains by each, and who blocks it?"""
    loaded = scenario_of(scenario, sets)
    from sim.cli.cells import show_table
    from sim.surface.kinds import kinds_of

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds")
    run = loaded.run(draws, seed)
    progress("grouping the deals")
    found = kinds_of(run, number)
    if figure is not None:
        from sim.plots import save

        save(found.plot(), figure)
    progress.done()
    show_table(found.table, kinds_screen(found), as_csv=as_csv)


def kinds_screen(found: "KindsOfDeals") -> Iterator[str]:
    """Write how many kinds there are, then each in some sentences."""
    from sim.analysis.sentences.kinds import kind_sentences
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, study = painted(sys.stdout), found.found.study
    yield paint(f"{study.case.title or study.case.name}: kinds of deals", "strong")
    yield from wrapped(found.finding)
    for kind, row in found.table.iterrows():
        yield ""
        yield from (paint(line, "strong") for line in wrapped(f"{kind}  {row['name']}", "", "   "))
        for sentence in kind_sentences(found.found, row):
            yield from wrapped(sentence, "   ")
    yield ""
    yield from wrapped(NOTE)


NOTE = (
    "Two deals are as far apart as their levels are, as shares of the way from an issue's first level to its last, on "
    "average over the issues. A kind's typical deal has the least mean distance to its deals; gains are on each "
    "party's own scale from 0 to 1. In brackets 95% intervals. Shares of worlds under the beliefs of the file; this is "
    "not a forecast."
)
"""What stands below."""
