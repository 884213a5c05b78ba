"""How many worlds a run has: as many as are asked for, or as a wished sampling error takes."""

from typing import TYPE_CHECKING

from sim.cli.progress import Progress

if TYPE_CHECKING:
    from sim.surface import Scenario


def worlds_asked(
    scenario: "Scenario", draws: int | None, until: str | None, seed: int, memory: str, progress: Progress
) -> tuple[int, str]:
    """Return how many worlds to run, and what to say of their number; nothing where it was given.

    With a wished error, the draws asked for are the most there may be.
    """
    from sim.engine import MOST_DRAWS  # imports Numba
    from sim.surface.scenario import DRAWS
    from sim.surface.until import draws_until, margin_of

    if until is None:
        return draws or DRAWS, ""
    margin = margin_of(until)
    progress.compiling()
    found = draws_until(scenario, margin, seed, most=draws or MOST_DRAWS, memory=memory, tell=progress)
    return found.draws, found.told
