"""Random worlds of every sort for the kernels: any mix of lines, bundles, quotas, vetoes, ratifiers, linkage and hold.

Gains and thresholds are multiples of one step, so that many deals lie exactly at a threshold.
"""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from sim.deals import DealSpace
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds

STEP = 50_000
"""Gains and thresholds are multiples of this."""


class Shape(NamedTuple):
    """How large a random game is, how strict, and what is in it."""

    levels: tuple[int, ...]
    parties: int
    bundles: int
    rules: int
    strictness: float
    seed: int
    holds: bool = False
    """Whether how well a deal holds depends on the levels of some issues."""
    linked: bool = False
    """Whether two issues are worth together what they are not alone: they are one issue of cells, put first."""


shapes = st.builds(
    Shape,
    levels=st.lists(st.integers(2, 5), min_size=2, max_size=5).map(tuple),
    parties=st.integers(2, 7),
    bundles=st.integers(0, 4),
    rules=st.integers(1, 5),
    strictness=st.sampled_from([0.3, 0.6, 0.8, 1.0]),
    seed=st.integers(0, 2**32 - 1),
    holds=st.booleans(),
    linked=st.booleans(),
)

MANY = 10_000
"""Deals of a large game, at the least."""


def random_shape(rng, *, large=False):
    """Return a random shape: small, with a few hundred deals as a rule, or large, with :data:`MANY` and more."""
    levels = [int(count) for count in rng.integers(2, 6, size=rng.integers(2, 6))]
    while large and np.prod(levels) < MANY:
        levels.append(int(rng.integers(3, 9)))
    return Shape(
        levels=tuple(levels),
        parties=int(rng.integers(2, 8)),
        bundles=int(rng.integers(0, 5)),
        rules=int(rng.integers(1, 7)),
        strictness=float(rng.choice([0.3, 0.6, 0.8, 1.0])),
        seed=int(rng.integers(2**32)),
        holds=bool(rng.random() < 0.5),
        linked=bool(rng.random() < 0.5),
    )


plain_shapes = shapes.map(lambda shape: shape._replace(holds=False, linked=False))


def sets(masks):
    """Pack masks along the last axis into sets."""
    packed = np.zeros(masks.shape[:-1], np.uint64)
    for k in range(masks.shape[-1]):
        packed |= masks[..., k].astype(np.uint64) << np.uint64(k)
    return packed


def space_of(levels):
    return DealSpace(
        tuple(f"i{i}" for i in range(len(levels))), tuple(tuple(f"l{k}" for k in range(count)) for count in levels)
    )


def random_pattern(space, rng):
    """Return which levels fit a random pattern over none, one, two or three issues."""
    fits = np.ones(int(space.offsets[-1]), bool)
    named = rng.choice(len(space.sizes), size=min(len(space.sizes), int(rng.integers(0, 4))), replace=False)
    for i in named:
        fits[space.offsets[i] : space.offsets[i + 1]] = rng.random(space.sizes[i]) < 0.6
    return fits


def random_rules(shape, rng):
    """Return consent rules with random triggers, groups, quotas and vetoes, and random bundles.

    Half of the rules ask for everybody in their group; one pattern in six is every deal; the last party is asked by few
    rules, like a ratifier.
    """
    space = space_of(shape.levels)
    groups = rng.random((shape.rules, shape.parties)) < 0.5
    groups[:, -1] &= rng.random(shape.rules) < 0.5
    groups[np.arange(shape.rules), rng.integers(shape.parties, size=shape.rules)] = True
    quotas = rng.integers(1, groups.sum(axis=1), endpoint=True)
    quotas = np.where(rng.random(shape.rules) < 0.5, groups.sum(axis=1), quotas)
    patterns = [random_pattern(space, rng) for _ in range(shape.bundles)]
    triggers = np.zeros(shape.rules, np.uint64)
    for rule in range(shape.rules):
        for _ in range(int(rng.integers(1, 3))):
            always = rng.random() < 1 / 6
            patterns.append(np.ones(int(space.offsets[-1]), bool) if always else random_pattern(space, rng))
            triggers[rule] |= np.uint64(1 << (len(patterns) - 1))
    return RuleArrays(
        groups=sets(groups),
        quotas=quotas.astype(np.int64),
        vetoes=sets(groups & (rng.random(groups.shape) < 0.35)),
        triggers=triggers,
        bundle_parties=rng.integers(shape.parties, size=shape.bundles).astype(np.int64),
        patterns=sets(np.stack(patterns, axis=1)),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )


