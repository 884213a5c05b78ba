"""Medoids against every choice there is, silhouettes from their definition, and weights as repeated points."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.statistics.medoids import built, level_distances, medoids_of, silhouettes, swap_costs


def plane(seed, points=9):
    rng = np.random.default_rng(seed)
    places = rng.normal(size=(points, 2))
    return np.abs(places[:, None] - places[None]).sum(axis=2), rng.integers(1, 5, points).astype(float)


def cost(distances, weights, chosen):
    return float(weights @ distances[:, list(chosen)].min(axis=1))


def test_level_distances_are_the_mean_share_of_the_way_along_each_issue():
    some, others = np.array([[0, 2]]), np.array([[0, 2], [1, 0], [1, 2]])
    np.testing.assert_allclose(level_distances(some, others, (2, 5)), [[0, (1 + 2 / 4) / 2, 0.5]])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_no_swap_is_left_that_would_shorten_distances(seed, groups):
    distances, weights = plane(seed)
    chosen = medoids_of(distances, weights, groups)
    best = cost(distances, weights, chosen)
    for leaving in chosen:
        for candidate in range(len(weights)):
            swapped = [candidate if point == leaving else point for point in chosen]
            assert cost(distances, weights, swapped) >= best - 1e-9


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_every_swap_costs_what_adding_up_all_distances_tells(seed, groups):
    distances, weights = plane(seed)
    chosen = built(distances, weights, groups)
    swaps = swap_costs(distances, weights, chosen)
    for (candidate, place), found in np.ndenumerate(swaps):
        swapped = chosen.copy()
        swapped[place] = candidate
        wanted = cost(distances, weights, swapped) - cost(distances, weights, chosen)
        assert found == pytest.approx(wanted, abs=1e-9)


def test_medoids_are_nearly_always_the_best_of_all_choices_and_never_far_off():
    ratios = []
    for seed in range(60):
        distances, weights = plane(seed)
        best = min(cost(distances, weights, some) for some in combinations(range(9), 3))
        ratios.append(cost(distances, weights, medoids_of(distances, weights, 3)) / best)
    assert min(ratios) > 1 - 1e-9
    assert np.mean(np.array(ratios) < 1 + 1e-9) > 0.8
    assert max(ratios) < 1.2


def test_one_medoid_is_the_weighted_median_of_a_line():
    places = np.array([0.0, 1.0, 5.0, 6.0, 20.0])
    distances = np.abs(places[:, None] - places)
    assert medoids_of(distances, np.ones(5), 1).tolist() == [2]
    assert medoids_of(distances, np.array([9.0, 1, 1, 1, 1]), 1).tolist() == [0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_a_whole_weight_is_so_many_points_at_one_place(seed, groups):
    distances, weights = plane(seed, points=7)
    again = np.repeat(np.arange(7), weights.astype(int))
    copies = distances[np.ix_(again, again)]
    one, many = medoids_of(distances, weights, groups), medoids_of(copies, np.ones(len(again)), groups)
    assert cost(copies, np.ones(len(again)), many) == pytest.approx(cost(distances, weights, one))
    assert again[many].tolist() == one.tolist()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_points_in_another_order_give_the_same_medoids(seed):
    distances, weights = plane(seed)
    weights = weights + np.linspace(0, 0.5, len(weights))  # two points of one weight could stand for one another
    order = np.random.default_rng(seed).permutation(len(weights))
    moved = medoids_of(distances[np.ix_(order, order)], weights[order], 3)
    assert sorted(order[moved]) == medoids_of(distances, weights, 3).tolist()


@pytest.mark.parametrize("weighted", [False, True])
def test_silhouettes_are_those_of_their_definition_and_know_no_scale_of_weights(weighted):
    distances, weights = plane(3, points=8)
    weights = weights if weighted else np.ones(8)
    labels = np.array([0, 0, 0, 1, 1, 2, 2, 3])
    found = silhouettes(distances, weights, labels)
    np.testing.assert_allclose(silhouettes(distances, 7 * weights, labels), found)
    for point in range(7):
        others = [j for j in range(8) if labels[j] == labels[point] and j != point]
        own = np.average(distances[point, others], weights=weights[others])
        far = {g: np.flatnonzero(labels == g) for g in range(4) if g != labels[point]}
        beside = min(np.average(distances[point, some], weights=weights[some]) for some in far.values())
        assert found[point] == pytest.approx((beside - own) / max(beside, own))
    assert found[7] == 0


def test_one_group_has_no_silhouette():
    distances, weights = plane(1)
    assert not silhouettes(distances, weights, np.zeros(9, np.int64)).any()
