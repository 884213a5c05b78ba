"""From places in rows, columns and tiles to the numbers of deals and the places of levels."""

from typing import Any

import numpy as np

from sim.kernels.halves import Half
from sim.kernels.jit import compiled
from sim.kernels.tiles import Tiles
from sim.kernels.words import WIDTH


@compiled
def add_by_number(places: Any, first: Any, row_numbers: Any, column_numbers: Any, found: Any) -> None:
    """Add counts by place, ``places[tile, question, row, bit]``, to those by deal, ``found[deal, member]``.

    The members are questions that follow each other from the ``first`` on.
    """
    for row in range(row_numbers.size):
        for column in range(column_numbers.size):
            deal = row_numbers[row] + column_numbers[column]
            for member in range(found.shape[1]):
                found[deal, member] += places[column // WIDTH, first + member, row, column % WIDTH]


def add_half(by_entry: Any, half: Half, found: Any) -> None:
    """Add counts by row or column, shape ``(members, entries)``, to those of the levels it holds."""
    for levels in half.levels.T:
        np.add.at(found, levels, by_entry.T)


def add_by_level(places: Any, tiles: Tiles, found: Any) -> None:
    """Add counts by place of some questions to those by level, shape ``(levels, members)``."""
    members = places.shape[1]
    by_column = places.sum(axis=2).transpose(1, 0, 2).reshape(members, -1)
    add_half(places.sum(axis=(0, 3))[:, : len(tiles.rows.numbers)], tiles.rows, found)
    add_half(by_column[:, : len(tiles.columns.numbers)], tiles.columns, found)
