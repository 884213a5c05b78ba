"""What a notebook shows of a run that ends a cell: its headline, how the talks ended, and a small map, once."""

import base64
from html import escape
from typing import TYPE_CHECKING

from sim.analysis.sentences import talks_sentences

if TYPE_CHECKING:
    from sim.surface.run import Run

SMALL = 80
"""Dots an inch of the small map."""


def shown(run: "Run") -> str:
    """Return a run as HTML that needs no other file."""
    said = run.headline
    first = said.opening.replace("+-", "±")
    beside = "".join(f"<li>{escape(sentence)}</li>" for sentence in said.beside)
    talks = " ".join(talks_sentences(run.study))
    parts = [
        f"<p><b>{escape(run.study.case.title or run.study.case.name)}</b></p>",
        f"<p>{escape(first)}</p>",
        f"<ul>{beside}</ul>".replace("+-", "±"),
        f"<p>{escape(talks)}</p>".replace("+-", "±") if talks else "",
        picture(run),
    ]
    return "\n".join(part for part in parts if part)


def picture(run: "Run") -> str:
    """Return the zone map of the first two issues as an image in the page; nothing where there is but one issue."""
    from sim.plots import png  # matplotlib is slow to import

    issues = run.study.space.issues
    if len(issues) < 2:
        return ""
    drawn = base64.b64encode(png(run.plot.zone(), dpi=SMALL)).decode("ascii")
    return f'<img alt="Zone map of {escape(issues[0])} and {escape(issues[1])}" src="data:image/png;base64,{drawn}">'
