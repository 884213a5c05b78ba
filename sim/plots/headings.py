"""The finding and what it rests on, above a figure."""

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.textpath import text_to_path

from sim.plots.figure import INK, MUTED

POINTS = 72
"""Points an inch."""
HINTED = 1.02
"""Letters are set on whole pixels when drawn, which makes lines a little wider than they measure."""
EDGE = 0.1
"""Inches left free at the page's edges."""
MARGIN = 0.06
"""Inches that the layout keeps free on top of its own padding."""
GAP = 0.06
"""Inches below the title and below the second line."""
TITLE, SECOND = 13, 9
"""Font sizes in points."""
SPACING = 1.35
"""Height of a line, in font sizes."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in inches, at a font size in points."""
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return HINTED * float(width) / POINTS


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Break a text between words into lines at most ``width`` inches wide; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def heading(figure: Figure, finding: str, drawn: str) -> None:
    """Write the finding in bold and below it, in grey, what is drawn; the figure grows by their height."""
    width, height = figure.get_size_inches()
    title = wrapped(finding, width - 2 * EDGE, TITLE, bold=True)
    second = wrapped(drawn, width - 2 * EDGE, SECOND)
    below = EDGE + _height(title, TITLE) + GAP
    room = below + _height(second, SECOND) + GAP
    figure.set_size_inches(width, height + room)
    for text, top, size, color in ((title, EDGE, TITLE, INK), (second, below, SECOND, MUTED)):
        line = figure.text(EDGE / width, 1 - top / (height + room), text, fontsize=size, color=color, va="top")
        line.set(linespacing=SPACING, fontweight="bold" if size == TITLE else "normal", in_layout=False)
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        side, foot = MARGIN / width, MARGIN / (height + room)
        engine.set(rect=(side, foot, 1 - 2 * side, (height - MARGIN) / (height + room)))


def _height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * SPACING / POINTS
