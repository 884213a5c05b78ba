"""What commands have in common that ask a scenario one question and show a table."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.scenario import Scenario
    from sim.surface.tabled import Tabled

Found = TypeVar("Found", bound="Tabled")


def show_answer(
    scenario: str,
    sets: list[str] | None,
    said: str,
    ask: "Callable[[Scenario], Found]",
    screen: Callable[[Found], Iterator[str]],
    *,
    as_csv: bool,
) -> None:
    """Load a scenario, ask it, and show what it answers, telling meanwhile what is done."""
    loaded = scenario_of(scenario, sets)
    from sim.cli.cells import show_table  # pandas is slow to import

    progress = Progress(sys.stderr)
    progress.compiling()
    progress(said)
    found = ask(loaded)
    progress.done()
    show_table(found.table, screen(found), as_csv=as_csv)
