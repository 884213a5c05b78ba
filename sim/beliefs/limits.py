"""Bounds that every value of a belief must keep."""

import math
from typing import Any

from pydantic import AfterValidator


def within(low: float, high: float = math.inf) -> AfterValidator:
    """Return what refuses a belief that may lie outside of two bounds."""

    def checked(belief: Any) -> Any:
        """Return the belief if all it may be lies within."""
        first, last = belief.bounds
        if low <= first and last <= high:
            return belief
        here = f"here it is {first:g}" if first == last else f"here it goes from {first:g} to {last:g}"
        wanted = f"lie between {low:g} and {high:g}" if high < math.inf else f"not lie below {low:g}"
        raise ValueError(f"must {wanted}, {here}")

    return AfterValidator(checked)
