"""Mesa, kept from changing anything outside the talks.

Importing Mesa 3.3 makes ``spawn`` the way in which the whole program starts processes, and its agents keep every model
alive for ever. Both are undone here.
"""

import multiprocessing

_users_choice = multiprocessing.get_start_method(allow_none=True)
import mesa  # noqa: E402  # between the lines that look at the user's choice and restore it

multiprocessing.set_start_method(_users_choice, force=True)


def let_go(model: mesa.Model) -> None:
    """Let a finished model be freed: Mesa before 3.4 counts agents in a table that holds on to their models."""
    counters = getattr(mesa.Agent, "_ids", None)
    if counters is not None:
        counters.pop(model, None)


__all__ = ["let_go", "mesa"]
