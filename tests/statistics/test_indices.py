import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.draws import draw
from sim.statistics.binned_indices import bins_of, first_order
from sim.statistics.rank_correlations import going_together_in, rank_correlations
from sim.statistics.regional_distance import distance, distances, dummy_line
from sim.statistics.surrogate import area, learned
from sim.statistics.total_indices import indices

ALL = 8
"""Replicates."""
# a zone exists iff x0 > .35, x1 < .7 and (x2 + x3) / 2 > .3; exact indices by quadrature of the three factors
ZONE_FIRST, ZONE_TOTAL = (0.321, 0.255, 0.035, 0.036, 0.0), (0.558, 0.479, 0.210, 0.210, 0.0)
SIZE_FIRST, SIZE_TOTAL = (0.208, 0.168, 0.054, 0.053, 0.024), (0.577, 0.513, 0.234, 0.234, 0.099)


def zone(x):
    return ((x[:, 0] > 0.35) & (x[:, 1] < 0.7) & ((x[:, 2] + x[:, 3]) / 2 > 0.3)) * 1.0


def size(x):
    least = np.minimum(np.minimum(x[:, 0] - 0.35, 0.7 - x[:, 1]), (x[:, 2] + x[:, 3]) / 2 - 0.3)
    return np.maximum(0, least) * (1 + 2 * x[:, 4])


def ishigami(x):
    """T. Ishigami and T. Homma (1990), with a = 7 and b = .1."""
    a, b, c = ((2 * x[:, k] - 1) * np.pi for k in range(3))
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def g_function(x):
    """I. M. Sobol' (1993), with a = 0, 1, 4.5 and 9."""
    a = np.array([0, 1, 4.5, 9])
    return np.prod((np.abs(4 * x[:, :4] - 2) + a) / (1 + a), axis=1)


def g_indices():
    own = 1 / (3 * (1 + np.array([0, 1, 4.5, 9])) ** 2)
    whole = np.prod(1 + own) - 1
    return own / whole, own * np.prod(1 + own) / (1 + own) / whole


def ishigami_indices():
    v1, v2, v13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = v1 + v2 + v13
    return np.array([v1, v2, 0]) / whole, np.array([v1 + v13, v2, v13]) / whole


CLOSED = {
    "zone": (zone, ZONE_FIRST, ZONE_TOTAL),
    "size": (size, SIZE_FIRST, SIZE_TOTAL),
    "ishigami": (ishigami, *ishigami_indices()),
    "g": (g_function, *g_indices()),
}


def table(draws, inputs, seed=1, *, sobol=True):
    if not sobol:
        return np.random.default_rng(seed).random((draws, inputs))
    paths = tuple(f"x{k}" for k in range(inputs))
    columns = draw(paths, seed, 0, draws).columns
    return np.stack([columns[path] for path in paths], axis=1)


def everywhere(x):
    return np.ones(len(x), np.bool_)


@pytest.mark.parametrize("name", CLOSED)
@pytest.mark.parametrize("sobol", [True, False])
def test_first_order_indices_meet_the_closed_forms_from_draws_as_they_are(name, sobol):
    of, first, _ = CLOSED[name]
    x = table(16384, 8, sobol=sobol)
    found = first_order(x, of(x), ALL, everywhere(x))
    assert np.abs(found.index[: len(first)] - first).max() < 0.02
    assert np.abs(found.index[5:]).max() < 0.01


@pytest.mark.parametrize("name", CLOSED)
def test_indices_of_worlds_drawn_anew_meet_the_closed_forms(name):
    of, first, total = CLOSED[name]
    x = table(8192, 16)
    a, b = x[:, :8], x[:, 8:]
    for k, (s1, st1) in enumerate(zip(first, total, strict=True)):
        swapped = a.copy()
        swapped[:, k] = b[:, k]
        found = indices(of(a), of(b), of(swapped), ALL)
        assert found.first.value == pytest.approx(s1, abs=0.03)
        assert found.total.value == pytest.approx(st1, abs=0.03)


