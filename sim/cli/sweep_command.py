"""The command ``sweep``."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.arguments import AsJson, Draws, Results, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

DottedPath = Annotated[
    str, typer.Argument(metavar="PATH", help="The belief by dotted path, such as parties.russia.no_deal.cost.")
]
Values = Annotated[
    list[str],
    typer.Argument(metavar="VALUE", help="Values as --set takes them; after -- if one is a negative number."),
]


def sweep(
    scenario: ScenarioFile,
    path: DottedPath,
    values: Values,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    results: Results = Path("results"),
    name: Annotated[str | None, typer.Option("--name", help="Opens the folder's name, to keep both.")] = None,
    as_json: AsJson = False,
) -> None:
    """Try some values of one belief in the same worlds: how often does a zone exist, and do lines leave a deal?"""
    began = time.perf_counter()
    progress = Progress(sys.stderr)
    progress("reading the scenario")
    loaded = scenario_of(scenario, sets)
    from sim.cli.screen import show
    from sim.cli.sweeping_screen import sweep_screen
    from sim.files import refuse_strangers
    from sim.store import ANSWER, MANIFEST
    from sim.surface.sweep import folder_name, typed

    if name is not None:
        loaded = loaded.change({"name": name})
    wanted = typed(path, values)
    folder = results / folder_name(loaded, path)
    refuse_strangers(folder, MANIFEST)
    progress.compiling()
    progress(f"{draws:,} worlds at {len(wanted)} values")
    found = loaded.sweep(path, wanted, draws, seed)
    progress("writing results")
    found.save(folder)
    progress.done()
    if as_json:
        print((folder / ANSWER).read_text(encoding="utf-8"), end="")
    else:
        show(sweep_screen(found, folder, time.perf_counter() - began))
