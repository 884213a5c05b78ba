"""Parts of a game: some of the worlds, or all of them with one party's answer given.

Whatever is asked of a game can be asked of a part of it, so a question about one party's yes needs no kernel
of its own.
"""

import numpy as np
from jaxtyping import Bool, Float

from sim.kernels import RuleArrays, WorldArrays

Game = tuple[WorldArrays, RuleArrays]


def among(worlds: WorldArrays, chosen: Bool[np.ndarray, " draws"]) -> WorldArrays:
    """Return some of the worlds."""
    return WorldArrays(*(part[chosen] for part in worlds))


def asking(worlds: WorldArrays, worth: Float[np.ndarray, "draws parties"]) -> WorldArrays:
    """Return worlds in which deals must be worth so much; what follows where one does not hold stays where it was."""
    raised = worth.astype(np.float64) - worlds.thresholds
    return worlds._replace(thresholds=worth.astype(np.float32), setbacks=worlds.setbacks + raised[:, :, None])


def always_yes(rules: RuleArrays, party: int) -> RuleArrays:
    """Return the rules as they are once one party says yes to every deal: each asks the others for one yes less.

    A rule that would then ask nobody is triggered by no deal.
    """
    own = np.uint64(1 << party)
    left = rules.quotas - (rules.groups & own != 0)
    vetoes = rules.vetoes & ~own
    return rules._replace(
        groups=np.where(left > 0, rules.groups & ~own, vetoes),
        quotas=np.where(left > 0, left, np.bitwise_count(vetoes)).astype(np.int64),
        vetoes=vetoes,
        triggers=np.where((left > 0) | (vetoes != 0), rules.triggers, np.uint64(0)),
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
