import numpy as np
from hypothesis import given, settings
from kernels.games import game, shapes
from kernels.oracle import table

from sim.kernels.searching import find_levels, search_of
from sim.kernels.uniting import united


@settings(derandomize=True, deadline=None, database=None, max_examples=100)
@given(shapes)
def test_the_levels_of_a_deal_are_found_by_its_number_with_linked_issues_too(shape):
    _, rules = game(shape, draws=1)
    search, deals = search_of(rules), table(rules)
    places = np.empty(deals.shape[1], np.int64)
    for number, levels in enumerate(deals):
        find_levels(search, number, places)
        assert sorted(search.levels[places]) == sorted(levels)


@settings(derandomize=True, deadline=None, database=None, max_examples=50)
@given(shapes)
def test_levels_are_tried_by_rising_number_and_the_pivot_issue_first(shape):
    _, rules = united(*game(shape, draws=1))
    search = search_of(rules)
    for first, end in zip(search.starts[:-1], search.starts[1:], strict=True):
        assert (np.diff(search.shares[first:end]) >= 0).all()
    for pivot in rules.pivots:
        assert set(search.levels[: search.starts[1]]) == set(range(rules.offsets[pivot], rules.offsets[pivot + 1]))
