"""The command ``kinds``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

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
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, and the kinds of their deals",
        lambda loaded: loaded.run(draws, seed).kinds(number),
        kinds_screen,
        as_csv=as_csv,
        figure=figure,
    )


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
