"""The command that tells what it would take."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, AsFigure, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer

if TYPE_CHECKING:
    from sim.surface.opening import Takes

SHOWN = 10
"""Beliefs, and sets of them, listed on the screen."""


def takes(
    scenario: ScenarioFile,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="NAME", help="Ask of a text of the file, not of the zone.")
    ] = None,
    deal: Annotated[
        str | None, typer.Option("--deal", metavar="LEVELS", help="Ask of a deal: its levels with commas, or a number.")
    ] = None,
    sets: Sets = None,
    draws: Draws = 512,
    seed: Seed = 1,
    as_csv: AsCsv = False,
    figure: AsFigure = None,
) -> None:
    """Tell what it would take: which beliefs, alone or together, open the worlds that lack a zone."""
    from sim.errors import BadArgument

    if proposal is not None and deal is not None:
        raise BadArgument("ask of a proposal or of a deal, not of both")
    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, belief by belief",
        lambda loaded: loaded.run(draws, seed).takes(proposal, deal=deal),
        takes_screen,
        as_csv=as_csv,
        figure=figure,
    )


def takes_screen(found: "Takes") -> Iterator[str]:
    """Write what it would take, belief by belief and together."""
    from sim.analysis.sentences.would_open import lacking
    from sim.cli.cells import share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, opening = painted(sys.stdout), found.found
    title = opening.case.title or opening.case.name
    yield paint(f"{title}: what it would take for {lacking(opening)}", "strong")
    for sentence in found.sentences:
        yield from wrapped(sentence)
    table = found.table[found.table["opens"] > 0].head(SHOWN)
    if len(table):
        wide = max(map(len, table["label"]))
        yield ""
        yield paint(f"{'':{wide}}  {'opens':>8}  {'spreads':>7}  {'higher':>8}", "faint")
        for _, row in table.iterrows():
            cells = f"{share_text(row['opens']):>8}  {row['change']:>7.1f}  {share_text(row['up']):>8}"
            yield f"{row['label']:{wide}}  {cells}"
    if found.text is not None:
        yield ""
        yield from text_lines(found)
    yield ""
    yield from wrapped(NOTE)


def text_lines(found: "Takes") -> Iterator[str]:
    """Write who accepts a text, what keeps the others from it, and the clause that would bring most."""
    from sim.analysis.sentences import label_of, percent
    from sim.cli.screen import wrapped

    row, lacks, case = found.text, found.lacks, found.found.case
    if row is None or lacks is None:
        return
    for party in case.parties:
        accepts, alone, crosses = (percent(row[f"{what}.{party}"]) for what in ("accepts", "alone", "crosses"))
        said = f"{label_of(case.parties, party)}: accepts {accepts}, alone missing {alone}, line crossed {crosses}"
        share, short = lacks.loc[party]
        paid = f", short of worth only {percent(share)} (by {short:.2f} of its scale, median)" if share else ""
        yield from wrapped(f"{said}{paid}.")
    if row["swap_zone"] > row["zone"]:
        level = case.issues[row["swap_issue"]].levels[row["swap_level"]].label or row["swap_level"]
        issue, share = label_of(case.issues, row["swap_issue"]), percent(row["swap_zone"])
        yield from wrapped(f"One clause: {issue} at '{level}' would bring every consent in {share}.")


NOTE = (
    "opens: the share of the worlds that lack it which changing this belief alone would open, tried at some places "
    "between the 2% of worlds where it is lowest and the 2% where it is highest; spreads: the least such "
    "change in the middle world, in standard deviations of a belief put on a normal scale; higher: the share in which "
    "it would have to be higher, firmer or further along the file's levels. What would have to be believed, not what "
    "will happen."
)
"""What the columns are."""
