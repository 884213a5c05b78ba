"""What it would take: the share of worlds that changing one belief would open."""

from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from sim.analysis.opening import Opening
from sim.analysis.sentences.drivers import driver_label
from sim.analysis.sentences.would_open import opening_caption
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import BAR

MOST = 10
"""Beliefs drawn at most."""
LABEL, NUMBER = 9, 8.5
"""Font sizes in points: of beliefs, of numbers."""
WORDS, CHART, BESIDE, ROW = 3.2, 3.6, 1.2, 0.36
"""Inches: labels are broken at the first; the scale; the numbers beside it; the height of a row."""


def what_it_takes(found: Opening) -> Figure:
    """Draw the beliefs that open most worlds alone, with intervals and the least change in the middle world."""
    rows = found.table[found.table["opens"] > 0].head(MOST)
    labels = [wrapped(driver_label(found.case, str(name)), WORDS, LABEL) for name in rows.index]
    wide = max([width_of(line, LABEL) for label in labels for line in label.splitlines()], default=1.0)
    with house():
        figure = Figure(figsize=(wide + CHART + BESIDE, ROW * max(2, len(rows)) + 0.8))
        axes = figure.add_subplot()
        axes.barh(range(len(rows)), rows["opens"], color=BAR, height=0.62)
        for place, (_, row) in enumerate(rows.iterrows()):
            axes.add_line(Line2D([row["opens_low"], row["opens_high"]], [place, place], color=INK, linewidth=1.2))
            text = f"{row['change']:.1f} spreads {'up' if row['up'] > 0.5 else 'down'}"
            axes.text(1.02, place, text, va="center", fontsize=NUMBER, color=MUTED)
        axes.set_yticks(range(len(rows)), labels, fontsize=LABEL)
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.set_xlabel("Share of the worlds that lack it")
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        heading(figure, *opening_caption(found))
    return settled(figure)
