"""What a discovery looks at: inputs, a target and a weight for every draw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from jaxtyping import Bool, Float64

from sim.errors import BadArgument
from sim.statistics.ranking import Ranked, ranked


@dataclass(frozen=True, eq=False)
class Sample:
    """Inputs and a target, draw by draw; the inputs stand in the order of their names."""

    names: tuple[str, ...]
    values: Float64[np.ndarray, "inputs draws"]
    """What each input is in each draw: a number, 0 or 1 for a boolean, a code for a category."""
    unordered: Bool[np.ndarray, " inputs"]
    """Which inputs are categories without an order."""
    target: Float64[np.ndarray, " draws"]
    """What boxes should hold much of."""
    of_interest: Bool[np.ndarray, " draws"]
    """Which draws coverage and density count."""
    weights: Float64[np.ndarray, " draws"]
    """How many draws each stands for."""

    @property
    def draws(self) -> int:
        """Return how many draws there are."""
        return len(self.target)

    @cached_property
    def ranked(self) -> Ranked:
        """Return the inputs as codes by rank."""
        return ranked(self.values, self.unordered, self.weights)


def sample_of(
    inputs: Mapping[str, Any],
    target: Any,
    *,
    unordered: Collection[str] = (),
    at_least: float | None = None,
    weights: Any = None,
) -> Sample:
    """Return a sample, checked; in whatever order its inputs are given, it is the same.

    Parameters
    ----------
    inputs
        By name, one number, boolean or code of a category for each draw.
    target
        True or false for each draw, or a number.
    unordered
        The names of those inputs whose codes have no order.
    at_least
        Where the target is a number: from which value on a draw is of interest.
    weights
        How many draws each stands for; 1 when silent. A weight of 2 is the same as a draw that stands there twice.

    Raises
    ------
    BadArgument
        If lengths differ, a value is missing or endless, or ``at_least`` does not fit the target.
    """
    names = tuple(sorted(inputs))
    wanted = np.asarray(target)
    draws = len(wanted)
    columns = [_column(name, inputs[name], draws) for name in names]
    values = np.array(columns).reshape(len(names), draws)
    counts = np.ones(draws) if weights is None else _column("weights", weights, draws)
    if (counts < 0).any():
        raise BadArgument("weights must be 0 or more; a draw cannot stand for less than none")
    numbers = _column("the target", wanted, draws)
    missing = sorted(set(unordered) - set(names))
    if missing:
        raise BadArgument(f"'{missing[0]}' is said to be unordered and is none of the inputs")
    flags = np.array([name in unordered for name in names], np.bool_)
    return Sample(names, values, flags, numbers, _of_interest(wanted, at_least), counts)


def _of_interest(target: np.ndarray, at_least: float | None) -> Bool[np.ndarray, " draws"]:
    """Return which draws are of interest."""
    if target.dtype == np.bool_:
        if at_least is not None:
            raise BadArgument("the target is true or false, so 'at_least' says nothing; leave it out")
        return target
    if at_least is None:
        raise BadArgument("the target is a number; say with 'at_least' from which value on a draw is of interest")
    found: Bool[np.ndarray, " draws"] = np.asarray(target >= at_least, np.bool_)
    return found


def _column(name: str, given: Any, draws: int) -> Float64[np.ndarray, " draws"]:
    """Return one column as numbers, or refuse it."""
    column = np.asarray(given)
    if column.shape != (draws,):
        raise BadArgument(f"{name} has the shape {column.shape}; one value for each of {draws} draws is needed")
    if column.dtype.kind not in "buif":
        raise BadArgument(f"{name} holds no numbers; give each category a code and name it in 'unordered'")
    numbers = column.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise BadArgument(f"{name} is missing or endless in {int((~np.isfinite(numbers)).sum())} of {draws} draws")
    return numbers
