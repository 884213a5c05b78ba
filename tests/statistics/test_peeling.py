"""Peeling and pasting: the same boxes as a slow oracle, and what must not change them."""

import boxes_oracle
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import sample, zone

from sim.statistics.boxes import Limit, box_of, measures
from sim.statistics.peeling import Pace, trajectory
from sim.statistics.samples import sample_of

KINDS = ("float", "whole", "answer", "category")


def column(rng, kind, draws):
    match kind:
        case "float":
            return rng.random(draws)
        case "whole":
            return rng.integers(0, 5, draws)
        case "answer":
            return rng.random(draws) < 0.4
    return rng.integers(0, 4, draws)


def few(seed, draws=24):
    """Return a few draws of one to four inputs of random kinds, with a target that hangs on the first a little."""
    rng = np.random.default_rng(seed)
    kinds = rng.choice(KINDS, rng.integers(1, 5))
    columns = {f"{kind[0]}{k}": column(rng, kind, draws) for k, kind in enumerate(kinds)}
    unordered = {name for name in columns if name.startswith("c")}
    first = next(iter(columns.values()))
    return columns, unordered, (first > np.median(first)) ^ (rng.random(draws) < 0.25)


def everywhere(sample):
    return np.ones(sample.draws, np.bool_)


def draws_in(sample, pace=None):
    """Return which draws lie in each box of a trajectory."""
    rooms = trajectory(sample, everywhere(sample), pace or Pace())
    return [np.flatnonzero(sample.ranked.inside(room)).tolist() for room in rooms]


def boxes(sample):
    return [box_of(sample, room) for room in trajectory(sample, everywhere(sample))]


@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.15, 0.3]))
@settings(max_examples=150)
def test_boxes_are_those_of_the_oracle(seed, alpha):
    columns, unordered, target = few(seed)
    weights = np.random.default_rng(seed).integers(1, 4, len(target)).tolist()
    plain = {name: own.tolist() for name, own in columns.items()}
    wanted = boxes_oracle.trajectory(plain, unordered, target.tolist(), weights, alpha)
    found = sample_of(columns, target, unordered=unordered, weights=weights)
    assert draws_in(found, Pace(alpha)) == wanted


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_limits_hold_the_draws_of_their_codes_and_no_others(seed):
    columns, unordered, target = few(seed, 40)
    found = sample_of(columns, target, unordered=unordered)
    for room in trajectory(found, everywhere(found)):
        np.testing.assert_array_equal(box_of(found, room).inside(found), found.ranked.inside(room))


def test_a_box_of_the_known_zone_restricts_its_four_inputs_and_none_of_the_other_thirty():
    found = sample(20_000, 34, 1)
    rooms = trajectory(found, everywhere(found))
    measured = [measures(found, found.ranked.inside(room), everywhere(found)) for room in rooms]
    dense = next(k for k, own in enumerate(measured) if own.density >= 0.95)
    limits = box_of(found, rooms[dense]).limits
    assert list(limits) == ["x0", "x1", "x2", "x3"]
    assert limits["x0"].low == pytest.approx(0.35, abs=0.02)
    assert limits["x1"].high == pytest.approx(0.7, abs=0.03)
    assert 0.3 < limits["x2"].low + limits["x3"].low < 0.6
    assert measured[dense].coverage > 0.75
    assert measured[dense].correlation == pytest.approx(
        np.corrcoef(found.ranked.inside(rooms[dense]), found.target)[0, 1]
    )


def test_whole_weights_are_rows_that_stand_there_more_than_once():
    columns, target = zone(1500, 6, 3)
    times = np.random.default_rng(1).integers(0, 4, 1500)
    kept = times > 0
    weighted = sample_of({name: own[kept] for name, own in columns.items()}, target[kept], weights=times[kept])
    repeated = sample_of({name: np.repeat(own, times) for name, own in columns.items()}, np.repeat(target, times))
    one, other = boxes(weighted), boxes(repeated)
    assert one == other
    for box in one:
        assert measures(weighted, box.inside(weighted), everywhere(weighted)) == measures(
            repeated, box.inside(repeated), everywhere(repeated)
        )


