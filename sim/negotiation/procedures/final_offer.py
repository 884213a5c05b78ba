"""A final offer: at the deadline one party offers what it likes best of what it believes all needed parties take."""

from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Int64

from sim.kernels import Goal, RuleArrays, WorldArrays
from sim.negotiation.knowledge import Picture
from sim.zones.searching import best_deals

if TYPE_CHECKING:
    from sim.negotiation.ensemble import Ensemble
    from sim.negotiation.party import Party

Rows = Int64[np.ndarray, " rows"]


class TakeItOrLeaveIt:
    """All rounds pass at once: one offer, one answer."""

    def __init__(self, talks: "Ensemble", proposer: str, picture: Picture) -> None:
        self.talks, self.picture = talks, picture
        self.proposer = talks.seats[proposer]

    def play(self) -> None:
        """Wait for the deadline, make the offer, and let all answer."""
        talks = self.talks
        talks.round = talks.deadline
        rows = self.proposer.seated(talks.open)
        deals = self._best_believed(rows)
        unknown = deals < 0
        talks.put_on_table(rows[~unknown], deals[~unknown])
        self.proposer.offer(rows[unknown])  # nothing seems to be taken by all: what the others like most
        talks.tell(self.proposer, "offers", rows[~unknown])
        talks.agents.do("answer")
        talks.strike()

    def _best_believed(self, rows: Rows) -> Int64[np.ndarray, " rows"]:
        """Return the deal that is best for the proposer in the zone as it believes it to be; -1 where it sees none."""
        party = self.proposer.own.party
        worlds, rules = believed(self.proposer, self.picture, self.talks.rules, self.talks.standing)
        some = WorldArrays(*(part[rows] for part in worlds))
        deals, _ = best_deals(some, rules, [Goal.IDEAL + party], np.ones(len(rows), np.bool_))
        return deals[:, 0]


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
    always, rule = np.uint64(1 << int(rules.patterns.max()).bit_length()), np.uint64(1 << len(rules.groups))
    worlds = WorldArrays(
        gains=gains,
        thresholds=thresholds,
        allowed=np.where(opened, bits[:, None], np.uint64(0)).sum(axis=1, dtype=np.uint64),
        firm_bundles=own.firm_bundles,
        active_rules=standing | rule,
        holds=np.ones((draws, len(bits), 1)),
        renewed=np.zeros((draws, len(bits), 1)),
    )
    return worlds, rules._replace(
        groups=np.append(rules.groups, seat.bit),
        quotas=np.append(rules.quotas, 1),
        vetoes=np.append(rules.vetoes, seat.bit),
        triggers=np.append(rules.triggers, always),
        patterns=rules.patterns | always,
    )
