"""What deals on the table are to one party: their worth, ``u(d) = sum_i gains[d_i]``, and whether it may take them."""

from typing import Any

import numpy as np

from sim.kernels.jit import compiled


@compiled
def fill_worths(gains: Any, rows: Any, levels: Any, worths: Any) -> None:
    """Fill what deals are worth: for row ``k`` the one of ``levels[k]``, in world ``rows[k]``; shape ``(rows,)``."""
    for k in range(rows.size):
        worth = np.float32(0)
        for i in range(levels.shape[1]):
            worth += gains[rows[k], levels[k, i]]
        worths[k] = worth


@compiled
def fill_clear(opened: Any, firm_bundles: Any, rows: Any, levels: Any, fits: Any, clear: Any) -> None:
    """Fill whether deals cross none of its firm lines, on one issue or across issues; ``fits`` by world."""
    for k in range(rows.size):
        w = rows[k]
        clear[k] = fits[w] & firm_bundles[w] == 0
        for i in range(levels.shape[1]):
            clear[k] &= opened[w, levels[k, i]]
