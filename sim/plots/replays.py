"""The talks of one world: what every party asked for by round, and what the deals on the table were worth to it."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.replays import Played
from sim.analysis.sentences import Caption, label_of
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading
from sim.plots.palette import looks
from sim.scenario import Case

WIDTH, HEIGHT, ACROSS = 8.0, 2.3, 2
"""Inches of the page and of a row of panels; panels side by side."""


def replayed(case: Case, played: Played, caption: Caption) -> Figure:
    """Draw a panel a party: what it asks for and has without a deal by round, and the deals on the table as marks.

    Filled is a deal that it says yes to, hollow one that is worth less than it asks for, a cross one that crosses a
    firm line of its own.

    Parameters
    ----------
    case
        The scenario.
    played
        Its talks in one world.
    caption
        What the figure says.
    """
    parties = list(case.seats)
    down = -(-len(parties) // ACROSS)
    with house():
        figure = Figure(figsize=(WIDTH, down * HEIGHT + 0.4))
        panels = figure.subplots(down, ACROSS, sharex=True, sharey=True, squeeze=False).ravel()
        for panel, party in zip(panels, parties, strict=False):
            _draw(panel, played, party, looks(case)[party].color)
            panel.set_title(label_of(case.parties, party), fontsize=10, loc="left", color=INK)
        for spare in panels[len(parties) :]:
            spare.set_visible(False)
        for panel in panels[max(0, len(parties) - ACROSS) : len(parties)]:
            panel.set_xlabel("Round")
            panel.tick_params(labelbottom=True)
        figure.supylabel("Worth to the party, 0 to 1", fontsize=10)
        figure.legend(handles=_key(played.acts), loc="outside lower center", ncols=4)
        heading(figure, *caption)
    return settled(figure)


def _draw(axes: Axes, played: Played, party: str, color: str) -> None:
    """Draw what one party asked for and had without a deal, and what it made of the deals on the table."""
    own = played.rounds.xs(party, level="party")
    axes.plot(own.index, own["no_deal"], color=color, linewidth=1, linestyle="--")
    axes.plot(own.index, own["asked"], color=color, linewidth=2)
    acts = played.acts
    answers = acts[(acts["party"] == party) & acts["act"].isin(["says yes", "says no"])]
    kinds = np.where(answers["act"] == "says yes", "yes", np.where(answers["lines"] == "", "no", "crossed"))
    looks_of: dict[str, dict[str, Any]] = {
        "no": {"facecolor": "white", "edgecolor": color},
        "yes": {"color": color},
        "crossed": {"color": color, "marker": "x"},
    }
    for kind, look in looks_of.items():
        some = answers[kinds == kind]
        axes.scatter(some["round"], some[f"worth.{party}"], s=20, zorder=3, **look)
    offers = acts[(acts["party"] == party) & (acts["act"] == "offers")]
    axes.scatter(
        offers["round"], offers[f"worth.{party}"], s=46, marker="^", facecolor="none", edgecolor=color, zorder=3
    )
    for act, style in (("struck", ":"), ("happens", "-")):
        for number in acts[acts["act"] == act]["round"]:
            axes.axvline(number, color=MUTED, linewidth=1, linestyle=style)
    axes.set_ylim(min(-0.03, own["no_deal"].min() - 0.03), 1.04)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8, steps=[1, 2, 5, 10]))
    axes.yaxis.grid(True)


def _key(acts: pd.DataFrame) -> list[Line2D]:
    """Return what the marks mean, of those that there are."""

    def dot(label: str, marker: str = "o", face: str = MUTED) -> Line2D:
        """Return one mark and its words."""
        return Line2D(
            [], [], marker=marker, markersize=5, linestyle="none", label=label, color=MUTED, markerfacecolor=face
        )

    said = set(acts["act"])
    found = [
        Line2D([], [], color=MUTED, linewidth=2, label="asks for"),
        Line2D([], [], color=MUTED, linewidth=1, linestyle="--", label="no deal"),
        dot("a deal it says yes to"),
        dot("worth less than it asks", face="white"),
    ]
    if (acts["lines"][acts["act"] == "says no"] != "").any():
        found.append(dot("crosses its line", "x"))
    if "offers" in said:
        found.append(dot("its own offer", "^", "none"))
    if "happens" in said:
        found.append(Line2D([], [], color=MUTED, linewidth=1, label="an event"))
    return found
