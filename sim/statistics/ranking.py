"""Inputs as codes by rank: whole values where there are few, else bins that hold equally many draws.

A bin never parts equal values. Ranks do not change when an input is measured on another rising scale.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float64, UInt8

CODES = 256
"""An input has at most so many codes, so that one byte holds each."""

Room = Bool[np.ndarray, "inputs codes"]
"""A box in codes: which codes of each input lie within it."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """Inputs as codes."""

    codes: UInt8[np.ndarray, "inputs draws"]
    lows: Float64[np.ndarray, "inputs codes"]
    """The least value of each code; not a number behind an input's last code."""
    highs: Float64[np.ndarray, "inputs codes"]
    """The largest value of each code."""
    unordered: Bool[np.ndarray, " inputs"]
    """Which inputs are categories without an order."""

    @cached_property
    def used(self) -> Bool[np.ndarray, "inputs codes"]:
        """Tell which codes each input has."""
        return ~np.isnan(self.lows)

    def restricted(self, room: Bool[np.ndarray, "inputs codes"]) -> Bool[np.ndarray, " inputs"]:
        """Tell which inputs a box restricts."""
        return (self.used & ~room).any(axis=1)

    def inside(self, room: Bool[np.ndarray, "inputs codes"]) -> Bool[np.ndarray, " draws"]:
        """Tell which draws lie within a box."""
        within = np.ones(self.codes.shape[1], np.bool_)
        for p in np.flatnonzero(self.restricted(room)):
            within &= room[p][self.codes[p]]
        return within


def ranked(
    values: Float64[np.ndarray, "inputs draws"],
    unordered: Bool[np.ndarray, " inputs"],
    weights: Float64[np.ndarray, " draws"],
) -> Ranked:
    """Return inputs as codes: one a value where there are at most 256, else bins of about equal weight."""
    codes = np.zeros(values.shape, np.uint8)
    lows = np.full((len(values), CODES), np.nan)
    highs = lows.copy()
    for p, column in enumerate(values):
        order = np.argsort(column)
        ordered = column[order]
        own = _codes(ordered, weights[order])
        codes[p, order] = own
        first = np.flatnonzero(np.diff(own, prepend=-1))
        lows[p, : len(first)] = ordered[first]
        highs[p, : len(first)] = ordered[[*(first[1:] - 1), len(ordered) - 1]] if len(first) else np.nan
    return Ranked(codes, lows, highs, unordered)


def _codes(ordered: Float64[np.ndarray, " draws"], weights: Float64[np.ndarray, " draws"]) -> np.ndarray:
    """Return the code of each value of a column that is in order; shape ``(draws,)``."""
    new = np.diff(ordered, prepend=np.nan) != 0
    value = np.cumsum(new) - 1
    if not len(value) or value[-1] < CODES:
        return value
    below = np.concatenate([[0.0], np.cumsum(weights)])
    bins = np.floor(CODES * below[:-1][new] / below[-1])[value]
    return np.cumsum(np.diff(bins, prepend=bins[0]) > 0)