@pytest.mark.parametrize(("name", "near"), [("zone", 0.04), ("size", 0.06)])
def test_trees_tell_the_totals_of_draws_as_they_are(name, near):
    of, _, total = CLOSED[name]
    x = table(4096, 10)
    found = learned(x, of(x), ALL)
    assert found.score > 0.9
    values = [one.value for one in found.total]
    assert values[:5] == pytest.approx(total, abs=near)
    assert max(values[5:]) < 0.01


def test_an_input_that_only_goes_with_another_is_credited_alone_but_not_beside_it():
    x = table(4096, 10)
    x[:, 9] = np.where(x[:, 8] < 0.9, x[:, 0], x[:, 9])
    first, trees = first_order(x, zone(x), ALL, everywhere(x)), learned(x, zone(x), ALL)
    assert first.index[9] > 0.15
    assert distance(x[:, 9], zone(x) == 1) > 0.3
    assert trees.total[9].value < 0.02
    assert [(i, j) for i, j, _ in going_together_in(x, ALL, 0.3)] == [(0, 9)]


def test_nothing_is_read_off_trees_that_learn_nothing_or_too_few_answers():
    x = table(2048, 10)
    noise = np.random.default_rng(0).random(2048)
    assert learned(x, (noise < 0.5) * 1.0, ALL).total is None
    assert learned(x, noise, ALL).total is None
    assert learned(x, (noise < 0.005) * 1.0, ALL).total is None


def test_intervals_of_first_order_indices_hold_the_truth_about_as_often_as_they_say():
    inside = []
    for seed in range(30):
        x = table(2048, 6, seed)
        found = first_order(x, zone(x), ALL, everywhere(x))
        inside += [found.low[k] <= s1 <= found.high[k] for k, s1 in enumerate(ZONE_FIRST)]
    assert np.mean(inside) > 0.88


def test_patterns_of_a_low_discrepancy_sequence_are_not_taken_for_an_index():
    x = table(2048, 200)
    y = zone(x[:, [0, 1, 2, 3]])
    found = first_order(x, y, ALL, everywhere(x))
    assert np.mean(found.index[4:]) == pytest.approx(0, abs=0.002)


def test_distances_work_where_an_outcome_is_rare_and_are_zero_for_what_says_nothing():
    x = table(16384, 6)
    rare = (x[:, 0] > 0.95) & (x[:, 1] < 0.35)
    found = distances(x, rare)
    assert found[0] > 0.9
    assert found[1] > 0.6
    assert found[2:].max() < dummy_line(rare, 6)
    assert np.isnan(distances(x, np.zeros(16384, np.bool_))).all()


def test_a_line_of_chance_is_crossed_about_once_in_twenty_runs():
    crossed = 0
    for seed in range(200):
        x = table(500, 12, seed, sobol=False)
        happened = x[:, 0] < 0.3
        crossed += distances(x[:, 1:], happened).max() > dummy_line(happened, 11)
    assert 0 <= crossed <= 20


@given(st.lists(st.integers(0, 3), min_size=4, max_size=40), st.integers(2, 6))
def test_equal_values_share_a_bin_and_bins_keep_the_order(values, most):
    column = np.array(values, np.float64)
    bins = bins_of(column, most)
    assert bins.max() < max(most, len(np.unique(column)))
    order = np.argsort(column, kind="stable")
    assert (np.diff(bins[order]) >= 0).all()
    assert all(len(set(bins[column == value])) == 1 for value in set(values))


def test_the_area_is_the_share_of_pairs_in_the_right_order():
    rng = np.random.default_rng(3)
    told, happened = rng.integers(0, 5, 60) * 1.0, rng.random(60) < 0.4
    pairs = np.sign(told[happened][:, None] - told[~happened])
    assert area(told, happened) == pytest.approx((pairs + 1).mean() / 2)


def test_an_input_that_never_varies_and_an_outcome_that_never_varies_have_no_index():
    x = np.zeros((64, 2))
    x[:, 1] = table(64, 1)[:, 0]
    assert first_order(x, x[:, 1], ALL, everywhere(x)).index[0] == pytest.approx(0, abs=1e-3)
    assert not first_order(x, np.ones(64), ALL, everywhere(x)).index.any()
    assert rank_correlations(x)[0].tolist() == [0, 0]
