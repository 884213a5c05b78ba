"""One party at the table, in all negotiations of a block at once."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float32, Int64

from sim.deals import deals_of
from sim.kernels import acceptable, lowest_step, stairs_of
from sim.negotiation.knowledge import Own, Pictures
from sim.negotiation.mesa_apart import mesa

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble

Rows = Int64[np.ndarray, " rows"]


class Party(mesa.Agent):
    """Offers what it believes the others like most among the deals worth its aspiration; takes any deal worth that.

    It never crosses a firm line of its own. Where no deal that clears them is worth as much as no deal, it walks: it
    offers nothing and takes nothing.
    """

    model: "Ensemble"

    def __init__(self, model: "Ensemble", own: Own, pictures: Pictures) -> None:
        super().__init__(model)
        self.own = own
        self.deals = deals_of(model.rules.offsets)
        self.bit = np.uint64(1 << own.party)
        self.stairs = stairs_of(own.menus(pictures, self.deals))
        self.best = self._best()
        self.walks = ~acceptable(self.best, own.no_deal)

    def offer(self) -> None:
        """Put on the table, in every open negotiation, what I believe the others like most, if worth my aspiration."""
        rows = self._seated(self.model.open)
        steps = np.empty(len(rows), np.int64)
        lowest_step(self.stairs, rows, self.aspirations(rows), steps)
        self.model.put_on_table(rows, -self.stairs.keys[steps] % self.deals)

    def answer(self) -> None:
        """Say yes to a deal worth my aspiration that crosses none of my firm lines."""
        rows = self._seated(self.model.on_table)
        levels = self.model.levels(rows)
        enough = acceptable(self.utilities(rows, levels), self.aspirations(rows))
        rows, levels = rows[enough], levels[enough]
        self.model.say_yes(rows[self.clears(rows, levels)], self.bit)

    def aspirations(self, rows: Rows) -> Float32[np.ndarray, " rows"]:
        """Return what a deal must be worth now, in whole millionths; shape ``(rows,)``."""
        return self.own.concession.of(rows).aspirations(self.model.elapsed, self.best[rows], self.own.no_deal[rows])

    def utilities(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Float32[np.ndarray, " rows"]:
        """Return what deals are worth to me, in whole millionths; shape ``(rows,)``."""
        return self.own.gains[rows[:, None], levels].sum(axis=1)

    def clears(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Bool[np.ndarray, " rows"]:
        """Tell which deals cross none of my firm lines; shape ``(rows,)``."""
        crossed = self.model.fits[rows] & self.own.firm_bundles[rows]
        return self.own.opened[rows[:, None], levels].all(axis=1) & (crossed == 0)

    def _best(self) -> Float32[np.ndarray, " draws"]:
        """Return what my most useful deal is worth: the first step of the staircase, or nothing at all."""
        first, end = self.stairs.ends[:-1], self.stairs.ends[1:]
        best = np.full(len(first), -np.inf, np.float32)
        best[first < end] = self.stairs.gains[first[first < end]]
        return best

    def _seated(self, rows: Rows) -> Int64[np.ndarray, " seated"]:
        """Return the negotiations that I have not walked out of."""
        return rows[~self.walks[rows]]
