"""The peer of the talks from the field: NegMAS, stacked alternating offers between aspiration negotiators.

Both sides get the same issues, worths, reservation values, exponents and deadline in rounds, both ask everybody's yes,
and lines across issues are left out on both sides. A firm line on one issue is told to NegMAS as a worth far below any
reservation value. What remains is each side's own protocol, so they strike different deals:

- NegMAS lets every party speak in a step: it takes the last offer or makes another. In a round of ours one party
  offers and all answer.
- Its negotiator offers the deal worth least to itself within its aspiration, ours the one it believes others like most.
- Its clock runs from 1 / (rounds + 1) to rounds / (rounds + 1), ours from 0 to 1.

NegMAS (AGPL) is used here and nothing of it is copied: https://github.com/yasserfarouk/negmas
"""

import warnings
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.given import Given
from benchmarks.one_by_one import World, one_by_one
from benchmarks.pairing import Row
from sim.arrays import MILLION
from sim.negotiation import Outcomes, at_the_table
from sim.worlds import space_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # one of its dependencies does not compile without a warning
    from negmas import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.sao import AspirationNegotiator, SAOMechanism

REFUSED = -10.0
"""What a level that a firm line refuses is worth: with the best of all else a deal is still worth less than no deal."""


def unanimous(given: Given) -> Given:
    """Return the same worlds with one rule, everybody's yes to every deal, and without lines across issues."""
    count, everybody = given.count, 2 ** len(given.case.parties) - 1
    arrays = given.worlds.arrays._replace(
        firm_bundles=np.zeros(count, np.uint64), active_rules=np.ones(count, np.uint64)
    )
    rules = given.rules._replace(
        groups=np.array([everybody], np.uint64),
        quotas=np.array([len(given.case.parties)]),
        vetoes=np.array([everybody], np.uint64),
        triggers=np.array([1], np.uint64),
        patterns=np.ones_like(given.rules.patterns),
        bundle_parties=given.rules.bundle_parties[:0],
    )
    return replace(given, worlds=replace(given.worlds, arrays=arrays), rules=rules)


def negotiated(given: Given, worlds: list[World]) -> list[Any]:
    """Let NegMAS negotiate in some worlds; return what was agreed in each, None where nothing was."""
    return [mechanism(given, world).run().agreement for world in worlds]


def mechanism(given: Given, world: World) -> SAOMechanism:
    """Return the talks of one world before they begin."""
    space, parties = space_of(given.case), list(given.case.parties)
    issues = [make_issue(list(levels), issue) for issue, levels in zip(space.issues, space.levels, strict=True)]
    talks = SAOMechanism(issues=issues, n_steps=world.table.rounds, sync_calls=True)
    for p in world.table.order:
        negotiator = AspirationNegotiator(name=parties[p], aspiration_type=world.exponents[p])
        talks.add(negotiator, ufun=utility(world, p, space.levels, issues))
    return talks


def utility(world: World, party: int, levels: tuple[tuple[str, ...], ...], issues: list[Any]) -> Any:
    """Return what NegMAS is told of a party's preferences: 1 is worth a million millionths."""
    worth = np.where(world.opened[party], world.gains[party] / MILLION, REFUSED)
    tables = [
        dict(zip(names, worth[first:end].tolist(), strict=True))
        for names, (first, end) in zip(levels, pairwise(world.table.offsets), strict=True)
    ]
    return LinearAdditiveUtilityFunction(tables, issues=issues, reserved_value=world.no_deal[party] / MILLION)


def rows(given: Given, peer_worlds: int) -> list[Row]:
    """Return the comparison, and say how often each side agrees."""
    same = unanimous(given)
    some = list(one_by_one(same))[:peer_worlds]

    def ours() -> Outcomes:
        return at_the_table(same.case, same.worlds, same.rules).run()

    agreed = int((ours().struck[:peer_worlds] >= 0).sum())
    theirs = sum(deal is not None for deal in negotiated(same, some))
    note = f"Not the same protocol: of the same {peer_worlds} worlds we agree in {agreed}, NegMAS in {theirs}."
    peer = partial(negotiated, same, some)
    return [Row("talks, everybody's yes", "NegMAS, SAOMechanism", ours, peer, given.count, peer_worlds, note)]
