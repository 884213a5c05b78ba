"""A single negotiating text: the mediator carries the draft from stop to stop and takes in repairs it can live with."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.kernels import acceptable
from sim.negotiation.beliefs import Beliefs, Levels, Rows
from sim.negotiation.knowledge import Picture
from sim.protocols import DrawnShuttle, Shuttle

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble
    from sim.negotiation.party import Party

Weighed = Float64[np.ndarray, "rows parties"]
NOTHING = -1
"""In place of a level: no repair."""
NOBODY = np.uint64(0)


class ShuttleDiplomacy:
    """A round is one tour of all stops; who is there says yes to the draft or asks one repair.

    On the last tour the draft is no longer changed: nobody could answer it. The mediator carries it even where nothing
    is worth no deal to itself, and never writes a level into it that a firm line of its own refuses.
    """

    def __init__(
        self,
        talks: "Ensemble",
        shuttle: Shuttle,
        drawn: DrawnShuttle,
        picture: Picture,
        first_draft: Int64[np.ndarray, "draws issues"] | None,
    ) -> None:
        draws, levels = len(talks.standing), int(talks.rules.offsets[-1])
        self.talks, self.shuttle, self.drawn = talks, shuttle, drawn
        self.mediator = talks.seats[shuttle.mediator]
        self.beliefs = Beliefs(picture, draws, talks.issue_of)
        self.refused = np.zeros((draws, levels), np.bool_)
        """Repairs that the mediator would not take into this version; shape ``(draws, levels)``."""
        self.brought = np.full(draws, NOTHING)
        """The repair that parties have agreed on without the mediator; shape ``(draws,)``."""
        self.bringing = np.full(draws, NOBODY)
        """The set of those who bring it; shape ``(draws,)``."""
        self.first_draft = first_draft

    def play(self) -> None:
        """Go from stop to stop."""
        if self.talks.round == 1:
            self.begin()
        for stop in self.shuttle.stops:
            self._meet([self.talks.seats[name] for name in stop])

    def begin(self) -> None:
        """Begin with a proposal, or with the mediator's most useful deal, if its own lines leave it one."""
        talks = self.talks
        if self.first_draft is None:
            stairs = self.mediator.stairs.ends
            rows = talks.open[stairs[talks.open] < stairs[talks.open + 1]]
            talks.put_on_table(rows, self.mediator.most_useful(rows))
        else:
            talks.put_levels_on_table(talks.open, self.first_draft)

    def _meet(self, there: "list[Party]") -> None:
        """Let those who are there answer the draft, and ask for repairs."""
        talks, last = self.talks, self.talks.round == self.talks.deadline
        talks.meeting = tuple(seat.name for seat in there)
        talks.on_table = talks.open[talks.offers[talks.open] >= 0]
        for seat in there:
            seat.answer()
            if self.mediator in there and not last:
                self._hear_yes(seat)
                self._hear(seat)
        if self.mediator not in there and not last:
            self._agree_apart(there)
        talks.strike()

    def _hear_yes(self, seat: "Party") -> None:
        """Learn from those who have said yes."""
        rows = self.talks.on_table[self.talks.yes[self.talks.on_table] & seat.bit != NOBODY]
        self.beliefs.hear_yes(seat.own.party, rows, self.talks.levels(rows))

    def _hear(self, seat: "Party") -> None:
        """Let a party ask for a repair where it has not said yes or brings one; learn, and take it in or not."""
        talks = self.talks
        rows = np.union1d(self._not_convinced(seat), self._bringing(seat))
        brings = self.bringing[rows] & seat.bit != NOBODY
        asked = np.where(brings, self.brought[rows], seat.repair(rows, self.refused[rows]))
        self.bringing[rows[brings]] = NOBODY
        self.refused[rows[asked == NOTHING]] = False  # who has asked for everything asks for it again
        talks.tell(seat, "asks nothing", rows[asked == NOTHING])
        rows, asked = rows[asked != NOTHING], asked[asked != NOTHING]
        talks.tell(seat, "asks", rows, asked)
        instead_of = talks.levels(rows)[np.arange(len(rows)), talks.issue_of[asked]]
        never = ~seat.own.opened[rows, instead_of]
        self.beliefs.hear_request(seat.own.party, rows, asked, instead_of, never, self.drawn.learning)
        weighed = self._weighed(rows, asked, instead_of)
        taken = (total(weighed) >= 0) & self._bears(rows, asked)
        self.refused[rows[~taken], asked[~taken]] = True
        talks.tell(self.mediator, "refuses", rows[~taken], asked[~taken], weighed[~taken])
        self._amend(rows[taken], asked[taken])
        talks.tell(self.mediator, "adopts", rows[taken], asked[taken], weighed[taken])

    def _agree_apart(self, there: "list[Party]") -> None:
        """Let parties without the mediator agree on a repair that one asks for and none of the others loses by."""
        for seat in there:
            rows = self._not_convinced(seat)
            rows = rows[self.bringing[rows] == NOBODY]
            asked = seat.repair(rows, self.refused[rows])
            found = asked != NOTHING
            for other in there:
                found[found] = other.loses_nothing(rows[found], asked[found])
            self.talks.tell(seat, "brings nothing", rows[~found])
            rows, asked = rows[found], asked[found]
            self.brought[rows] = asked
            self.bringing[rows] = np.bitwise_or.reduce([other.bit for other in there])
            self.talks.tell(seat, "brings", rows, asked)

    def _not_convinced(self, seat: "Party") -> Rows:
        """Return the open talks in which a party at the table has not said yes to this version.

        The mediator, who holds the pen, asks itself for a repair only where the text is worth less than no deal to it,
        or crosses a firm line of its own.
        """
        rows = seat.seated(self.talks.on_table)
        rows = rows[self.talks.yes[rows] & seat.bit == NOBODY]
        if seat is self.mediator:
            levels = self.talks.levels(rows)
            enough = acceptable(seat.utilities(rows, levels), seat.no_deal[rows]) & seat.clears(rows, levels)
            rows = rows[~enough]
        return rows

    def _bringing(self, seat: "Party") -> Rows:
        """Return the open talks in which a party brings a repair along that was found without the mediator."""
        rows = seat.seated(self.talks.on_table)
        return rows[self.bringing[rows] & seat.bit != NOBODY]

    def _amend(self, rows: Rows, levels: Levels) -> None:
        """Write repairs into the draft: a new version, to which nobody has said yes."""
        talks = self.talks
        talks.put_levels_on_table(rows, self._with(rows, levels))
        talks.yes[rows], self.refused[rows], self.bringing[rows] = NOBODY, False, NOBODY

    def _with(self, rows: Rows, levels: Levels) -> Int64[np.ndarray, "rows issues"]:
        """Return the draft with one level exchanged."""
        draft = self.talks.levels(rows).copy()
        draft[np.arange(len(rows)), self.talks.issue_of[levels]] = levels
        return draft

    def _weighed(self, rows: Rows, asked: Levels, instead_of: Levels) -> Weighed:
        """Return what the mediator makes of repairs, party by party; it takes in those whose sum is not below 0.

        A draft is worth ``sum_q b_q min(0, s_q) + k u_m`` to it; what it lacks itself it knows, and its weight is 1.
        """
        mine, draft = self.mediator.own, self.talks.levels(rows)
        found = np.zeros((len(rows), self.beliefs.no_deal.shape[1]))
        for name, seat in self.talks.seats.items():
            if seat is self.mediator:
                short = self.mediator.utilities(rows, draft).astype(np.float64) - self.mediator.no_deal[rows]
                changed = self.mediator.utilities(rows, self._with(rows, asked)).astype(np.float64)
                gain = changed - self.mediator.no_deal[rows] - short
                found[:, mine.party] = self.drawn.own_aims[rows] * gain
                found[:, mine.party] += np.minimum(0, short + gain) - np.minimum(0, short)
            else:
                before, after = self.beliefs.lacking(seat.own.party, rows, draft, asked, instead_of)
                found[:, seat.own.party] = self.drawn.weight(name)[rows] * (after - before)
        return found

    def _bears(self, rows: Rows, asked: Levels) -> Bool[np.ndarray, " rows"]:
        """Tell which levels the mediator may write: none that a firm line of its own or the favorite refuses."""
        mine, levels = self.mediator.own, self._with(rows, asked)
        newly = self.talks.rules.fits(levels) & mine.firm_bundles[rows] & ~self.talks.fits[rows]
        bearable = mine.opened[rows, asked] & (newly == 0)
        if self.shuttle.favorite is not None:
            bearable &= self.beliefs.opened[rows, self.talks.seats[self.shuttle.favorite].own.party, asked]
        return bearable


def total(weighed: Weighed) -> Float64[np.ndarray, " rows"]:
    """Add up over the parties, one after the other: the same for one world and for many."""
    return np.add.accumulate(weighed, axis=1)[:, -1]
