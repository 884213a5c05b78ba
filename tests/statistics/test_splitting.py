"""Trees: their leaves share out all draws, and say what they hold."""

import numpy as np
import pytest
from synthetic import sample, zone

from sim.statistics.boxes import Limit, measures
from sim.statistics.discovery import odd_replicates
from sim.statistics.samples import sample_of
from sim.statistics.splitting import split


def test_every_draw_lies_in_one_leaf_and_leaves_are_measured_as_boxes_are():
    drawn = sample(3000, 12, 1)
    leaves, odd = split(drawn), odd_replicates(3000)
    np.testing.assert_array_equal(np.sum([leaf.box.inside(drawn) for leaf in leaves], axis=0), 1)
    for leaf in leaves:
        inside = leaf.box.inside(drawn)
        assert leaf.found == measures(drawn, inside, ~odd)
        assert leaf.held_out == measures(drawn, inside, odd)
    assert [leaf.found.density for leaf in leaves] == sorted((leaf.found.density for leaf in leaves), reverse=True)
    assert {name for leaf in leaves for name in leaf.box.limits} <= {"x0", "x1", "x2", "x3"}
    assert leaves[0].held_out.density > 0.9


def test_splits_on_answers_and_categories_are_found_as_they_are():
    rng = np.random.default_rng(2)
    color, answer = rng.integers(0, 4, 2000), rng.random(2000) < 0.5
    drawn = sample_of({"answer": answer, "color": color}, (color == 2) & answer, unordered=["color"])
    best = split(drawn)[0]
    assert best.box.limits == {"answer": Limit(low=1.0), "color": Limit(among=(2.0,))}
    assert best.held_out.density == best.held_out.coverage == 1


def test_a_number_grows_a_tree_of_means():
    columns, _ = zone(2000, 4, 3)
    drawn = sample_of(columns, np.floor(columns["x1"] * 4), at_least=3.0)
    leaves = split(drawn)
    assert sorted(round(leaf.found.mean, 1) for leaf in leaves) == [0, 1, 2, 3]
    assert leaves[0].found.density == 1
    assert leaves[0].held_out.coverage > 0.99


def test_noise_is_split_little_and_a_constant_not_at_all():
    rng = np.random.default_rng(4)
    noise = sample_of({f"x{j}": rng.random(1000) for j in range(10)}, rng.random(1000) < 0.5)
    assert len(split(noise)) <= 3
    (only,) = split(sample_of({"same": np.ones(100)}, np.arange(100) % 3 == 0))
    assert only.box.limits == {}
    assert only.found.coverage == 1


def test_another_rising_scale_changes_no_leaf():
    columns, target = zone(1500, 5, 5)
    scaled = {name: np.exp(5 * own) for name, own in columns.items()}
    one, other = split(sample_of(columns, target)), split(sample_of(scaled, target))
    assert [leaf.held_out for leaf in one] == [leaf.held_out for leaf in other]
    weighted = split(sample_of(columns, target, weights=np.full(1500, 2.0)))
    assert [leaf.box for leaf in weighted] == pytest.approx([leaf.box for leaf in one])
