"""What stands in the cells of a table on the screen, and the table itself where it is wanted as CSV."""

from collections.abc import Iterator

import pandas as pd

from sim.analysis.sentences import percent
from sim.cli.screen import show


def signed(change: float) -> str:
    """Write a change in points; nothing is +0."""
    return f"{round(100 * change) + 0:+d}"


def change_text(change: float, low: float, high: float) -> str:
    """Write a change in points with its interval."""
    return f"{signed(change)} ({signed(low)}..{signed(high)})"


def share_text(share: float) -> str:
    """Write a share; nothing where there is none."""
    return "" if share != share else percent(share)


def show_table(table: pd.DataFrame, screen: Iterator[str], *, as_csv: bool) -> None:
    """Write a table as CSV, or its screen."""
    if as_csv:
        print(table.to_csv(), end="")
    else:
        show(screen)
