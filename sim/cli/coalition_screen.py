"""The screen of ``coalitions``."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sim.analysis.coalitions import row_of
from sim.analysis.sentences import percent
from sim.analysis.sentences.coalitions import coalition_name, coalition_sentences, controls_text, gains_text
from sim.cli.cells import change_text
from sim.cli.paint import painted, spoken
from sim.cli.screen import wrapped
from sim.scenario import Case

if TYPE_CHECKING:
    from sim.surface.coalitions import Coalitions

LONGEST = 27
"""A name of more letters stands on lines of its own."""
SMALLEST = 2
"""Parties in a coalition that has none within it."""


def coalitions_screen(found: "Coalitions") -> Iterator[str]:
    """Write the sentences, a few lines a coalition, and what the numbers are."""
    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: coalitions in {found.plan.draws:,} worlds", "strong")
    for sentence in coalition_sentences(case, found.table, found.looked_at):
        yield from wrapped(sentence)
    rows = [coalition for coalition in found.looked_at if row_of(coalition) in found.table.index]
    if not rows:
        return
    wide = min(max(len(coalition_name(case, coalition)) for coalition in rows), LONGEST)
    yield ""
    yield paint(f"{'':{wide}} {'made':>14} {'holds':>14} {'zone':>8} {'change':>13}", "faint")
    for coalition in rows:
        yield from coalition_lines(case, coalition, found.table.loc[row_of(coalition)], wide)
    yield ""
    for note in NOTES:
        yield from wrapped(note)


def coalition_lines(case: Case, coalition: Sequence[str], row: Any, wide: int) -> Iterator[str]:
    """Write the numbers of one coalition, what it controls, and what its deal adds; a long name stands above them."""
    paint, name = painted(sys.stdout), coalition_name(case, coalition)
    if len(name) > wide:
        yield from (paint(line, "strong") for line in wrapped(name))
        name = ""
    made, zone = with_margin(row, "made", "low", "high"), percent(row["zone_after"])
    change = change_text(row["change"], row["change_low"], row["change_high"])
    breaks_up = len(coalition) > SMALLEST and row["made"]
    holds = with_margin(row, "holds", "holds_low", "holds_high") if breaks_up else ""
    yield paint(f"{name:{wide}}", "strong") + f" {made:>14} {holds:>14} {zone:>8} {change:>13}"
    more = [f"on {controls_text(case, row)}", f"adds {gains_text(case, row, coalition)}" if row["made"] else ""]
    for text in filter(None, more):
        yield from (paint(line, "faint") for line in wrapped(text, "  ", "    "))


def with_margin(row: Any, share: str, low: str, high: str) -> str:
    """Write a share with its sampling error in points, in the signs of the screen, for they take their columns."""
    margin = max(row[share] - row[low], row[high] - row[share])
    return spoken(f"{percent(row[share])} +-{100 * margin:.1f}", sys.stdout)


NOTES = (
    "on: the issues that the coalition controls, in brackets the share of worlds where not in all. Nobody else is "
    "asked there: consents that name the issue need its members only, or where none names it, those to every "
    "settlement. A claim protects an issue only where it stands.",
    "made: share of worlds in which it finds a deal on all that it controls there, more in one coalition than in "
    "another, that leaves each of its members more, the war going on; of such deals it makes the one with the "
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
