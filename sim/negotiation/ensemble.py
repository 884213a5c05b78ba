"""Talks: one Mesa model is a block of negotiations, one in each world, and each party is one agent in all of them.

State has a leading axis of worlds, so a round costs about the same for 1 world and for 500.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float32, Float64, Int64, UInt64

from sim.deals import places
from sim.kernels import RuleArrays, consented
from sim.negotiation.knowledge import Own, Picture
from sim.negotiation.mesa_apart import let_go, mesa
from sim.negotiation.party import Party, Rows
from sim.negotiation.watching import Said, scalars
from sim.stakes import Course

if TYPE_CHECKING:
    from sim.negotiation.procedures import Procedure

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
    """Set of the parties that had walked out in the last round played: nothing was worth no deal to them."""
    last: Int64[np.ndarray, " draws"]
    """Number of the deal that was on the table last, -1 where there never was one."""
    refused: UInt64[np.ndarray, " draws"]
    """Set of the parties whose yes it needed and did not have."""
    no_deal: Float32[np.ndarray, "draws seats"]
    """What no deal was worth in the last round played, in whole millionths; shape ``(draws, seats)``."""
    bent: UInt64[np.ndarray, " draws"]
    """Set of the parties whose lines had given way by then; shape ``(draws,)``."""


class Ensemble(mesa.Model):
    """Negotiations by one protocol in many worlds at once.

    ``open`` are the worlds in which talks go on, ``on_table`` those in which there is a deal on the table, and ``fits``
    the patterns that these deals fit. Nothing is random: Mesa's generators are never asked. ``told`` is a list, and
    there is a ``datacollector``, only where one negotiation is watched.
    """

    procedure: "Procedure"
    """How a round is played."""

    def __init__(
        self,
        rounds: int,
        seats: dict[str, Own],
        picture: Picture,
        rules: RuleArrays,
        standing: UInt64[np.ndarray, " draws"],
        course: Course | None = None,
    ) -> None:
        super().__init__(rng=0)
        self.deadline, self.rules, self.standing = rounds, rules, standing
        self.issue_of = np.repeat(np.arange(len(rules.offsets) - 1), np.diff(rules.offsets))
        self.cell_shares = picture.shares
        """A level's share of the number of a deal's cell of pivot issues; shape ``(levels,)``."""
        self.round, draws = 0, len(standing)
        self.open: Rows = np.arange(draws)
        self.on_table: Rows = self.open[:0]
        self.offers, self.yes = np.full(draws, NO_DEAL), np.full(draws, NOBODY)
        self.versions = np.zeros(draws, np.int64)
        """How often the deal on the table has been changed; shape ``(draws,)``."""
        self.offered_by = self.yes.copy()
        """The party that put the last deal on the table; nobody where there was none."""
        self._levels = np.zeros((draws, len(rules.offsets) - 1), np.int64)
        self.fits = np.zeros(draws, np.uint64)
        self.struck, self.rounds = np.full(draws, NO_DEAL), np.zeros(draws, np.int64)
        self.last, self.last_yes, self.last_fits = self.offers.copy(), self.yes.copy(), self.fits.copy()
        self.walked = self.yes.copy()
        self.told: list[Said] | None = None
        self.meeting: tuple[str, ...] = ()
        """Who meets now; empty where all are at the table."""
        self.datacollector: mesa.DataCollector | None = None
        self.seats = {name: Party(self, name, own, picture) for name, own in seats.items()}
        self.course = course
        self.no_deal = np.stack([seat.no_deal for seat in self.seats.values()], axis=1)
        self.bent = np.full(draws, NOBODY)
        let_go(self)

    def step(self) -> None:
        """Play a round."""
        self.round += 1
        self.pass_time()
        self.procedure.play()
        self.running = bool(len(self.open)) and self.round < self.deadline
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def watch(self) -> None:
        """From now on put down what is said in the one negotiation there is, and everybody's scalars by round."""
        self.told, self.datacollector = [], scalars()

    def pass_time(self) -> None:
        """Let everybody take in what has changed since the last round, and note what all wait with."""
        if self.course is not None:
            for name, seat in self.seats.items():
                seat.wait(self.course.shift(name, self.round))
                bent = self.course.bent(name, self.round, len(self.standing))
                seat.bend(bent)
                self.bent[self.open[bent[self.open]]] |= seat.bit
            self.no_deal[self.open] = np.stack([seat.no_deal for seat in self.seats.values()], axis=1)[self.open]
        if self.course is not None or self.round == 1:
            walking = [np.where(seat.walks, seat.bit, NOBODY) for seat in self.seats.values()]
            self.walked[self.open] = np.bitwise_or.reduce(walking)[self.open]

    def wait_for_deadline(self) -> None:
        """Let all rounds pass at once."""
        self.round = self.deadline
        self.pass_time()

    @property
    def elapsed(self) -> float:
        """Return how much of the time is over: 0 in the first round, 1 in the last."""
        return max(0, self.round - 1) / (self.deadline - 1)

    def clear_table(self) -> None:
        """Take the last offers and answers away."""
        self.on_table = self.open[:0]
        self.offers[:], self.yes[:] = NO_DEAL, NOBODY

    def put_on_table(self, rows: Rows, deals: Int64[np.ndarray, " rows"]) -> None:
        """Put a deal on the table in some negotiations; what it says is worked out once for all who answer."""
        self._put(rows, deals, places(deals, self.rules.offsets))

    def put_levels_on_table(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> None:
        """Put a deal on the table in some negotiations, given its levels."""
        self._put(rows, self.rules.numbers[levels].sum(axis=1), levels)

    def _put(self, rows: Rows, deals: Int64[np.ndarray, " rows"], levels: Int64[np.ndarray, "rows issues"]) -> None:
        self.offers[rows], self._levels[rows], self.fits[rows] = deals, levels, self.rules.fits(levels)
        self.versions[rows] += 1
        self.on_table = self.open[self.offers[self.open] != NO_DEAL]

    def levels(self, rows: Rows) -> Int64[np.ndarray, "rows issues"]:
        """Return the joint-axis positions of the levels on the table; shape ``(rows, issues)``."""
        return self._levels[rows]

    def say_yes(self, rows: Rows, party: np.uint64) -> None:
        """Note a party's yes in some negotiations."""
        self.yes[rows] |= party

    def tell(
        self,
        party: Party,
        act: str,
        rows: Rows,
        levels: Int64[np.ndarray, " rows"] | None = None,
        weighed: Float64[np.ndarray, "rows parties"] | None = None,
        deals: Int64[np.ndarray, " rows"] | None = None,
    ) -> None:
        """Put down what a party did in the one negotiation that is watched, if one is and it did.

        It is about the deal on the table unless another one is given.
        """
        if self.told is not None and len(rows):
            level = NO_DEAL if levels is None else int(levels[0])
            why = () if weighed is None else tuple(weighed[0].tolist())
            deal = int(self.offers[0] if deals is None else deals[0])
            self.told.append(Said(self.round, party.name, act, deal, level, self.meeting, why))

    def strike(self) -> None:
        """Strike the deals that have every consent they need, and close those talks."""
        rows = self.on_table
        self.last[rows], self.last_yes[rows] = self.offers[rows], self.yes[rows]
        self.last_fits[rows] = self.fits[rows]
        agreed = np.zeros(len(rows), np.bool_)
        consented(self.rules, self.standing[rows], self.fits[rows], self.yes[rows], agreed)
        done = rows[agreed]
        if self.told is not None and len(done):
            self.told.append(Said(self.round, "", "struck", int(self.offers[0]), NO_DEAL, self.meeting))
        self.struck[done], self.rounds[done] = self.offers[done], self.round
        self.open = self.open[self.struck[self.open] == NO_DEAL]

    def run(self) -> Outcomes:
        """Play until every negotiation is closed or the deadline has passed."""
        while self.running:
            self.step()
        return Outcomes(self.struck, self.rounds, self.walked, self.last, self.refused(), self.no_deal, self.bent)

    def refused(self) -> UInt64[np.ndarray, " draws"]:
        """Return the parties whose yes the last deal on the table needed and did not have; shape ``(draws,)``."""
        asked = np.full(len(self.last), NOBODY)
        for rule, (group, vetoes, triggers) in enumerate(
            zip(self.rules.groups, self.rules.vetoes, self.rules.triggers, strict=True)
        ):
            stands = (self.standing >> np.uint64(rule)) & np.uint64(1) == 1
            asked[stands & (self.last_fits & triggers != 0)] |= group | vetoes
        return np.where((self.last != NO_DEAL) & (self.struck == NO_DEAL), asked & ~self.last_yes, NOBODY)
