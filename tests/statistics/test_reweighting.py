"""Weights of draws under other beliefs: by hand, against closed forms, and against draws of the other belief."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.beliefs import Beta, LogUniform, Pert, Triangular, TruncatedNormal, Uniform
from sim.draws import draw
from sim.statistics.reweighting import (
    cell_weights,
    cells_of,
    chances_upto,
    effective,
    option_weights,
    weighted_change,
    weighted_mean,
)

U = draw(("a",), 1, 0, 4096).columns["a"]
CELLS = cells_of(4096, 8)


def test_chances_are_those_of_scipy():
    x = np.linspace(-0.5, 1.5, 41)
    assert chances_upto(x, Beta(beta=(2, 5)).at) == pytest.approx(stats.beta(2, 5).cdf(x), abs=1e-9)
    assert chances_upto(x, Triangular(triangular=(0, 0.3, 1)).at) == pytest.approx(stats.triang(0.3).cdf(x), abs=1e-9)
    assert chances_upto(x, LogUniform(log_uniform=(0.2, 1)).at) == pytest.approx(
        stats.loguniform(0.2, 1).cdf(x), abs=1e-9
    )


BELIEFS = [
    Uniform(uniform=(0, 1)),
    Uniform(uniform=(0.2, 0.7)),
    Triangular(triangular=(0, 0.3, 1)),
    Pert(pert=(0, 0.5, 1)),
    Beta(beta=(2, 3)),
    TruncatedNormal(truncated_normal=(0.4, 0.3, 0, 1)),
]


@pytest.mark.parametrize("new", BELIEFS, ids=lambda belief: next(iter(type(belief).model_fields)))
def test_weighted_draws_have_the_mean_of_the_other_belief_and_weights_a_mean_of_1(new):
    old = Uniform(uniform=(0, 1))
    weights = cell_weights(U, old.at, new.at, CELLS)
    assert weights.reshape(-1, 8).mean(axis=0) == pytest.approx(1, abs=1e-9)  # in every replicate
    fine = new.at((np.arange(100_000) + 0.5) / 100_000)
    assert weighted_mean(old.at(U), weights, 8).value == pytest.approx(fine.mean(), abs=1e-4)
    assert weighted_mean((old.at(U) < 0.37) * 1.0, weights, 8).value == pytest.approx((fine < 0.37).mean(), abs=2e-3)


def test_the_same_belief_weighs_every_draw_alike():
    for belief in BELIEFS:
        assert cell_weights(U, belief.at, belief.at, CELLS) == pytest.approx(1, abs=1e-6)


def test_where_the_old_density_vanishes_no_weight_is_endless():
    weights = cell_weights(U, Beta(beta=(5, 5)).at, Uniform(uniform=(0, 1)).at, CELLS)
    assert np.isfinite(weights).all()
    assert weights.mean() == pytest.approx(1)


def test_options_weigh_what_their_new_chance_is_to_their_old():
    found = option_weights(np.array([0, 1, 2, 2]), np.array([0.25, 0.25, 0.5]), np.array([0.5, 0.5, 0]))
    assert found.tolist() == [2, 2, 0, 0]


@given(st.lists(st.just(0.0) | st.floats(0.01, 10), min_size=1, max_size=40).filter(any), st.floats(0.1, 10))
def test_draws_are_worth_no_more_than_they_are_and_their_unit_does_not_matter(weights, factor):
    some = np.array(weights)
    assert 1 - 1e-9 <= effective(some) <= len(some) + 1e-9
    assert effective(some * factor) == pytest.approx(effective(some))


def test_a_mean_of_equal_weights_is_the_plain_mean_with_its_interval():
    values = (U < 0.3) * 1.0
    found = weighted_mean(values, np.ones(4096), 8)
    shares = values.reshape(-1, 8).mean(axis=0)
    half = stats.t.ppf(0.975, 7) * shares.std(ddof=1) / np.sqrt(8)
    assert found == pytest.approx((values.mean(), values.mean() - half, values.mean() + half))
    assert weighted_change(values, np.ones(4096), 8) == (0, 0, 0)


def test_a_ratio_leaves_out_what_does_not_count_and_nothing_is_no_number():
    values = np.array([1.0, np.nan, 0.0, 1.0])
    assert weighted_mean(values, np.array([1.0, 5.0, 1.0, 2.0]), 2).value == 0.75
    assert np.isnan(weighted_mean(np.array([np.nan, np.nan]), np.ones(2), 2)).all()


def test_nineteen_of_twenty_intervals_hold_the_share_under_the_other_belief():
    old, new = Uniform(uniform=(0, 1)), Triangular(triangular=(0, 0.8, 1))
    held = 0
    for seed in range(200):
        columns = draw(("a", "b"), seed, 0, 512).columns
        weights = cell_weights(columns["a"], old.at, new.at, cells_of(512, 8))
        found = weighted_mean((columns["a"] + columns["b"] > 1) * 1.0, weights, 8)
        held += found.low <= 0.6 <= found.high  # P(a + b > 1) = E[a] = (0 + .8 + 1) / 3
    assert held >= 180
