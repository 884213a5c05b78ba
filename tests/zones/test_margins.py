import numpy as np
from hypothesis import given, settings
from kernels.games import game, plain_shapes
from kernels.oracle import by_definition

from sim.zones import margins


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(plain_shapes)
def test_pairs_of_levels_asked_one_by_one_are_those_of_a_look_at_every_deal(shape):
    worlds, rules = game(shape, draws=10)
    counts, _ = by_definition(worlds, rules)
    np.testing.assert_array_equal(margins.held_pairs(worlds, rules), counts.cells)
    for party in range(shape.parties):
        np.testing.assert_array_equal(margins.refused_pairs(worlds, rules, party), counts.refused_cells[party])
