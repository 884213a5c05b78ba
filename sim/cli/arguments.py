"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

ScenarioFile = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the name of a shipped one.")]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Change one belief; can be given again.")
]
Draws = Annotated[int, typer.Option("--draws", min=1, help="How many possible worlds.")]
MostDraws = Annotated[
    int | None,
    typer.Option(
        "--draws", min=1, help="How many possible worlds, 2,048 when silent; with --until the most there may be."
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Another seed gives other worlds.")]
Results = Annotated[Path, typer.Option("--results", help="Folder that holds results.")]
Memory = Annotated[
    str, typer.Option("--memory", metavar="SIZE", help="Refuse a run that would take more, such as 4 GB.")
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="ERROR", help="As many worlds as this sampling error takes, such as 1%."),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Write the table as CSV instead of a screen.")]
AsFigure = Annotated[Path | None, typer.Option("--figure", metavar="FILE", help="Draw it too: a PNG or SVG.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the answer as JSON instead of a screen.")]
