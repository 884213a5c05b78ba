"""The command ``ablate``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.ablation import Ablated


def ablate(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Take out one ingredient after another: what does each do to the zone, its factors, and the talks?"""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds without each ingredient",
        lambda loaded: loaded.ablate(draws, seed),
        ablation_screen,
        as_csv=as_csv,
    )


def ablation_screen(found: "Ablated") -> Iterator[str]:
    """Write one line an ingredient, with its words, and what the columns are."""
    from sim.analysis.sentences.wording import WRITTEN
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped
    from sim.scenario.ingredients import INGREDIENTS

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: what each ingredient does in {found.plan.draws:,} worlds", "strong")
    yield ""
    holds = [] if case.hold is None else ["lasts"]
    heads = ["zone", "change", "lines fit", "if fit", "slack", *holds, *(["deal", "change"] if case.talks else [])]
    wide = max(map(len, found.table.index))
    widths = [15 if head == "change" else max(len(head), 6) for head in heads]
    yield paint("  ".join([" " * wide, *(f"{head:>{w}}" for head, w in zip(heads, widths, strict=True))]), "faint")
    for name, row in found.table.iterrows():
        cells = [f"{cell:>{w}}" for cell, w in zip(cells_of(row, name == WRITTEN, bool(holds)), widths, strict=False)]
        words = "" if name == WRITTEN else f"  {INGREDIENTS[str(name)].words}"
        yield "  ".join([f"{name:{wide}}", *cells[: len(heads)]]) + paint(words, "faint")
    yield ""
    for note in NOTES:
        yield from wrapped(note)


def cells_of(row: Any, first: bool, holds: bool) -> list[str]:
    """Return what stands in one line; ``holds``, whether it says in what share some zone deal lasts."""
    from sim.analysis.sentences import percent
    from sim.cli.cells import change_text, share_text

    changes = [("change", "change_low", "change_high"), ("agreed_change", "agreed_low", "agreed_high")]
    of_zone, of_talks = ("" if first else change_text(*(row[name] for name in names)) for names in changes)
    slack = "" if row["slack"] != row["slack"] else f"{row['slack']:+.2f}"
    fits = [percent(row["compatible"]), share_text(row["zone_if_compatible"])]
    lasts = [percent(row["lasts"])] if holds else []
    return [percent(row["zone"]), of_zone, *fits, slack, *lasts, percent(row["agreed"]), of_talks]


NOTES = (
    "Every line below the first: the same worlds without one ingredient. zone: share of worlds with a zone; change: "
    "from the first line, world by world, in points, with its 95% interval; lines fit: share in which lines leave some "
    "deal; if fit: share with a zone among these; slack: the median among these of the largest least surplus, what the "
    "deal that leaves the worst-off of those asked most leaves it, from 0 to 1, below 0 where there is no zone; "
    "lasts, where deals may not hold: share in which some zone deal also lasts; deal: share in which talks strike one, "
    "ratified where it must be.",
    "Shares of worlds under the beliefs of the file; this is not a forecast.",
)
"""What the columns are."""
