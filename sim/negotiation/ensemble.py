"""Talks: one Mesa model is a block of negotiations, one in each world, and each party is one agent in all of them.

State has a leading axis of worlds, so a round costs about the same for 1 world and for 500.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int64, UInt64

from sim.deals import places
from sim.kernels import RuleArrays, consented
from sim.negotiation.knowledge import Own, Pictures
from sim.negotiation.mesa_apart import let_go, mesa
from sim.negotiation.party import Party, Rows
from sim.scenario.talks import Talks

NOBODY = np.uint64(0)
NO_DEAL = -1


@dataclass(frozen=True)
class Outcomes:
    """How the talks ended in each world."""

    struck: Int64[np.ndarray, " draws"]
    """Number of the deal that was struck, -1 where none was."""
    rounds: Int64[np.ndarray, " draws"]
    """The round in which it was, counting from 1; 0 where none was."""
    walked: UInt64[np.ndarray, " draws"]
    """Set of the parties that walked at once."""


class Ensemble(mesa.Model):
    """Negotiations by one protocol in many worlds at once.

    ``open`` are the worlds in which talks go on, ``on_table`` those in which somebody has put a deal on the table in
    this round, and ``fits`` the patterns that these deals fit. Nothing is random: Mesa's generators are never asked.
    """

    def __init__(
        self,
        talks: Talks,
        seats: dict[str, tuple[Own, Pictures]],
        rules: RuleArrays,
        standing: UInt64[np.ndarray, " draws"],
    ) -> None:
        super().__init__(rng=0)
        self.talks, self.rules, self.standing = talks, rules, standing
        self.round, draws = 0, len(standing)
        self.open: Rows = np.arange(draws)
        self.on_table: Rows = self.open[:0]
        self.offers, self.yes = np.full(draws, NO_DEAL), np.full(draws, NOBODY)
        self._levels = np.zeros((draws, len(rules.offsets) - 1), np.int64)
        self.fits = np.zeros(draws, np.uint64)
        self.struck, self.rounds = np.full(draws, NO_DEAL), np.zeros(draws, np.int64)
        self.seats = {name: Party(self, own, pictures) for name, (own, pictures) in seats.items()}
        let_go(self)

    def step(self) -> None:
        """Play a round: the party whose turn it is offers, all answer, and what has the consents it needs is struck."""
        self.round += 1
        self.clear_table()
        self.seats[self.talks.protocol.speaker(self.round)].offer()
        self.agents.do("answer")
        self.strike()
        self.running = bool(len(self.open)) and self.round < self.talks.rounds

    @property
    def elapsed(self) -> float:
        """Return how much of the time is over: 0 in the first round, 1 in the last."""
        return (self.round - 1) / (self.talks.rounds - 1)

    def clear_table(self) -> None:
        """Take the last offers and answers away."""
        self.on_table = self.open[:0]
        self.offers[:], self.yes[:] = NO_DEAL, NOBODY

    def put_on_table(self, rows: Rows, deals: Int64[np.ndarray, " rows"]) -> None:
        """Put a deal on the table in some negotiations; what it says is worked out once for all who answer."""
        self.on_table, self.offers[rows] = rows, deals
        self._levels[rows] = levels = places(deals, self.rules.offsets)
        self.fits[rows] = self.rules.fits(levels)

    def levels(self, rows: Rows) -> Int64[np.ndarray, "rows issues"]:
        """Return the joint-axis positions of the levels on the table; shape ``(rows, issues)``."""
        return self._levels[rows]

    def say_yes(self, rows: Rows, party: np.uint64) -> None:
        """Note a party's yes in some negotiations."""
        self.yes[rows] |= party

    def strike(self) -> None:
        """Strike the deals that have every consent they need, and close those talks."""
        rows = self.on_table
        agreed = np.zeros(len(rows), np.bool_)
        consented(self.rules, self.standing[rows], self.fits[rows], self.yes[rows], agreed)
        done = rows[agreed]
        self.struck[done], self.rounds[done] = self.offers[done], self.round
        self.open = self.open[self.struck[self.open] == NO_DEAL]

    def run(self) -> Outcomes:
        """Play until every negotiation is closed or the deadline has passed."""
        while self.running:
            self.step()
        walked = np.bitwise_or.reduce([np.where(seat.walks, seat.bit, NOBODY) for seat in self.seats.values()])
        return Outcomes(self.struck, self.rounds, walked)
