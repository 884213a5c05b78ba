"""The command ``proposals``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    import pandas as pd

    from sim.scenario import Case
    from sim.surface.proposals import Proposals


def proposals(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Score the texts on the table: who accepts them, who alone does not, and which clause would have to change?"""
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, proposal by proposal",
        lambda loaded: loaded.proposals(draws, seed),
        proposals_screen,
        as_csv=as_csv,
    )


def proposals_screen(found: "Proposals") -> Iterator[str]:
    """Write a block for every proposal, then how reactions compare, and what the numbers are."""
    from sim.analysis.reactions import repeated
    from sim.analysis.sentences import count
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case = painted(sys.stdout), found.scenario.case
    yield paint(f"{case.title or case.name}: proposals in {found.plan.draws:,} worlds", "strong")
    for name, row in found.table.iterrows():
        yield ""
        yield from proposal_lines(case, str(name), row)
    if len(found.scores):
        yield ""
        yield from score_lines(found.scores)
        yield from wrapped(ON_RECORD)
        if again := repeated(case):
            reactions = count(again, "clear reaction is", "clear reactions are")
            yield from wrapped(f"{reactions} to a text that says the same as an earlier one, and not counted again.")
    yield ""
    for note in notes(case, found.table):
        yield from wrapped(note)


def proposal_lines(case: "Case", name: str, row: Any) -> Iterator[str]:
    """Write one proposal: its share, a line a party, and the clause that would have to change."""
    from sim.analysis.sentences import label_of, percent
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, proposal = painted(sys.stdout), case.proposals[name]
    same = f" (says the same as {label_of(case.proposals, row['same_as'])})" if row["same_as"] else ""
    yield from (paint(line, "strong") for line in wrapped(label_of(case.proposals, name) + same))
    between = f"; settled one way or another, {percent(row['least'])} to {percent(row['most'])}"
    said = f"every consent in {percent(row['zone'])} of worlds{between if row['least'] < row['most'] else ''}"
    lasts = f"; if agreed it would last in {percent(row['lasts'])}" if case.hold is not None else ""
    yield from wrapped(said + lasts, "  ", "    ")
    yield from wrapped(asked_text(case, row), "  ", "    ")
    wide = max(len(label_of(case.parties, party)) for party in case.parties)
    yield paint(f"  {'':{wide}}   accepts     alone   crosses", "faint")
    for party in case.parties:
        cells = [f"{percent(row[f'{what}.{party}']):>9}" for what in ("accepts", "alone", "crosses")]
        reaction = proposal.reactions.get(party)
        on_record = f"  on record: {reaction.said}" if reaction is not None else ""
        yield f"  {label_of(case.parties, party):{wide}} {' '.join(cells)}" + paint(on_record, "faint")
    yield from wrapped(swap_text(case, row), "  ", "    ")


def asked_text(case: "Case", row: Any) -> str:
    """Say who is asked about a text in every world, and who only in some."""
    from sim.analysis.sentences import label_of, listed, percent

    shares = {label_of(case.parties, party): row[f"asked.{party}"] for party in case.parties}
    always = [name for name, share in shares.items() if share == 1]
    some = [f"{name} in {percent(share)} of worlds" for name, share in shares.items() if 0 < share < 1]
    said = [f"{listed(always)} always"] if always else []
    said += [listed(some)] if some else []
    return f"asked: {'; '.join(said) or 'nobody'}"


def swap_text(case: "Case", row: Any) -> str:
    """Say which clause would bring every consent most often, and how much room there is beyond the text."""
    from sim.analysis.sentences import label_of, percent

    swap = "no other clause alone brings it more often"
    if row["swap_issue"]:
        level = case.issues[row["swap_issue"]].levels[row["swap_level"]].label
        swap = f"with {label_of(case.issues, row['swap_issue'])} “{level}” instead, {percent(row['swap_zone'])}"
    room = "" if row["room"] != row["room"] else f"; room {row['room']:+.2f}"
    return swap + room


def score_lines(scores: "pd.DataFrame") -> Iterator[str]:
    """Write how reactions on record compare."""
    from sim.cli.paint import painted

    paint = painted(sys.stdout)
    yield paint("Reactions on record", "strong")
    wide = max(map(len, scores.index))
    yield paint(f"  {'':{wide}} {'hits':>9} {'Brier':>7}", "faint")
    for name, row in scores.iterrows():
        yield f"  {name:{wide}} {row['hits']:>4.4g} of {int(row['of'])} {row['brier']:>7.3f}"


def notes(case: "Case", table: "pd.DataFrame") -> Iterator[str]:
    """Say what the numbers are that are shown."""
    yield ASKED
    if (table["least"] < table["most"]).any():
        yield SETTLED
    if case.hold is not None:
        yield LASTS
    yield ROOM if table["room"].notna().any() else NO_ROOM
    yield DRAWN
    yield COLUMNS


ASKED = (
    "asked: by a consent that stands, by itself, with others or in a quota; a claim stands in some worlds only. "
    "accepts: share of worlds in which the party accepts the text; alone: in which its yes alone is missing; crosses: "
    "in which the text crosses a firm line of its own."
)
SETTLED = (
    "settled one way or another: from the way to fill the open clauses that suits fewest worlds to the one that suits "
    "most, the same way in all of them."
)
LASTS = "would last: as the analyst sees it, whoever would have agreed to it, spoilers apart."
ROOM = (
    "room: what the deal best for the worst-off of those asked leaves that party beyond the text, the median on its "
    "own scale; below 0 where nothing that clears the lines is as good for all, and untold where in half the worlds or "
    "more nothing clears them."
)
NO_ROOM = "How much room there is beyond a text is untold: in half the worlds or more no deal clears the lines."
DRAWN = (
    "Believed clauses are drawn one by one, open ones from all levels alike. Shares of worlds under the beliefs of the "
    "file; this is not a forecast."
)
COLUMNS = (
    "In --csv: zone, low, high are the share of worlds with every consent and its 95% interval; least, most that share "
    "with open clauses settled to suit fewest and most worlds; swap_zone the share with the best other clause, which "
    "is not named where none brings more; lasts is empty where the file has no hold."
)
ON_RECORD = (
    "A hit is a share over one half where the party accepted, and no more where it refused; Brier: the mean square of "
    "share less reaction, 0 at best; shuffled: the same reactions dealt out at random; then the file's rules of thumb. "
    "These reactions were known when the beliefs were chosen, and when the rules were."
)
"""What may be made of reactions."""
