"""Draws of which it is known under which conditions something happens."""

import numpy as np

from sim.statistics.samples import sample_of


def zone(draws, inputs, seed):
    """Return inputs from 0 to 1, and whether x0 > .35, x1 < .7 and (x2 + x3) / 2 > .3; the other inputs do nothing."""
    x = np.random.default_rng(seed).random((draws, inputs))
    slack = np.minimum(np.minimum(x[:, 0] - 0.35, 0.7 - x[:, 1]), (x[:, 2] + x[:, 3]) / 2 - 0.3)
    return {f"x{j}": x[:, j] for j in range(inputs)}, slack > 0


def sample(draws, inputs, seed):
    """Return the same as a sample."""
    columns, happened = zone(draws, inputs, seed)
    return sample_of(columns, happened)
