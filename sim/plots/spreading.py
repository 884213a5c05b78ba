"""Labels beside a figure: as near as they can be to what they name, and never over each other."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return the middles of labels that do not overlap, in their order, with the least sum of squared shifts.

    Let ``c_i`` be the middles and ``s_i`` the sizes; the order holds when ``c_{i+1} - c_i >= (s_i + s_{i+1}) / 2``.
    Less the room of all labels below, that is ``z_{i+1} >= z_i``: isotonic regression, cut off at both ends.

    Source: M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying framework",
    Mathematical Programming 47 (1990), 425-439.

    Parameters
    ----------
    wanted
        Where each label would stand alone, from the lowest up.
    sizes
        How much room each takes.
    low
        Where the room for all begins.
    high
        Where it ends; there must be room for all.

    >>> spread([0.5, 0.5], [0.2, 0.2], 0, 1)
    [0.4, 0.6]
    """
    half = np.array(sizes) / 2
    below = np.concatenate([[0.0], np.cumsum(half[:-1] + half[1:])])
    z = isotonic_regression(np.array(wanted) - below).x
    within = np.clip(z, low + half[0], max(low + half[0], high - half[-1] - below[-1]))
    return [round(float(middle), 9) for middle in within + below]
