"""Figures in the house style, and their bytes."""

from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib.figure
from matplotlib import style

from sim.errors import BadArgument
from sim.files import write_new

INK, MUTED, AXIS = "#22262C", "#6B7280", "#3A3F47"
"""Of text; of second lines and of nothing; of axes and their labels."""
STYLE: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.labelsize": 10,
    "axes.labelcolor": AXIS,
    "axes.edgecolor": "#9AA1AB",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": "#E6E9ED",
    "grid.linewidth": 0.8,
    "xtick.color": AXIS,
    "ytick.color": AXIS,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "text.color": INK,
    # a label may hold dollar signs
    "text.parse_math": False,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "figure.figsize": (7.4, 4.6),
    "figure.dpi": 110,
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "dealzones",
    "svg.fonttype": "path",
    "lines.solid_capstyle": "round",
}
"""The house style; DejaVu Sans ships with matplotlib, so pictures are the same on every machine."""


class Figure(matplotlib.figure.Figure):
    """A figure that a notebook shows exactly once when it is a cell's last value; pyplot never knows of it."""

    def _repr_png_(self) -> bytes:
        return png(self, dpi=self.dpi)


def house() -> AbstractContextManager[None]:
    """Return a context in which the house style holds, whatever the reader's own settings; they return after it."""
    return style.context(STYLE, after_reset=True)


def settled(figure: Figure) -> Figure:
    """Return the figure with its layout made and kept.

    Laid out anew, it would move a little with every drawing; and the layout's solver adds up in an order of its own, so
    that the last digits of the axes' places differ from one figure to the next.
    """
    with house():
        figure.draw_without_rendering()
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        for axes in figure.axes:
            left, bottom, width, height = (round(x, 6) for x in axes.get_position().bounds)
            axes.set_position((left, bottom, width, height))
    return figure


def png(figure: matplotlib.figure.Figure, *, dpi: float = 180) -> bytes:
    """Return the figure as a PNG file, the same bytes every time."""
    return _saved(figure, format="png", dpi=dpi, metadata={"Software": None})


def svg(figure: matplotlib.figure.Figure) -> bytes:
    """Return the figure as an SVG file, the same bytes every time."""
    return _saved(figure, format="svg", metadata={"Date": None})


def save(figure: matplotlib.figure.Figure, path: str | Path) -> Path:
    """Write a figure as PNG or SVG by the file's ending, and return its path; a file that is there already stays."""
    target = Path(path)
    if target.suffix not in (".png", ".svg"):
        raise BadArgument(f"'{target.name}' would be no picture; let its name end in .png or .svg")
    write_new(target, svg(figure) if target.suffix == ".svg" else png(figure))
    return target


def _saved(figure: matplotlib.figure.Figure, **how: Any) -> bytes:
    file = BytesIO()
    with house():
        figure.savefig(file, **how)
    return file.getvalue()
