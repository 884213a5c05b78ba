"""What a reader of a figure would stumble on."""

from collections.abc import Iterator
from itertools import combinations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import BboxBase

SMALLEST = 7.5
"""Smallest font size, in points."""
SLACK = 1.0
"""Pixels a text may stand out."""
TOUCHING = 0.12
"""Part of the smaller text that another may cover: the boxes hold room for ascenders."""


def lint(figure: Figure) -> list[str]:
    """Return every text that is off the page, over another text, cut off, or too small; empty when all is well."""
    figure.draw_without_rendering()
    texts = [(text, Text.get_window_extent(text)) for text in _shown(figure, _hidden_ticks(figure))]
    texts = [(text, box) for text, box in texts if box.width >= SLACK and box.height >= SLACK]
    alone = [fault for text, box in texts for fault in _faults(text, box, figure.bbox)]
    over = [
        f"over another text: {one.get_text()!r} and {other.get_text()!r}"
        for (one, first), (other, second) in combinations(texts, 2)
        if _overlap(first, second)
    ]
    return alone + over


def _faults(text: Text, box: BboxBase, page: BboxBase) -> Iterator[str]:
    if not _within(box, page):
        yield f"off the page: {text.get_text()!r}"
    # typed as str too, which only set_fontsize takes
    size = float(text.get_fontsize())
    if size < SMALLEST:
        yield f"too small ({size:g} pt): {text.get_text()!r}"
    clip = text.get_clip_box()
    if text.get_clip_on() and clip is not None and not _within(box, clip):
        yield f"cut off: {text.get_text()!r}"


def _shown(artist: Artist, hidden: set[Text]) -> Iterator[Text]:
    """Yield the texts that are drawn: what belongs to an invisible artist is not."""
    if not artist.get_visible():
        return
    if isinstance(artist, Text) and artist.get_text().strip() and artist not in hidden:
        yield artist
    for child in artist.get_children():
        yield from _shown(child, hidden)


def _hidden_ticks(figure: Figure) -> set[Text]:
    """Return the labels of ticks outside the view, and of axes that are switched off."""
    hidden: set[Text] = set()
    for axes in figure.findobj(Axes):
        assert isinstance(axes, Axes)
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not axes.axison or not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                    hidden |= {tick.label1, tick.label2}
        if not axes.axison:
            hidden |= {axes.xaxis.label, axes.yaxis.label}
    return hidden


def _within(box: BboxBase, page: BboxBase) -> bool:
    inside = (box.x0 - page.x0, box.y0 - page.y0, page.x1 - box.x1, page.y1 - box.y1)
    return bool(min(inside) >= -SLACK)


def _overlap(one: BboxBase, other: BboxBase) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    smaller = min(one.width * one.height, other.width * other.height)
    return bool(width > 0 and height > 0 and width * height > TOUCHING * smaller)
