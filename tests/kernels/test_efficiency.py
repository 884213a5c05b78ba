import numpy as np
from hypothesis import event, given, settings
from kernels.games import game, plain_shapes
from kernels.oracle import clears, members, table, utilities, zone

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
@given(plain_shapes)
def test_a_better_deal_is_found_exactly_where_one_is(shape):
    worlds, rules = game(shape)
    deals = len(table(rules))
    struck = np.random.default_rng(shape.seed).integers(-1, deals, size=len(worlds.thresholds))
    found = better_deals(worlds, rules, struck)
    event(f"some better {(found >= 0).any()}, some not {(found < 0).any()}")
    assert found.tolist() == by_definition(worlds, rules, struck)
