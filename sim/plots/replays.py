"""The talks of one world: what every party asked for by round, and what the deals on the table were worth to it."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.analysis.sentences import Caption, label_of
from sim.plots.figure import INK, MUTED, Figure, house, settled
from sim.plots.headings import heading
from sim.plots.palette import looks
from sim.scenario import Case

WIDTH, HEIGHT, ACROSS = 8.0, 2.3, 2
"""Inches of the page and of a row of panels; panels side by side."""


def replayed(case: Case, acts: pd.DataFrame, caption: Caption) -> Figure:
    """Draw a panel a party: its aspiration by round, and the deals on the table as dots, filled where it said yes.

    Parameters
    ----------
    case
        The scenario.
    acts
        Every act of the talks, one a row.
    caption
        What the figure says.
    """
    parties = list(case.parties)
    down = -(-len(parties) // ACROSS)
    with house():
        figure = Figure(figsize=(WIDTH, down * HEIGHT + 0.4))
        panels = figure.subplots(down, ACROSS, sharex=True, sharey=True, squeeze=False).ravel()
        for panel, party in zip(panels, parties, strict=False):
            _draw(panel, acts, party, looks(case)[party].color)
            panel.set_title(label_of(case.parties, party), fontsize=10, loc="left", color=INK)
        for spare in panels[len(parties) :]:
            spare.set_visible(False)
        for panel in panels[-ACROSS:]:
            panel.set_xlabel("Round")
        figure.supylabel("Worth to the party, 0 to 1", fontsize=10)
        figure.legend(handles=_key(bool((acts["act"] == "offers").any())), loc="outside lower center", ncols=4)
        heading(figure, *caption)
    return settled(figure)


def _draw(axes: Axes, acts: pd.DataFrame, party: str, color: str) -> None:
    """Draw what one party asked for, and what it made of the deals on the table."""
    rounds = acts.groupby("round").last()
    axes.plot(rounds.index, rounds[f"asked.{party}"].astype(float), color=color, linewidth=2)
    answers = acts[(acts["party"] == party) & acts["act"].isin(["says yes", "says no"])]
    for act, face in (("says no", "white"), ("says yes", color)):
        own = answers[answers["act"] == act]
        axes.scatter(own["round"], own[f"worth.{party}"], s=20, facecolor=face, edgecolor=color, linewidth=1, zorder=3)
    offers = acts[(acts["party"] == party) & (acts["act"] == "offers")]
    axes.scatter(
        offers["round"], offers[f"worth.{party}"], s=46, marker="^", facecolor="none", edgecolor=color, zorder=3
    )
    struck = acts[acts["act"] == "struck"]
    for number in struck["round"]:
        axes.axvline(number, color=MUTED, linewidth=1, linestyle=":")
    axes.set_ylim(-0.03, 1.04)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8, steps=[1, 2, 5, 10]))
    axes.yaxis.grid(True)


def _key(offered: bool) -> list[Line2D]:
    """Return what the marks mean; where nobody made an offer of its own, no mark stands for that."""

    def dot(label: str, marker: str = "o", face: str = MUTED) -> Line2D:
        """Return one mark and its words."""
        return Line2D(
            [], [], marker=marker, markersize=5, linestyle="none", label=label, color=MUTED, markerfacecolor=face
        )

    line = Line2D([], [], color=MUTED, linewidth=2, label="asks for")
    yes, no = dot("a deal it says yes to"), dot("one it says no to", face="white")
    return [line, yes, no, *([dot("its own offer", "^", "none")] if offered else [])]
