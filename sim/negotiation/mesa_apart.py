"""Mesa, kept from changing anything outside the talks.

Importing Mesa 3.3 makes ``spawn`` the way in which the whole program starts processes, and its agents keep every model
alive for ever. Both are undone here. It also brings a progress bar that warns in notebooks without widgets; no bar is
ever shown, so that is left unsaid.
"""

import multiprocessing
import warnings

_users_choice = multiprocessing.get_start_method(allow_none=True)
with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="IProgress not found")
    import mesa

multiprocessing.set_start_method(_users_choice, force=True)


def let_go(model: mesa.Model) -> None:
    """Let a model whose agents are all made be freed when it is done with.

    Mesa before 3.4 numbers new agents by a table that holds on to their models for ever.
    """
    counters = getattr(mesa.Agent, "_ids", None)
    if counters is not None:
        counters.pop(model, None)


__all__ = ["let_go", "mesa"]
