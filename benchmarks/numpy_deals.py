"""The peer of the zone: NumPy broadcasting over the deals of a chunk of worlds, float32 and plain masks.

Arrays have the axes ``worlds, parties, deals``. What the parties answer is a list of masks, one a party, so that a
party's answer can be exchanged without copying the others'. Where all deals of one world are too many for the caches, a
chunk is a piece of a world: all deals with given levels of the first issues.
"""

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise, product
from math import prod
from typing import NamedTuple

import numpy as np

from benchmarks.one_by_one import Rule, has, rules_of
from sim.kernels import RuleArrays, WorldArrays


class Chunk(NamedTuple):
    """How much is broadcast at once."""

    worlds: int
    fixed: int = 0
    """How many of the first issues are gone through one level at a time."""

    def __str__(self) -> str:
        """Return it in words."""
        cut = f", {self.fixed} issue{'s' if self.fixed > 1 else ''} level by level" if self.fixed else ""
        return f"{self.worlds} world{'s' if self.worlds > 1 else ''} at once{cut}"


class Masks(NamedTuple):
    """What is the same in every world, as masks over deals made once."""

    rules: list[Rule]
    bundles: list[tuple[int, np.ndarray]]
    """Whose line across issues refuses which deals."""
    offsets: np.ndarray
    """Where each issue begins among the levels, and the end of the last."""
    pivot: int
    """The issue whose level says how well a deal holds, or -1."""
    numbers: np.ndarray
    """The number of each deal; shape ``(deals,)``."""
    last_first: bool = True
    """Whether sums begin with the last issue: the innermost loop is then long, which not everybody thinks of."""


class Piece(NamedTuple):
    """All deals with levels in these spans; they stand next to each other."""

    spans: list[slice]
    deals: slice

    @property
    def sizes(self) -> list[int]:
        """Return how many levels of each issue are in it."""
        return [span.stop - span.start for span in self.spans]


def masks_of(rules: RuleArrays, parties: int) -> Masks:
    """Return the masks of some rules."""
    spans = whole(rules.offsets).spans
    fits = over_deals(np.bitwise_and, rules.patterns[None, None], spans).ravel()
    numbers = over_deals(np.add, rules.numbers[None, None], spans).ravel()
    bundles = [(int(owner), has(fits, b)) for b, owner in enumerate(rules.bundle_parties)]
    pivot = int(rules.pivots[0]) if len(rules.pivots) else -1
    return Masks(rules_of(rules, range(parties), fits), bundles, rules.offsets, pivot, numbers)


def chunks(worlds: WorldArrays, size: int) -> list[WorldArrays]:
    """Cut worlds into chunks."""
    return [some_of(worlds, first, first + size) for first in range(0, len(worlds.thresholds), size)]


def some_of(worlds: WorldArrays, first: int, end: int) -> WorldArrays:
    """Return some of the worlds."""
    return WorldArrays(*(part[first:end] for part in worlds))


def whole(offsets: np.ndarray) -> Piece:
    """Return every deal."""
    return Piece([slice(first, end) for first, end in pairwise(offsets)], slice(0, int(np.prod(np.diff(offsets)))))


def pieces(offsets: np.ndarray, fixed: int) -> Iterator[Piece]:
    """Cut the deals by the levels of the first issues."""
    spans = whole(offsets).spans
    rest = spans[fixed:]
    deals = prod(span.stop - span.start for span in rest)
    for k, levels in enumerate(product(*(range(span.start, span.stop) for span in spans[:fixed]))):
        yield Piece([slice(level, level + 1) for level in levels] + rest, slice(k * deals, (k + 1) * deals))


