"""Discovery: what is there is found and judged fairly, what is not there is not found."""

import numpy as np
import pytest
from scipy.stats import binom
from synthetic import sample, zone

from sim.statistics.boxes import measures
from sim.statistics.discovery import CHANCE, discover, odd_replicates
from sim.statistics.peeling import Pace, trajectory
from sim.statistics.quasi_p_values import UNSURE, limits_of, quasi_p, surely, tail
from sim.statistics.samples import sample_of
from sim.statistics.stability import HALVES, in_halves, shares


def rng():
    return np.random.default_rng(1)


def noise(seed, share, draws=512, inputs=40):
    x = np.random.default_rng(seed).random((draws, inputs + 1))
    columns = {f"x{j}": x[:, j] if j % 3 else x[:, j] < 0.4 for j in range(inputs)}
    return sample_of(columns, x[:, -1] < share)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_known_zone_is_found_with_none_of_twenty_six_inert_inputs(seed):
    found = discover(sample(2048, 30, seed), rng())
    best = found[0].best
    assert {"x0", "x1"} <= set(best.box.limits) <= {"x0", "x1", "x2", "x3"}
    assert best.box.limits["x0"].low == pytest.approx(0.35, abs=0.03)
    assert best.box.limits["x1"].high == pytest.approx(0.7, abs=0.03)
    assert best.held_out.density > 0.75
    assert best.held_out.coverage > 0.8
    assert best.held_out.correlation > 0.78
    assert max(best.quasi_p.values()) <= UNSURE
    assert min(best.stability[name] for name in ("x0", "x1")) == 1


def test_a_box_is_judged_in_the_odd_replicates_alone():
    drawn = sample(1024, 8, 3)
    one = discover(drawn, rng())[0]
    odd = odd_replicates(1024)
    for step in one.steps:
        inside = step.box.inside(drawn)
        assert step.held_out == measures(drawn, inside, odd)
        assert step.held_out.density == pytest.approx(drawn.of_interest[inside & odd].mean(), nan_ok=True)
        assert step.held_out.coverage == inside[drawn.of_interest & odd].mean()
        assert step.found.mass == inside[~odd].mean()
    assert one.chosen == int(np.argmax([step.held_out.correlation for step in one.steps]))
    columns, target = zone(1024, 8, 3)
    other = sample_of(columns, np.where(odd, ~target, target))
    assert [step.box for step in discover(other, rng())[0].steps] == [step.box for step in one.steps]


@pytest.mark.parametrize("share", [0.05, 0.4, 0.9])
def test_in_pure_noise_nothing_is_found(share):
    assert not any(discover(noise(seed, share), rng())[0].best for seed in range(8))


@pytest.mark.parametrize("every", [True, False])
def test_where_all_or_none_is_of_interest_nothing_is_found(every):
    (only,) = discover(sample_of(zone(256, 4, 1)[0], np.full(256, every)), rng())
    assert only.best is None
    assert [step.box.limits for step in only.steps] == [{}]


@pytest.mark.parametrize("draws", [1, 2, 9])
def test_a_few_draws_or_no_inputs_say_nothing(draws):
    (few,) = discover(sample(draws, 5, 1), rng())
    (none,) = discover(sample_of({}, np.arange(draws) % 2 == 0), rng())
    assert few.best is none.best is None


def test_a_second_box_is_looked_for_in_what_the_first_leaves():
    x = np.random.default_rng(4).random((4096, 10))
    target = (x[:, 0] > 0.7) | ((x[:, 1] < 0.2) & (x[:, 2] < 0.6))
    drawn = sample_of({f"x{j}": x[:, j] for j in range(10)}, target)
    first, second = discover(drawn, rng())
    assert set(first.best.box.limits) == {"x0"}
    assert set(second.best.box.limits) == {"x1", "x2"}
    np.testing.assert_array_equal(second.left, ~first.best.box.inside(drawn))
    inside = second.best.box.inside(drawn) & second.left
    assert second.best.held_out == measures(drawn, inside, odd_replicates(4096))
    assert len(discover(drawn, rng(), most=1)) == 1
    assert len(discover(drawn, rng(), most=9)) < 9


def test_quasi_p_values_are_binomial_tails():
    drawn = sample(800, 6, 5)
    among = ~odd_replicates(800)
    limits = limits_of(drawn.ranked, trajectory(drawn, among)[12])
    within = [limit.codes[drawn.ranked.codes[limit.number]] for limit in limits]
    box = among & np.all(within, axis=0)
    for k, value in enumerate(quasi_p(drawn, among, limits)):
        wider = among & np.all([*within[:k], *within[k + 1 :], np.ones(800, bool)], axis=0)
        share = drawn.of_interest[wider].mean()
        hits = drawn.of_interest[box].sum()
        assert value == pytest.approx(binom.sf(hits - 1, box.sum(), share), rel=1e-9)


def test_a_limit_that_does_nothing_is_dropped_and_one_that_does_stays():
    drawn = sample(4096, 6, 6)
    among, ranks = np.ones(4096, np.bool_), drawn.ranked
    room = ranks.used.copy()
    for name, codes in (("x0", slice(0, 89)), ("x5", slice(0, 40))):
        room[drawn.names.index(name), codes] = False
    kept = surely(drawn, among, limits_of(ranks, room))
    assert [drawn.names[limit.number] for limit in kept] == ["x0"]


def test_tails_add_up_to_what_they_should():
    assert tail(0, 5, 0.3) == 1
    assert tail(5, 5, 0.3) == pytest.approx(0.3**5)
    assert tail(3, 10, 0.2) == pytest.approx(binom.sf(2, 10, 0.2))
    assert CHANCE < UNSURE


def test_inputs_that_decide_are_restricted_in_every_half_and_others_seldom():
    drawn = sample(2048, 20, 7)
    halves = in_halves(drawn, np.ones(2048, np.bool_), rng(), Pace())
    assert len(halves) == HALVES
    found = dict(zip(drawn.names, shares(halves, 0.4), strict=True))
    assert found["x0"] == found["x1"] == 1
    assert max(share for name, share in found.items() if name not in ("x0", "x1", "x2", "x3")) < 0.3
    assert not shares(halves, 1.0).any()


def test_the_same_draws_give_the_same_boxes_and_weights_of_one_change_nothing():
    columns, target = zone(600, 6, 8)
    one, other = (sample_of(columns, target, weights=weights) for weights in (None, np.ones(600)))
    assert discover(one, rng())[0].steps == discover(other, rng())[0].steps
