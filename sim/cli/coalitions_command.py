"""The command ``coalitions``."""

from sim.cli.arguments import AsCsv, Draws, ScenarioFile, Seed, Sets
from sim.cli.tabled_command import show_answer


def coalitions(
    scenario: ScenarioFile,
    sets: Sets = None,
    draws: Draws = 2048,
    seed: Seed = 1,
    as_csv: AsCsv = False,
) -> None:
    """Look at every coalition: what could it settle without the others, and would a smaller one break off?"""
    from sim.cli.coalition_screen import coalitions_screen

    show_answer(
        scenario,
        sets,
        f"{draws:,} worlds, coalition by coalition",
        lambda loaded: loaded.coalitions(draws, seed),
        coalitions_screen,
        as_csv=as_csv,
    )
