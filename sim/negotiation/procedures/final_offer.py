"""A final offer: at the deadline one party offers what it likes best of what it believes all needed parties take."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Int64

from sim.errors import BadArgument
from sim.kernels import Goal, RuleArrays, WorldArrays
from sim.negotiation.knowledge import Picture
from sim.zones.parts import asking
from sim.zones.searching import best_deals

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble
    from sim.negotiation.party import Party

MOST = 64
"""Bits of a set: one is needed for the proposer's own yes."""
Rows = Int64[np.ndarray, " rows"]


class TakeItOrLeaveIt:
    """All rounds pass at once: one offer, one answer."""

    def __init__(self, talks: "Ensemble", proposer: str, picture: Picture) -> None:
        self.talks, self.picture = talks, picture
        self.proposer = talks.seats[proposer]

    def play(self) -> None:
        """Wait for the deadline, make the offer, and let all take what is worth no deal to them."""
        talks = self.talks
        talks.wait_for_deadline()
        rows = self.proposer.seated(talks.open)
        deals = self._best_believed(rows)
        unknown = deals < 0
        deals[unknown] = self.proposer.liked_by_others(rows[unknown], self.proposer.no_deal[rows[unknown]])
        talks.put_on_table(rows, deals)
        talks.tell(self.proposer, "offers", rows)
        for seat in talks.seats.values():
            seat.take_or_leave()
        talks.strike()

    def _best_believed(self, rows: Rows) -> Int64[np.ndarray, " rows"]:
        """Return the deal that is best for the proposer in the zone as it believes it to be; -1 where it sees none.

        Of those equally good for it that with the largest sum of surpluses, then the lowest number.
        """
        if not len(rows):
            return rows
        party, wanted = self.proposer.own.party, np.ones(len(rows), np.bool_)
        worlds, rules = believed(self.proposer, self.picture, self.talks.rules, self.talks.standing)
        some = WorldArrays(*(part[rows] for part in worlds))
        _, most = best_deals(some, rules, [Goal.IDEAL + party], wanted)
        worth = some.thresholds.copy()
        worth[:, party] += np.maximum(most[:, 0], 0)
        deals, _ = best_deals(asking(some, worth), rules, [Goal.UTILITARIAN], wanted)
        return deals[:, 0]


def holding(seat: "Party", picture: Picture, draws: int) -> dict[str, np.ndarray]:
    """Return how well a party believes deals to hold, for itself and for everybody else."""
    found = {}
    for part in ("holds", "setbacks", "links"):
        found[part] = np.repeat(getattr(picture, part)[None], draws, axis=0)
        found[part][:, seat.own.party] = getattr(seat.own, part)
    return found


def believed(
    seat: "Party", picture: Picture, rules: RuleArrays, standing: np.ndarray
) -> tuple[WorldArrays, RuleArrays]:
    """Return the worlds as a party believes them to be, with its own yes asked to every deal."""
    own, draws = seat.own, len(standing)
    gains = np.repeat(picture.gains[None], draws, axis=0)
    thresholds = np.repeat(picture.no_deal[None], draws, axis=0)
    gains[:, own.party], thresholds[:, own.party] = own.gains, seat.no_deal
    bits = np.uint64(1) << np.arange(len(picture.no_deal), dtype=np.uint64)
    opened = np.repeat(picture.opened[None], draws, axis=0)
    opened[:, own.party] = own.opened
    patterns, count = int(rules.patterns.max()).bit_length(), len(rules.groups)
    if max(patterns, count) >= MOST:
        raise BadArgument(f"a final offer needs fewer than {MOST} consent rules and patterns; there are {MOST}")
    always, rule = np.uint64(1 << patterns), np.uint64(1 << count)
    worlds = WorldArrays(
        gains=gains,
        thresholds=thresholds,
        allowed=np.where(opened, bits[:, None], np.uint64(0)).sum(axis=1, dtype=np.uint64),
        firm_bundles=own.firm_bundles,
        active_rules=standing | rule,
        **holding(seat, picture, draws),
    )
    return worlds, rules._replace(
        groups=np.append(rules.groups, seat.bit),
        quotas=np.append(rules.quotas, 1),
        vetoes=np.append(rules.vetoes, seat.bit),
        triggers=np.append(rules.triggers, always),
        patterns=rules.patterns | always,
    )
