"""The number of groups: planted ones are found, one cloud stays one, and what is not found again does not count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.statistics.grouping import APART, Points, grouped
from sim.statistics.medoids import level_distances

SIZES = (7, 6, 7, 5, 4)


def points_of(levels, weights, replicates=None):
    shares = np.stack([weights / 8] * 8) if replicates is None else replicates
    return Points(level_distances(levels, levels, SIZES), weights, shares)


def planted(seed, groups, spread=0.6):
    """Return distinct deals around far corners, with the corner each was planted at."""
    rng = np.random.default_rng(seed)
    corners = np.array([[0, 0, 0, 0, 0], [6, 5, 6, 4, 3], [0, 5, 0, 4, 3], [6, 0, 6, 0, 0], [6, 5, 0, 0, 3]])[:groups]
    levels = np.concatenate([corner + np.rint(rng.normal(0, spread, (60, 5))).astype(int) for corner in corners])
    levels = np.clip(levels, 0, np.array(SIZES) - 1)
    levels, first = np.unique(levels, axis=0, return_index=True)
    return levels, (first // 60)


@pytest.mark.parametrize("groups", [2, 3, 4, 5])
def test_planted_groups_are_found_with_their_number(groups):
    levels, truth = planted(groups, groups)
    found = grouped(points_of(levels, np.ones(len(levels))))
    assert found.groups == groups
    assert found.stands
    assert len(set(zip(found.labels.tolist(), truth.tolist(), strict=True))) == groups


def test_one_cloud_is_one_group():
    rng = np.random.default_rng(0)
    levels = np.unique(rng.integers(0, SIZES, (800, 5)), axis=0)
    found = grouped(points_of(levels, rng.integers(1, 50, len(levels)).astype(float)))
    assert (found.groups, found.silhouette, found.again) == (1, 0.0, 1.0)
    assert not found.stands


def test_a_number_that_is_asked_for_is_given_and_said_not_to_lie_apart():
    rng = np.random.default_rng(0)
    levels = np.unique(rng.integers(0, SIZES, (400, 5)), axis=0)
    found = grouped(points_of(levels, np.ones(len(levels))), 3)
    assert found.groups == 3
    assert found.silhouette < APART
    assert not found.stands


def test_groups_that_single_replicates_do_not_find_again_do_not_count():
    levels, truth = planted(2, 2)
    seen = np.zeros((8, len(levels)))
    for r in range(8):
        seen[r, np.flatnonzero(truth == r % 2)] = 1.0  # each replicate knows one of the two alone
    found = grouped(points_of(levels, seen.sum(axis=0), seen))
    assert found.groups == 1


def test_a_replicate_without_any_weight_tells_nothing():
    levels, _ = planted(2, 2)
    weights = np.ones(len(levels))
    seen = np.stack([weights, 0 * weights])
    assert grouped(points_of(levels, weights, seen)).groups == 2


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_deals_or_issues_in_another_order_give_the_same_groups(seed):
    levels, _ = planted(3, 3)
    rng = np.random.default_rng(seed)
    weights = np.linspace(1, 2, len(levels))
    order, issues = rng.permutation(len(levels)), rng.permutation(5)
    one = grouped(points_of(levels, weights))
    sizes = tuple(SIZES[i] for i in issues)
    moved = levels[order][:, issues]
    distances = level_distances(moved, moved, sizes)
    other = grouped(Points(distances, weights[order], np.stack([weights[order]] * 8)))
    assert order[other.medoids].tolist() == one.medoids.tolist()
    assert other.labels.tolist() == one.labels[order].tolist()


def test_the_heaviest_group_comes_first():
    levels, truth = planted(3, 3)
    weights = np.where(truth == 2, 5.0, 1.0)
    found = grouped(points_of(levels, weights))
    assert set(truth[found.labels == 0]) == {2}


def test_one_point_is_one_group():
    found = grouped(points_of(np.array([[1, 1, 1, 1, 1]]), np.array([3.0])))
    assert (found.groups, found.labels.tolist(), found.again) == (1, [0], 1.0)


@pytest.mark.parametrize("groups", [2, 3, 5])
def test_a_line_that_points_fill_evenly_is_one_group_though_its_silhouettes_are_large(groups):
    """Of two neighboring parts of a line of any number a sixth is nearly halfway between: the closed form."""
    places = np.arange(600)[:, None]
    points = Points(level_distances(places, places, (600,)), np.ones(600), np.ones((8, 600)))
    found = grouped(points, groups)
    assert found.silhouette > 0.5
    assert found.between == pytest.approx(1 / 6, abs=0.01)
    assert grouped(points).groups == 1


def test_two_heaps_on_a_line_are_two_groups():
    places = np.concatenate([np.arange(100), np.arange(200, 300)])[:, None]
    found = grouped(Points(level_distances(places, places, (300,)), np.ones(200), np.ones((8, 200))))
    assert (found.groups, found.between) == (2, 0)


def test_more_worlds_of_the_same_sort_give_the_same_groups_and_silhouettes():
    levels, _ = planted(3, 3)
    weights = np.linspace(1, 2, len(levels))
    one, many = (grouped(points_of(levels, times * weights)) for times in (1, 64))
    assert one.labels.tolist() == many.labels.tolist()
    assert one.silhouette == pytest.approx(many.silhouette)
