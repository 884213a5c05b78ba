"""Changes between paired runs, against loops written out and the true value behind many samples."""

from math import isnan, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.results import Change, exact_change, independent_change, paired_change
from sim.results.changes import replicate_means, score_interval
from sim.results.estimates import wilson


def by_hand(base, other):
    """Return the change and its interval, one world at a time."""
    groups = min(8, len(base))
    sums = {(run, r): [0.0, 0] for run in (0, 1) for r in range(groups)}
    for k, pair in enumerate(zip(base, other, strict=True)):
        for run, value in enumerate(pair):
            if not isnan(value):
                sums[run, k % groups][0] += value
                sums[run, k % groups][1] += 1
    totals = [[sum(sums[run, r][i] for r in range(groups)) for i in (0, 1)] for run in (0, 1)]
    whole = [total / counted if counted else nan for total, counted in totals]
    if groups < 2 or any(counted == 0 for _, counted in sums.values()):
        return whole[1] - whole[0], None
    gaps = [sums[1, r][0] / sums[1, r][1] - sums[0, r][0] / sums[0, r][1] for r in range(groups)]
    mean = sum(gaps) / groups
    half = stats.t.ppf(0.975, groups - 1) * sqrt(sum((gap - mean) ** 2 for gap in gaps) / (groups - 1) / groups)
    return whole[1] - whole[0], half


@given(
    st.integers(1, 60).flatmap(
        lambda n: st.tuples(*[st.lists(st.sampled_from([0.0, 1.0, 5.0, nan]), min_size=n, max_size=n)] * 2)
    )
)
def test_the_interval_is_that_of_the_replicates_one_world_at_a_time(pair):
    base, other = map(np.array, pair)
    change, half = by_hand(base, other)
    found = paired_change(base, other, share=False)
    assert found.change == pytest.approx(change, nan_ok=True)
    if half is None:
        assert found.low is found.high is found.margin is None
    else:
        assert (found.low, found.high) == pytest.approx((change - half, change + half), abs=1e-9)


def test_the_interval_is_that_of_scipy():
    rng = np.random.default_rng(5)
    base, other = (rng.random((2, 2048)) < [[0.3], [0.36]]).astype(float)
    gaps = [other[r::8].mean() - base[r::8].mean() for r in range(8)]
    low, high = stats.t.interval(0.95, 7, loc=np.mean(gaps), scale=stats.sem(gaps))
    found = paired_change(base, other, share=True)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)
    assert found.margin == pytest.approx((high - low) / 2)


def test_what_two_worlds_of_a_pair_share_cancels_out():
    rng = np.random.default_rng(1)
    base = (rng.random(2048) < 0.5).astype(float)
    other = np.where(rng.random(2048) < 0.05, 1.0, base)
    apart = rng.permutation(other)
    assert paired_change(base, other, share=True).margin < paired_change(base, apart, share=True).margin / 2


def test_a_replicate_in_which_no_world_counts_leaves_no_interval():
    base, other = np.ones(64), np.zeros(64)
    other[3::8] = nan
    found = paired_change(base, other, share=True)
    assert found.change == -1
    assert (found.low, found.high, found.clear) == (None, None, False)


def test_one_world_leaves_no_interval():
    assert paired_change(np.zeros(1), np.ones(1), share=True).low is None


def test_runs_in_which_no_world_counts_are_equal():
    nothing = np.full(16, nan)
    assert paired_change(nothing, nothing, share=True).equal
    assert not paired_change(nothing, np.ones(16), share=True).equal


def test_the_score_interval_equals_the_published_one():
    """R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II: 56/70 - 48/80 and 9/10 - 3/10, method 10."""
    for (some, of), (less, among), low, high in (
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ):
        worlds = 1 + max(of, among)
        up, down = (np.where(np.arange(worlds) < n, np.arange(worlds) < k, nan) for k, n in ((some, of), (less, among)))
        assert score_interval(down, up) == pytest.approx((low, high), abs=5e-5)


def test_where_few_worlds_differ_the_interval_is_the_wider_of_two():
    base, some = np.zeros(2048), np.zeros(2048)
    some[:8] = 1  # one world of every replicate: they agree to the last digit
    found = paired_change(base, some, share=True)
    up, down = wilson(8 / 2048, 2048), wilson(0.0, 2048)
    assert found.low == pytest.approx(8 / 2048 - np.hypot(8 / 2048 - up[0], down[1]))
    assert found.high == pytest.approx(up[1])
    assert found.clear
    assert paired_change(base, some, share=False).margin == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("up", "clear"), [(3, False), (4, False), (6, True)])
def test_as_few_worlds_decide_as_in_mcnemars_exact_test(up, clear):
    """All one way, spread evenly: by that test 4 of 4 is one chance in 8, 6 of 6 one in 32."""
    assert (2 * 0.5**up < 0.05) == clear
    assert paired_change(np.zeros(2048), (np.arange(2048) < up).astype(float), share=True).clear == clear


def test_where_enough_worlds_differ_only_the_replicates_count():
    rng = np.random.default_rng(2)
    base, other = (rng.random((2, 2048)) < [[0.3], [0.36]]).astype(float)
    found = paired_change(base, other, share=True)
    assert (found.low, found.high) == pytest.approx((found.change - found.margin, found.change + found.margin))
    assert found.margin != pytest.approx(max(np.abs(np.subtract(score_interval(base, other), found.change))))


