"""Alternating offers next to NegMAS with the same aspirations and the same offer rule: do both strike the same deals?

In NegMAS's stacked alternating offers the parties are called one after another; each takes the offer on the table, or
puts another one there, and what all have taken is agreed. Three things make this our procedure:

- Time is told in offers. When offer ``k`` of ``K`` is made and answered it is ``(k - 1) / (K - 1)`` for everybody, on
  both sides. NegMAS's own clock counts calls, or rounds of calls, so its parties count the offers they hear.
- The aspiration is ``D + (best - D)(1 - t^e)`` in whole millionths, ``1 - t^e`` from NegMAS's own curve.
- Who says no when it is not its turn gives no response: in NegMAS the offer then stays until the party whose turn it
  is puts another one there. Two parties are never called out of turn, so for them this changes nothing.

With ties settled in favor of the first deal both sides must then agree on the deal and the number of the offer, in
every domain. Where ties are settled by lot they need not: how often two lots differ is what ties explain. And where
anyone who says no makes the next offer, as is usual there, more than two parties take turns in another order, which is
another protocol.

NegMAS (AGPL) is used here and nothing of it is copied: https://github.com/yasserfarouk/negmas
"""

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from benchmarks.findings import Finding
from benchmarks.given import Given
from benchmarks.negmas_sao import utility
from benchmarks.one_by_one import World, one_by_one
from benchmarks.random_cases import DEALS, random_given
from sim.arrays import MILLION
from sim.negotiation import at_the_table
from sim.worlds import space_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # one of its dependencies does not compile without a warning
    from negmas import PolyAspiration, make_issue
    from negmas.sao import ResponseType, SAOMechanism, SAONegotiator, SAOState

LOTS = 8
"""How often ties are settled by lot."""
Tie = Callable[[np.ndarray], int]
Ending = tuple[int, int]
"""The number of the deal and that of the offer it was, counting from 1; -1 and 0 where nothing was agreed."""


def first(deals: np.ndarray) -> int:
    """Settle a tie as we do."""
    return int(deals[0])


@dataclass(frozen=True)
class Domain:
    """One domain as NegMAS is told of it."""

    world: World
    names: list[str]
    issues: list[Any]
    outcomes: list[tuple[str, ...]]
    """Every deal, by number."""
    told: list[Any]
    """What each party wants."""
    worths: list[np.ndarray]
    """What each party makes of that: the worth of every deal in whole millionths; each of shape ``(deals,)``."""

    @classmethod
    def of(cls, given: Given) -> "Domain":
        """Write a domain down."""
        space, world = space_of(given.case), next(one_by_one(given))
        issues = [make_issue(list(levels), issue) for issue, levels in zip(space.issues, space.levels, strict=True)]
        outcomes = [space.levels_of(deal) for deal in range(space.deals)]
        told = [utility(world, p, space.levels, issues) for p in world.table.order]
        worths = [np.array([millionths(wants(outcome)) for outcome in outcomes]) for wants in told]
        return cls(world, list(given.case.parties), issues, outcomes, told, worths)

    def negotiated(self, tie: Tie, *, in_turn: bool) -> Ending:
        """Let NegMAS negotiate."""
        rounds = self.world.table.rounds
        talks = SAOMechanism(
            issues=self.issues, n_steps=2 * rounds, sync_calls=True
        )  # the parties end it, not the clock
        parties = [Bidder(self, p, tie, in_turn) for p in range(len(self.names))]
        for bidder, wants in zip(parties, self.told, strict=True):
            talks.add(bidder, ufun=wants)
        agreed = talks.run().agreement
        return (-1, 0) if agreed is None else (self.outcomes.index(agreed), parties[0].offers)


