"""The commands. Heavy modules are imported inside them, so that ``--help`` answers at once."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.ablate_command import ablate
from sim.cli.arguments import AsJson, Draws, Memory, Results, ScenarioFile, Seed, Sets
from sim.cli.blocks_command import blocks
from sim.cli.coalitions_command import coalitions
from sim.cli.compare_command import compare
from sim.cli.dates_command import dates
from sim.cli.decides_command import decides
from sim.cli.progress import Progress
from sim.cli.proposals_command import proposals
from sim.cli.reading import scenario_of
from sim.cli.replay_command import replay
from sim.cli.seal_command import score, seal
from sim.cli.side_deals_command import side_deals
from sim.cli.sweep_command import sweep
from sim.cli.takes_command import takes
from sim.cli.talks_command import talks
from sim.cli.win_sets_command import win_sets

app = typer.Typer(
    name="dealzones",
    help="Find the deals that everyone whose consent is needed would accept, over thousands of possible worlds.",
    epilog="First run: dealzones run moscow-talks",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        from importlib.metadata import version

        print(version("dealzones"))
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Find the deals that everyone whose consent is needed would accept, over thousands of possible worlds."""


@app.command()
def run(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    results: Results = Path("results"),
    name: Annotated[str | None, typer.Option("--name", help="Name of this run's folder, to keep both.")] = None,
    memory: Memory = "2 GB",
    as_json: AsJson = False,
) -> None:
    """Draw worlds, find the deal zone in each, and write what follows."""
    began = time.perf_counter()
    progress = Progress(sys.stderr)
    progress("reading the scenario")
    loaded = scenario_of(scenario, sets)
    from sim.cli.screen import run_screen, show
    from sim.files import refuse_strangers
    from sim.store import ANSWER, MANIFEST

    if name is not None:
        loaded = loaded.change({"name": name})
    loaded.readings()  # a reading that cannot be read is told before anything is computed
    loaded.plan(draws, seed, memory=memory)  # and a run too large is refused
    refuse_strangers(results / loaded.case.name, MANIFEST)
    progress.compiling()
    progress(f"{draws:,} worlds")
    found = loaded.run(draws, seed, memory=memory, progress=progress)
    progress("writing results")
    folder = found.save(results / loaded.case.name)
    progress.done()
    if as_json:
        print((folder / ANSWER).read_text(encoding="utf-8"), end="")
    else:
        show(run_screen(found, folder, time.perf_counter() - began))


app.command()(sweep)
app.command()(compare)
app.command()(replay)
app.command()(talks)
app.command()(ablate)
app.command()(dates)
app.command()(blocks)
app.command()(decides)
app.command()(takes)
app.command("side-deals")(side_deals)
app.command()(coalitions)
app.command()(proposals)
app.command()(seal)
app.command()(score)
app.command("win-sets")(win_sets)


@app.command()
def check(
    scenario: ScenarioFile, sets: Sets = None, draws: Draws = 2048, seed: Seed = 1, memory: Memory = "2 GB"
) -> None:
    """Check a scenario file, and show what only its lines forbid."""
    loaded = scenario_of(scenario, sets)
    from sim.cli.ledger_screen import check_screen
    from sim.cli.screen import show

    loaded.readings()  # they are checked too
    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds")
    found = loaded.run(draws, seed, memory=memory)
    progress.done()
    show(check_screen(found))


@app.command()
def sources(scenario: ScenarioFile, sets: Sets = None) -> None:
    """List every statement, what it does here, and the beliefs that rest on none."""
    loaded = scenario_of(scenario, sets)
    from sim.cli.ledger_screen import sources_screen
    from sim.cli.screen import show

    show(sources_screen(loaded))


@app.command()
def why(
    scenario: ScenarioFile,
    deal: Annotated[str, typer.Option("--deal", help="Levels in the order of the issues, with commas; or a number.")],
    draw: Annotated[int, typer.Option("--draw", min=0, help="Which world, counting from 0.")] = 0,
    sets: Sets = None,
    seed: Seed = 1,
) -> None:
    """Show every number behind one answer: is this deal in the zone of this world, and why."""
    loaded = scenario_of(scenario, sets)
    from sim.cli.ledger_screen import why_screen
    from sim.cli.screen import show

    show(why_screen(loaded.why(draw, deal, seed)))


@app.command()
def schema() -> None:
    """Write the JSON Schema of scenario files, for editors."""
    from sim.cli.screen import show
    from sim.scenario.editor_schema import schema as json_schema
    from sim.store import as_json

    show(iter(as_json(json_schema()).decode().splitlines()))
