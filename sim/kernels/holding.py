"""What a deal is worth that may not hold, and what it must be worth to be enough all the same.

A deal worth ``u`` that holds with chance ``h``, else leaving renewed war worth ``V``, is worth
``h u + (1 - h) V = V + h (u - V)``, in whole millionths ``e(u) = V + floor(h (u - V))``. ``V = D - s`` lies a setback
below no deal (above it if ``s < 0``), and moves with it. Rounded down, a deal is enough
after a war no worse than no deal (``V = D``) iff it is enough without one, whatever ``h``. ``e`` never falls as ``u``
rises, so a party accepts iff ``u`` is at least the least whole ``u`` with ``e(u) >= D``. Every question of the zone
therefore stays one comparison of a sum with a limit that depends on the cell of the pivot issues alone.

Source: R. Powell, "War as a commitment problem", International Organization 60 (2006), 169-203.
"""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.jit import compiled, part

FAR = 2.0**25
"""Beyond every sum of gains: a limit that is always or never reached; finite, unlike a line that is crossed."""


def effective_worth(worth: Any, hold: Any, renewed: Any) -> Any:
    """Return what a deal is worth that holds with this chance, in whole millionths."""
    return renewed + np.floor(hold * (worth - renewed))


effective = compiled(effective_worth)
"""The same, for kernels."""


@compiled
def least_worth(threshold: Any, hold: Any, renewed: Any) -> Any:
    """Return the least whole worth whose effective worth is acceptable: by formula, then unit by unit."""
    if is_acceptable(effective(-FAR, hold, renewed), threshold):
        return -FAR
    if not is_acceptable(effective(FAR, hold, renewed), threshold):
        return FAR
    worth = renewed + np.ceil((threshold - renewed) / hold)
    while is_acceptable(effective(worth, hold, renewed), threshold):
        worth -= 1.0
    while not is_acceptable(effective(worth, hold, renewed), threshold):
        worth += 1.0
    return worth


@part
def fill_limits(worlds: Any, w: Any, p: Any, limits: Any) -> None:
    """Fill what a deal must be worth to a party in one world: by cell, or once where every deal holds."""
    threshold = worlds.thresholds[w, p]
    limits[0] = threshold
    for cell in range(worlds.holds.shape[2]):
        limits[cell] = least_worth(threshold, worlds.holds[w, p, cell], threshold - worlds.setbacks[w, p, cell])