def test_the_order_of_inputs_changes_nothing():
    columns, target = zone(700, 8, 4)
    backward = dict(reversed(columns.items()))
    assert boxes(sample_of(columns, target)) == boxes(sample_of(backward, target))
    renamed = sample_of({f"y{9 - int(name[1:])}": own for name, own in columns.items()}, target)
    assert [{f"x{9 - int(name[1:])}": limit for name, limit in box.limits.items()} for box in boxes(renamed)] == [
        box.limits for box in boxes(sample_of(columns, target))
    ]


def test_another_rising_scale_changes_nothing_but_limits():
    columns, target = zone(900, 6, 5)
    scaled = {name: np.exp(3 * own) if name in ("x0", "x3") else own for name, own in columns.items()}
    one, other = sample_of(columns, target), sample_of(scaled, target)
    assert draws_in(one) == draws_in(other)
    before, after = boxes(one)[-1].limits, boxes(other)[-1].limits
    assert list(before) == list(after)
    assert after["x0"].low == np.exp(3 * before["x0"].low)
    assert after["x1"] == before["x1"]


def test_ties_are_never_parted_and_constant_inputs_never_restricted():
    rng = np.random.default_rng(6)
    coarse = np.round(rng.random(5000), 1) + np.where(rng.random(5000) < 0.01, rng.random(5000), 0)
    found = sample_of({"coarse": coarse, "same": np.full(5000, 7.0)}, coarse > 0.55)
    codes = found.ranked.codes[found.names.index("coarse")]
    assert all(len(set(codes[coarse == value].tolist())) == 1 for value in np.unique(coarse))
    assert set(boxes(found)[-1].limits) == {"coarse"}
    assert boxes(found)[-1].limits["coarse"].low == coarse[coarse > 0.55].min()


@pytest.mark.parametrize("every", [True, False])
def test_where_all_or_none_is_of_interest_nothing_is_peeled(every):
    columns, _ = zone(200, 4, 7)
    found = sample_of(columns, np.full(200, every))
    (only,) = boxes(found)
    assert only.limits == {}


def test_categories_are_peeled_one_by_one_and_answers_whole():
    rng = np.random.default_rng(8)
    color, answer = rng.integers(0, 5, 4000), rng.random(4000) < 0.5
    target = np.isin(color, (1, 3)) & answer
    found = sample_of({"answer": answer, "color": color}, target, unordered=["color"])
    assert boxes(found)[-1].limits == {"answer": Limit(low=1.0), "color": Limit(among=(1.0, 3.0))}


def test_a_number_is_raised_and_counted_from_a_value_on():
    columns, _ = zone(4000, 5, 9)
    target = 10 * columns["x0"] - 4 * columns["x4"]
    found = sample_of(columns, target, at_least=6.0)
    last = boxes(found)[-1]
    assert set(last.limits) == {"x0", "x4"}
    own = measures(found, last.inside(found), everywhere(found))
    assert own.mean == pytest.approx(target[last.inside(found)].mean())
    assert own.density == pytest.approx((target[last.inside(found)] >= 6).mean())
    assert own.mass == pytest.approx(0.05, abs=0.005)


@pytest.mark.parametrize(("seed", "alpha"), [(29, 0.15), (201, 0.15), (245, 0.15), (136, 0.3), (297, 0.3)])
def test_pasting_takes_back_what_was_peeled_too_early(seed, alpha):
    columns, unordered, target = few(seed)
    found = sample_of(columns, target, unordered=unordered)
    inside = draws_in(found, Pace(alpha))
    assert len(inside[-1]) > len(inside[-2])
    means = [target[rows].mean() for rows in inside]
    assert (np.diff(means) > 0).all()
    plain = {name: own.tolist() for name, own in columns.items()}
    assert inside == boxes_oracle.trajectory(plain, unordered, target.tolist(), [1] * len(target), alpha)
