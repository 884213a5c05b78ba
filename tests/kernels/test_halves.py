import numpy as np
from hypothesis import given, settings
from kernels.games import game, shapes
from kernels.oracle import table, worths

from sim.kernels.halves import fill_sums, split


@settings(derandomize=True, deadline=None, database=None, max_examples=100)
@given(shapes)
def test_every_deal_is_one_row_with_one_column_and_worth_what_they_add_up_to(shape):
    worlds, rules = game(shape, draws=1)
    rows, columns = split(rules, lambda rows, columns: rows + columns)
    numbers = np.add.outer(rows.numbers, columns.numbers).ravel()
    deals = table(rules)
    assert sorted(numbers) == list(range(len(deals)))
    assert set(rules.pivots) <= set(rows.issues)
    fits = np.bitwise_and.outer(rows.fits, columns.fits).ravel()
    assert fits.tolist() == rules.fits(deals)[numbers].tolist()
    parts = []
    for half in (rows, columns):
        sums = np.empty(len(half.numbers), np.float32)
        assert fill_sums(worlds.gains[0, 0], rules.offsets, half.issues, sums) == len(sums)
        parts.append(sums)
    assert np.add.outer(*parts).ravel().tolist() == worths(worlds, rules)[0, 0][numbers].tolist()
