import numpy as np
import pytest
from scipy import stats

from sim.results.estimates import Estimate, estimate, estimate_among, wilson
from sim.statistics.jackknife import LEVEL


def interleaved(counts, draws):
    """Return draws in which replicate ``r`` holds ``counts[r]`` of its share of the draws."""
    return np.array([k // len(counts) < counts[k % len(counts)] for k in range(draws)])


def test_the_interval_is_a_t_interval_over_eight_replicates():
    # shares 0, .25, .5, .75, 1, .5, .5, .5: squared deviations from .5 sum to .625, and t(7, .975) = 2.364624
    found = estimate(interleaved([0, 1, 2, 3, 4, 2, 2, 2], 32), 8)
    half = 2.364624 * (0.625 / 7) ** 0.5 / 8**0.5
    assert found.share == 0.5
    assert found.draws == 32
    assert (found.low, found.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-6)
    assert half == pytest.approx(0.249809, abs=1e-6)


def test_the_interval_is_that_of_scipy():
    happened = np.random.default_rng(3).random(2048) < 0.3
    shares = [happened[r::8].mean() for r in range(8)]
    low, high = stats.t.interval(0.95, 7, loc=np.mean(shares), scale=stats.sem(shares))
    found = estimate(happened, 8)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


def test_draw_k_belongs_to_replicate_k_modulo_their_number():
    alternating = np.arange(64) % 8 < 4
    in_a_row = np.arange(64) < 32
    assert estimate(in_a_row, 8).margin == 0
    assert estimate(alternating, 8).margin == pytest.approx(2.364624 * (8 * 0.25 / 7) ** 0.5 / 8**0.5, abs=1e-6)


def test_the_estimate_is_the_plain_share_even_where_replicates_differ_by_a_draw():
    happened = np.array([True] + [False] * 9)
    assert estimate(happened, 8).share == 0.1
    shares = [0.5] + [0.0] * 7
    half = 2.364624 * np.std(shares, ddof=1) / 8**0.5
    assert estimate(happened, 8).high == pytest.approx(0.1 + half, abs=1e-6)


@pytest.mark.parametrize(
    "hits, draws, low, high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_score_interval_equals_the_published_ones(hits, draws, low, high):
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert wilson(hits / draws, draws) == pytest.approx((low, high), abs=5e-5)


def test_the_score_interval_at_0_and_1_by_hand():
    z2 = 1.959963984540054**2
    for draws in (1, 10, 2048):
        assert wilson(0.0, draws) == pytest.approx((0, z2 / (draws + z2)), abs=1e-12)
        assert wilson(1.0, draws) == pytest.approx((draws / (draws + z2), 1), abs=1e-12)
    assert wilson(0.0, 10)[1] == pytest.approx(0.277533, abs=1e-6)


def test_a_share_of_0_or_1_still_has_a_width():
    none, every = estimate(np.zeros(2048, bool), 8), estimate(np.ones(2048, bool), 8)
    assert (none.share, none.low) == (0, 0)
    assert none.high == wilson(0.0, 2048)[1] == pytest.approx(3.841459 / 2051.841459, abs=1e-9)
    assert (every.share, every.high) == (1, 1)
    assert every.low == wilson(1.0, 2048)[0] == pytest.approx(2048 / 2051.841459, abs=1e-9)


def test_fewer_draws_than_replicates_are_a_replicate_each():
    found = estimate(np.array([True, False, False, False, False]), 8)
    half = 2.776445 * (0.8 / 4) ** 0.5 / 5**0.5
    assert found.share == 0.2
    assert (found.low, found.high) == pytest.approx((0, 0.2 + half), abs=1e-6)


@pytest.mark.parametrize("happened", [True, False])
def test_one_draw_says_nothing(happened):
    found = estimate(np.array([happened]), 8)
    assert found.share == happened
    assert (found.low, found.high) == (0, 1)


def test_two_draws_that_differ_say_nothing_either():
    found = estimate(np.array([True, False]), 8)
    assert (found.share, found.low, found.high) == (0.5, 0, 1)


@pytest.mark.parametrize("draws", [1, 2, 7, 8, 9, 63, 500])
@pytest.mark.parametrize("chance", [0.0, 0.02, 0.5, 0.98, 1.0])
def test_the_interval_holds_the_share_and_stays_between_0_and_1(draws, chance):
    found = estimate(np.random.default_rng(draws).random(draws) < chance, 8)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.margin == max(found.share - found.low, found.high - found.share)


def test_the_sentence_gives_share_draws_and_error():
    assert str(Estimate(0.614, 0.6, 0.624, 2048)) == "61.4% of 2,048 worlds (sampling +-1.4 points)"
    assert LEVEL == 0.95


def test_nineteen_intervals_in_twenty_hold_the_true_share():
    held = 0
    for seed in range(400):
        found = estimate(np.random.default_rng(seed).random(256) < 0.4, 8)
        held += found.low <= 0.4 <= found.high
    assert held / 400 == pytest.approx(0.95, abs=0.03)


def test_a_share_among_all_draws_is_the_plain_share_with_its_interval():
    happened = np.random.default_rng(5).random(2048) < 0.3
    assert estimate_among(happened, np.ones(2048, bool), 8) == estimate(happened, 8)


def test_a_share_among_no_draws_is_none_and_one_that_always_happens_still_has_a_width():
    none = np.zeros(64, bool)
    assert estimate_among(none, none, 8) is None
    some = np.arange(64) < 20
    found = estimate_among(some, some, 8)
    assert (found.share, found.high, found.draws) == (1, 1, 20)
    assert found.low == pytest.approx(wilson(1.0, 20)[0])


def test_the_interval_of_a_ratio_by_hand():
    # two replicates of 4 draws: among 4 and 2 of them, in 2 and 2 it happened; R = 4/6, and a - R z is
    # 2/4 - 2/3 in the first and 2/4 - 1/3 in the second
    among = interleaved([4, 2], 8)
    happened = interleaved([2, 2], 8)
    found = estimate_among(happened, among, 2)
    errors = np.array([0.5 - 2 / 3, 0.5 - 1 / 3]) / 0.75
    half = stats.t.ppf(0.975, 1) * errors.std(ddof=1) / 2**0.5
    assert found.share == 4 / 6
    assert (found.low, found.high) == pytest.approx((max(0, 4 / 6 - half), min(1, 4 / 6 + half)))


def test_the_interval_of_a_ratio_holds_the_true_value_about_as_often_as_it_says():
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(1000):
        among = rng.random(512) < 0.6
        found = estimate_among(among & (rng.random(512) < 0.8), among, 8)
        held += found.low <= 0.8 <= found.high
    assert 0.93 < held / 1000 < 0.97
