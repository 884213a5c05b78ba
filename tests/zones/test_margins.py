import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from kernels.games import game, shapes
from kernels.oracle import by_definition

from sim.zones import margins

thoroughly = settings(derandomize=True, deadline=None, database=None, max_examples=100)


@thoroughly
@given(shapes, st.sampled_from(["sizes", "whether there is a zone", "nothing"]), st.sampled_from([1, 20, 2_000]))
def test_pairs_of_levels_held_are_those_of_a_look_at_every_deal(shape, told, few):
    worlds, rules = game(shape, draws=10)
    counts, verdicts = by_definition(worlds, rules)
    event(f"some zone: {bool(counts.cells.any())}")
    sizes = {"sizes": verdicts.sizes, "whether there is a zone": -(verdicts.sizes > 0).astype(np.int64)}.get(told)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(margins, "FEW", few)
        cells = margins.held_pairs(worlds, rules, sizes)
    np.testing.assert_array_equal(cells, counts.cells)


@thoroughly
@given(shapes)
def test_pairs_of_levels_refused_are_those_of_a_look_at_every_deal(shape):
    worlds, rules = game(shape, draws=10)
    counts, _ = by_definition(worlds, rules)
    for party in range(worlds.gains.shape[1]):
        np.testing.assert_array_equal(margins.refused_pairs(worlds, rules, party), counts.refused_cells[party])