def test_all_worlds_may_change_one_way():
    base, other = np.zeros(2048), np.ones(2048)
    up, down = paired_change(base, other, share=True), paired_change(other, base, share=True)
    assert up.high == 1
    assert 0.99 < up.low < 1
    assert (down.low, down.high) == (-up.high, -up.low)


def test_equal_runs_may_differ_in_worlds_that_were_not_drawn():
    values = (np.random.default_rng(0).random(256) < 0.3).astype(float)
    found = paired_change(values, values, share=True)
    assert found.equal
    assert found.change == 0
    assert (found.low, found.high) == pytest.approx((-wilson(0.0, 256)[1], wilson(0.0, 256)[1]))
    assert not found.clear


def test_the_ends_stay_within_all_that_a_share_can_change():
    base = np.array([0.0] * 7 + [1.0])
    found = paired_change(base, 1 - base, share=True)
    assert (found.high, found.low < 0.75) == (1.0, True)


def test_where_nothing_is_uncertain_a_change_is_exact():
    found = exact_change(np.full(1, 55.0), np.full(1, 12.0))
    assert (found.low, found.high, found.margin, found.clear) == (-43, -43, 0, True)
    assert exact_change(np.full(1, nan), np.ones(1)).low is None


def test_a_change_is_clear_when_its_interval_leaves_out_0():
    assert Change(0.1, 0.2, 0.01, 0.19).clear
    assert Change(0.2, 0.1, -0.19, -0.01).clear
    assert not Change(0.1, 0.2, 0.0, 0.2).clear


def held(sample, truth, *, runs=600):
    """Return the share of samples whose interval holds the truth, and the share that look clear."""
    found = [paired_change(*sample(np.random.default_rng(seed)), share=True) for seed in range(runs)]
    return (
        np.mean([change.low <= truth <= change.high for change in found]),
        np.mean([change.clear for change in found]),
    )


def test_nineteen_intervals_in_twenty_hold_the_true_change():
    def sample(rng):
        shared = rng.random(512)
        return (shared < 0.4).astype(float), (shared + 0.1 * (rng.random(512) - 0.5) < 0.45).astype(float)

    assert held(sample, 0.05)[0] == pytest.approx(0.95, abs=0.025)


def test_nineteen_intervals_in_twenty_hold_the_true_change_of_a_share_among_some_worlds():
    """Of the worlds that count, 4 in 10 and 5 in 10; which worlds count differs between the runs."""

    def sample(rng):
        shared, counted = rng.random(1024), rng.random(1024)
        base = np.where(counted < 0.6, shared < 0.4, nan)
        other = np.where(counted < 0.7, shared < 0.5, nan)
        return base, other

    assert held(sample, 0.1)[0] == pytest.approx(0.95, abs=0.025)


@pytest.mark.parametrize("changed", [0.1, 0.02, 0.005])
def test_small_true_changes_are_held_as_often(changed):
    """Of 512 worlds 51, 10 or 3 change, three in four of them one way."""

    def sample(rng):
        base = (rng.random(512) < 0.4).astype(float)
        turn = rng.random(512)
        other = np.where(turn < 0.75 * changed, 1.0, np.where(turn < changed, 0.0, base))
        return base, other

    truth = 0.75 * changed * 0.6 - 0.25 * changed * 0.4
    assert held(sample, truth)[0] >= 0.93


def test_small_true_changes_of_a_share_among_some_worlds_are_held_as_often():
    """Nearly all worlds that count have it; which worlds count differs between the runs."""

    def sample(rng):
        shared, counted = rng.random(512), rng.random(512)
        return np.where(counted < 0.6, shared < 0.99, nan), np.where(counted < 0.8, shared < 0.995, nan)

    assert held(sample, 0.005)[0] >= 0.93


@pytest.mark.parametrize("differing", [0.2, 0.02])
def test_at_most_one_comparison_in_twenty_looks_clear_where_nothing_changed(differing):
    def sample(rng):
        base = (rng.random(512) < 0.4).astype(float)
        anew = rng.random(512) < differing
        return base, np.where(anew, rng.random(512) < 0.4, base).astype(float)

    assert held(sample, 0.0)[1] <= 0.07


def test_an_unpaired_interval_is_that_of_welch_over_the_replicates():
    """Against scipy's own test of two samples with unlike variances: its interval leaves out 0 where p is below 5%."""
    rng = np.random.default_rng(3)
    base, other = rng.normal(1, 2, 800), rng.normal(1.4, 1, 480)
    found = independent_change(base, other, share=False)
    means = [replicate_means(values, 8) for values in (base, other)]
    tested = stats.ttest_ind(means[1], means[0], equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((tested.low, tested.high))
    assert found.change == pytest.approx(other.mean() - base.mean())


def test_unpaired_shares_where_few_worlds_decide_have_an_interval_of_some_width():
    none, few = np.zeros(64), np.zeros(128)
    assert independent_change(none, few, share=True).low < 0 < independent_change(none, few, share=True).high
    few[0] = 1.0
    found = independent_change(none, few, share=True)
    assert found.low < 0 < found.change < found.high


def test_an_unpaired_interval_holds_the_true_difference_about_as_often_as_it_says():
    rng, held = np.random.default_rng(1), 0
    for _ in range(400):
        base, other = (rng.random(draws) < share for draws, share in ((256, 0.3), (512, 0.6)))
        found = independent_change(base.astype(float), other.astype(float), share=True)
        held += found.low <= 0.3 <= found.high
    assert 0.92 < held / 400 < 0.98


def test_one_world_gives_no_unpaired_interval():
    assert independent_change(np.ones(1), np.zeros(8), share=True).low is None
