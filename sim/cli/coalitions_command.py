"""The command ``coalitions``."""

import sys

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.progress import Progress
from sim.cli.reading import scenario_of


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
    from sim.cli.coalition_screen import coalitions_screen

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(f"{draws:,} worlds, coalition by coalition")
    found = loaded.coalitions(draws, seed)
    progress.done()
    show_table(found.table, coalitions_screen(found), as_csv=as_csv)
