"""The zone from its definition, in plain NumPy with every deal of every world in memory: slow, and easy to believe.

Arrays have the axes ``draws, parties, deals``; sets written as bits become masks first; utilities are whole numbers.
"""

from itertools import pairwise

import numpy as np

from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays


def members(sets, count):
    """Return which of ``count`` members each set holds; shape ``(..., count)``."""
    return (sets[..., None] >> np.arange(count, dtype=np.uint64)) & np.uint64(1) == 1


def table(rules):
    """Return the joint-axis position of the levels of every deal, by its number; shape ``(deals, issues)``."""
    spans = [np.arange(first, end) for first, end in pairwise(rules.offsets)]
    deals = np.stack([axis.ravel() for axis in np.meshgrid(*spans, indexing="ij")], axis=1)
    return deals[np.argsort(rules.numbers[deals].sum(axis=1))]


def fits(rules):
    """Tell which patterns every deal fits; shape ``(deals, 64)``."""
    return members(rules.patterns, 64)[table(rules)].all(axis=1)


def triggered(rules):
    """Tell which rules every deal triggers; shape ``(deals, rules)``."""
    return (fits(rules)[:, None] & members(rules.triggers, 64)).any(axis=2)


def worths(worlds, rules):
    """Return what living under every deal is worth to every party, in whole millionths."""
    gains, deals = worlds.gains.astype(np.float64).astype(np.int64), table(rules)
    return sum(gains[:, :, deals[:, i]] for i in range(deals.shape[1]))


def utilities(worlds, rules):
    """Return what every deal is worth to every party, that it may not hold included, in whole millionths."""
    worth = worths(worlds, rules)
    if not len(rules.pivots):
        return worth
    cells = np.ravel_multi_index(
        [table(rules)[:, i] - rules.offsets[i] for i in rules.pivots], np.diff(rules.offsets)[rules.pivots]
    )
    holds = worlds.holds[:, :, cells]
    renewed = worlds.thresholds.astype(np.int64)[:, :, None] - worlds.setbacks[:, :, cells]
    return (renewed + np.floor(holds * (worth - renewed))).astype(np.int64)


def clears(worlds, rules):
    """Tell which parties cross none of their firm lines with which deals."""
    parties, deals = worlds.gains.shape[1], table(rules)
    passed = members(worlds.allowed, parties)
    clear = np.stack([passed[:, deals, p].all(axis=2) for p in range(parties)], axis=1)
    firm, bundled = members(worlds.firm_bundles, len(rules.bundle_parties)), fits(rules)
    for bundle, party in enumerate(rules.bundle_parties):
        clear[:, party] &= ~(firm[:, None, bundle] & bundled[None, :, bundle])
    return clear


def accepted(worlds, rules):
    """Tell which parties accept which deals; shape ``(draws, parties, deals)``."""
    return clears(worlds, rules) & (utilities(worlds, rules) >= worlds.thresholds.astype(np.int64)[:, :, None])


NEVER = -(2**62)
"""The surplus of a party with a deal that crosses one of its firm lines."""


def surpluses(worlds, rules):
    """Return utility less reservation value, lines left aside; shape ``(draws, parties, deals)``."""
    return utilities(worlds, rules) - worlds.thresholds.astype(np.int64)[:, :, None]


def values(worlds, rules):
    """Return each deal's value: the least over its rules of the largest surplus that a quota, vetoes included, reaches.

    A party whose line the deal crosses counts as one with an endless loss. A deal is in the zone iff its value is 0 or
    more. Where no rule stands it is endless; shape ``(draws, deals)``.
    """
    surplus = np.where(clears(worlds, rules), surpluses(worlds, rules), NEVER)
    draws, parties, deals = surplus.shape
    stands, triggers = members(worlds.active_rules, len(rules.quotas)), triggered(rules)
    value = np.full((draws, deals), -NEVER)
    for rule, quota in enumerate(rules.quotas):
        asked, vetoes = (np.flatnonzero(members(x[rule], parties)) for x in (rules.groups, rules.vetoes))
        reached = np.sort(surplus[:, asked], axis=1)[:, len(asked) - quota]
        for p in vetoes:
            reached = np.minimum(reached, surplus[:, p])
        value = np.where(stands[:, None, rule] & triggers[None, :, rule], np.minimum(value, reached), value)
    return value


def players(worlds, rules):
    """Tell which parties some standing rule asks; shape ``(draws, parties)``."""
    stands = members(worlds.active_rules, len(rules.quotas))
    return (stands[:, :, None] & members(rules.groups, worlds.gains.shape[1])[None]).any(axis=1)


def zone(says_yes, worlds, rules):
    """Tell which deals every standing rule that they trigger lets pass; shape ``(draws, deals)``."""
    stands, triggers = members(worlds.active_rules, len(rules.quotas)), triggered(rules)
    asked, with_veto = (members(sets, says_yes.shape[1]) for sets in (rules.groups, rules.vetoes))
    inside = np.ones((says_yes.shape[0], says_yes.shape[2]), bool)
    for rule, quota in enumerate(rules.quotas):
        enough = says_yes[:, asked[rule]].sum(axis=1) >= quota
        none_vetoes = says_yes[:, with_veto[rule]].all(axis=1)
        applies = stands[:, None, rule] & triggers[None, :, rule]
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
    held = np.stack([(table(rules) == level).any(axis=1) for level in range(levels)], axis=1)
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
    levels, deals = range(int(rules.offsets[-1])), table(rules)
    return np.stack([pairs[:, (deals == level).any(axis=1)].sum(axis=1) for level in levels])


def accepted_by_all(says_yes, coalitions):
    """Count per deal the worlds in which all members of a coalition accept it; shape ``(deals, coalitions)``."""
    asked = members(np.array(coalitions, np.uint64), says_yes.shape[1])
    counts = [says_yes[:, members].all(axis=1).sum(axis=0) for members in asked]
    return np.array(counts, np.int64).reshape(len(asked), says_yes.shape[2]).T


def by_definition(worlds: WorldArrays, rules: RuleArrays, coalitions=()) -> tuple[Counts, Verdicts]:
    """Return what :func:`sim.zones.tally` should find."""
    clear, says_yes = clears(worlds, rules), accepted(worlds, rules)
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
        coalitions=accepted_by_all(says_yes, coalitions),
    )
    compatible = zone(clear, worlds, rules).any(axis=1)
    return counts, Verdicts(inside.sum(axis=1), compatible, as_sets(empty[:, None] & opened.any(axis=2)))
