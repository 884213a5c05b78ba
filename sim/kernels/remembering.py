"""What the rules alone settle is worked out once, not again for every block of worlds and every question."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from sim.kernels.shapes import RuleArrays

Others = TypeVarTuple("Others")
Settled = TypeVar("Settled")
MOST = 64
"""Results that a function remembers; those not asked for longest are forgotten first."""


class Held:
    """Rules that are equal to others that hold the same."""

    def __init__(self, rules: RuleArrays) -> None:
        self.rules = rules
        self.key = tuple((array.tobytes(), array.dtype.str, array.shape) for array in rules)

    def __eq__(self, other: object) -> bool:
        """Tell whether others hold the same."""
        return isinstance(other, Held) and self.key == other.key

    def __hash__(self) -> int:
        """Return a number that is the same for rules that hold the same."""
        return hash(self.key)


def remembered(work: Callable[[RuleArrays, *Others], Settled]) -> Callable[[RuleArrays, *Others], Settled]:
    """Let a function of rules, and of other things that can be hashed, remember what it returned.

    What it returns is shared by all who ask, so nobody may write into it.
    """

    @lru_cache(maxsize=MOST)
    def known(held: Held, *others: Hashable) -> Settled:
        """Return what is remembered, or work it out."""
        return work(held.rules, *others)  # type: ignore[arg-type]

    @wraps(work)
    def settled(rules: RuleArrays, /, *others: *Others) -> Settled:
        """Ask by what the rules hold."""
        return known(Held(rules), *others)

    return settled
