"""Side deals in every world of a block, and what they do to the zone of a settlement."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float64, Int64

from sim.arrays import MILLION
from sim.deals import DealSpace, places
from sim.draws import draw
from sim.engine.tasks import Block, Task
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.scenario import Case
from sim.stakes import AsGoodAs, Outlook
from sim.streams import Uniforms
from sim.worlds import Worlds, build, expectations, later, space_of
from sim.zones import existence, solutions


class Sided(NamedTuple):
    """One side deal in some worlds."""

    made: Bool[np.ndarray, " draws"]
    """Whether those who could make it find one that costs none of them anything."""
    levels: Int64[np.ndarray, "draws issues"]
    """Places of its levels on the joint axis, issue by issue as named; of no meaning where none is made."""
    gains: Float64[np.ndarray, "draws parties"]
    """What it is worth to everybody beyond going on without it, with what else is stated; 0 where none is made."""
    zone_before: Bool[np.ndarray, " draws"]
    """Whether a settlement had every consent it needs without it."""
    zone_after: Bool[np.ndarray, " draws"]
    """Whether one still has with it."""


def sided_in(asked: tuple[Task, str], block: Block) -> Sided:
    """Draw a block of worlds, and let some parties make their side deal."""
    task, name = asked
    case, side_deal = task.case, task.case.side_deals[name]
    uniforms = draw(task.paths, task.seed, block.first, block.count)
    worlds, space = build(case, uniforms), space_of(task.case)
    expected = expected_of_all(case, worlds, space, uniforms)
    issues = [space.issue(issue) for issue in side_deal.on]
    apart, rules = game_of(task, name, worlds, space, expected)
    deals = solutions(apart, rules).nash
    made = deals >= 0
    levels = joint_levels(space, issues, places(np.maximum(deals, 0), rules.offsets), rules.offsets)
    worth = np.take_along_axis(worlds.arrays.gains, levels[:, None, :], axis=2).astype(np.float64).sum(axis=2)
    gains = (worth - expected[:, :, issues].sum(axis=2)) / MILLION
    for party, shift in worlds.side_shifts[name].items():
        gains[:, list(case.parties).index(party)] += shift
    gains = np.where(made[:, None], gains, 0.0)
    after = worlds.arrays._replace(thresholds=later(worlds.arrays.thresholds, gains))
    zones = (existence(arrays, task.rules).in_zone for arrays in (worlds.arrays, after))
    return Sided(made, levels, gains, *zones)


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


def joint_levels(
    space: DealSpace,
    issues: list[int],
    levels: Int64[np.ndarray, "draws chosen"],
    offsets: Int64[np.ndarray, " chosen_and_end"],
) -> Int64[np.ndarray, "draws chosen"]:
    """Return places on the joint axis of all issues, given those on the axis of some of them."""
    return levels - offsets[:-1] + space.offsets[issues]


def game_of(
    task: Task, name: str, worlds: Worlds, space: DealSpace, expected: Float64[np.ndarray, "draws parties issues"]
) -> tuple[WorldArrays, RuleArrays]:
    """Return the game of those who make a side deal: its issues, their yes, and going on as their no deal.

    What else is stated of a member counts in its decision. Of lines across issues those are kept whose issues are all
    in the deal.
    """
    side_deal, parties = task.case.side_deals[name], list(task.case.parties)
    issues = [space.issue(issue) for issue in side_deal.on]
    own = np.concatenate([np.arange(space.offsets[i], space.offsets[i + 1]) for i in issues])
    part = DealSpace(side_deal.on, tuple(space.levels[i] for i in issues))
    members = np.uint64(sum(1 << parties.index(party) for party in side_deal.between))
    draws, patterns, kept = len(worlds.arrays.thresholds), task.rules.patterns[own], bundles_inside(task.rules, own)
    firm, fits = np.zeros(draws, np.uint64), np.full(len(own), np.uint64(1 << len(kept)))
    for k, bundle in enumerate(kept):
        firm |= (worlds.arrays.firm_bundles >> np.uint64(bundle) & np.uint64(1)) << np.uint64(k)
        fits |= (patterns >> np.uint64(bundle) & np.uint64(1)) << np.uint64(k)
    rules = RuleArrays(
        groups=np.array([members]),
        quotas=np.array([len(side_deal.between)]),
        vetoes=np.array([members]),
        triggers=np.array([1 << len(kept)], np.uint64),
        bundle_parties=task.rules.bundle_parties[kept],
        patterns=fits,
        numbers=part.numbers,
        offsets=part.offsets,
        pivots=np.zeros(0, np.int64),
    )
    least = expected[:, :, issues].sum(axis=2)
    for party in side_deal.between:
        least[:, parties.index(party)] -= MILLION * worlds.side_shifts[name].get(party, np.zeros(draws))
    arrays = worlds.arrays._replace(
        gains=np.ascontiguousarray(worlds.arrays.gains[:, :, own]),
        thresholds=later(least, 0.0),
        allowed=np.ascontiguousarray(worlds.arrays.allowed[:, own]),
        firm_bundles=firm,
        active_rules=np.ones(draws, np.uint64),
        **every_deal_holds(draws, len(parties)),
    )
    return arrays, rules


def bundles_inside(rules: RuleArrays, own: Int64[np.ndarray, " levels"]) -> list[int]:
    """Return the lines across issues that refuse nothing outside of some levels: all others fit them."""
    others = np.setdiff1d(np.arange(len(rules.patterns)), own)
    named = np.bitwise_and.reduce(rules.patterns[others], initial=~np.uint64(0))
    return [bundle for bundle in range(len(rules.bundle_parties)) if int(named) >> bundle & 1]
