"""The command ``replay``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.arguments import AsFigure, ScenarioFile, Seed, Sets
from sim.cli.reading import scenario_of

if TYPE_CHECKING:
    from sim.surface.replays import Replay


def replay(
    scenario: ScenarioFile,
    draw: Annotated[int, typer.Option("--draw", min=0, help="Which world, counting from 0.")] = 0,
    sets: Sets = None,
    seed: Seed = 1,
    last: Annotated[int | None, typer.Option("--last", metavar="N", min=1, help="Tell the last N rounds only.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every act as CSV instead of a screen.")] = False,
    figure: AsFigure = None,
) -> None:
    """Watch the talks of one world: every offer, every answer, and how they end."""
    loaded = scenario_of(scenario, sets)
    from sim.cli.screen import show

    found = loaded.replay(draw, seed)
    if figure is not None:
        found.save_figure(figure)
    if as_csv:
        print(found.acts.to_csv(), end="")
    else:
        show(replay_screen(found, last))


def replay_screen(found: "Replay", last: int | None) -> Iterator[str]:
    """Write what holds in this world, the talks round by round, then how they ended."""
    import sys

    from sim.cli.paint import painted
    from sim.cli.screen import wrapped

    paint = painted(sys.stdout)
    yield paint(found.title, "strong")
    for sentence in found.opening():
        yield from wrapped(sentence)
    yield ""
    for line in found.lines(last):
        indent = line[: len(line) - len(line.lstrip())]
        yield from (wrapped(line.strip(), indent, indent + "    ") if indent else [paint(line, "place")])
    yield ""
    for sentence in found.ending():
        yield from (paint(line, "strong") for line in wrapped(sentence))
