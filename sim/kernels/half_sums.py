"""What the rows and columns of one world are worth to a party, sixteen sums at a time.

A firm line on a level makes its gain minus infinity, which no further gain undoes, so lines are kept by the sums alone.
"""

from typing import Any

import numpy as np

from sim.kernels.bits import holds
from sim.kernels.jit import part
from sim.kernels.sieves import SHORT, shifted_in


@part
def fill_lined(gains: Any, allowed: Any, party: Any, lined: Any) -> None:
    """Fill a party's gains with minus infinity at the levels that cross one of its firm lines."""
    for level in range(gains.size):
        lined[level] = gains[level] if holds(allowed[level], party) else -np.inf


@part
def fill_half(gains: Any, offsets: Any, issues: Any, values: Any, place: Any, spare: Any) -> None:
    """Fill ``values`` from a place on with the sums of gains of every entry of a half.

    From the gains of the last issue outward: each level of the next issue writes all sums so far, raised by its gain,
    by turns here and at the spare place, so that they end here. Sixteen are written at a time; what stands beyond a
    level's sums the next level writes over. Up to 15 numbers are left behind the last, and read behind the last gain.
    """
    if issues.size == 0:
        values[place] = 0
        return
    last = issues[-1]
    source, target = (place, spare) if issues.size % 2 == 1 else (spare, place)
    filled = offsets[last + 1] - offsets[last]
    for entry in range(0, filled, SHORT):
        shifted_in(gains, offsets[last] + entry, np.float32(0), values, source + entry)
    for k in range(issues.size - 2, -1, -1):
        first, end = offsets[issues[k]], offsets[issues[k] + 1]
        for level in range(end - first):
            for entry in range(0, filled, SHORT):
                shifted_in(values, source + entry, gains[first + level], values, target + level * filled + entry)
        filled *= end - first
        source, target = target, source
