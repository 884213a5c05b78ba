"""Colors, markers and colormaps."""

from dataclasses import dataclass
from typing import Any

from matplotlib.colors import Colormap, LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.lines import Line2D

from sim.plots.figure import INK
from sim.scenario import Case

PALETTE = ("#E6A700", "#B2182B", "#0F5FA8", "#4DB6AC", "#772257", "#9EC587", "#BF80FF", "#8033FF")
"""Party colors. Chosen by search: no two come nearer than 25 (CIELAB) to a reader with normal, protan, deutan or tritan
sight, by the matrices of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009),
1291-1298."""
RUNS = ("#1F7A8C", "#E07B00", "#6A2C91", "#680602", "#CE1EFE")
"""Colors of runs beside a base, apart from the parties' as far as that goes; no two come nearer than 25 either."""
MARKER = 6
"""Size of a marker in points."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
ZONE: Colormap = LinearSegmentedColormap.from_list(
    "zone", ["#F7F8FA", "#D3E7E8", "#86C0C8", "#3A8FA6", "#15607F", "#0B2F4E"]
)
"""Shares of worlds: nothing is near-white."""
BAR = "#86C0C8"
OUTLINE = "#F28E2B"
READABLE = 5.0
"""Contrast of text with white; at least 4.5 is asked by WCAG 2.1, criterion 1.4.3."""


@dataclass(frozen=True)
class Look:
    """How one party is drawn."""

    color: str
    ink: str
    """Its color, dark enough for text on white."""
    marker: str


def looks(case: Case) -> dict[str, Look]:
    """Return how each party is drawn: its own color or the palette's, and a marker, by its place in the file.

    The first 64 parties without a color of their own differ in color or marker.
    """
    found = {}
    for k, (name, party) in enumerate(case.parties.items()):
        color = (party.color or PALETTE[k % len(PALETTE)]).upper()
        found[name] = Look(color, darker(color), MARKERS[(k + k // len(PALETTE)) % len(MARKERS)])
    return found


def darker(color: str) -> str:
    """Return the color, darkened until it can be read as text on white.

    >>> darker("#E6A700"), darker("#22262C")
    ('#8F6800', '#22262C')
    """
    red, green, blue = to_rgb(color)
    for step in range(101):
        shade = to_hex((red * (1 - step / 100), green * (1 - step / 100), blue * (1 - step / 100))).upper()
        if contrast(shade, "#FFFFFF") >= READABLE:
            return shade
    return "#000000"


def marker(look: Look, x: list[float], y: list[float], **how: Any) -> Line2D:
    """Return a party's marker at these places, edged in white."""
    return Line2D(
        x,
        y,
        linestyle="none",
        marker=look.marker,
        markersize=MARKER,
        color=look.color,
        markeredgecolor="white",
        markeredgewidth=0.6,
        **how,
    )


def ink_on(ground: str) -> str:
    """Return the text color that stands out more on a ground.

    >>> ink_on("#F7F8FA"), ink_on("#0B2F4E")
    ('#22262C', '#FFFFFF')
    """
    return max((INK, "#FFFFFF"), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors, from 1 (none) to 21 (black on white).

    Source: W3C, "Web Content Accessibility Guidelines 2.1" (2018), definition of contrast ratio.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
