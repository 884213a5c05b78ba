"""The peer of the zone: NumPy broadcasting over all deals of a chunk of worlds, float32 and plain masks.

Arrays have the axes ``worlds, parties, deals``. The answers of the parties are a list of masks, one a party, so that a
party's answer can be exchanged without copying the others'.
"""

import time
from collections.abc import Callable
from functools import partial, reduce
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from benchmarks.given import Given
from benchmarks.one_by_one import Rule, has, rules_of
from benchmarks.pairing import Row
from sim.deals import every_deal
from sim.kernels import Counts, RuleArrays, Verdicts, WorldArrays, no_counts
from sim.zones import existence, tally

CHUNKS = (1, 8, 64)
"""Worlds a chunk that are tried; the fastest is timed."""


class Masks(NamedTuple):
    """What is the same in every world, as masks over deals made once."""

    rules: list[Rule]
    bundles: list[tuple[int, np.ndarray]]
    """Whose line across issues refuses which deals."""
    offsets: np.ndarray
    """Where each issue begins among the levels, and the end of the last."""


class Answers(NamedTuple):
    """What the parties say to every deal; each a list of masks of shape ``(worlds, deals)``, one a party."""

    clear: list[np.ndarray]
    """It crosses none of the party's firm lines."""
    yes: list[np.ndarray]
    """It is also worth no deal to the party."""


def chunks(worlds: WorldArrays, size: int) -> list[WorldArrays]:
    """Cut worlds into chunks."""
    count = len(worlds.thresholds)
    return [WorldArrays(*(part[first : first + size] for part in worlds)) for first in range(0, count, size)]


