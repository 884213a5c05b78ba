import numba
import numpy as np
from hypothesis import given, settings
from kernels.games import game, shapes

from sim.kernels.half_sums import fill_half, fill_lined
from sim.kernels.halves import half_of

lined_by = numba.njit(lambda gains, allowed, party, lined: fill_lined(gains, allowed, party, lined))
filled = numba.njit(
    lambda gains, offsets, issues, values, place, spare: fill_half(gains, offsets, issues, values, place, spare)
)
BEHIND = 15


@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(shapes)
def test_every_entry_is_worth_its_gains_and_nothing_where_it_crosses_a_line(shape):
    worlds, rules = game(shape, draws=1)
    gains, allowed = worlds.gains[0, 0], worlds.allowed[0]
    lined = np.zeros(gains.size + BEHIND, np.float32)
    lined_by(gains, allowed, 0, lined)
    issues = len(rules.offsets) - 1
    for chosen in [tuple(range(issues)), tuple(range(0, issues, 2)), tuple(range(1, issues, 2)), ()]:
        half = half_of(rules, chosen)
        entries = len(half.numbers)
        values = np.full(2 * (entries + BEHIND) + 1, 7, np.float32)
        filled(lined, rules.offsets, half.issues, values, 1, 1 + entries + BEHIND)
        clear = (allowed[half.levels] & np.uint64(1) == 1).all(axis=1)
        expected = np.where(clear, gains[half.levels].sum(axis=1), -np.inf)
        assert values[1 : 1 + entries].tolist() == expected.tolist()
        assert values[0] == 7
