"""Generated domains of a thousand to a trillion deals, written as what kernels take; the same from the same seed.

A domain fixes who wants what: weights, directions and peaks of every party, and whose consent a deal needs. Its worlds
draw what is uncertain around that: weights, curvature, peaks, reservation values and firm lines. Reservation values are
moved together until about half of the worlds have a zone (:mod:`benchmarks.calibrating`): the region where a search has
most to do. Gains are ``weight times value`` in whole millionths.
"""

from dataclasses import dataclass, replace
from functools import cache
from math import prod

import numpy as np

from benchmarks.calibrating import shift
from benchmarks.everything import Extras, everything_in
from sim.arrays import MILLION
from sim.kernels import RuleArrays, WorldArrays, every_deal_holds

SIZES = {
    "1e3": (4,) * 5,
    "1e4": (6, 6, 5, 4, 4, 4),
    "1e5": (6, 6, 6, 6, 5, 4, 4),
    "1e6": (6, 6, 6, 6, 6, 6, 5, 5),
    "1e7": (10, 10, 10, 6, 6, 6, 8, 6),
    "1e8": (10,) * 8,
    "1e9": (10,) * 9,
    "1e10": (10,) * 10,
    "1e12": (16,) * 10,
}
"""Levels of each issue."""
WANTS = (-1, 0, 1)
"""A party wants little of an issue, something between, or much."""
CALIBRATION = 256
"""Worlds by which reservation values are moved."""
SEED = 2
"""Of all domains, unless another is asked for."""


@dataclass(frozen=True)
class Domain:
    """Who wants what, and whose consent a deal needs."""

    sizes: tuple[int, ...]
    """Levels of each issue, before two are linked."""
    seed: int
    weights: np.ndarray
    """Central weight of each issue; shape ``(parties, issues)``, each row with sum 1."""
    wants: np.ndarray
    """One of :data:`WANTS` for each level; shape ``(parties, levels)``."""
    peaks: np.ndarray
    """Central place of the best of an issue, 0 to 1; shape ``(parties, levels)``."""
    lines: np.ndarray
    """The level that each party may refuse, on the joint axis; shape ``(parties,)``."""
    rules: RuleArrays
    extras: Extras | None = None
    """What else is in it, if everything is."""
    reserved: float = 0.0
    """Central reservation value of every party, 1 being a million millionths."""

    @property
    def deals(self) -> int:
        """Return how many deals there are."""
        return prod(self.sizes)

    @property
    def parties(self) -> int:
        """Return how many parties there are."""
        return len(self.weights)

    def worlds(self, draws: int, block: int = 0) -> WorldArrays:
        """Draw worlds; another block has others."""
        rng = np.random.default_rng([self.seed, 1, block])
        thresholds = self.reserved + rng.normal(0, 0.05, (draws, self.parties))
        plain = WorldArrays(
            gains=gains(self, rng, draws),
            thresholds=np.floor(thresholds * MILLION + 0.5).astype(np.float32),
            allowed=allowed(self, rng, draws),
            firm_bundles=np.zeros(draws, np.uint64),
            active_rules=np.ones(draws, np.uint64),
            **every_deal_holds(draws, self.parties),
        )
        return self.extras.added(plain, rng) if self.extras else plain


def gains(domain: Domain, rng: np.random.Generator, draws: int) -> np.ndarray:
    """Draw weights and value functions; return weight times value in whole millionths.

    With ``x`` a level's place in its issue, 0 to 1, what is wanted much is worth ``x + c x (1 - x)``, what is wanted
    little is worth as much from the other end, and the rest ``min(x / peak, (1 - x) / (1 - peak))``.
    """
    sizes, shape = np.array(domain.sizes), (draws, *domain.weights.shape)
    issue = np.repeat(np.arange(len(sizes)), sizes)
    x = np.concatenate([np.linspace(0, 1, size, dtype=np.float32) for size in sizes])
    weights = rng.standard_gamma(np.broadcast_to(25 * domain.weights + 0.2, shape).astype(np.float32), dtype=np.float32)
    weights *= MILLION / weights.sum(axis=2, keepdims=True)
    bent = (1.8 * rng.random(shape, np.float32) - 0.9)[..., issue]
    moved = (0.4 * rng.random(shape, np.float32) - 0.2)[..., issue]
    peaks = np.clip(domain.peaks.astype(np.float32) + moved, 0.02, 0.98)
    peaked = np.minimum(x / peaks, (1 - x) / (1 - peaks))
    from_end = np.where(domain.wants > 0, x, 1 - x)
    values = np.where(domain.wants == 0, peaked, from_end + bent * (x * (1 - x)))
    return np.floor(weights[..., issue] * values + np.float32(0.5))


def allowed(domain: Domain, rng: np.random.Generator, draws: int) -> np.ndarray:
    """Draw who is firm, each party in one world of twelve; return the set of parties that let a level pass."""
    everybody = np.uint64(2**domain.parties - 1)
    passing = np.full((draws, sum(domain.sizes)), everybody)
    firm = rng.random((draws, domain.parties)) < 1 / 12
    for party, level in enumerate(domain.lines):
        passing[firm[:, party], level] &= ~np.uint64(1 << party)
    return passing


def unanimous(sizes: tuple[int, ...], parties: int) -> RuleArrays:
    """Return one rule: everybody's yes to every deal."""
    everybody = np.array([2**parties - 1], np.uint64)
    strides = [prod(sizes[i + 1 :]) for i in range(len(sizes))]
    return RuleArrays(
        groups=everybody,
        quotas=np.array([parties]),
        vetoes=everybody,
        triggers=np.ones(1, np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(sum(sizes), np.uint64),
        numbers=np.concatenate([stride * np.arange(size) for stride, size in zip(strides, sizes, strict=True)]),
        offsets=np.concatenate([[0], np.cumsum(sizes)]),
        pivots=np.zeros(0, np.int64),
    )


@cache
def domain(size: str, *, parties: int = 4, everything: bool = False, seed: int = SEED, zones: float = 0.5) -> Domain:
    """Return a domain of a size; in this share of its worlds there is a zone, as nearly as its first worlds tell."""
    return of_levels(SIZES[size], parties=parties, everything=everything, seed=seed, zones=zones)


def of_levels(sizes: tuple[int, ...], *, parties: int, everything: bool, seed: int, zones: float = 0.5) -> Domain:
    """Return a domain with these levels."""
    rng = np.random.default_rng([seed, 0])
    issues = (parties, len(sizes))
    wants = rng.choice(WANTS, issues, p=[0.4, 0.2, 0.4]).repeat(sizes, axis=1)
    peaks = rng.uniform(0.2, 0.8, issues).repeat(sizes, axis=1)
    weights = rng.dirichlet(np.full(len(sizes), 1.5), parties)
    ends = np.cumsum(sizes)
    lined = rng.integers(len(sizes), size=parties)
    worst = np.where(
        wants[np.arange(parties), ends[lined] - 1] > 0, ends[lined] - np.array(sizes)[lined], ends[lined] - 1
    )
    made = Domain(sizes, seed, weights, wants, peaks, worst, unanimous(sizes, parties))
    if everything:
        extras, rules = everything_in(made.rules, parties, rng)
        made = replace(made, extras=extras, rules=rules)
    return replace(made, reserved=shift(made.worlds(CALIBRATION), made.rules, zones) / MILLION)
