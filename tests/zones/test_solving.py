"""Solutions at the edges: nobody can gain, and very many parties; by either way."""

import numpy as np
import pytest

from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.zones import solutions

LISTED, SEARCHED = 10_000_000, 0


def one_issue(gains, allowed, numbers, parties):
    """Return worlds of one issue in which every deal needs everybody's yes, and no deal is worth nothing."""
    draws, levels = allowed.shape
    everybody = np.array([2**parties - 1], np.uint64)
    worlds = WorldArrays(
        gains=np.broadcast_to(np.asarray(gains, np.float32), (draws, parties, levels)).copy(),
        thresholds=np.zeros((draws, parties), np.float32),
        allowed=allowed,
        firm_bundles=np.zeros(draws, np.uint64),
        active_rules=np.ones(draws, np.uint64),
        **every_deal_holds(draws, parties),
    )
    rules = RuleArrays(
        groups=everybody,
        quotas=np.array([parties]),
        vetoes=np.zeros(1, np.uint64),
        triggers=np.ones(1, np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(levels, np.uint64),
        numbers=numbers,
        offsets=np.array([0, levels]),
        pivots=np.zeros(0, np.int64),
    )
    return worlds, rules


@pytest.mark.parametrize("most_listed", [LISTED, SEARCHED])
@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_where_nobody_can_gain_the_lowest_number_stands_whatever_world_came_before(most_listed, order):
    allowed = np.array([[0, 0, 1], [1, 1, 1]], np.uint64)[order].copy()
    worlds, rules = one_issue([0, 0, 0], allowed, np.arange(3), parties=1)
    assert solutions(worlds, rules, most_listed=most_listed).kalai_smorodinsky[order].tolist() == [2, 0]


@pytest.mark.parametrize("most_listed", [LISTED, SEARCHED])
def test_the_best_product_of_sixty_parties_is_found(most_listed):
    allowed = np.full((1, 3), 2**60 - 1, np.uint64)
    worlds, rules = one_issue([950_000, 900_000, 200_000], allowed, np.array([2, 1, 0]), parties=60)
    assert solutions(worlds, rules, most_listed=most_listed).nash.tolist() == [2]
