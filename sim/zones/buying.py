"""Could a party be bought? With utilities alone, the worst level of an issue may be made good by the best of the rest.

Where the answer is yes, only a line keeps the party from that level: the measure of how much rests on lines.
"""

from itertools import pairwise

import numpy as np
from jaxtyping import Int64

from sim.kernels import WorldArrays, acceptable


def buyable(worlds: WorldArrays, offsets: Int64[np.ndarray, " ends"]) -> Int64[np.ndarray, "parties issues"]:
    """Count the worlds in which the worst level of an issue with the best of all others is still worth no deal.

    Lines do not count here; shape ``(parties, issues)``.
    """
    edges = list(pairwise(offsets))
    gains = worlds.gains.T.astype(np.float64, order="C")  # draws last: all below runs along them
    best = np.stack([gains[a:b].max(axis=0) for a, b in edges], axis=1)
    worst = np.stack([gains[a:b].min(axis=0) for a, b in edges], axis=1)
    offered = best.sum(axis=1, keepdims=True) - best + worst
    return acceptable(offered, worlds.thresholds.T[:, None]).sum(axis=2).astype(np.int64)
