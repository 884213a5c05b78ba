"""Monotonic concession: offers side by side, and who risks least by standing firm takes a step down its staircase."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float32, Float64, Int64

from sim.deals import places

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble
    from sim.negotiation.party import Party

Rows = Int64[np.ndarray, " rows"]


class SideBySide:
    """A round is a look at all offers, and a step by those who must concede."""

    def __init__(self, talks: "Ensemble", order: tuple[str, ...]) -> None:
        self.talks, self.seats = talks, [talks.seats[name] for name in order]
        self.asked = np.stack([seat.best for seat in self.seats], axis=1)
        """What every party's offer is worth to itself; shape ``(draws, parties)``."""

    def play(self) -> None:
        """Put an offer that suits all to all, and let those concede who must."""
        talks = self.talks
        talks.clear_table()
        seated = np.logical_and.reduce([~seat.walks[talks.open] for seat in self.seats])
        rows = talks.open[seated]
        deals = self._offers(rows)
        for k, seat in enumerate(self.seats):
            talks.tell(seat, "offers", rows, deals=deals[:, k])
        worths = self._worth(rows, deals)
        own = np.diagonal(worths, axis1=1, axis2=2)
        suits = np.all(worths >= own[:, None, :], axis=2)
        found = suits.any(axis=1)
        first = suits.argmax(axis=1)
        talks.put_on_table(rows[found], deals[found, first[found]])
        for seat in talks.seats.values():
            answering = seat.seated(talks.on_table)
            levels = talks.levels(answering)
            seat.answer_with(answering, levels, seat.utilities(answering, levels), self._wants(seat, answering))
        talks.strike()
        self._concede(rows[~found], worths[~found], own[~found])

    def _wants(self, seat: "Party", rows: Rows) -> Float32[np.ndarray, " rows"]:
        """Return what a deal must be worth to a party: its own offer if it makes one, and no deal by now."""
        if seat not in self.seats:
            return seat.no_deal[rows]
        return np.maximum(self.asked[rows, self.seats.index(seat)], seat.no_deal[rows])

    def _offers(self, rows: Rows) -> Int64[np.ndarray, "rows parties"]:
        """Return the number of every party's offer."""
        offers = [seat.liked_by_others(rows, self.asked[rows, k]) for k, seat in enumerate(self.seats)]
        return np.stack(offers, axis=1)

    def _worth(
        self, rows: Rows, deals: Int64[np.ndarray, "rows parties"]
    ) -> Float64[np.ndarray, "rows offers parties"]:
        """Return what every offer is worth to every party that makes one; minus infinity beyond a firm line."""
        worth = np.empty((len(rows), len(self.seats), len(self.seats)))
        for k in range(len(self.seats)):
            levels = places(deals[:, k], self.talks.rules.offsets)
            fits = self.talks.rules.fits(levels)
            for q, seat in enumerate(self.seats):
                inside = seat.own.opened[rows[:, None], levels].all(axis=1) & (fits & seat.own.firm_bundles[rows] == 0)
                worth[:, k, q] = np.where(inside, seat.utilities(rows, levels), -np.inf)
        return worth

    def _concede(
        self, rows: Rows, worth: Float64[np.ndarray, "rows offers parties"], own: Float64[np.ndarray, "rows parties"]
    ) -> None:
        """Take a step where a party's risk is the least of those who can still take one."""
        no_deal = np.stack([seat.no_deal[rows] for seat in self.seats], axis=1).astype(np.float64)
        below = np.stack([seat.next_lower(rows, self.asked[rows, k]) for k, seat in enumerate(self.seats)], axis=1)
        can = below >= no_deal
        room = own - no_deal
        lost = np.maximum(0, own - np.maximum(worth.min(axis=1), no_deal))
        risk = np.where(room > 0, lost / np.where(room > 0, room, 1), 1.0)
        risk = np.where(can, risk, np.inf)
        concedes = can & (risk == risk.min(axis=1, keepdims=True))
        self.asked[rows] = np.where(concedes, below, self.asked[rows])
