"""The command that tells who stands in the way."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.unblocking import Blocks

SHOWN = 10
"""Sets listed on the screen."""


def blocks(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Tell who stands in the way of a zone, alone and together."""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, set by set",
        lambda loaded: loaded.run(draws, seed).blocks(),
        blocks_screen,
        as_csv=as_csv,
        figure=figure,
    )


def blocks_screen(found: "Blocks") -> Iterator[str]:
    """Write whose yes would open a zone, and the sets."""
    from sim.analysis.sentences.wording import names
    from sim.cli.cells import share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.run.study.case
    yield paint(f"{case.title or case.name}: who stands in the way", "strong")
    for sentence in found.sentences:
        yield from wrapped(sentence)
    rows = found.table.head(SHOWN)
    if rows.empty:
        return
    labels = [names(case, str(name).split("+")) for name in rows.index]
    wide = max(map(len, labels))
    yield ""
    yield paint(f"{'':{wide}}  {'opens':>9}  95% interval", "faint")
    for label, row in zip(labels, rows.itertuples(), strict=True):
        yield f"{label:{wide}}  {share_text(row.share):>9}  {share_text(row.low)} to {share_text(row.high)}"
    yield ""
    yield from wrapped(NOTE)


NOTE = (
    "opens: the share of the worlds without a zone in which a constant yes of all of them would open one, while that "
    "of no part of them would. A world may have several such sets. Under the beliefs of the file; not a forecast."
)
"""What the columns are."""
