"""The talks of one world, to be read, drawn or worked with."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.analysis.replays import Played
from sim.analysis.sentences import Caption
from sim.analysis.sentences.replaying import ending, opening, replay_lines
from sim.errors import BadArgument
from sim.scenario import Case

if TYPE_CHECKING:
    from sim.plots import Figure


@dataclass(frozen=True)
class Replay:
    """One negotiation, watched."""

    case: Case
    draw: int
    """Which world, counting from 0."""
    played: Played

    @property
    def acts(self) -> pd.DataFrame:
        """Return every act, one a row: round, party, act, what it is about, the deal, and what all make of it."""
        return self.played.acts

    @property
    def title(self) -> str:
        """Return what is shown."""
        return f"{self.case.title or self.case.name}: the talks of draw {self.draw}"

    @property
    def rounds(self) -> pd.DataFrame:
        """Return, by round and party, what it asked for, what no deal and the deal on the table were worth to it."""
        return self.played.rounds

    def opening(self) -> tuple[str, ...]:
        """Say by which protocol the parties negotiate, and which lines and consents hold in this world."""
        return tuple(opening(self.case, self.played))

    def lines(self, last: int | None = None) -> Iterator[str]:
        """Tell the talks round by round, or only the last rounds."""
        if last is not None and last < 1:
            raise BadArgument(f"the last {last} rounds are none; 1 or more can be told")
        return replay_lines(self.case, self.played, last)

    def ending(self) -> tuple[str, ...]:
        """Say how the talks ended: the deal, or who refused last, which clause and why."""
        return tuple(ending(self.case, self.played))

    def plot(self) -> "Figure":
        """Draw, for every party, what it asked for by round and what the deals on the table were worth to it."""
        from sim.plots import replayed  # matplotlib is slow to import

        return replayed(self.case, self.played, Caption(self.title, " ".join(self.ending())))

    def save_figure(self, path: str | Path) -> Path:
        """Write the figure, as PNG or SVG by the file's ending, and return its path."""
        from sim.plots import save

        return save(self.plot(), path)

    def __repr__(self) -> str:
        return "\n".join((self.title, *self.opening(), "", *self.lines(), "", *self.ending()))

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        told = (*self.opening(), "", *self.lines())
        ends = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.ending())
        return f"<p><b>{escape(self.title)}</b></p>{ends}<pre>{escape(chr(10).join(told))}</pre>"
