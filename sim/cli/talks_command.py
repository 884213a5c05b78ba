"""The command ``talks``."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of
from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.surface.talks import TalksCompared

ALL = "all"


DottedPath = Annotated[
    str | None, typer.Argument(metavar="[PATH", help="A belief by dotted path, to try values of instead of protocols.")
]
Values = Annotated[list[str] | None, typer.Argument(metavar="VALUE...]", help="The values, as --set takes them.")]


def talks(
    scenario: ScenarioFile,
    path: DottedPath = None,
    values: Values = None,
    protocols: Annotated[
        str, typer.Option("--protocols", metavar="NAMES", help="Protocols to try, with commas; or all of them.")
    ] = ALL,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Let the parties negotiate by other protocols, or at other values of one belief, in the same worlds.

    Who agrees, how often, how soon, and who gains by it.
    """
    loaded = scenario_of(scenario, sets)
    from sim.analysis.protocols import TRIED, protocols_of
    from sim.cli.cells import show_table
    from sim.surface.sweep import typed

    if path is not None and protocols != ALL:
        raise BadArgument("try either --protocols or the values of a belief, not both at once")
    progress = Progress(sys.stderr)
    progress.compiling()
    if path is not None:
        wanted = typed(path, values or [])
        progress(f"{draws:,} worlds at {len(wanted)} values")
        found = loaded.talks_at(path, wanted, draws, seed)
    else:
        kinds = TRIED if protocols == ALL else tuple(name.strip() for name in protocols.split(",") if name.strip())
        tried = protocols_of(loaded.case, kinds)
        progress(f"{draws:,} worlds under {len(tried) + 1} protocols")
        found = loaded.talks(tried, draws, seed)
    progress.done()
    show_table(found.table, talks_screen(found), as_csv=as_csv)


def talks_screen(found: "TalksCompared") -> Iterator[str]:
    """Write one line a protocol or value, then what each party gains."""
    from sim.analysis.sentences import label_of, percent
    from sim.cli.cells import change_text, share_text
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint, case, table = painted(sys.stdout), found.scenario.case, found.table
    yield paint(f"{case.title or case.name}: talks in {found.plan.draws:,} worlds, the same in every line", "strong")
    yield ""
    wide = max(map(len, table.index))
    labels = [label_of(case.parties, party).split(" (")[0] for party in case.parties]
    heads = ["deal", "change", "if zone", "efficient", "round", *labels]
    widths = [max(len(head), 13 if head == "change" else 5) for head in heads]
    yield paint(
        "  ".join([" " * wide, *(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True))]), "faint"
    )
    for name, row in table.iterrows():
        first = name == table.index[0]
        change = "" if first else change_text(row["change"], row["change_low"], row["change_high"])
        shares = [percent(row["agreed"]), change, *(share_text(row[key]) for key in ("agreed_if_zone", "efficient"))]
        when = "" if row["round"] != row["round"] else f"{row['round']:g}"
        gains = ["" if row[f"gain.{p}"] != row[f"gain.{p}"] else f"{row[f'gain.{p}']:.2f}" for p in case.parties]
        cells = [*shares, when, *gains]
        yield "  ".join([f"{name:{wide}}", *(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))])
    yield ""
    for note in NOTES:
        yield from wrapped(note)


NOTES = (
    "deal: share of worlds in which one is struck; change: from the first line, world by world, in points, with its "
    "95% interval; if zone: among the worlds with a zone; efficient: among the deals, those on which no other "
    "acceptable deal improves for some party with a consent right without loss to another; round: the median of the "
    "deals; by party, what the deals are worth to it on average beyond no deal as it was when talks began, 0 to 1 on "
    "its own scale, not to be compared across parties.",
    "Shares of worlds under the beliefs of the file and the stated tactics; this is not a forecast.",
)
"""What the columns are."""