class Bidder(SAONegotiator):
    """Offers the deal that it believes the others like most among those worth its aspiration; takes any worth that."""

    def __init__(self, domain: Domain, place: int, tie: Tie, in_turn: bool) -> None:
        super().__init__(name=domain.names[place])
        table = domain.world.table
        self.domain, self.place, self.tie, self.in_turn, self.rounds = domain, place, tie, in_turn, table.rounds
        self.worth, self.no_deal = domain.worths[place], domain.world.no_deal[place]
        self.believed = np.sum([worth for q, worth in enumerate(table.pictured) if q != place], axis=0)
        self.walks = self.worth.max() < self.no_deal
        self.curve = PolyAspiration(1.0, domain.world.exponents[place])
        self.offers = 0
        """How many offers there have been."""
        self.taken = 0
        """The last of them that I said yes to."""

    def aspiration(self) -> float:
        """Return what a deal must be worth when the last offer is made and answered, in whole millionths."""
        falling = self.curve.utility_at((self.offers - 1) / (self.rounds - 1))
        return math.floor(self.no_deal + (self.worth.max() - self.no_deal) * falling + 0.5)

    def propose(self, state: SAOState, dest: str | None = None) -> tuple[str, ...] | None:  # noqa: ARG002
        """Return what I believe the others like most; nothing ends the talks, where I walk or the time is over."""
        if self.walks or self.offers == self.rounds:
            return None
        self.offers += 1
        scores = np.where(self.worth >= self.aspiration(), self.believed, -np.inf)
        return self.domain.outcomes[self.tie(np.flatnonzero(scores == scores.max()))]

    def on_partner_proposal(self, state: SAOState, partner_id: str, offer: tuple[str, ...]) -> None:  # noqa: ARG002
        """Count an offer of another party."""
        self.offers += 1

    def respond(self, state: SAOState, source: str | None = None) -> ResponseType:
        """Take an offer worth my aspiration, once; else wait for my turn, or say no and make an offer at once."""
        content = millionths(self.ufun(state.current_offer)) >= self.aspiration()
        if content and not self.walks and source != self.id and self.taken < self.offers:
            self.taken = self.offers
            return ResponseType.ACCEPT_OFFER
        waits = self.in_turn and self.offers % len(self.domain.names) != self.place
        return ResponseType.NO_RESPONSE if waits else ResponseType.REJECT_OFFER


def millionths(worth: float) -> int:
    """Return what NegMAS says a deal is worth, 1 being a million millionths."""
    return round(worth * MILLION)


def ours(given: Given) -> Ending:
    """Return how our talks end."""
    ended = at_the_table(given.case, given.worlds, given.rules).run()
    return int(ended.struck[0]), int(ended.rounds[0])


def by_lot(lot: int) -> Tie:
    """Return a way to settle ties: draw one of the deals."""
    rng = np.random.default_rng(lot)
    return lambda deals: int(rng.choice(deals))


def same(left: list[Ending], right: list[Ending]) -> float:
    """Return the share of domains with the same deal at the same offer, or with none on both sides."""
    return float(np.mean([one == other for one, other in zip(left, right, strict=True)]))


def agreed(endings: list[Ending]) -> float:
    """Return the share of domains with a deal."""
    return float(np.mean([deal >= 0 for deal, _ in endings]))


def findings(parties: int, count: int) -> Iterator[Finding]:
    """Tell how often both sides end alike and how often each agrees."""
    given = [random_given(parties, seed) for seed in range(count)]
    domains, we = [Domain.of(one) for one in given], [ours(one) for one in given]
    alike = [domain.negotiated(first, in_turn=True) for domain in domains]
    differing = [seed for seed, pair in enumerate(zip(we, alike, strict=True)) if pair[0] != pair[1]]
    assert not differing, f"other deals or offers with {parties} parties in domains {differing}"
    ties = [by_lot(lot) for lot in range(LOTS)]
    lots = [[domain.negotiated(tie, in_turn=True) for domain in domains] for tie in ties]
    refusing = [domain.negotiated(first, in_turn=False) for domain in domains]
    where = f"{count:,} random domains of {DEALS[0]:,} to {DEALS[1]:,} deals, {parties} parties"
    peer = "NegMAS, our curve, rule and turns"

    def share(question: str, against: str, values: list[float], target: float | None = None) -> Finding:
        """Return a finding."""
        return Finding(f"talks: {question}", where, against, np.array(values), unit="", target=target)

    yield share("same deal and offer", peer, [same(we, alike)], target=1)
    yield share("same deal and offer", f"{peer}, ties by lot", [same(we, lot) for lot in lots])
    yield share("same deal and offer of two lots", "", [same(*pair) for pair in combinations(lots, 2)])
    yield share("share that agrees", "", [agreed(we)])
    yield share("share that agrees, NegMAS", "our curve, rule and turns, ties by lot", [agreed(lot) for lot in lots])
    if parties > 2:  # two take turns either way
        other = "our curve and rule, who says no offers next"
        yield share("share that agrees, NegMAS", other, [agreed(refusing)])
