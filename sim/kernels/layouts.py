"""What the rules alone settle, worked out once for all blocks of worlds under the same rules."""

from typing import Any, NamedTuple

import numpy as np

from sim.kernels.consent import counting, needed_by
from sim.kernels.level_pairs import Pairs, pairs_of
from sim.kernels.remembering import remembered
from sim.kernels.shapes import RuleArrays
from sim.kernels.tiles import Tiles, tiles_of


class Asked(NamedTuple):
    """What the rules ask for, told apart by how it is found."""

    one_by_one: Any
    """Set of the parties that a rule asks one by one; shape ``(rules,)``."""
    of_all: Any
    """The same where every deal triggers the rule, else nobody; shape ``(rules,)``."""
    counting: Any
    """Set of the rules that count yeses, for they let some refuse."""


class Layout(NamedTuple):
    """The deals as tiles, their levels in pairs, and what the rules ask for."""

    tiles: Tiles
    pairs: Pairs
    asked: Asked


def asked_by(rules: RuleArrays) -> Asked:
    """Return what the rules ask for."""
    sets = np.uint64(1) << np.arange(len(rules.quotas), dtype=np.uint64)
    of_every_deal = rules.triggers & np.bitwise_and.reduce(rules.patterns) != 0
    return Asked(
        one_by_one=needed_by(rules),
        of_all=np.where(of_every_deal, needed_by(rules), np.uint64(0)),
        counting=np.bitwise_or.reduce(sets[counting(rules)], initial=np.uint64(0)),
    )


@remembered
def layout_of(rules: RuleArrays) -> Layout:
    """Return the layout under some rules."""
    tiles = tiles_of(rules)
    return Layout(tiles, pairs_of(rules, tiles.rows, tiles.columns), asked_by(rules))