def over_deals(combine: np.ufunc, levels: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """Combine something said of levels over all deals; shape ``(worlds, parties, deals)``."""
    lead = levels.shape[:2]
    by_issue = [levels[..., first:end] for first, end in pairwise(offsets)]
    return reduce(lambda so_far, more: combine(so_far[..., None], more[:, :, None]).reshape(*lead, -1), by_issue)


def masks_of(rules: RuleArrays, parties: int) -> Masks:
    """Return the masks of some rules."""
    fits = rules.fits(every_deal(rules.offsets))
    bundles = [(int(owner), has(fits, b)) for b, owner in enumerate(rules.bundle_parties)]
    return Masks(rules_of(rules, range(parties)), bundles, rules.offsets)


def answers(worlds: WorldArrays, rules: Masks) -> Answers:
    """Return what every party says to every deal."""
    parties = range(worlds.gains.shape[1])
    opened = np.stack([has(worlds.allowed, p) for p in parties], axis=1)
    clear = over_deals(np.logical_and, opened, rules.offsets)
    for bundle, (owner, refused) in enumerate(rules.bundles):
        clear[:, owner] &= ~(has(worlds.firm_bundles, bundle)[:, None] & refused)
    enough = over_deals(np.add, worlds.gains, rules.offsets) >= worlds.thresholds[..., None]
    return Answers([clear[:, p] for p in parties], [clear[:, p] & enough[:, p] for p in parties])


def passing(yes: list[np.ndarray], worlds: WorldArrays, rules: Masks) -> np.ndarray:
    """Tell which deals have every consent they need; shape ``(worlds, deals)``."""
    inside = np.ones_like(yes[0])
    for r, rule in enumerate(rules.rules):
        asked = [yes[p] for p in rule.asked]
        if rule.quota == len(asked):
            agreed = reduce(np.logical_and, asked)
        else:
            agreed = reduce(np.logical_and, [yes[p] for p in rule.vetoes], np.sum(asked, axis=0) >= rule.quota)
        inside &= agreed | ~(has(worlds.active_rules, r)[:, None] & rule.triggered)
    return inside


def zones(worlds: WorldArrays, rules: Masks, chunk: int) -> np.ndarray:
    """Tell which worlds have a zone; shape ``(worlds,)``."""
    return np.concatenate(
        [passing(answers(some, rules).yes, some, rules).any(axis=1) for some in chunks(worlds, chunk)]
    )


def counted(worlds: WorldArrays, rules: Masks, chunk: int) -> tuple[Counts, Verdicts]:
    """Return all that :func:`sim.zones.tally` counts."""
    counts = no_counts(len(rules.rules[0].triggered), worlds.gains.shape[1], worlds.gains.shape[2])
    verdicts = [count(some, rules, counts) for some in chunks(worlds, chunk)]
    return counts, Verdicts(*map(np.concatenate, zip(*verdicts, strict=True)))


def count(worlds: WorldArrays, rules: Masks, counts: Counts) -> Verdicts:
    """Add a chunk of worlds to the counts, and return the verdict on each."""
    clear, yes = answers(worlds, rules)
    inside = passing(yes, worlds, rules)
    empty, blockers = ~inside.any(axis=1), np.zeros(len(inside), np.uint64)
    counts.joint[:] += inside.sum(axis=0)
    add_cells(inside, rules.offsets, counts.cells)
    alone = []
    for p, own in enumerate(yes):
        counts.accepted[:, p] += own.sum(axis=0)
        opened = passing([*yes[:p], np.ones_like(own), *yes[p + 1 :]], worlds, rules)
        alone.append(opened & ~inside)
        counts.sole[:, p] += alone[p].sum(axis=0)
        blockers |= (empty & opened.any(axis=1)).astype(np.uint64) << np.uint64(p)
        accepted = np.zeros_like(counts.cells)
        add_cells(own, rules.offsets, accepted)
        counts.refused_cells[p] += np.triu(len(own) - accepted)
    add_shared(alone, rules.offsets, counts.shared)
    return Verdicts(inside.sum(axis=1), passing(clear, worlds, rules).any(axis=1), blockers)


def add_shared(alone: list[np.ndarray], offsets: np.ndarray, shared: np.ndarray) -> None:
    """Count by level the deals that several parties alone keep out, under each of them and once in the last column."""
    several = np.sum(alone, axis=0) > 1
    for column, mask in enumerate([*(several & own for own in alone), several]):
        by_deal = mask.sum(axis=0).reshape(np.diff(offsets))
        for issue, (first, end) in enumerate(pairwise(offsets)):
            rest = tuple(k for k in range(len(offsets) - 1) if k != issue)
            shared[first:end, column] += by_deal.sum(axis=rest)


def add_cells(mask: np.ndarray, offsets: np.ndarray, cells: np.ndarray) -> None:
    """Count the worlds in which some deal of the mask holds two levels; upper half of ``(levels, levels)``."""
    parts = [slice(first, end) for first, end in pairwise(offsets)]
    by_level = mask.reshape(-1, *np.diff(offsets))
    for i, j in combinations(range(len(parts)), 2):
        rest = tuple(k + 1 for k in range(len(parts)) if k not in (i, j))
        cells[parts[i], parts[j]] += by_level.any(axis=rest).sum(axis=0)
    for i, part in enumerate(parts):
        rest = tuple(k + 1 for k in range(len(parts)) if k != i)
        cells[part, part][np.diag_indices(part.stop - part.start)] += by_level.any(axis=rest).sum(axis=0)


def fastest(work: Callable[[int], object]) -> int:
    """Return the chunk size with which some work takes the least time."""
    spent = {}
    for size in CHUNKS:
        start = time.process_time()
        work(size)
        spent[size] = time.process_time() - start
    return min(spent, key=spent.__getitem__)


def rows(given: Given) -> list[Row]:
    """Return the comparisons, once both sides have found the same."""
    worlds, rules = given.worlds.arrays, given.rules
    masks = masks_of(rules, len(given.case.parties))
    found, counts = tally(worlds, rules), counted(worlds, masks, CHUNKS[1])
    assert np.array_equal(existence(worlds, rules).in_zone, zones(worlds, masks, CHUNKS[1])), (
        "not the same worlds have a zone"
    )
    for ours, theirs in zip((*found.counts, *found.verdicts), (*counts[0], *counts[1]), strict=True):
        assert np.array_equal(ours, theirs), "not the same counts"
    return [
        row("is there a zone", given, partial(existence, worlds, rules), partial(zones, worlds, masks)),
        row("the zone and all counts", given, partial(tally, worlds, rules), partial(counted, worlds, masks)),
    ]


def row(question: str, given: Given, ours: Callable[[], object], peer: Callable[[int], object]) -> Row:
    """Return a comparison with the peer at its best chunk size."""
    chunk = fastest(peer)
    return Row(question, f"NumPy, worlds in chunks of {chunk}", ours, partial(peer, chunk), given.count, given.count)
