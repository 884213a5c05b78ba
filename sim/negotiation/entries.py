"""What a party puts into a deal: one level of each issue, but issues that its bundles couple are settled together.

A line across issues ("no more land without a guarantee") cannot be told from one level alone. The issues it couples are
therefore taken as one issue whose entries are their cells, so every line of the party is a mask over entries, and what
a deal is worth stays a sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from jaxtyping import Bool, Int64, UInt64

from sim.deals import DealSpace
from sim.errors import BadArgument
from sim.kernels import RuleArrays

MOST_CELLS = 10_000
"""More cells of coupled issues than this take longer to go through than all the rest."""
PerLevel = np.ndarray
"""Something for every level; shape ``(draws, levels)``."""


@dataclass(frozen=True)
class Entries:
    """The entries of one party, those of all its groups of issues end to end."""

    levels: Int64[np.ndarray, "entries issues"]
    """Joint-axis position of the level under each issue, -1 where the entry leaves it to others."""
    offsets: Int64[np.ndarray, " groups_and_end"]
    """Where each group begins, and the end of the last."""
    numbers: Int64[np.ndarray, " entries"]
    """The entry's share of a deal's number."""
    bundled: UInt64[np.ndarray, " entries"]
    """Set of the party's bundles that the entry falls in."""
    cells: Int64[np.ndarray, " entries"]
    """The cell of the pivot issues that it is of, in the last group; 0 in others."""

    def summed(self, per_level: PerLevel) -> PerLevel:
        """Return the sum over an entry's levels; shape ``(draws, entries)``."""
        total = np.zeros((len(per_level), len(self.levels)), per_level.dtype)
        for levels in self.levels.T:
            total += np.where(levels >= 0, per_level[:, levels], 0)
        return total

    def opened(
        self, open_levels: Bool[np.ndarray, "draws levels"], firm_bundles: UInt64[np.ndarray, " draws"]
    ) -> Bool[np.ndarray, "draws entries"]:
        """Tell which entries cross no firm line, given the levels that pass and the party's bundles that are firm."""
        passed = np.ones((len(open_levels), len(self.levels)), np.bool_)
        for levels in self.levels.T:
            passed &= (levels < 0) | open_levels[:, levels]
        return passed & (self.bundled & firm_bundles[:, None] == 0)


@dataclass(frozen=True)
class Bundle:
    """One line of a party across issues."""

    number: int
    """Its number among all bundles of the scenario."""
    levels: dict[int, tuple[int, ...]]
    """By issue, the joint-axis positions of the levels that it refuses together."""

    def inside(self, rows: Int64[np.ndarray, "rows issues"]) -> Bool[np.ndarray, " rows"]:
        """Tell which deals or entries fall in the bundle: they have one of its levels under every issue it names."""
        return np.logical_and.reduce([np.isin(rows[:, issue], levels) for issue, levels in self.levels.items()])


def groups_of(issues: int, coupled: Sequence[set[int]]) -> list[tuple[int, ...]]:
    """Return the issues in groups: those that a chain of couplings joins are together, every other one is alone.

    >>> groups_of(5, [{0, 3}, {3, 4}])
    [(0, 3, 4), (1,), (2,)]
    """
    groups = [{issue} for issue in range(issues)]
    for together in coupled:
        joined = set[int]().union(*(group for group in groups if group & together))
        groups = [group for group in groups if not group & together] + [joined]
    return sorted(tuple(sorted(group)) for group in groups)


def entries_of(space: DealSpace, bundles: Sequence[Bundle], rules: RuleArrays) -> Entries:
    """Return the entries of a party that has these bundles; the issues that say how well a deal holds come last."""
    strides = [prod(space.sizes[i + 1 :]) for i in range(len(space.sizes))]
    rows, numbers, ends, pivots = [], [], [0], {int(i) for i in rules.pivots}
    coupled = [set(bundle.levels) for bundle in bundles] + ([pivots] if pivots else [])
    for group in sorted(groups_of(len(space.issues), coupled), key=lambda group: not pivots.isdisjoint(group)):
        cells = prod(space.sizes[i] for i in group)
        if cells > MOST_CELLS:
            raise BadArgument(
                f"lines across issues, links or hold couple {len(group)} issues of one party, {cells:,} cells; talks "
                f"can hold {MOST_CELLS:,}: let fewer issues hang together, or take 'talks' out"
            )
        members = list(group)
        digits = np.indices([space.sizes[i] for i in group]).reshape(len(group), cells).T
        of_group = np.full((cells, len(space.issues)), -1)
        of_group[:, members] = space.offsets[members] + digits
        rows.append(of_group)
        numbers.append((digits * [strides[i] for i in group]).sum(axis=1))
        ends.append(ends[-1] + cells)
    levels, bundled = np.concatenate(rows), np.zeros(ends[-1], np.uint64)
    for bundle in bundles:
        bundled |= bundle.inside(levels).astype(np.uint64) << np.uint64(bundle.number)
    shares = np.append(rules.cell_shares, 0)  # a level that an entry leaves to others has no share
    return Entries(levels, np.array(ends), np.concatenate(numbers), bundled, shares[levels].sum(axis=1))
