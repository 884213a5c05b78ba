"""Sets of up to 64 parties, rules or bundles as the bits of one number."""

from typing import Any

import numpy as np

from sim.kernels.jit import part

ONE = np.uint64(1)
ZERO = np.uint64(0)
IN_ZONE = np.uint64(63)
"""The bit that says 'in the zone' beside up to 60 party bits."""


@part
def member(number: Any) -> Any:
    """Return the set that holds one member."""
    return ONE << np.uint64(number)


@part
def holds(members: Any, number: Any) -> Any:
    """Tell whether a set holds a member."""
    return (members >> np.uint64(number)) & ONE != ZERO


@part
def size(members: Any) -> Any:
    """Count the members, clearing the lowest until none is left."""
    count = 0
    while members != ZERO:
        members &= members - ONE
        count += 1
    return count
