"""One party at the table, in all negotiations of a block at once."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64

from sim.arrays import MILLION
from sim.deals import deals_of
from sim.kernels import acceptable, lowest_step, stairs_of
from sim.negotiation.knowledge import Own, Pictures
from sim.negotiation.mesa_apart import mesa
from sim.tactics import Moment
from sim.worlds import later

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble

Rows = Int64[np.ndarray, " rows"]
FAR = 1e9
"""More than any change of a deal is worth."""


class Party(mesa.Agent):
    """Offers what it believes the others like most among the deals worth its aspiration; takes any deal worth that.

    It never crosses a firm line of its own. Where no deal that clears them is worth as much as no deal, it walks: it
    offers nothing and takes nothing.
    """

    model: "Ensemble"

    def __init__(self, model: "Ensemble", name: str, own: Own, pictures: Pictures) -> None:
        super().__init__(model)
        self.name, self.own = name, own
        self.deals = deals_of(model.rules.offsets)
        self.bit = np.uint64(1 << own.party)
        self.stairs = stairs_of(own.menus(pictures, self.deals))
        self.believed = pictures.astype(np.int64).sum(axis=1)
        """What I believe a level to be worth to the others together, in whole millionths; shape ``(draws, levels)``."""
        self.best = self._best()
        self.no_deal = own.no_deal
        """What no deal is worth to me in this round, in whole millionths; shape ``(draws,)``."""
        self.walks = ~acceptable(self.best, own.no_deal)
        self.first_heard, self.last_heard = np.full((2, len(self.best)), np.nan, np.float32)
        """What the first and the last deal that others put on the table are worth to me; each of shape ``(draws,)``."""

    def offer(self, rows: Rows) -> None:
        """Put on the table, in some negotiations, what I believe the others like most, if worth my aspiration."""
        rows = self.seated(rows)
        if self.own.nearest and self.model.offered_by[rows].any():
            deals = self._liked_best(rows, self._nearness(rows))
        elif self.own.learning is not None:
            deals = self._liked_best(rows, self.believed[rows])
        else:
            steps = np.empty(len(rows), np.int64)
            lowest_step(self.stairs, rows, self.aspirations(rows), steps)
            deals = -self.stairs.keys[steps] % self.deals
        self.model.put_on_table(rows, deals)
        self.model.offered_by[rows] = self.bit
        self.model.tell(self, "offers", rows)

    def _liked_best(self, rows: Rows, scores: Int64[np.ndarray, "rows levels"]) -> Int64[np.ndarray, " rows"]:
        """Return the deals with the largest sum of scores, of those worth my aspiration; shape ``(rows,)``."""
        stairs, steps = stairs_of(self.own.menus_for(rows, scores, self.deals)), np.empty(len(rows), np.int64)
        lowest_step(stairs, np.arange(len(rows)), self.aspirations(rows), steps)
        return -stairs.keys[steps] % self.deals

    def _nearness(self, rows: Rows) -> Int64[np.ndarray, "rows levels"]:
        """Return how near every level lies to the last one on the table, 0 or less in whole millionths.

        Each issue counts alike: the distance is a share of the issue's scale.
        """
        model, offsets = self.model, self.model.rules.offsets
        last = model.levels(rows)[:, model.issue_of]
        return -(np.abs(np.arange(offsets[-1]) - last) * MILLION // (np.diff(offsets) - 1)[model.issue_of])

    def answer(self) -> None:
        """Say yes to a deal worth my aspiration that crosses none of my firm lines, and no to any other."""
        rows = self.seated(self.model.on_table)
        self.hear(rows)
        self.answer_with(rows, self.aspirations(rows))

    def hear(self, rows: Rows) -> None:
        """Take in what others have put on the table: what it is worth to me, and what it tells of them."""
        rows = rows[self.model.offered_by[rows] != self.bit]
        levels = self.model.levels(rows)
        worth = self.utilities(rows, levels)
        if self.own.learning is not None:
            self.believed[rows[:, None], levels] += self.own.learning[rows, None]
        self.last_heard[rows] = worth
        self.first_heard[rows] = np.where(np.isnan(self.first_heard[rows]), worth, self.first_heard[rows])

    def answer_with(self, rows: Rows, wants: Float32[np.ndarray, " rows"]) -> None:
        """Say yes where a deal is worth what I want and crosses none of my firm lines."""
        levels = self.model.levels(rows)
        content = acceptable(self.utilities(rows, levels), wants) & self.clears(rows, levels)
        if self.model.told is not None:
            refused = rows[~content]
            self.model.tell(self, "says no", refused, self.repair(refused, np.zeros((len(refused), 1), np.bool_)))
        self.model.say_yes(rows[content], self.bit)
        self.model.tell(self, "says yes", rows[content])

    def wait(self, shift: Float64[np.ndarray, " draws"] | float) -> None:
        """Take in that no deal is worth more or less by now; where it is worth more I think over what I said yes to."""
        no_deal = later(self.own.no_deal, shift)
        self.model.yes[no_deal > self.no_deal] &= ~self.bit
        self.no_deal, self.walks = no_deal, ~acceptable(self.best, no_deal)

    def aspirations(self, rows: Rows) -> Float32[np.ndarray, " rows"]:
        """Return what a deal must be worth now, in whole millionths; shape ``(rows,)``."""
        first, last = self.first_heard[rows], self.last_heard[rows]
        model, best, no_deal = self.model, self.best[rows], self.no_deal[rows]
        return self.own.stance.wants(Moment(rows, model.round, model.elapsed, best, no_deal, first, last))

    def utilities(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Float32[np.ndarray, " rows"]:
        """Return what deals are worth to me, in whole millionths; shape ``(rows,)``."""
        return self.own.gains[rows[:, None], levels].sum(axis=1)

    def clears(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Bool[np.ndarray, " rows"]:
        """Tell which deals cross none of my firm lines; shape ``(rows,)``."""
        crossed = self.model.fits[rows] & self.own.firm_bundles[rows]
        return self.own.opened[rows[:, None], levels].all(axis=1) & (crossed == 0)

    def repair(self, rows: Rows, barred: Bool[np.ndarray, "rows levels"]) -> Int64[np.ndarray, " rows"]:
        """Return the level that, in place of the draft's under its issue, gains me most; -1 where none gains anything.

        A change gains if it leaves fewer of my firm lines crossed, or as many and is worth more. Those barred are not
        asked for; of equals the first level is.

        Parameters
        ----------
        rows
            Negotiations with a draft on the table.
        barred
            Changes that are out of the question; shape ``(rows, levels)``.
        """
        crossed, gained = self._changes(rows)
        better = (crossed < 0) | ((crossed == 0) & (gained > 0))
        score = np.where(better & ~barred, gained - FAR * crossed, -np.inf)
        best = score.argmax(axis=1)
        return np.where(np.isfinite(score[np.arange(len(rows)), best]), best, -1)

    def loses_nothing(self, rows: Rows, levels: Int64[np.ndarray, " rows"]) -> Bool[np.ndarray, " rows"]:
        """Tell which changes of the draft to a level leave me no worse off."""
        crossed, gained = (change[np.arange(len(rows)), levels] for change in self._changes(rows))
        return (crossed < 0) | ((crossed == 0) & (gained >= 0))

    def _changes(self, rows: Rows) -> tuple[Int64[np.ndarray, "rows levels"], Float64[np.ndarray, "rows levels"]]:
        """Return how many more of my firm lines the draft crosses with each level in it, and what that is worth."""
        own, issue_of, levels = self.own, self.model.issue_of, self.model.levels(rows)
        each = rows[:, None]
        gained = own.gains[rows].astype(np.float64) - own.gains[each, levels][:, issue_of]
        closed = ~own.opened[rows]
        crossed = closed.astype(np.int64) - closed[np.arange(len(rows))[:, None], levels][:, issue_of]
        firm = own.firm_bundles[rows]
        if firm.any():
            fits = self.model.rules.patterns
            others = np.stack(
                [np.bitwise_and.reduce(fits[np.delete(levels, i, axis=1)], axis=1) for i in range(levels.shape[1])],
                axis=1,
            )
            bundled = others[:, issue_of] & fits & firm[:, None]
            crossed += (
                np.bitwise_count(bundled).astype(np.int64) - np.bitwise_count(self.model.fits[rows] & firm)[:, None]
            )
        return crossed, gained

    def _best(self) -> Float32[np.ndarray, " draws"]:
        """Return what my most useful deal is worth: the first step of the staircase, or nothing at all."""
        first, end = self.stairs.ends[:-1], self.stairs.ends[1:]
        best = np.full(len(first), -np.inf, np.float32)
        best[first < end] = self.stairs.gains[first[first < end]]
        return best

    def seated(self, rows: Rows) -> Int64[np.ndarray, " seated"]:
        """Return the negotiations that I have not walked out of."""
        return rows[~self.walks[rows]]
