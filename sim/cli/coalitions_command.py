"""The command ``coalitions``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.coalitions import Coalitions


def coalitions(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Look at every coalition: what could it settle without the others, and would a smaller one break off?"""
    loaded = scenario_of(scenario, sets)
    from sim.cli.cells import show_table

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds, coalition by coalition")
    found = loaded.coalitions(draws, seed)
    progress.done()
    show_table(found.table, coalitions_screen(found), as_csv=as_csv)


def coalitions_screen(found: "Coalitions") -> Iterator[str]:
    """Write the sentences, a few lines a coalition, and what the numbers are."""
    from sim.analysis.coalitions import row_of
    from sim.analysis.sentences import percent
    from sim.analysis.sentences.coalitions import coalition_name, coalition_sentences, controls_text, gains_text
    from sim.cli.cells import change_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: coalitions in {found.plan.draws:,} worlds", "strong")
    for sentence in coalition_sentences(case, found.table, found.looked_at):
        yield from wrapped(sentence)
    if not len(found.table):
        return
    rows = {coalition: row_of(coalition) for coalition in found.looked_at if row_of(coalition) in found.table.index}
    wide = max(len(coalition_name(case, coalition)) for coalition in rows)
    yield ""
    yield paint(f"{'':{wide}}  {'made':>10}  {'holds':>10}  {'zone':>5}  {'change':>11}", "faint")
    for coalition, name in rows.items():
        row = found.table.loc[name]
        change = change_text(row["change"], row["change_low"], row["change_high"])
        made, holds = share_with_margin(row, "made", "low", "high"), holds_text(row, len(coalition))
        cells = f"  {made:>10}  {holds:>10}  {percent(row['zone_after']):>5}  {change:>11}"
        yield paint(f"{coalition_name(case, coalition):{wide}}", "strong") + cells
        more = [f"on {controls_text(case, row)}"] + [f"adds {gains_text(case, row, coalition)}"] * bool(row["made"])
        for text in more:
            yield from (paint(line, "faint") for line in wrapped(text, "  ", "    "))
    yield ""
    for note in NOTES:
        yield from wrapped(note)


def share_with_margin(row: Any, share: str, low: str, high: str) -> str:
    """Write a share with its sampling error in points."""
    from sim.analysis.sentences import percent

    return f"{percent(row[share])} +-{100 * max(row[share] - row[low], row[high] - row[share]):.1f}"


def holds_text(row: Any, size: int) -> str:
    """Write how often a coalition of some size holds; nothing where it cannot break up, or has nothing to hold."""
    return "" if size == SMALLEST or not row["made"] else share_with_margin(row, "holds", "holds_low", "holds_high")


SMALLEST = 2
"""Parties in a coalition that has none within it."""
NOTES = (
    "on: the issues that the coalition controls, in brackets the share of worlds where not in all. Nobody else is asked "
    "of these: consents that name the issue ask its members only, or where none names it, those to every settlement. "
    "A claim protects an issue only where it stands.",
    "made: share of worlds in which it finds a deal on all that it controls there, more in one coalition than in "
    "another, that costs none of its members anything, the war going on; of such deals it makes the one with the "
    "largest product of gains.",
    "holds: share of these worlds in which no smaller coalition within it has a deal, on all that this one controls, "
    "that gives each of its own more. Two cannot break up.",
    "zone, change: worlds with a zone for a settlement after the deal, and the difference in points, with its 95% "
    "interval.",
    "adds: what the deal adds to no deal on average where it is made, each on its own scale from 0 to 1, members "
    "first.",
    "Shares of worlds under the beliefs of the file; this is not a forecast.",
)
"""What the columns are."""
