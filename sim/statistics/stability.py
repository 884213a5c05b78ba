"""Stability: how often is an input restricted where a box is looked for in another half of the same draws?

Sources: B. P. Bryant and R. J. Lempert, "Thinking inside the box", Technological Forecasting and Social Change 77
(2010), 34-49, section 4.3 (resampling); N. Meinshausen and P. Buhlmann, "Stability selection", Journal of the Royal
Statistical Society B 72 (2010), 417-473, section 2 (halves without replacement, and what is chosen in most of them).
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64

from sim.statistics.peeling import Pace, trajectory
from sim.statistics.samples import Sample

HALVES = 20
"""How many halves are looked at."""


@dataclass(frozen=True, eq=False)
class Half:
    """The boxes found in one half."""

    masses: Float64[np.ndarray, " boxes"]
    """The mass of each box among all draws."""
    restricted: Bool[np.ndarray, "boxes inputs"]
    """Which inputs each restricts."""


def shares(halves: list[Half], mass: float) -> Float64[np.ndarray, " inputs"]:
    """Return the share of halves in which each input is restricted, by the box whose mass is nearest to one."""
    near = [half.restricted[int(np.argmin(abs(half.masses - mass)))] for half in halves]
    found: Float64[np.ndarray, " inputs"] = np.mean(near, axis=0)
    return found


def in_halves(sample: Sample, among: Bool[np.ndarray, " draws"], rng: np.random.Generator, pace: Pace) -> list[Half]:
    """Look for boxes in random halves of some draws."""
    rows, ranks, weights = np.flatnonzero(among), sample.ranked, np.where(among, sample.weights, 0.0)
    every = max(float(weights.sum()), np.finfo(np.float64).tiny)
    found = []
    for _ in range(HALVES):
        half = np.zeros(sample.draws, np.bool_)
        half[rng.permutation(rows)[: len(rows) // 2]] = True
        rooms = trajectory(sample, half, pace)
        masses = np.array([weights[ranks.inside(room)].sum() / every for room in rooms])
        found.append(Half(masses, np.array([ranks.restricted(room) for room in rooms])))
    return found