def over_deals(combine: np.ufunc, levels: np.ndarray, spans: list[slice], *, last_first: bool = True) -> np.ndarray:
    """Combine something said of levels over all deals; shape ``(worlds, parties, deals)``."""

    def outer(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Combine all of one with all of the other, the last of the right fastest."""
        return combine(left[..., None], right[:, :, None]).reshape(*levels.shape[:2], -1)

    by_issue = [levels[..., span] for span in spans]
    if last_first:
        return reduce(lambda so_far, more: outer(more, so_far), reversed(by_issue))
    return reduce(outer, by_issue)


def utilities(worlds: WorldArrays, masks: Masks, piece: Piece) -> np.ndarray:
    """Return what every deal is worth, that it may not hold included; shape ``(worlds, parties, deals)``.

    A firm line makes its level worth minus infinity, so that crossing it needs no mask.
    """
    gains = np.where(opened_by(worlds), worlds.gains, np.float32(-np.inf))
    worth = over_deals(np.add, gains, piece.spans, last_first=masks.last_first)
    if masks.pivot >= 0:
        worth = effective(worth, worlds, masks, piece)
    for bundle, (owner, refused) in enumerate(masks.bundles):
        worth[:, owner][has(worlds.firm_bundles, bundle)[:, None] & refused[piece.deals]] = -np.inf
    return worth


def effective(worth: np.ndarray, worlds: WorldArrays, masks: Masks, piece: Piece) -> np.ndarray:
    """Return what deals are worth that may not hold; shape as given."""
    sizes, span, first = piece.sizes, piece.spans[masks.pivot], masks.offsets[masks.pivot]
    levels = slice(span.start - first, span.stop - first)
    renewed_by_level = worlds.thresholds[:, :, None] - worlds.setbacks
    hold, renewed = (x[:, :, None, levels, None] for x in (worlds.holds, renewed_by_level))
    by_level = worth.reshape(*worth.shape[:2], prod(sizes[: masks.pivot]), sizes[masks.pivot], -1)
    with np.errstate(invalid="ignore"):  # a crossed line that holds with chance 0
        found = renewed + np.floor(hold * (by_level - renewed))
    return np.where(by_level == -np.inf, -np.inf, found).reshape(worth.shape)


def clearing(worlds: WorldArrays, masks: Masks, piece: Piece) -> list[np.ndarray]:
    """Tell which deals cross none of a party's firm lines; a mask of shape ``(worlds, deals)`` each."""
    clear = over_deals(np.logical_and, opened_by(worlds), piece.spans, last_first=masks.last_first)
    for bundle, (owner, refused) in enumerate(masks.bundles):
        clear[:, owner] &= ~(has(worlds.firm_bundles, bundle)[:, None] & refused[piece.deals])
    return list(clear.swapaxes(0, 1))


def opened_by(worlds: WorldArrays) -> np.ndarray:
    """Tell which levels a party's firm lines let pass; shape ``(worlds, parties, levels)``."""
    return np.stack([has(worlds.allowed, p) for p in range(worlds.gains.shape[1])], axis=1)


def accepting(worlds: WorldArrays, worth: np.ndarray) -> list[np.ndarray]:
    """Tell which deals are worth no deal to each party; a mask of shape ``(worlds, deals)`` each."""
    return list((worth >= worlds.thresholds[..., None]).swapaxes(0, 1))


def zone_in(worlds: WorldArrays, masks: Masks, piece: Piece) -> np.ndarray:
    """Tell which deals are in the zone; shape ``(worlds, deals)``."""
    return passing(accepting(worlds, utilities(worlds, masks, piece)), worlds, masks, piece)


def passing(yes: list[np.ndarray], worlds: WorldArrays, masks: Masks, piece: Piece) -> np.ndarray:
    """Tell which deals have every consent they need; shape ``(worlds, deals)``."""
    inside = np.ones_like(yes[0])
    for r, rule in enumerate(masks.rules):
        asked = [yes[p] for p in rule.asked]
        if rule.quota == len(asked):
            agreed = reduce(np.logical_and, asked)
        else:
            enough = np.sum(asked, axis=0, dtype=np.uint8) >= rule.quota
            agreed = reduce(np.logical_and, [yes[p] for p in rule.vetoes], enough)
        applies = has(worlds.active_rules, r)[:, None] & rule.triggered[piece.deals]
        inside &= agreed | ~applies
    return inside
