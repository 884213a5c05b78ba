"""The zone by the date of decision: how often there is one, and how large it is."""

import pandas as pd
from matplotlib.ticker import MaxNLocator

from sim.analysis.sentences import Caption
from sim.plots.figure import INK, Figure, house, settled
from sim.plots.headings import heading

WIDTH, HEIGHT = 8.0, 3.2
ZONE, SIZE = "#0F5FA8", "#B2182B"


def zone_by_date(table: pd.DataFrame, caption: Caption) -> Figure:
    """Draw the share of worlds with a zone by round with its interval, and beside it the median size of the zone."""
    with house():
        figure = Figure(figsize=(WIDTH, HEIGHT))
        shares, sizes = figure.subplots(1, 2)
        shares.fill_between(table.index, 100 * table["low"], 100 * table["high"], color=ZONE, alpha=0.2, linewidth=0)
        shares.plot(table.index, 100 * table["zone"], color=ZONE, linewidth=2)
        sizes.plot(table.index, table["size"], color=SIZE, linewidth=2)
        shares.set_ylim(-2, 102)
        sizes.set_ylim(0, 1.08 * max(1, table["size"].max()) if table["size"].notna().any() else 1)
        for panel, title in ((shares, "Worlds with a zone, %"), (sizes, "Deals in it, where there is one (median)")):
            panel.set_title(title, fontsize=10, loc="left", color=INK)
            panel.set_xlabel("Round in which the parties decide")
            panel.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
            panel.yaxis.grid(True)
        heading(figure, *caption)
    return settled(figure)
