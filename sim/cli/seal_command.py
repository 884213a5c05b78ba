"""The commands ``seal`` and ``score``."""

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.verifying import Verified


def seal(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="A new folder for it.")] = None,
) -> None:
    """Put down what a scenario commits to before an event: a dated folder with the scenario and a hash of it."""
    loaded = scenario_of(scenario, sets)
    from sim.files import sha256
    from sim.surface.sealing import SEAL, sealed

    day = datetime.datetime.now(datetime.UTC).date()
    folder = out or Path("results") / f"{loaded.case.name}-sealed-{day.isoformat()}"
    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds")
    written = sealed(loaded, draws, seed, folder, day)
    progress.done()
    digest = sha256((written / SEAL).read_bytes())
    sys.stdout.write(f"Sealed in {written}/ on {day.isoformat()}.\n")
    sys.stdout.write(f"sha256 of {SEAL}: {digest}\n")
    sys.stdout.write("Publish that hash: it shows later that nothing was changed.\n")
    sys.stdout.write("Shares of worlds under the beliefs of the file; this is not a forecast.\n")


def score(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What was sealed.")],
    outcomes: Annotated[Path, typer.Argument(metavar="OUTCOMES", help="A YAML file with what happened.")],
    digest: Annotated[
        str | None, typer.Option("--sha256", metavar="HASH", help="The hash that was published; refuse another seal.")
    ] = None,
    as_csv: AsCsv = False,
) -> None:
    """Score what was sealed by what happened: Brier and log scores, and how many zones held the settlement."""
    from sim.cli.cells import show_table
    from sim.surface.verifying import verified

    progress = Progress(sys.stderr)
    progress.compiling()
    progress("running what was sealed again")
    found = verified(folder, outcomes, digest)
    progress.done()
    show_table(found.table, score_screen(found), as_csv=as_csv)


def score_screen(found: "Verified") -> Iterator[str]:
    """Write a line for everything that happened, scored or not, and what the numbers are."""
    from sim.analysis.sentences import percent
    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint = painted(sys.stdout)
    wide = max(len(str(name)) for name in [*found.table.index, *found.unsealed])
    yield paint(f"{'':{wide}}  {'share':>9} {'Brier':>7} {'log':>7}", "faint")
    for name, row in found.table.iterrows():
        yield f"{name:{wide}}  {percent(row['share']):>9} {row['brier']:>7.3f} {row['log']:>7.3f}"
    for name, reason in found.unsealed.items():
        yield f"{name:{wide}}  {reason}"
    if found.covered is not None:
        yield ""
        yield from wrapped(
            f"The settlement was in the zone of {percent(found.covered)} of worlds; by how many zones hold it, it is "
            f"number {found.rank:,} of {found.deals:,} deals."
        )
    if found.unranked is not None:
        yield ""
        yield from wrapped(found.unranked)
    yield ""
    for note in notes(found):
        yield from wrapped(note)


def notes(found: "Verified") -> Iterator[str]:
    """Say what the numbers are."""
    yield (
        "share: of worlds, given to what happened; Brier (at worst 1 for a yes or no, 2 for a level) and log: 0 at "
        "best."
    )
    if found.table.index.str.startswith("settlement.").any():
        yield f"Shares of levels are of {found.settled_by}."
    if (found.table["share"] == 0).any():
        yield "inf: outside what the run held possible; no world had it, and no number would make that good."
    yield "One event is one event: a good score of one run is no skill."
    yield f"sha256 of the seal, to compare with the one published (or give it as --sha256): {found.digest}"
