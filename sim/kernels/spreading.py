"""From places in rows, columns and tiles to the numbers of deals and the places of levels."""

from typing import Any

import numpy as np

from sim.kernels.halves import Half
from sim.kernels.jit import compiled, part
from sim.kernels.lending import lent
from sim.kernels.tiles import Tiles
from sim.kernels.words import WIDTH


@part
def add_word(counts: Any, first: Any, numbers: Any, found: Any, member: Any) -> None:
    """Add the counts of a word of deals to those by deal; ``first`` is the row's share of their numbers."""
    for bit in range(numbers.size):
        found[first + numbers[bit], member] += counts[bit]


@compiled
def add_by_number(places: Any, first: Any, row_numbers: Any, column_numbers: Any, found: Any) -> None:
    """Add counts by place, ``places[tile, question, row, bit]``, to those by deal, ``found[deal, member]``.

    The members are questions that follow each other from the ``first`` on.
    """
    places, row_numbers, column_numbers, found = lent(places), lent(row_numbers), lent(column_numbers), lent(found)
    for tile in range(places.shape[0]):
        numbers = column_numbers[WIDTH * tile : WIDTH * tile + WIDTH]
        for row in range(row_numbers.size):
            for member in range(found.shape[1]):
                add_word(places[tile, first + member, row], row_numbers[row], numbers, found, member)


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
