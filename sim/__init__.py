"""Which deals would everyone whose consent is needed accept, when nobody knows for sure what the parties want?

>>> from sim import Scenario
>>> Scenario.load("moscow-talks").case.title
'Moscow talks, 2 December 2025'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.surface import Run, Scenario, compare

__all__ = ["Run", "Scenario", "compare"]


def __getattr__(name: str) -> Any:
    """Import the notebook's objects when first asked for: they bring NumPy, pandas and Numba (PEP 562)."""
    if name in __all__:
        import sim.surface

        return getattr(sim.surface, name)
    raise AttributeError(f"module 'sim' has no attribute '{name}'")
