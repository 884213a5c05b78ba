"""The peer of the talks: one Mesa model for each world, run by ``mesa.batch_run``.

Written as one would without an ensemble: every party holds the worth of all deals and looks through them for each
offer. The rules are those of :mod:`sim.negotiation`, so every deal and every round must be the same.
"""

import math
import multiprocessing
from functools import partial

import numpy as np

from benchmarks.given import Given
from benchmarks.one_by_one import World, one_by_one, over_deals
from benchmarks.pairing import Row
from sim.negotiation import Outcomes, at_the_table
from sim.negotiation.mesa_apart import let_go, mesa

WORLDS: list[World] = []
"""The worlds by number: ``batch_run`` goes through whatever it is passed, so a model is passed its number only."""


class Delegate(mesa.Agent):
    """Offers the deal that it believes the others like most among those worth its aspiration; takes any worth that."""

    def __init__(self, model: "Negotiation", number: int, world: World) -> None:
        super().__init__(model)
        self.number, self.no_deal, self.exponent = number, world.no_deal[number], world.exponents[number]
        self.worth = over_deals(np.add, world.gains[number], world.table.offsets)
        self.worth[~over_deals(np.logical_and, world.opened[number], world.table.offsets)] = -np.inf
        for owner, refused in world.firm_bundles:
            if owner == number:
                self.worth[refused] = -np.inf
        self.best = self.worth.max()
        self.walks = self.best < self.no_deal

    def aspiration(self) -> float:
        """Return what a deal must be worth now, in whole millionths."""
        falling = 1 - self.model.elapsed**self.exponent
        return math.floor(self.no_deal + (self.best - self.no_deal) * falling + 0.5)

    def others(self) -> np.ndarray:
        """Return what I believe every deal is worth to the others together; shape ``(deals,)``."""
        return sum(worth for q, worth in enumerate(self.model.table.pictured) if q != self.number)

    def offer(self) -> int:
        """Return the number of the deal that I offer: of equals, the first."""
        return int(np.where(self.worth >= self.aspiration(), self.others(), -np.inf).argmax())

    def takes(self, deal: int) -> bool:
        """Tell whether I say yes to a deal."""
        return not self.walks and self.worth[deal] >= self.aspiration()


class RememberingDelegate(Delegate):
    """Adds up what the others are believed to get once, not for every offer."""

    def __init__(self, model: "Negotiation", number: int, world: World) -> None:
        super().__init__(model, number, world)
        self.summed = super().others()

    def others(self) -> np.ndarray:
        """Return the sum made at the start; shape ``(deals,)``."""
        return self.summed


class Negotiation(mesa.Model):
    """The talks in one world."""

    delegate = Delegate

    def __init__(self, world: int, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        self.table, self.rules = WORLDS[world].table, WORLDS[world].rules
        self.round, self.struck, self.rounds = 0, -1, 0
        self.delegates = [self.delegate(self, p, WORLDS[world]) for p in range(len(WORLDS[world].no_deal))]
        self.datacollector = mesa.DataCollector(model_reporters={"struck": "struck", "rounds": "rounds"})

    @property
    def elapsed(self) -> float:
        """Return how much of the time is over: 0 in the first round, 1 in the last."""
        return (self.round - 1) / (self.table.rounds - 1)

    def step(self) -> None:
        """Play a round: one offers, all answer, and what has the consents it needs is struck."""
        self.round += 1
        speaker = self.delegates[self.table.order[(self.round - 1) % len(self.table.order)]]
        if not speaker.walks:
            self.answer(speaker.offer())
        self.running = self.struck < 0 and self.round < self.table.rounds
        self.datacollector.collect(self)

    def answer(self, deal: int) -> None:
        """Let all answer an offer, and strike the deal if their answers are enough."""
        yes = {delegate.number for delegate in self.delegates if delegate.takes(deal)}
        if all(rule.passes(deal, yes) for rule in self.rules):
            self.struck, self.rounds = deal, self.round


class RememberingNegotiation(Negotiation):
    """The same with delegates that remember."""

    delegate = RememberingDelegate


def talked(model: type[Negotiation]) -> tuple[list[int], list[int]]:
    """Let the parties negotiate in every world laid out; return the deals struck and the rounds."""
    way = multiprocessing.get_start_method(allow_none=True)
    try:
        ended = mesa.batch_run(model, {"world": range(len(WORLDS))}, number_processes=1, display_progress=False)
    finally:
        multiprocessing.set_start_method(way, force=True)  # Mesa from 3.4 on sets another one here
        freed(model)
    return [one["struck"] for one in ended], [one["rounds"] for one in ended]


def freed(model: type[Negotiation]) -> None:
    """Let go of finished models: Mesa before 3.4 keeps them all, and memory would run out."""
    for held in list(getattr(mesa.Agent, "_ids", ())):
        if isinstance(held, model):
            let_go(held)


def lay_out(given: Given) -> None:
    """Write the worlds down where the models look for them."""
    WORLDS[:] = one_by_one(given)


def rows(given: Given) -> list[Row]:
    """Return the comparisons, once both sides have struck the same deals in the same rounds."""

    def ours() -> Outcomes:
        return at_the_table(given.case, given.worlds, given.rules).run()

    def ours_and_worlds() -> Outcomes:
        return at_the_table(given.case, given.built_again(), given.rules).run()

    def peer_and_worlds() -> object:
        return given.built_again(), talked(Negotiation)

    lay_out(given)
    ended, count = ours(), given.count
    for model in (Negotiation, RememberingNegotiation):
        assert talked(model) == (ended.struck.tolist(), ended.rounds.tolist()), "not the same deals in the same rounds"
    peer = "a Mesa model a world, batch_run"
    remembering = partial(talked, RememberingNegotiation)
    note = "Both sides draw and build their worlds with our code."
    return [
        Row("talks", peer, ours, partial(talked, Negotiation), count, count),
        Row("talks", "the same, what others get summed once", ours, remembering, count, count),
        Row("talks, worlds built too", peer, ours_and_worlds, peer_and_worlds, count, count, note),
    ]
