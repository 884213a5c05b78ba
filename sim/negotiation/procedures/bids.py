"""Sealed bids: the two linear-equilibrium bids, and the price halfway between them."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float64

from sim.errors import BadArgument

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble
    from sim.negotiation.party import Party


ROUNDING = 1e-12
"""Bids that are equal on paper may differ by less than this."""


class SplitTheDifference:
    """All rounds pass at once: one bid, one ask, and a price if they meet."""

    def __init__(self, talks: "Ensemble", buyer: str, seller: str, prices: Float64[np.ndarray, " levels"]) -> None:
        self.talks, self.buyer, self.seller = talks, talks.seats[buyer], talks.seats[seller]
        self.prices = (prices - prices.min()) / np.ptp(prices)
        """Prices of the levels on a scale from 0 to 1; shape ``(levels,)``."""
        self._refuse_curves(self.buyer)
        self._refuse_curves(self.seller)

    def play(self) -> None:
        """Compare the bids, and put the price halfway between them to both where they meet."""
        talks = self.talks
        talks.wait_for_deadline()
        rows = talks.open
        bid = 2 * self.reservation_prices(self.buyer) / 3 + 1 / 12
        ask = 2 * self.reservation_prices(self.seller) / 3 + 1 / 4
        halfway = (bid + ask) / 2
        nearest = np.abs(self.prices - halfway[:, None]).argmin(axis=1)
        trade = rows[(bid >= ask - ROUNDING)[rows]]
        talks.put_levels_on_table(trade, nearest[trade, None])
        for seat in (self.buyer, self.seller):
            seat.take_or_leave()
        talks.strike()

    def reservation_prices(self, seat: "Party") -> Float64[np.ndarray, " draws"]:
        """Return the price that is worth no deal to a party, on the scale from 0 to 1; shape ``(draws,)``.

        Utility is linear in the price, so it is where the line through both ends meets the reservation value.
        """
        low, high = (
            seat.own.gains[:, place].astype(np.float64) for place in (self.prices.argmin(), self.prices.argmax())
        )
        return (seat.no_deal - low) / (high - low)

    def _refuse_curves(self, seat: "Party") -> None:
        """Refuse a party to whom a price is not worth the same everywhere: the bids hold for straight lines alone."""
        gains = seat.own.gains.astype(np.float64)
        low, high = gains[:, self.prices.argmin()], gains[:, self.prices.argmax()]
        line = low[:, None] + (high - low)[:, None] * self.prices
        if (np.abs(gains - line) > 1).any() or (low == high).any():
            raise BadArgument(
                f"sealed bids need a price that is worth the same everywhere, and to {seat.name} it is not: "
                "give it 'linear: rising' or 'linear: falling'"
            )
