"""Boxes by peeling next to EMA Workbench, on draws of which it is known under which conditions something happens.

It happens iff x0 > .35, x1 < .7 and (x2 + x3) / 2 > .3; all other inputs do nothing. Both sides peel with alpha .05 and
a least mass of .05, by the gain of the mean for each draw taken away, and paste the last box. Ours sees inputs by rank
in 256 bins, EMA Workbench exact quantiles, so boxes differ a little: coverage is read off both trade-offs at the same
densities. Its integer columns fail with pandas 3, so all inputs are numbers here.

Source: J. H. Kwakkel, "The Exploratory Modeling Workbench", Environmental Modelling & Software 96 (2017), 239-250.
"""

import warnings
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from benchmarks.findings import Finding, of_pair
from benchmarks.pairing import Row, paired
from sim.statistics.boxes import box_of, measures
from sim.statistics.peeling import trajectory
from sim.statistics.samples import sample_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # one of its dependencies escapes a letter that needs none
    from ema_workbench.analysis import prim

DENSITIES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Where coverage is read off."""
NEAR = 0.02
"""Coverage may differ by this."""
FASTER = 5.0
"""How many times faster we mean to be."""
DECIDE = ["x0", "x1", "x2", "x3"]
"""The inputs that decide."""


def given(draws: int, inputs: int, seed: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return inputs from 0 to 1 by name, and in which draws it happens."""
    x = np.random.default_rng(seed).random((draws, inputs))
    slack = np.minimum(np.minimum(x[:, 0] - 0.35, 0.7 - x[:, 1]), (x[:, 2] + x[:, 3]) / 2 - 0.3)
    return {f"x{j}": x[:, j] for j in range(inputs)}, slack > 0


def ours(columns: dict[str, np.ndarray], happened: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return density and coverage of each of our boxes, and the inputs that the last restricts."""
    sample, every = sample_of(columns, happened), np.ones(len(happened), np.bool_)
    rooms = trajectory(sample, every)
    found = [measures(sample, sample.ranked.inside(room), every) for room in rooms]
    limits = box_of(sample, rooms[-1]).limits
    return np.array([box.density for box in found]), np.array([box.coverage for box in found]), list(limits)


def peers(columns: dict[str, np.ndarray], happened: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return the same of EMA Workbench's boxes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas
        box = prim.Prim(pd.DataFrame(columns), happened, threshold=0.8).find_box()
    last, whole = box.box_lims[-1], box.box_lims[0]
    limits = [name for name in columns if (last[name] != whole[name]).any()]
    return box.peeling_trajectory["density"].to_numpy(), box.peeling_trajectory["coverage"].to_numpy(), limits


def findings(draws: int, inputs: int, seeds: int, repeat: int) -> Iterator[Finding]:
    """Tell how far coverage at like density differs over some seeds, and how many times faster we are."""
    apart, same = [], []
    for seed in range(seeds):
        columns, happened = given(draws, inputs, seed)
        one, other = ours(columns, happened), peers(columns, happened)
        at = [np.interp(DENSITIES, density, coverage) for density, coverage, _ in (one, other)]
        apart.append(np.abs(at[0] - at[1]).max())
        same.append(one[2] == other[2] == DECIDE)
    where, peer = f"{inputs} inputs, 4 of them decide; {draws:,} draws", "EMA Workbench: Prim.find_box"
    note = f"both last boxes restrict the 4 inputs that decide and no other with {sum(same)} of {seeds} seeds"
    yield Finding("coverage at like density", where, peer, np.array(apart), "apart", NEAR, at_most=True, note=note)
    columns, happened = given(draws, inputs, 0)
    works = (partial(side, columns, happened) for side in (ours, peers))
    row = Row("boxes by peeling", peer, *works, draws, draws, where=f"{inputs} inputs", target=FASTER, most=5)
    yield of_pair(paired(row, min(repeat, row.most)))
