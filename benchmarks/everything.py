"""All ingredients at once: what a generated domain gets beside one rule for everybody.

- The first and the last issue are **linked**: one issue of cells that are worth a little more or less than the sum.
- The last issue of what remains says how well a deal **holds** (the pivot), and a deal may break into war.
- **Quota and veto**: of all parties but the last, one may be missing, never the first.
- **Conditional consent**: some deals need every one of them.
- **Ratifier**: the last party is asked about some deals only.
- **Bundles**: up to three parties refuse some levels of two issues together.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.kernels import RuleArrays, WorldArrays

BUNDLES = 3
STANDS = (1.0, 0.7, 0.8)
"""How often the quota, the conditional rule and the ratifier's rule stand."""


@dataclass(frozen=True)
class Extras:
    """What is added to plain worlds."""

    first: np.ndarray
    """The level of the first issue in each cell of the linked pair; shape ``(cells,)``."""
    last: np.ndarray
    """The level of the last issue in it, on the joint axis; shape ``(cells,)``."""
    rest: np.ndarray
    """The other levels; shape ``(other levels,)``."""
    pivot_levels: int

    def added(self, plain: WorldArrays, rng: np.random.Generator) -> WorldArrays:
        """Return worlds with everything in them."""
        draws, parties = plain.thresholds.shape
        cells = plain.gains[:, :, self.first] + plain.gains[:, :, self.last]
        together = rng.integers(-20_000, 20_001, cells.shape).astype(np.float32)
        pivot = (draws, parties, self.pivot_levels)
        return WorldArrays(
            gains=np.concatenate([cells + together, plain.gains[:, :, self.rest]], axis=2),
            thresholds=plain.thresholds,
            allowed=np.concatenate(
                [plain.allowed[:, self.first] & plain.allowed[:, self.last], plain.allowed[:, self.rest]], axis=1
            ),
            firm_bundles=sets(rng.random((draws, BUNDLES)) < 0.3),
            active_rules=sets(rng.random((draws, len(STANDS))) < np.array(STANDS)),
            holds=np.sort(rng.uniform(0.7, 1, pivot), axis=2),
            setbacks=plain.thresholds[:, :, None] - np.floor(rng.uniform(0, 200_000, pivot)),
        )


def everything_in(plain: RuleArrays, parties: int, rng: np.random.Generator) -> tuple[Extras, RuleArrays]:
    """Return what is added to a plain domain, and its rules."""
    issues = [np.arange(first, end) for first, end in pairwise(plain.offsets)]
    first, last = (grid.ravel() for grid in np.meshgrid(issues[0], issues[-1], indexing="ij"))
    rest = np.concatenate(issues[1:-1])
    sizes = [len(first), *map(len, issues[1:-1])]
    patterns = [pattern(sizes, 2, rng) for _ in range(BUNDLES)]
    patterns += [np.ones(sum(sizes), np.bool_), *(pattern(sizes, named, rng) for named in (2, 1, 2))]
    asked = max(2, parties - 1)
    some, ratifier = 2**asked - 1, 2 ** (parties - 1)
    everything = plain._replace(
        groups=np.array([some, some, ratifier], np.uint64),
        quotas=np.array([asked - (asked > 2), asked, 1]),
        vetoes=np.array([1, 0, 0], np.uint64),
        triggers=np.array([0b0001, 0b0010, 0b1100], np.uint64) << np.uint64(BUNDLES),
        bundle_parties=np.arange(BUNDLES) % parties,
        patterns=sets(np.stack(patterns, axis=1)),
        numbers=np.concatenate([plain.numbers[first] + plain.numbers[last], plain.numbers[rest]]),
        offsets=np.concatenate([[0], np.cumsum(sizes)]),
        pivots=np.array([len(sizes) - 1]),
    )
    return Extras(first, last, rest, sizes[-1]), everything


def pattern(sizes: list[int], named: int, rng: np.random.Generator) -> np.ndarray:
    """Return which levels fit a pattern that names half of the levels of some issues, all of the others."""
    fits = np.ones(sum(sizes), np.bool_)
    ends = np.cumsum(sizes)
    for issue in rng.choice(len(sizes), named, replace=False):
        left_out = rng.permutation(sizes[issue])[: sizes[issue] // 2]
        fits[ends[issue] - sizes[issue] + left_out] = False
    return fits


def sets(masks: np.ndarray) -> np.ndarray:
    """Pack masks along the last axis into sets; shape ``(..., members)`` to ``(...)``."""
    return (masks.astype(np.uint64) << np.arange(masks.shape[-1], dtype=np.uint64)).sum(axis=-1, dtype=np.uint64)
