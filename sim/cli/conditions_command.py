"""The command ``conditions``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.conditions import Conditions

Outcome = Annotated[
    str, typer.Option("--of", metavar="OUTCOME", help="zone, no-zone, agreed, or blocks.PARTY: its yes would open one.")
]


def conditions(
    scenario: ScenarioFile,
    of: Outcome = "zone",
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Under which conditions does a zone exist, or not, or talks succeed, or does a party block?"""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, and the conditions in them",
        lambda loaded: loaded.run(draws, seed).conditions(of),
        conditions_screen,
        as_csv=as_csv,
        figure=figure,
    )


def conditions_screen(found: "Conditions") -> Iterator[str]:
    """Write what was found, then each box with its conditions, and the tree beside them."""
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, study = painted(sys.stdout), found.found.study
    case = study.case
    yield paint(f"{case.title or case.name}: conditions in {study.draws:,} worlds", "strong")
    for sentence in found.sentences:
        yield from wrapped(sentence)
    if found.found.few:
        return
    for number, table in found.table.groupby(level="box"):
        yield ""
        yield paint(f"{f'Box {number}':14}{'quasi-p':>8}  {'stability':>9}", "faint")
        for row in table.itertuples():
            cells = f"{_small(row.quasi_p):>8}  {row.stability:>9.0%}"
            yield from wrapped(row.condition, f"{'':14}{cells}  ", " " * 35)
    yield ""
    yield from tree_lines(found)
    yield ""
    yield from wrapped(NOTE)


def tree_lines(found: "Conditions") -> Iterator[str]:
    """Write the leaves of the tree."""
    from sim.cli.cells import share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    yield painted(sys.stdout)(f"{'A tree':14}{'coverage':>8}  {'density':>9}", "faint")
    for row in found.tree.itertuples():
        cells = f"{share_text(row.held_out_coverage):>8}  {share_text(row.held_out_density):>9}"
        yield from wrapped(row.conditions or "all worlds", f"{'':14}{cells}  ", " " * 35)


def _small(value: float) -> str:
    """Write a quasi-p-value.

    >>> _small(0.0123), _small(1e-9)
    ('0.012', '<0.001')
    """
    return "<0.001" if value < 0.001 else f"{value:.3f}"


NOTE = (
    "Boxes and tree are found in half of the worlds; shares are of the other half. Of some dozen boxes that one is "
    "shown which does best there, so its shares flatter it a little. Density: the share of a box's "
    "worlds in which it happens; coverage: the share of the worlds in which it happens that the box holds. Quasi-p: "
    "how often chance would make the box as dense without that condition; stability: in which share of random halves "
    "of the worlds it was found in a box of that size restricts the same belief. Conditions are beliefs of the "
    "file that go together with the outcome in its worlds; this is not a forecast."
)
"""What the numbers are."""
