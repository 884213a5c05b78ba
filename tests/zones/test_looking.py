import numpy as np
from hypothesis import event, given, settings
from kernels.games import game, shapes
from kernels.oracle import values

from sim.zones import NOT_COUNTED, look


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(shapes)
def test_whatever_way_is_taken_the_same_is_found(shape):
    worlds, rules = game(shape, draws=8)
    counted = look(worlds, rules)
    listed = look(worlds, rules, most_counted=0)
    searched = look(worlds, rules, most_counted=0, most_listed=0)
    event(f"some zone empty: {bool((counted.verdicts.sizes == 0).any())}")
    for other in (listed, searched):
        np.testing.assert_array_equal(other.counts.cells, counted.counts.cells)
        np.testing.assert_array_equal(other.counts.refused_cells, counted.counts.refused_cells)
        np.testing.assert_array_equal(other.verdicts.compatible, counted.verdicts.compatible)
        np.testing.assert_array_equal(other.verdicts.blockers, counted.verdicts.blockers)
        np.testing.assert_array_equal(other.solutions.ideal, counted.solutions.ideal)
        for name, deals in counted.solutions.deals.items():
            np.testing.assert_array_equal(other.solutions.deals[name], deals, err_msg=name)
        for ours, theirs in zip(other.gaps, counted.gaps, strict=True):
            np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(listed.verdicts.sizes, counted.verdicts.sizes)
    unknown = np.where(counted.verdicts.sizes > 0, NOT_COUNTED, 0)
    np.testing.assert_array_equal(searched.verdicts.sizes, unknown)


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(shapes)
def test_a_gap_is_told_where_there_is_no_zone_and_is_that_of_the_definition(shape):
    worlds, rules = game(shape, draws=12)
    found = look(worlds, rules)
    best = values(worlds, rules).max(axis=1)
    for w, size in enumerate(found.verdicts.sizes):
        gap, nearest, giving_way = (int(column[w]) for column in found.gaps)
        if size > 0:
            assert (gap, nearest, giving_way) == (0, -1, 0)
        elif found.verdicts.compatible[w]:
            assert gap == best[w] < 0
            assert nearest == values(worlds, rules)[w].argmax()
            assert giving_way == 0
        else:
            assert (gap, nearest) == (0, -1)
            assert giving_way >= 1
