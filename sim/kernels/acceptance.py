"""Acceptable: the one place where a utility meets a reservation value."""

from typing import Any

from sim.kernels.jit import compiled


def acceptable(utility: Any, threshold: Any) -> Any:
    """Tell whether a utility is enough: at least the reservation value, equality included."""
    return utility >= threshold


is_acceptable = compiled(acceptable)
"""The same, for kernels."""
