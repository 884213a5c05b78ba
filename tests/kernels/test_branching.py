import numpy as np
from hypothesis import given, settings
from kernels.games import game, shapes
from kernels.oracle import accepted, clears, zone
from kernels.search_oracle import best_deals, fewest_waivers, gap_of

from sim.zones.falling_short import gaps
from sim.zones.searching import compatible, counted_sizes, searched

thoroughly = settings(derandomize=True, deadline=None, database=None, max_examples=60)


@thoroughly
@given(shapes)
def test_solutions_are_those_that_looking_at_all_deals_finds(shape):
    worlds, rules = game(shape)
    found, inside = searched(worlds, rules), zone(accepted(worlds, rules), worlds, rules)
    assert found.in_zone.tolist() == inside.any(axis=1).tolist()
    for w, best in enumerate(best_deals(worlds, rules)):
        if best is None:
            assert found.egalitarian[w] == found.nash[w] == found.utilitarian[w] == found.kalai_smorodinsky[w] == -1
            assert not found.ideal[w].any()
        else:
            for name in ("egalitarian", "utilitarian", "nash", "kalai_smorodinsky"):
                assert getattr(found, name)[w] == best[name], name
            assert found.ideal[w].tolist() == best["ideal"].tolist()


@thoroughly
@given(shapes)
def test_a_gap_is_the_largest_value_of_any_deal(shape):
    worlds, rules = game(shape)
    empty = ~zone(accepted(worlds, rules), worlds, rules).any(axis=1)
    found, (value, deal) = gaps(worlds, rules, empty), gap_of(worlds, rules)
    clear = zone(clears(worlds, rules), worlds, rules).any(axis=1)
    assert found.gap.tolist() == np.where(empty & clear, value, 0).tolist()
    assert found.nearest.tolist() == np.where(empty & clear, deal, -1).tolist()
    assert found.giving_way.tolist() == np.where(empty & ~clear, fewest_waivers(worlds, rules), 0).tolist()


@thoroughly
@given(shapes)
def test_sizes_and_compatible_lines_are_those_of_all_deals(shape):
    worlds, rules = game(shape)
    assert counted_sizes(worlds, rules).tolist() == zone(accepted(worlds, rules), worlds, rules).sum(axis=1).tolist()
    assert compatible(worlds, rules).tolist() == zone(clears(worlds, rules), worlds, rules).any(axis=1).tolist()
