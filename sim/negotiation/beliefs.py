"""What somebody at the table believes of every party, and learns from what they ask for, offer and say yes to.

It begins with the scenario's central values. Who asks for one level in place of another shows that it would rather have
the one: the two move apart by a little. Who asks because a firm line of its own is crossed says so, and that level and
all beyond it are never believed open to it again; a level that a party asks for is. Who offers a deal is believed to
like its levels a little better. And a deal that somebody offers or says yes to crosses no line of its own and is worth
no deal to it: no deal is believed worth no more than that from then on.
"""

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.arrays import MILLION, PerDraw
from sim.kernels import effective_worth
from sim.negotiation.knowledge import Picture

Rows = Int64[np.ndarray, " rows"]
Levels = Int64[np.ndarray, " rows"]
Draft = Int64[np.ndarray, "rows issues"]


class Beliefs:
    """What is believed of every party in some worlds."""

    def __init__(self, picture: Picture, draws: int, issue_of: Int64[np.ndarray, " levels"]) -> None:
        self.gains = np.repeat(picture.gains[None].astype(np.float64), draws, axis=0)
        """What a level adds to a deal's worth, in whole millionths; shape ``(draws, parties, levels)``."""
        self.issue_of = issue_of
        """The issue of every level; shape ``(levels,)``."""
        self.opened = np.repeat(picture.opened[None], draws, axis=0)
        """Which levels cross no firm line; shape ``(draws, parties, levels)``."""
        self.no_deal = np.repeat(picture.no_deal[None].astype(np.float64), draws, axis=0)
        """What no deal is worth, in whole millionths; shape ``(draws, parties)``."""
        self.picture = picture

    def lacking(
        self, party: int, rows: Rows, draft: Draft, asked: Levels, instead_of: Levels
    ) -> tuple[Float64[np.ndarray, " rows"], Float64[np.ndarray, " rows"]]:
        """Return ``min(0, s)``, by how much a draft falls short for a party, as it is and with one level exchanged.

        A line that is believed firm and that the draft crosses counts as lacking the whole scale (judgement).
        """
        gains, closed, shares = self.gains, ~self.opened[rows, party], self.picture.shares
        own, cells = np.arange(len(rows)), shares[draft].sum(axis=1)
        worth = gains[rows[:, None], party, draft].sum(axis=1)
        changed = worth + gains[rows, party, asked] - gains[rows, party, instead_of]
        crossed = MILLION * closed[own[:, None], draft].sum(axis=1)
        more = MILLION * (closed[own, asked].astype(np.int64) - closed[own, instead_of])
        before = self._surplus(party, rows, worth, cells) - crossed
        after = self._surplus(party, rows, changed, cells + shares[asked] - shares[instead_of]) - crossed - more
        return np.minimum(0, before), np.minimum(0, after)

    def _surplus(
        self, party: int, rows: Rows, worth: Float64[np.ndarray, " rows"], cells: Int64[np.ndarray, " rows"]
    ) -> Float64[np.ndarray, " rows"]:
        """Return by how much deals are believed to be worth more to a party than no deal, as they may not hold."""
        no_deal = self.no_deal[rows, party]
        if self.picture.holds.shape[1]:
            renewed = no_deal - self.picture.setbacks[party, cells]
            worth = effective_worth(worth, self.picture.holds[party, cells], renewed)
        return worth - no_deal

    def hear_request(
        self, party: int, rows: Rows, asked: Levels, instead_of: Levels, never: Bool[np.ndarray, " rows"], rate: PerDraw
    ) -> None:
        """Learn from requests for one level instead of another, which may be one that the party will never take."""
        moved = np.floor(rate[rows] * MILLION + 0.5)
        self.gains[rows, party, asked] += moved
        self.gains[rows, party, instead_of] -= moved
        self._close_from(party, rows[never], asked[never], instead_of[never])
        self.opened[rows, party, asked] = True

    def _close_from(self, party: int, rows: Rows, asked: Levels, never: Levels) -> None:
        """Believe that a level which is never taken, and all beyond it as seen from the one asked for, are closed."""
        levels = np.arange(len(self.issue_of))
        same = self.issue_of == self.issue_of[never][:, None]
        up = (asked > never)[:, None]
        beyond = same & np.where(up, levels <= never[:, None], levels >= never[:, None])
        self.opened[rows, party] &= ~beyond

    def hear_offer(self, party: int, rows: Rows, deals: Draft, rate: Int64[np.ndarray, " rows"]) -> None:
        """Learn from offers, by so many millionths a level."""
        self.gains[rows[:, None], party, deals] += rate[:, None]
        self.hear_yes(party, rows, deals)

    def hear_yes(self, party: int, rows: Rows, draft: Draft) -> None:
        """Learn from a yes to a deal."""
        each = rows[:, None]
        worth = self.gains[each, party, draft].sum(axis=1)
        if self.picture.holds.shape[1]:
            cells = self.picture.shares[draft].sum(axis=1)
            hold, setback = self.picture.holds[party, cells], self.picture.setbacks[party, cells]
            with np.errstate(divide="ignore", invalid="ignore"):  # nothing follows from a yes to what never holds
                worth = np.where(hold > 0, np.floor(worth - (1 - hold) / hold * setback), np.inf)
        self.no_deal[rows, party] = np.minimum(self.no_deal[rows, party], worth)
        self.opened[each, party, draft] = True
