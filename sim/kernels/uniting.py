"""Several pivot issues as one: an issue whose levels are their cells.

A search settles how well a deal holds before all else, or last of all, and for that the pivot issues must be one. A
cell brings a party what its levels bring together, is let pass by whom all of them are, fits the patterns that all of
them fit, and has their shares of the deal's number; so every deal is what it was, under the same number.
"""

from typing import Any

import numpy as np

from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays, WorldArrays


@remembered
def cell_levels(rules: RuleArrays) -> Any:
    """Return the joint-axis positions of the levels of every cell; shape ``(cells, pivots)``."""
    spans = [np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in rules.pivots]
    return np.stack([axis.ravel() for axis in np.meshgrid(*spans, indexing="ij")], axis=1)


@remembered
def origins(rules: RuleArrays) -> Any:
    """Return where the levels of the united issues come from: the cells first, then all levels left, issue by issue.

    Joint-axis positions, the same one over and over where a level comes from one alone; shape ``(united levels,
    pivots)``.
    """
    if len(rules.pivots) < 2:
        return np.arange(rules.offsets[-1])[:, None]
    cells = cell_levels(rules)
    left = np.setdiff1d(np.arange(rules.offsets[-1]), cells)
    return np.concatenate([cells, np.repeat(left[:, None], cells.shape[1], axis=1)])


def united(worlds: WorldArrays, rules: RuleArrays) -> tuple[WorldArrays, RuleArrays]:
    """Return the same game with its pivot issues as one, put first; as it is where there is one at most."""
    if len(rules.pivots) < 2:
        return worlds, rules
    cells = cell_levels(rules)
    left = origins(rules)[len(cells) :, 0]
    sizes = np.delete(np.diff(rules.offsets), rules.pivots)
    gains = worlds.gains[:, :, cells].sum(axis=3, dtype=np.float32)
    allowed = np.bitwise_and.reduce(worlds.allowed[:, cells], axis=2)
    return (
        worlds._replace(
            gains=np.concatenate([gains, worlds.gains[:, :, left]], axis=2),
            allowed=np.concatenate([allowed, worlds.allowed[:, left]], axis=1),
        ),
        rules._replace(
            patterns=np.concatenate([np.bitwise_and.reduce(rules.patterns[cells], axis=1), rules.patterns[left]]),
            numbers=np.concatenate([rules.numbers[cells].sum(axis=1), rules.numbers[left]]),
            offsets=np.cumsum([0, len(cells), *sizes]),
            pivots=np.zeros(1, np.int64),
        ),
    )
