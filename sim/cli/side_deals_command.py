"""The command ``side-deals``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.side_deals import SideDeals


def side_deals(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Look at deals over others' heads: what could some settle while the war goes on, and what would it do?"""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds with side deals",
        lambda loaded: loaded.side_deals(draws, seed),
        side_deals_screen,
        as_csv=as_csv,
    )


def side_deals_screen(found: "SideDeals") -> Iterator[str]:
    """Write a paragraph a side deal."""
    from sim.analysis.sentences import label_of, listed
    from sim.analysis.sentences.wording import names
    from sim.cli.cells import change_text, share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: side deals in {found.plan.draws:,} worlds", "strong")
    for name, row in found.table.iterrows():
        deal = case.side_deals[str(name)]
        who = names(case, deal.between)
        what = listed([label_of(case.issues, issue) for issue in deal.on])
        yield ""
        yield paint(f"{deal.label or name}: {who} on {what}", "strong")
        made, before, after, then = (share_text(row[key]) for key in ("made", "zone", "zone_after", "zone_if_made"))
        margin = 100 * max(row["made"] - row["low"], row["high"] - row["made"])
        yield from wrapped(
            f"They find one that leaves each of them more in {made} of worlds (sampling +-{margin:.1f} points)."
        )
        if not row["made"]:
            continue
        yield from wrapped(f"Most often: {row['most_often']}.")
        change = change_text(row["change"], row["change_low"], row["change_high"])
        yield from wrapped(
            f"A settlement has a zone in {before} of worlds without it and in {after} after it, "
            f"{change} points; where it is made, in {then}."
        )
        gains = [f"{label_of(case.parties, party)} {row[f'gain.{party}']:+.2f}" for party in case.parties]
        yield from wrapped(f"What it adds to no deal on average, each on its own scale: {listed(gains)}.")
    yield ""
    yield from wrapped(NOTE)


NOTE = (
    "A side deal settles its issues and does not stop the war. Those who make it are taken to choose the one with the "
    "largest product of their gains. Shares of worlds under the beliefs of the file; this is not a forecast."
)
"""What stands beside the numbers."""
