"""Parts of a game: the same worlds with fewer levels, or with one party's answer given.

Whatever is asked of a game can be asked of a part of it, so a question about two levels, or about one party's yes,
needs no kernel of its own.
"""

import numpy as np
from jaxtyping import Bool, Int64

from sim.kernels import RuleArrays, WorldArrays

Game = tuple[WorldArrays, RuleArrays]
ALWAYS = np.float32(-np.inf)
"""A reservation value that every deal reaches."""


def among(worlds: WorldArrays, chosen: Bool[np.ndarray, " draws"]) -> WorldArrays:
    """Return some of the worlds."""
    return WorldArrays(*(part[chosen] for part in worlds))


def holding(worlds: WorldArrays, rules: RuleArrays, levels: Int64[np.ndarray, " named"]) -> Game:
    """Return the game among the deals that hold these levels, one an issue at most; the deals keep their numbers."""
    issues = np.searchsorted(rules.offsets, levels, side="right") - 1
    kept = np.ones(int(rules.offsets[-1]), np.bool_)
    for issue in issues:
        kept[rules.offsets[issue] : rules.offsets[issue + 1]] = False
    kept[levels] = True
    places = np.flatnonzero(kept)
    pivots = kept[rules.offsets[rules.pivot] : rules.offsets[rules.pivot + 1]] if rules.pivot >= 0 else slice(None)
    return (
        worlds._replace(
            gains=np.ascontiguousarray(worlds.gains[:, :, places]),
            allowed=np.ascontiguousarray(worlds.allowed[:, places]),
            holds=np.ascontiguousarray(worlds.holds[:, :, pivots]),
            renewed=np.ascontiguousarray(worlds.renewed[:, :, pivots]),
        ),
        rules._replace(
            patterns=rules.patterns[places],
            numbers=rules.numbers[places],
            offsets=np.searchsorted(places, rules.offsets).astype(np.int64),
        ),
    )


def always_yes(worlds: WorldArrays, rules: RuleArrays, party: int) -> WorldArrays:
    """Return the worlds with one party saying yes to every deal: no deal is worth less, and it draws no line."""
    thresholds = worlds.thresholds.copy()
    thresholds[:, party] = ALWAYS
    own = np.uint64(sum(1 << bundle for bundle, whose in enumerate(rules.bundle_parties) if whose == party))
    return worlds._replace(
        thresholds=thresholds,
        allowed=worlds.allowed | np.uint64(1 << party),
        firm_bundles=worlds.firm_bundles & ~own,
    )


def asking_only(worlds: WorldArrays, rules: RuleArrays, party: int) -> Game:
    """Return the game in which every deal needs the yes of one party and of nobody else."""
    alone = np.array([1 << party], np.uint64)
    bundles = len(rules.bundle_parties)
    always = np.uint64(1 << bundles)
    own = np.uint64((1 << bundles) - 1)
    return (
        worlds._replace(active_rules=np.ones(len(worlds.active_rules), np.uint64)),
        rules._replace(
            groups=alone,
            quotas=np.ones(1, np.int64),
            vetoes=alone,
            triggers=np.array([always], np.uint64),
            patterns=(rules.patterns & own) | always,
        ),
    )
