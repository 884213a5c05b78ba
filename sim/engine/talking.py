"""The talks in every world of a block, and what became of them."""

import numpy as np

from sim.kernels import RuleArrays
from sim.scenario import Case
from sim.worlds import Worlds
from sim.zones import better_deals


def talked(case: Case, worlds: Worlds, rules: RuleArrays) -> dict[str, np.ndarray]:
    """Let the parties negotiate, and return how that ended, each of shape ``(draws,)``; nothing without talks."""
    if case.talks is None:
        return {}
    from sim.negotiation import at_the_table  # Mesa is slow to import, and not every scenario has talks

    ended = at_the_table(case, worlds, rules).run()
    return {
        "struck": ended.struck,
        "rounds": ended.rounds,
        "walked": ended.walked,
        "better": better_deals(worlds.arrays, rules, ended.struck),
    }
