"""Convergence: how the share of worlds with a zone settles as draws are added, and how its interval narrows."""

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator, PercentFormatter

from sim.analysis.convergence import share_by_draws
from sim.analysis.sentences import percent
from sim.analysis.sentences.convergence import convergence_caption
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading
from sim.plots.palette import RUNS, darker
from sim.results import Study

PAGE, HEIGHT = 7.4, 3.8
"""Inches: the width of the page, and the height of the axes with their names."""
ROOM, LEAST = 0.1, 0.02
"""Part of the intervals' range that is left free above and below, and the least range that is shown, in shares."""
FINE = 0.08
"""Below this range shares are written with a decimal."""
LABEL = 9


def settling(study: Study) -> Figure:
    """Draw the share of worlds with a zone against the number of draws, with its 95% interval.

    Parameters
    ----------
    study
        A run; its own draws are looked at, the first of them, twice as many, and so on.
    """
    table = share_by_draws(study)
    with house():
        figure = Figure(figsize=(PAGE, HEIGHT))
        axes = figure.add_subplot()
        color, last = RUNS[0], table.iloc[-1]
        axes.fill_between(table.index, table["low"], table["high"], color=color, alpha=0.2, lw=0, label="interval")
        axes.vlines(table.index, table["low"], table["high"], color=color, lw=1, alpha=0.7)
        axes.plot(table.index, table["share"], "o-", color=color, lw=2, markersize=5, clip_on=False, label="zone")
        axes.axhline(last["share"], color=MUTED, lw=1, linestyle=":", zorder=1)
        _scale(axes, list(table.index), float(table["low"].min()), float(table["high"].max()))
        across = axes.get_yaxis_transform()
        said = f"all draws: {percent(float(last['share']))}"
        axes.text(1.02, last["share"], said, transform=across, va="center", fontsize=LABEL, color=darker(color))
        heading(figure, *convergence_caption(study))
    return settled(figure)


def _scale(axes: Axes, draws: list[int], low: float, high: float) -> None:
    """Give the draws a scale on which doubling is a step, and the shares the range of their intervals."""
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_locator(FixedLocator(draws))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))
    axes.set_xlim(draws[0] / 1.15, draws[-1] * 1.15)
    free = max(ROOM * (high - low), (LEAST - (high - low)) / 2)
    low, high = max(0.0, low - free), min(1.0, high + free)
    axes.set_ylim(low, high)
    axes.yaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=1 if high - low < FINE else 0))
    axes.grid(axis="y")
    axes.tick_params(axis="both", labelcolor=INK)
    axes.set_xlabel("Draws")
    axes.set_ylabel("Share of worlds with a zone")
