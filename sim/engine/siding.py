"""Deals apart, between some and on some issues, in every world of a block; and what they do to a settlement."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float64, Int64

from sim.arrays import MILLION, Mask
from sim.deals import DealSpace, places
from sim.engine.tasks import Block, Task
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.scenario import Case
from sim.stakes import AsGoodAs, Outlook
from sim.streams import Uniforms
from sim.worlds import Worlds, build, expectations, later, space_of
from sim.zones import existence, solutions


class Sided(NamedTuple):
    """One side deal in some worlds."""

    made: Mask
    """Whether those who could make it find one that leaves each of them more."""
    levels: Int64[np.ndarray, "draws issues"]
    """Places of its levels on the joint axis, issue by issue as named; of no meaning where none is made."""
    gains: Float64[np.ndarray, "draws parties"]
    """What it is worth to everybody beyond going on without it, with what else is stated; 0 where none is made."""
    zone_before: Mask
    """Whether a settlement had every consent it needs without it."""
    zone_after: Mask
    """Whether one still has with it."""


class Between(NamedTuple):
    """Who could settle what apart, by number."""

    members: tuple[int, ...]
    """The parties whose yes it takes."""
    issues: tuple[int, ...]
    """What it settles."""


class Ground(NamedTuple):
    """Some worlds, and what everybody has in them if all go on."""

    arrays: WorldArrays
    rules: RuleArrays
    space: DealSpace
    expected: Float64[np.ndarray, "draws parties issues"]
    """What every party expects every issue to bring without a deal, in millionths."""

    def where(self, chosen: Mask) -> "Ground":
        """Return some of the worlds."""
        arrays = WorldArrays(*(column[chosen] for column in self.arrays))
        return self._replace(arrays=arrays, expected=self.expected[chosen])


class Struck(NamedTuple):
    """The deal that some strike apart, in some worlds."""

    made: Mask
    levels: Int64[np.ndarray, "draws issues"]
    gains: Float64[np.ndarray, "draws parties"]
    """These three as in :class:`Sided`."""
    surpluses: Float64[np.ndarray, "draws parties"]
    """What it leaves a member beyond going on as the member weighs it: in whole millionths, 0 where none is made."""


def sided_in(asked: tuple[Task, str], block: Block) -> Sided:
    """Draw a block of worlds, and let some parties make their side deal."""
    task, name = asked
    side_deal, parties = task.case.side_deals[name], list(task.case.parties)
    worlds, ground = ground_of(task, block)
    between = Between(
        tuple(parties.index(party) for party in side_deal.between),
        tuple(ground.space.issue(issue) for issue in side_deal.on),
    )
    shifts = np.zeros((block.count, len(parties)))
    for party, shift in worlds.side_shifts[name].items():
        shifts[:, parties.index(party)] = shift
    found = struck(ground, between, shifts)
    zone = existence(ground.arrays, ground.rules).in_zone
    return Sided(found.made, found.levels, found.gains, zone, zone_with(ground, found, zone))


def ground_of(task: Task, block: Block) -> tuple[Worlds, Ground]:
    """Draw a block of worlds, and what everybody expects of going on in them."""
    uniforms = task.uniforms(block)
    worlds, space = build(task.case, uniforms), space_of(task.case)
    return worlds, Ground(worlds.arrays, task.rules, space, expected_of_all(task.case, worlds, space, uniforms))


def expected_of_all(
    case: Case, worlds: Worlds, space: DealSpace, uniforms: Uniforms
) -> Float64[np.ndarray, "draws parties issues"]:
    """Return what every party expects every issue to bring without a deal, in millionths."""
    found = []
    for p, (name, party) in enumerate(case.parties.items()):
        assert isinstance(party.no_deal, Outlook | AsGoodAs)
        own = uniforms.under(f"parties.{name}.no_deal")
        expected = expectations(party.no_deal, worlds.arrays.gains[:, p], space, own)
        found.append(np.stack([expected[issue] for issue in space.issues], axis=1).astype(np.float64))
    return np.stack(found, axis=1)


def struck(ground: Ground, between: Between, shifts: Float64[np.ndarray, "draws parties"]) -> Struck:
    """Let some parties strike the deal apart with the largest product of what they gain.

    Parameters
    ----------
    ground
        The worlds.
    between
        Who settles what.
    shifts
        What else the deal adds to no deal of everybody, from 0 to 1; a member counts it in its decision.
    """
    apart, rules = game_of(ground, between, shifts)
    deals, issues = solutions(apart, rules).nash, list(between.issues)
    levels = places(np.maximum(deals, 0), rules.offsets) - rules.offsets[:-1] + ground.space.offsets[issues]
    worth = np.take_along_axis(ground.arrays.gains, levels[:, None, :], axis=2).astype(np.float64).sum(axis=2)
    gains = (worth - ground.expected[:, :, issues].sum(axis=2)) / MILLION + shifts
    surpluses = worth - apart.thresholds
    made = (deals >= 0) & (surpluses[:, list(between.members)] > 0).all(axis=1)
    return Struck(made, levels, *(np.where(made[:, None], column, 0.0) for column in (gains, surpluses)))


def zone_with(ground: Ground, found: Struck, zone: Mask) -> Mask:
    """Tell in which worlds a settlement has a zone after a deal apart, given where it had one without."""
    after, moved = zone.copy(), ground.where(found.made).arrays
    thresholds = later(moved.thresholds, found.gains[found.made])
    after[found.made] = existence(moved._replace(thresholds=thresholds), ground.rules).in_zone
    return after


def game_of(
    ground: Ground, between: Between, shifts: Float64[np.ndarray, "draws parties"]
) -> tuple[WorldArrays, RuleArrays]:
    """Return the game of those who settle something apart: its issues, their yes, and going on as their no deal.

    Of lines across issues those are kept whose issues are all in the deal.
    """
    issues, space = list(between.issues), ground.space
    own = np.concatenate([np.arange(space.offsets[i], space.offsets[i + 1]) for i in issues])
    part = DealSpace(tuple(space.issues[i] for i in issues), tuple(space.levels[i] for i in issues))
    members = np.uint64(sum(1 << party for party in between.members))
    draws, patterns, kept = len(shifts), ground.rules.patterns[own], bundles_inside(ground.rules, own)
    firm, fits = np.zeros(draws, np.uint64), np.full(len(own), np.uint64(1 << len(kept)))
    for k, bundle in enumerate(kept):
        firm |= (ground.arrays.firm_bundles >> np.uint64(bundle) & np.uint64(1)) << np.uint64(k)
        fits |= (patterns >> np.uint64(bundle) & np.uint64(1)) << np.uint64(k)
    rules = RuleArrays(
        groups=np.array([members]),
        quotas=np.array([len(between.members)]),
        vetoes=np.array([members]),
        triggers=np.array([1 << len(kept)], np.uint64),
        bundle_parties=ground.rules.bundle_parties[kept],
        patterns=fits,
        numbers=part.numbers,
        offsets=part.offsets,
        pivots=np.zeros(0, np.int64),
    )
    arrays = ground.arrays._replace(
        gains=np.ascontiguousarray(ground.arrays.gains[:, :, own]),
        thresholds=later(ground.expected[:, :, issues].sum(axis=2) - MILLION * shifts, 0.0),
        allowed=np.ascontiguousarray(ground.arrays.allowed[:, own]),
        firm_bundles=firm,
        active_rules=np.ones(draws, np.uint64),
        **every_deal_holds(draws, shifts.shape[1]),
    )
    return arrays, rules


def bundles_inside(rules: RuleArrays, own: Int64[np.ndarray, " levels"]) -> list[int]:
    """Return the lines across issues that refuse nothing outside of some levels: all others fit them."""
    others = np.setdiff1d(np.arange(len(rules.patterns)), own)
    named = np.bitwise_and.reduce(rules.patterns[others], initial=~np.uint64(0))
    return [bundle for bundle in range(len(rules.bundle_parties)) if int(named) >> bundle & 1]
