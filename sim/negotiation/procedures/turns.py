"""Offers in turn: the party whose turn it is puts a deal on the table, and those who are asked answer it."""

from typing import TYPE_CHECKING

import numpy as np

from sim.protocols import AlternatingOffers, BilateralFirst
from sim.streams import Keyed

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble


class Turns:
    """A round is one offer and everybody's answer; what has the consents it needs is struck."""

    def __init__(self, talks: "Ensemble", protocol: AlternatingOffers, luck: Keyed | None) -> None:
        self.talks, self.protocol, self.luck = talks, protocol, luck

    def play(self) -> None:
        """Let the party whose turn it is offer, in each of the talks, and all answer."""
        talks = self.talks
        talks.clear_table()
        turn = np.broadcast_to(self.protocol.turns(talks.round, self.luck), talks.standing.shape)
        for place, name in enumerate(self.protocol.alternating_offers):
            talks.seats[name].offer(talks.open[turn[talks.open] == place])
        talks.agents.do("answer")
        talks.strike()


class FirstAmongThemselves:
    """A round is an offer among some parties; where all of them say yes, the others answer it too."""

    def __init__(self, talks: "Ensemble", protocol: BilateralFirst) -> None:
        self.talks = talks
        self.first = [talks.seats[name] for name in protocol.bilateral_first]
        self.others = [seat for seat in talks.seats.values() if seat not in self.first]

    def play(self) -> None:
        """Let one of the first offer and the first answer, then the others what the first agree on."""
        talks, all_first = self.talks, np.bitwise_or.reduce([seat.bit for seat in self.first])
        talks.clear_table()
        self.first[(talks.round - 1) % len(self.first)].offer(talks.open)
        for seat in self.first:
            seat.answer()
        talks.on_table = talks.on_table[talks.yes[talks.on_table] & all_first == all_first]
        for seat in self.others:
            seat.answer()
        talks.strike()
