"""Points of scrambled digital sequences, one after the other.

Point ``n`` of a digital sequence is the XOR of its directions at the binary digits of ``n ^ (n >> 1)``, the Gray code
of ``n``; from ``n - 1`` to ``n`` only the digit of the lowest set bit of ``n`` changes. So each point costs one XOR.

Source: I. A. Antonov and V. M. Saleev, USSR Comput. Math. Math. Phys. 19 (1980), 252-256.
"""

from typing import Any

import numpy as np

from sim.kernels.jit import compiled, part


@part
def changing_digits(first: Any, points: Any) -> Any:
    """Return which digit of the Gray code changes after point ``first`` and after each that follows."""
    found = np.empty(points, np.int64)
    for i in range(points):
        place = 0
        while (first + i + 1) >> place & 1 == 0:
            place += 1
        found[i] = place
    return found


@part
def point(directions: Any, shift: Any, number: Any) -> Any:
    """Return the digits of one point, shifted, as an integer."""
    gray = number ^ (number >> 1)
    digits = shift
    for place in range(directions.shape[0]):
        if gray >> place & 1 == 1:
            digits ^= directions[place]
    return digits


@compiled
def fill_uniforms(directions: Any, shifts: Any, first: Any, cell: Any, uniforms: Any) -> None:
    """Fill the middles of the cells in which the points fall: draw ``k`` is point ``k div R`` of sequence ``k mod R``.

    Parameters
    ----------
    directions
        Of each of ``R`` sequences a path, int64; shape ``(paths, R, digits)``, digits enough for one more point than
        is asked for.
    shifts
        Their digital shifts, int64; shape ``(paths, R)``.
    first, cell
        The first draw, and the width of a cell.
    uniforms
        To be filled, float64; shape ``(paths, draws)``.
    """
    paths, sequences = shifts.shape
    draws = uniforms.shape[1]
    begin = first // sequences
    changing = changing_digits(begin, draws // sequences + 2)
    for p in range(paths):
        for r in range(sequences):
            start = (r - first) % sequences
            number = (first + start) // sequences
            own = directions[p, r]
            digits = point(own, shifts[p, r], number)
            for k in range(start, draws, sequences):
                uniforms[p, k] = (digits + 0.5) * cell
                digits ^= own[changing[number - begin]]
                number += 1
