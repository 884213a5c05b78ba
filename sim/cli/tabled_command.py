"""What commands have in common that ask a scenario one question and show a table."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from sim.cli.progress import Progress
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    import pandas as pd

    from sim.plots import Figure
    from sim.surface.scenario import Scenario


class Tabled(Protocol):
    """What a table answers."""

    @property
    def table(self) -> "pd.DataFrame":
        """Return the table."""


@runtime_checkable
class Drawn(Protocol):
    """What can be drawn too."""

    def plot(self) -> "Figure":
        """Draw it."""


Found = TypeVar("Found", bound=Tabled)


def show_answer(
    scenario: str,
    sets: list[str] | None,
    said: str,
    ask: "Callable[[Scenario], Found]",
    screen: Callable[[Found], Iterator[str]],
    *,
    as_csv: bool,
    figure: Path | None = None,
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
    if figure is not None:  # after the answer, which is not lost where there is nothing to draw
        from sim.plots import save  # matplotlib is slow to import

        assert isinstance(found, Drawn), "a command that takes --figure has something to draw"
        save(found.plot(), figure)
