"""One party at the table, in all negotiations of a block at once."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64, UInt64

from sim.arrays import MILLION
from sim.deals import deals_of
from sim.kernels import Stairs, acceptable, fill_clear, fill_fairest, fill_worths, lowest_step, stairs_of
from sim.negotiation.beliefs import Beliefs
from sim.negotiation.knowledge import Own, Picture, pictures_of
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

    def __init__(self, model: "Ensemble", name: str, own: Own, picture: Picture) -> None:
        super().__init__(model)
        self.name, self.own = name, own
        self.deals = deals_of(model.rules.offsets)
        self.bit = np.uint64(1 << own.party)
        pictures = pictures_of(picture, own.party, len(own.gains))
        self.others = picture.others(own.party)
        """The numbers of the others at the table."""
        fair = own.rule == "best_for_worst_off" and len(self.others) > 0
        self.beliefs = Beliefs(picture, len(own.gains), model.issue_of) if fair else None
        """What I believe of each of the others, where I go by the one that gets least."""
        self.believed = pictures.astype(np.int64).sum(axis=1)
        """What I believe a level to be worth to the others together, in whole millionths; shape ``(draws, levels)``."""
        self.no_deal = own.no_deal
        """What no deal is worth to me in this round, in whole millionths; shape ``(draws,)``."""
        self.stairs = self._stairs()
        self.best = self._best()
        self.first_no_deal = own.no_deal
        """What it was worth in the first round; shape ``(draws,)``."""
        self.walks = ~acceptable(self.best, own.no_deal)
        self.first_heard, self.last_heard = np.full((2, len(self.best)), np.nan, np.float32)
        """What the first and the last deal that others put on the table are worth to me; each of shape ``(draws,)``."""
        self.wanted = np.full(len(self.best), np.nan, np.float32)
        """What I wanted when I last answered, where one negotiation is watched; shape ``(draws,)``."""
        self.gains_by = np.zeros((len(self.best), int(model.rules.offsets[-1])))
        """What the draft gains me with each level in it, by the version seen last; shape ``(draws, levels)``."""
        self.version_seen = np.full(len(self.best), -1)

    def offer(self, rows: Rows) -> None:
        """Put on the table, in some negotiations, what my rule picks among the deals worth my aspiration."""
        rows = self.seated(rows)
        if self.beliefs is not None:
            deals = self._fairest(rows, self.beliefs)
        elif self.own.learning is None:
            deals = self.liked_by_others(rows, self.aspirations(rows))
        else:
            deals = self._liked_best(rows, self.believed[rows])
        if self.own.rule == "nearest":
            follows = self.model.offered_by[rows] != 0
            deals[follows] = self._liked_best(rows[follows], self._nearness(rows[follows]))
        self.model.put_on_table(rows, deals)
        self.model.offered_by[rows] = self.bit
        self.model.tell(self, "offers", rows)

    def liked_by_others(self, rows: Rows, wants: Float32[np.ndarray, " rows"]) -> Int64[np.ndarray, " rows"]:
        """Return the deals that I first believed the others to like best, of those worth what I want; ``(rows,)``."""
        return -self.stairs.keys[steps_at(self.stairs, rows, wants)] % self.deals

    def next_lower(self, rows: Rows, wants: Float32[np.ndarray, " rows"]) -> Float32[np.ndarray, " rows"]:
        """Return what the next offer after that worth what I want is worth to me; minus infinity after the last."""
        steps = steps_at(self.stairs, rows, wants)
        last = steps + 1 >= self.stairs.ends[rows + 1]
        return np.where(last, -np.inf, self.stairs.gains[np.where(last, steps, steps + 1)]).astype(np.float32)

    def most_useful(self, rows: Rows) -> Int64[np.ndarray, " rows"]:
        """Return my most useful deals, in negotiations where my lines leave some; shape ``(rows,)``."""
        return -self.stairs.keys[self.stairs.ends[rows]] % self.deals

    def _liked_best(self, rows: Rows, scores: Int64[np.ndarray, "rows levels"]) -> Int64[np.ndarray, " rows"]:
        """Return the deals with the largest sum of scores, of those worth my aspiration; shape ``(rows,)``."""
        stairs = stairs_of(self.own.menus_for(rows, scores, self.deals, self.no_deal[rows]))
        return -stairs.keys[steps_at(stairs, np.arange(len(rows)), self.aspirations(rows))] % self.deals

    def _fairest(self, rows: Rows, beliefs: Beliefs) -> Int64[np.ndarray, " rows"]:
        """Return the deals best for whom I believe to get least beyond no deal, of those worth my aspiration."""
        entries, gains = self.own.entries, beliefs.gains[rows]
        scores = np.stack([entries.summed(gains[:, q]) for q in self.others], axis=1)
        menus = self.own.menus_for(rows, self.believed[rows], self.deals, self.no_deal[rows])
        deals = np.empty(len(rows), np.int64)
        least = -beliefs.no_deal[rows[:, None], self.others]
        fill_fairest(menus, entries.numbers, scores, least, self.aspirations(rows), deals)
        return deals

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
        levels = self.model.levels(rows)
        worth = self.utilities(rows, levels)
        self.hear(rows, levels, worth)
        self.answer_with(rows, levels, worth, self.aspirations(rows))

    def take_or_leave(self) -> None:
        """Say yes to what is worth no deal to me and crosses none of my firm lines: nothing comes after it."""
        rows = self.seated(self.model.on_table)
        levels = self.model.levels(rows)
        self.answer_with(rows, levels, self.utilities(rows, levels), self.no_deal[rows])

    def hear(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"], worth: Float32[np.ndarray, " rows"]) -> None:
        """Take in what others have put on the table: what it is worth to me, and what it tells of them."""
        if not (self.own.stance.listens or self.own.learning is not None or self.beliefs is not None):
            return
        others = self.model.offered_by[rows] != self.bit
        rows, worth = rows[others], worth[others]
        if self.own.learning is not None:
            self.believed[rows[:, None], levels[others]] += self.own.learning[rows, None]
        if self.beliefs is not None:
            self._believe(rows, levels[others], self.beliefs)
        self.last_heard[rows] = worth
        self.first_heard[rows] = np.where(np.isnan(self.first_heard[rows]), worth, self.first_heard[rows])

    def _believe(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"], beliefs: Beliefs) -> None:
        """Learn from what each of the others has put on the table."""
        rate = np.zeros(len(rows), np.int64) if self.own.learning is None else self.own.learning[rows]
        for other in self.model.seats.values():
            own = self.model.offered_by[rows] == other.bit
            beliefs.hear_offer(other.own.party, rows[own], levels[own], rate[own])

    def answer_with(
        self,
        rows: Rows,
        levels: Int64[np.ndarray, "rows issues"],
        worth: Float32[np.ndarray, " rows"],
        wants: Float32[np.ndarray, " rows"],
    ) -> None:
        """Say yes where a deal is worth what I want and crosses none of my firm lines."""
        content = acceptable(worth, wants) & self.clears(rows, levels)
        if self.model.told is not None:
            self.wanted[rows] = wants
            refused = rows[~content]
            self.model.tell(self, "says no", refused, self.repair(refused, np.zeros((len(refused), 1), np.bool_)))
        self.model.say_yes(rows[content], self.bit)
        self.model.tell(self, "says yes", rows[content])

    def wait(self, shift: Float64[np.ndarray, " draws"] | float) -> None:
        """Take in that no deal is worth more or less by now; where it is worth more I think over what I said yes to."""
        no_deal = later(self.own.no_deal, shift)
        self.model.yes[no_deal > self.no_deal] &= ~self.bit
        moved, self.no_deal = (no_deal != self.no_deal).any(), no_deal
        if moved and self.own.uncertain:
            self._think_over()  # what renewed war would be worth has moved too
        self.walks = ~acceptable(self.best, no_deal)
        if self.model.round == 1:
            self.first_no_deal = no_deal

    def bend(self, rows: Bool[np.ndarray, " draws"]) -> None:
        """Let go of all my lines in some worlds: I may offer and take more from now on; what I said yes to stands."""
        if (rows & (~self.own.opened.all(axis=1) | (self.own.firm_bundles != 0))).any():
            self.own = self.own.without_lines(rows)
            self._think_over()
            self.walks = ~acceptable(self.best, self.no_deal)

    def aspirations(self, rows: Rows) -> Float32[np.ndarray, " rows"]:
        """Return what a deal must be worth now, in whole millionths; shape ``(rows,)``."""
        model, own, listens = self.model, self.own, self.own.stance.listens
        return own.stance.wants(
            Moment(
                rows=rows,
                number=model.round,
                time=model.elapsed,
                best=self.best[rows],
                no_deal=self.no_deal[rows],
                first_no_deal=self.first_no_deal[rows],
                first_heard=self.first_heard[rows] if listens else None,
                last_heard=self.last_heard[rows] if listens else None,
            )
        )

    def utilities(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Float32[np.ndarray, " rows"]:
        """Return what deals are worth to me, in whole millionths; shape ``(rows,)``."""
        worths = np.empty(len(rows), np.float32)
        fill_worths(self.own.gains, rows, levels, worths)
        if self.own.uncertain:
            cells = self.model.cell_shares[levels].sum(axis=1)
            return self.own.effective(rows, worths, cells, self.no_deal[rows]).astype(np.float32)
        return worths

    def clears(self, rows: Rows, levels: Int64[np.ndarray, "rows issues"]) -> Bool[np.ndarray, " rows"]:
        """Tell which deals cross none of my firm lines; shape ``(rows,)``."""
        clear = np.empty(len(rows), np.bool_)
        fill_clear(self.own.opened, self.own.firm_bundles, rows, levels, self.model.fits, clear)
        return clear

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
        gains = np.where(barred, 0, self._gains_by(rows))
        best = gains.argmax(axis=1)
        return np.where(gains[np.arange(len(rows)), best] > 0, best, -1)

    def loses_nothing(self, rows: Rows, levels: Int64[np.ndarray, " rows"]) -> Bool[np.ndarray, " rows"]:
        """Tell which changes of the draft to a level leave me no worse off."""
        return self._gains_by(rows)[np.arange(len(rows)), levels] >= 0

    def _gains_by(self, rows: Rows) -> Float64[np.ndarray, "rows levels"]:
        """Return what the draft gains me with each level in it: a line less crossed is worth more than anything else.

        Worked out once a version.
        """
        stale = rows[self.version_seen[rows] != self.model.versions[rows]]
        if len(stale):
            self.gains_by[stale] = self._worked_out(stale)
            self.version_seen[stale] = self.model.versions[stale]
        return self.gains_by[rows]

    def _worked_out(self, rows: Rows) -> Float64[np.ndarray, "rows levels"]:
        """Return the same without a look at what has been worked out before."""
        own, issue_of, levels, each = self.own, self.model.issue_of, self.model.levels(rows), rows[:, None]
        gained = own.gains[rows].astype(np.float64) - own.gains[each, levels][:, issue_of]
        if own.uncertain:
            shares, no_deal = self.model.cell_shares, self.no_deal[each]
            worth, cells = own.gains[each, levels].sum(axis=1, keepdims=True), shares[levels].sum(axis=1, keepdims=True)
            changed = own.effective(each, worth + gained, cells + shares - shares[levels][:, issue_of], no_deal)
            gained = changed - own.effective(each, worth, cells, no_deal)
        crossed = own.opened[each, levels][:, issue_of].astype(np.float64) - own.opened[rows]
        firm = own.firm_bundles[rows]
        if firm.any():
            bundled = others_fit(self.model.rules.patterns[levels])[:, issue_of] & self.model.rules.patterns
            now = np.bitwise_count(self.model.fits[rows] & firm)
            crossed += np.bitwise_count(bundled & firm[:, None]).astype(np.float64) - now[:, None]
        return np.where(own.opened[rows], gained - FAR * crossed, -np.inf)  # it never asks for what it refuses

    def _think_over(self) -> None:
        """Work out anew what I may offer and what changes gain me."""
        self.version_seen[:] = -1
        self.stairs = self._stairs()
        self.best = self._best()

    def _stairs(self) -> Stairs:
        """Return my offers, the deals that I believe the others to like best at each worth to me."""
        every = np.arange(len(self.no_deal))
        return stairs_of(self.own.menus_for(every, self.believed, self.deals, self.no_deal))

    def _best(self) -> Float32[np.ndarray, " draws"]:
        """Return what my most useful deal is worth: the first step of the staircase, or nothing at all."""
        first, end = self.stairs.ends[:-1], self.stairs.ends[1:]
        best = np.full(len(first), -np.inf, np.float32)
        best[first < end] = self.stairs.gains[first[first < end]]
        return best

    def seated(self, rows: Rows) -> Int64[np.ndarray, " seated"]:
        """Return the negotiations that I have not walked out of."""
        return rows[~self.walks[rows]]


def steps_at(stairs: Stairs, rows: Rows, wants: Float32[np.ndarray, " rows"]) -> Int64[np.ndarray, " rows"]:
    """Return the lowest step of some staircases that is still worth what is wanted; shape ``(rows,)``."""
    steps = np.empty(len(rows), np.int64)
    lowest_step(stairs, rows, wants, steps)
    return steps


def others_fit(fits: UInt64[np.ndarray, "rows issues"]) -> UInt64[np.ndarray, "rows issues"]:
    """Return for every issue the patterns that the levels of all other issues fit; shape ``(rows, issues)``."""
    everything = np.full((len(fits), 1), ~np.uint64(0))
    before = np.bitwise_and.accumulate(np.hstack([everything, fits[:, :-1]]), axis=1)
    after = np.bitwise_and.accumulate(np.hstack([everything, fits[:, :0:-1]]), axis=1)[:, ::-1]
    return before & after
