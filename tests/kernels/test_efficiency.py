import numpy as np
import pytest
from hypothesis import event, given, settings
from kernels.games import Shape, game, shapes
from kernels.oracle import clears, members, table, utilities, zone

from sim.errors import BadArgument
from sim.zones import better_deals


def by_definition(worlds, rules, struck):
    """Return for each world the first deal of the zone that is better for a player and worse for none."""
    worth = utilities(worlds, rules)
    clear = clears(worlds, rules)
    says_yes = clear & (worth >= worlds.thresholds.astype(np.int64)[:, :, None])
    inside = zone(says_yes, worlds, rules)
    parties = worth.shape[1]
    found = []
    for w, deal in enumerate(struck):
        stands = members(worlds.active_rules[w], len(rules.quotas))
        players = members(rules.groups, parties)[stands].any(axis=0)
        had = worth[w, players, deal][:, None]
        kept = clear[w, players] | ~clear[w, players, deal][:, None]
        better = (worth[w, players] >= had).all(axis=0) & (worth[w, players] > had).any(axis=0)
        dominating = better & kept.all(axis=0) & inside[w]
        found.append(int(dominating.argmax()) if deal >= 0 and dominating.any() else -1)
    return found


@settings(derandomize=True, deadline=None, database=None, max_examples=150)
@given(shapes)
def test_a_better_deal_is_found_exactly_where_one_is(shape):
    worlds, rules = game(shape)
    deals = len(table(rules))
    struck = np.random.default_rng(shape.seed).integers(-1, deals, size=len(worlds.thresholds))
    found = better_deals(worlds, rules, struck)
    event(f"some better {(found >= 0).any()}, some not {(found < 0).any()}")
    assert found.tolist() == by_definition(worlds, rules, struck)


def test_a_deal_that_does_not_exist_is_refused():
    worlds, rules = game(Shape((2, 3), 2, 0, 1, 0.6, 1), draws=2)
    with pytest.raises(BadArgument, match="no deal number 6; deals are numbered from 0 to 5"):
        better_deals(worlds, rules, np.array([-1, 6]))
