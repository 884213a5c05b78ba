"""Which beliefs decide: what each tells of an outcome, alone and with all it does beside others."""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from sim.analysis.deciding import LEAST, Deciding
from sim.analysis.sentences.deciding import deciding_caption
from sim.analysis.sentences.drivers import driver_label
from sim.plots.figure import MUTED, Figure, house, settled
from sim.plots.headings import heading, width_of, wrapped
from sim.plots.palette import RUNS

MOST = 12
"""Beliefs drawn at most."""
LABEL = 9
"""Font size of the beliefs in points."""
WORDS, CHART, ROW = 3.2, 4.2, 0.42
"""Inches: labels are broken at the first; the width of the scale; the height of a row."""
SIZE = 6.5
"""Points: the size of a marker."""
APART = 0.16
"""How far the two markers of a row stand from its middle, in rows."""
LOOKS = {
    "first": (RUNS[0], "o", "Known alone"),
    "total": (RUNS[2], "D", "With all it does beside others"),
}
"""Color, marker and name of the two indices."""


def what_decides(found: Deciding) -> Figure:
    """Draw the beliefs that tell most of an outcome, each with its two indices and their 95% intervals."""
    rows = found.table.head(MOST)
    labels = [wrapped(driver_label(found.study.case, str(name)), WORDS, LABEL) for name in rows.index]
    wide = max([width_of(line, LABEL) for label in labels for line in label.splitlines()], default=1.0)
    with house():
        figure = Figure(figsize=(wide + CHART + 0.5, ROW * max(1, len(rows)) + 0.9))
        axes = figure.add_subplot()
        for column in LOOKS:
            if not rows[column].isna().all():
                _draw(axes, found, column)
        axes.axvline(LEAST, color=MUTED, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
        axes.set_yticks(range(len(rows)), labels, fontsize=LABEL)
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        axes.set_xlabel("Share of the outcome's variance")
        axes.grid(axis="x")
        axes.spines["left"].set_visible(False)
        figure.legend(loc="outside lower left", ncols=2, handletextpad=0.4)
        heading(figure, *deciding_caption(found, len(rows)))
    return settled(figure)


def _draw(axes: Axes, found: Deciding, column: str) -> None:
    """Draw one index of every row: full where the belief stands out, hollow elsewhere."""
    color, marker, name = LOOKS[column]
    above = -APART if column == "first" else APART
    for place, (belief, row) in enumerate(found.table.head(MOST).iterrows()):
        y, share = place + above, min(1.0, max(0.0, float(row[column])))
        low, high = (min(1.0, max(0.0, float(row[f"{column}_{end}"]))) for end in ("low", "high"))
        axes.add_line(Line2D([low, high], [y, y], color=color, linewidth=1.4, zorder=2))
        face = color if belief in found.decisive else "white"
        axes.plot(share, y, marker, color=color, markersize=SIZE, markerfacecolor=face, zorder=3, clip_on=False)
    axes.plot([], [], marker=marker, color=color, markersize=SIZE, label=name)
