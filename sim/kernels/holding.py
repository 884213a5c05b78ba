"""What a deal is worth that may not hold, and what it must be worth to be enough all the same.

A deal worth ``u`` that holds with chance ``h``, else leaving renewed war worth ``V``, is worth
``h u + (1 - h) V = V + h (u - V)``, in whole millionths ``e(u) = V + floor(h (u - V))``. ``V = D - s`` lies a setback
below no deal (above it if ``s < 0``), and moves with it. Rounded down, a deal is enough after a war no worse than no
deal (``V = D``) iff it is enough without one, whatever ``h``. Levels that are **linked** are worth something together:
``u = g + b``, with ``g`` the sum of gains and ``b`` what the cell of the pivot issues adds. ``e`` never falls as ``g``
rises, so a party accepts iff ``g`` is at least the least whole ``g`` with ``e >= D``. Every question of the zone
therefore stays one comparison of a sum with a limit that depends on the cell of the pivot issues alone.

Source: R. Powell, "War as a commitment problem", International Organization 60 (2006), 169-203.
"""

from typing import Any

import numpy as np

from sim.kernels.acceptance import is_acceptable
from sim.kernels.jit import compiled, part

FAR = 2.0**25
"""Beyond every sum of gains: a limit that is always or never reached; finite, unlike a line that is crossed."""


def effective_worth(gain: Any, hold: Any, renewed: Any, link: Any) -> Any:
    """Return what a deal is worth with this sum of gains and link that holds with this chance, in whole millionths."""
    return renewed + np.floor(hold * (gain + link - renewed))


effective = compiled(effective_worth)
"""The same, for kernels."""


@compiled
def least_gain(threshold: Any, hold: Any, renewed: Any, link: Any) -> Any:
    """Return the least whole sum of gains whose effective worth is acceptable: by formula, then unit by unit."""
    if is_acceptable(effective(-FAR, hold, renewed, link), threshold):
        return -FAR
    if not is_acceptable(effective(FAR, hold, renewed, link), threshold):
        return FAR
    gain = renewed - link + np.ceil((threshold - renewed) / hold)
    while is_acceptable(effective(gain, hold, renewed, link), threshold):
        gain -= 1.0
    while not is_acceptable(effective(gain, hold, renewed, link), threshold):
        gain += 1.0
    return gain


@part
def fill_limits(worlds: Any, w: Any, p: Any, limits: Any) -> None:
    """Fill what a deal must be worth to a party in one world: by cell, or once where every deal holds."""
    threshold, holds = worlds.thresholds[w, p], worlds.holds[w, p]
    setbacks, links = worlds.setbacks[w, p], worlds.links[w, p]
    limits[0] = threshold
    for cell in range(holds.size):
        limits[cell] = least_gain(threshold, holds[cell], threshold - setbacks[cell], links[cell])
