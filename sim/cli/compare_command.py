"""The command ``compare``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.progress import Progress

if TYPE_CHECKING:
    from sim.analysis.attributing import Attributed
    from sim.surface.comparing import Comparison

Names = Annotated[
    list[str],
    typer.Argument(metavar="BASE OTHER...", help="Folders that runs left, scenario files, or names of shipped ones."),
]


def compare(
    runs: Names,
    draws: Annotated[
        int | None, typer.Option("--draws", min=1, help="Worlds of the scenarios run now; those of a folder if given.")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Their seed; that of a folder if given.")] = None,
    results: Annotated[Path, typer.Option("--results", help="Folder that holds results.")] = Path("results"),
    name: Annotated[str | None, typer.Option("--name", help="Name of the comparison's folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the comparison as JSON instead of a screen.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write the table of outcomes as CSV instead.")] = False,
    attribute: Annotated[
        bool, typer.Option("--attribute", help="Of two: which of the inputs that differ did it? With --csv that table.")
    ] = False,
    measure: Annotated[
        str, typer.Option("--measure", help="What is attributed: zone, lines, lasts or agreed.")
    ] = "zone",
    corners: Annotated[
        bool, typer.Option("--corners", help="Hold one scenario against itself with its dial turned to either end.")
    ] = False,
) -> None:
    """Hold runs against the first of them: which inputs differ, and what follows from that."""
    progress = Progress(sys.stderr)
    progress("reading the runs")
    from sim.errors import BadArgument
    from sim.surface.asked_runs import corner_runs, runs_of
    from sim.surface.comparing import compare as compare_runs
    from sim.surface.comparison_folder import checked_name, folder_name, refuse_run

    if as_json and as_csv:
        raise BadArgument("only one form can be written; choose one of --csv and --json")
    if corners and len(runs) != 1:
        raise BadArgument(f"--corners holds one scenario against itself; {len(runs)} are given")
    chosen = None if name is None else checked_name(name)
    if chosen is not None:
        refuse_run(results / chosen)

    def running(what: str) -> None:
        """Say what is run now: what can be read from folders needs no kernel."""
        progress.compiling()
        progress(what)

    if corners:
        comparison = compare_runs(*corner_runs(runs[0], draws, seed, tell=running))
    else:
        comparison = compare_runs(*runs_of(runs, draws, seed, results=results, tell=running))
    did = None
    if attribute:
        running("which change did it")
        did = comparison.attributed(measure)
    progress("writing results")
    folder = comparison.save(results / (chosen or folder_name(comparison.found)), did)
    progress.done()
    tell(comparison, folder, did, form="csv" if as_csv else "json" if as_json else "screen")


def tell(comparison: "Comparison", folder: Path, did: "Attributed | None", *, form: str) -> None:
    """Write a comparison in the form that was asked for."""
    from sim.analysis.attributing import attribution_table
    from sim.analysis.comparison_tables import attribution_numbers
    from sim.cli.comparison_screen import compare_screen
    from sim.cli.screen import show
    from sim.store import as_json as written

    if form == "csv":
        print((folder / ("compare.csv" if did is None else "attribution.csv")).read_text(encoding="utf-8"), end="")
    elif form == "json":
        told = {} if did is None else {"attribution": attribution_numbers(attribution_table(did))}
        print(written(comparison.answer() | told).decode(), end="")
    else:
        show(compare_screen(comparison, folder, did))