def random_worlds(shape, rng, draws):
    """Return worlds with coarse gains and thresholds, random lines and random standing rules.

    In half of the games gains are so coarse that many deals are worth the same.
    """
    levels, steps = sum(shape.levels), int(rng.choice([2, 8]))
    gains = STEP * rng.integers(0, steps, size=(draws, shape.parties, levels), endpoint=True)
    highest = steps * STEP * len(shape.levels)
    thresholds = STEP * np.round(rng.random((draws, shape.parties)) * shape.strictness * highest / STEP)
    share_allowed = rng.choice([0.6, 0.8, 1.0], size=(draws, 1, 1))
    return WorldArrays(
        gains=gains.astype(np.float32),
        thresholds=thresholds.astype(np.float32),
        allowed=sets(rng.random((draws, levels, shape.parties)) < share_allowed),
        firm_bundles=sets(rng.random((draws, shape.bundles)) < 0.5),
        active_rules=sets(rng.random((draws, shape.rules)) < 0.7),
        **every_deal_holds(draws, shape.parties),
    )


def with_hold(worlds, rules, rng):
    """Return a game in which how well a deal holds depends on the levels of up to three issues; now and then 0 or 1.

    In two of three games chances are quarters and renewed war is worth whole steps, so that deals lie at thresholds.
    """
    issues = len(rules.offsets) - 1
    pivots = np.sort(rng.choice(issues, size=min(issues, int(rng.integers(1, 4))), replace=False))
    draws, parties, _ = worlds.gains.shape
    shape = draws, parties, int(np.prod(np.diff(rules.offsets)[pivots]))
    holds = np.where(rng.random(shape) < 0.2, rng.integers(0, 2, size=shape), rng.random(shape))
    renewed = np.floor(rng.random(shape) * worlds.thresholds[:, :, None])
    if rng.random() < 2 / 3:
        holds, renewed = np.round(4 * holds) / 4, STEP * np.round(renewed / STEP)
    setbacks = worlds.thresholds[:, :, None].astype(np.float64) - renewed
    return worlds._replace(holds=holds, setbacks=setbacks), rules._replace(pivots=pivots)


def linked(worlds, rules, rng):
    """Return a game in which two issues are one issue of cells, put first, worth more or less than their sum."""
    sizes, offsets = np.diff(rules.offsets), rules.offsets
    i, j = sorted(int(x) for x in rng.choice(len(sizes), size=2, replace=False))
    a, b = (x.ravel() for x in np.meshgrid(*(np.arange(offsets[k], offsets[k + 1]) for k in (i, j)), indexing="ij"))
    rest = np.concatenate([np.arange(offsets[k], offsets[k + 1]) for k in range(len(sizes)) if k not in (i, j)] or [[]])
    rest = rest.astype(np.int64)
    gains = worlds.gains[:, :, a] + worlds.gains[:, :, b]
    gains += STEP * rng.integers(-2, 3, size=gains.shape)
    ends = np.cumsum([0, len(a), *(size for k, size in enumerate(sizes) if k not in (i, j))])
    merged_worlds = worlds._replace(
        gains=np.concatenate([gains, worlds.gains[:, :, rest]], axis=2).astype(np.float32),
        allowed=np.concatenate([worlds.allowed[:, a] & worlds.allowed[:, b], worlds.allowed[:, rest]], axis=1),
    )
    merged_rules = rules._replace(
        patterns=np.concatenate([rules.patterns[a] & rules.patterns[b], rules.patterns[rest]]),
        numbers=np.concatenate([rules.numbers[a] + rules.numbers[b], rules.numbers[rest]]),
        offsets=ends.astype(np.int64),
    )
    return merged_worlds, merged_rules


def game(shape, draws=30):
    """Return random worlds and rules of a shape."""
    rng = np.random.default_rng(shape.seed)
    rules = random_rules(shape, rng)
    worlds = random_worlds(shape, rng, draws)
    if shape.linked:
        worlds, rules = linked(worlds, rules, rng)
    if shape.holds:
        worlds, rules = with_hold(worlds, rules, rng)
    return worlds, rules
