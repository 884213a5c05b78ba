"""The zone from its definition, in plain NumPy with every deal of every world in memory: slow, and easy to believe.

Arrays have the axes ``draws, parties, deals``; sets written as bits become masks first; utilities are whole numbers.
"""

import numpy as np

from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays


def members(sets, count):
    """Return which of ``count`` members each set holds; shape ``(..., count)``."""
    return (sets[..., None] >> np.arange(count, dtype=np.uint64)) & np.uint64(1) == 1


def utilities(worlds, rules):
    """Return what every deal is worth to every party, in whole millionths."""
    gains = worlds.gains.astype(np.float64).astype(np.int64)
    return sum(gains[:, :, rules.table[:, i]] for i in range(rules.table.shape[1]))


def clears(worlds, rules):
    """Tell which parties cross none of their firm lines with which deals."""
    draws, parties, _ = worlds.gains.shape
    passed = members(worlds.allowed, parties)
    clear = np.ones((draws, parties, len(rules.table)), bool)
    for p in range(parties):
        for i in range(rules.table.shape[1]):
            clear[:, p] &= passed[:, rules.table[:, i], p]
    firm, bundled = (members(sets, len(rules.bundle_parties)) for sets in (worlds.firm_bundles, rules.bundled))
    for bundle, party in enumerate(rules.bundle_parties):
        clear[:, party] &= ~(firm[:, None, bundle] & bundled[None, :, bundle])
    return clear


def zone(says_yes, worlds, rules):
    """Tell which deals every standing rule that they trigger lets pass; shape ``(draws, deals)``."""
    stands, triggered = (members(sets, len(rules.quotas)) for sets in (worlds.active_rules, rules.triggered))
    asked, with_veto = (members(sets, says_yes.shape[1]) for sets in (rules.groups, rules.vetoes))
    inside = np.ones((says_yes.shape[0], says_yes.shape[2]), bool)
    for rule, quota in enumerate(rules.quotas):
        enough = says_yes[:, asked[rule]].sum(axis=1) >= quota
        none_vetoes = says_yes[:, with_veto[rule]].all(axis=1)
        applies = stands[:, None, rule] & triggered[None, :, rule]
        inside &= ~applies | (enough & none_vetoes)
    return inside


def always_yes(says_yes, party):
    """Return the answers with those of one party set to yes everywhere."""
    changed = says_yes.copy()
    changed[:, party] = True
    return changed


def as_sets(masks):
    """Pack masks of shape ``(draws, members)`` into sets; shape ``(draws,)``."""
    return np.array([sum(1 << k for k in np.flatnonzero(row)) for row in masks], np.uint64)


def level_pairs(rules):
    """Go through every pair of levels, a level with itself included, and the deals that hold both."""
    levels = int(rules.offsets[-1])
    held = np.array([[level in deal for level in range(levels)] for deal in rules.table])
    for s in range(levels):
        for t in range(s, levels):
            yield s, t, held[:, s] & held[:, t]


def cells(inside, says_yes, rules):
    """Count per pair of levels the worlds with such a zone deal, and those where a party refuses every such deal."""
    levels, parties = int(rules.offsets[-1]), says_yes.shape[1]
    held, refused = np.zeros((levels, levels), np.int64), np.zeros((parties, levels, levels), np.int64)
    for s, t, deals in level_pairs(rules):
        held[s, t] = inside[:, deals].any(axis=1).sum()
        refused[:, s, t] = (~says_yes[:, :, deals]).all(axis=2).sum(axis=0)
    return held, refused


def shared(alone, rules):
    """Count per level the pairs of world and deal that each of several parties alone keeps out; last each pair once."""
    several = alone.sum(axis=1) > 1
    pairs = np.concatenate([alone & several[:, None], several[:, None]], axis=1).sum(axis=0)
    levels = range(int(rules.offsets[-1]))
    return np.stack([pairs[:, (rules.table == level).any(axis=1)].sum(axis=1) for level in levels])


def by_definition(worlds: WorldArrays, rules: RuleArrays) -> tuple[Counts, Verdicts]:
    """Return what :func:`sim.kernels.every_deal` should find."""
    clear = clears(worlds, rules)
    says_yes = clear & (utilities(worlds, rules) >= worlds.thresholds.astype(np.int64)[:, :, None])
    inside = zone(says_yes, worlds, rules)
    empty = ~inside.any(axis=1)
    parties = range(says_yes.shape[1])
    opened = np.stack([zone(always_yes(says_yes, p), worlds, rules) for p in parties], axis=1)
    alone = opened & ~inside[:, None]
    held, refused = cells(inside, says_yes, rules)
    counts = Counts(
        joint=inside.sum(axis=0),
        accepted=says_yes.sum(axis=0).T,
        sole=alone.sum(axis=0).T,
        shared=shared(alone, rules),
        cells=held,
        refused_cells=refused,
    )
    compatible = zone(clear, worlds, rules).any(axis=1)
    return counts, Verdicts(inside.sum(axis=1), compatible, as_sets(empty[:, None] & opened.any(axis=2)))
