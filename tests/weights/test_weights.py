from math import exp, log, sqrt

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from scipy.special import ndtri

from sim.draws import draw
from sim.streams import Medians, Uniforms
from sim.weights import About, Between, Flat, Ordered, Weights, normalized, weigh
from sim.weights.by_issue import INTERVAL_IN_SDS, NEARLY_NOTHING, lognormal
from sim.weights.simplex import exponentials, ordered

WEIGHTS = TypeAdapter(Weights)
ISSUES = ("land", "money", "pride")
TWELVE = tuple(f"i{k:02}" for k in range(12))
FORMS = [
    {"land": 0.5, "money": 0.3, "pride": 0.2},
    {"land": {"about": 0.36, "spread": 0.2, "because": ["A1"]}, "money": {"between": [0.25, 0.5]}, "pride": 0},
    {"order": ["pride", "land", "money"], "because": ["A1"]},
    {"flat": True},
]


def uniforms(issues=ISSUES, draws=4096, seed=1):
    return draw(issues, seed, 0, draws)


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_weights_sum_to_1_and_none_is_negative(written):
    found = weigh(WEIGHTS.validate_python(written), ISSUES, uniforms())
    assert found.shape == (4096, 3)
    assert found.sum(axis=1) == pytest.approx(np.ones(4096), abs=1e-15)
    assert (found >= 0).all()


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_the_written_form_round_trips(written):
    weights = WEIGHTS.validate_python(written)
    dumped = WEIGHTS.dump_python(weights, mode="json", exclude_unset=True)
    assert dumped == written
    assert WEIGHTS.validate_python(dumped) == weights


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_the_draw_of_medians_works_too(written):
    found = weigh(WEIGHTS.validate_python(written), ISSUES, Uniforms(Medians(), 1))
    assert found.shape == (1, 3)
    assert found.sum() == pytest.approx(1)


def test_certain_weights_are_scaled_and_ask_for_no_uniform():
    weights = WEIGHTS.validate_python({"pride": 1, "land": 5, "money": 2})
    assert weigh(weights, ISSUES, Uniforms({}, 2)).tolist() == [[5 / 8, 2 / 8, 1 / 8]] * 2


def test_a_weight_of_nothing_stays_nothing_whatever_its_spread():
    assert lognormal(About(about=0, spread=0.5), Uniforms({}, 2)).tolist() == [0, 0]


def test_a_weight_about_a_number_is_lognormal_around_it():
    u = (np.arange(2**14) + 0.5) / 2**14
    found = np.log(lognormal(About(about=0.36, spread=0.2), Uniforms({"": u}, len(u))))
    assert exp(np.median(found)) == pytest.approx(0.36, rel=1e-5)
    assert found.mean() == pytest.approx(log(0.36), rel=1e-5)
    assert found.std() == pytest.approx(0.2, rel=1e-3)
    sds = np.array([0.15865525393145707, 0.5, 0.8413447460685429, 0.9772498680518208])
    one = lognormal(About(about=2.0, spread=0.5), Uniforms({"": sds}, 4))
    assert one == pytest.approx([2 * exp(-0.5), 2, 2 * exp(0.5), 2 * exp(1)], rel=1e-9)


@pytest.mark.parametrize(
    "low, high, about, spread",
    [
        (0.25, 0.5, sqrt(0.125), log(2) / 3.29),
        (0.1, 0.4, 0.2, log(4) / 3.29),
        (0, 0.5, 0.1, log(25) / 3.29),
        (0.01, 0.5, 0.1, log(25) / 3.29),
    ],
)
def test_a_stated_interval_is_its_geometric_middle_and_nine_tenths(low, high, about, spread):
    between = Between(between=(low, high))
    assert between.about == pytest.approx(about)
    assert between.spread == pytest.approx(spread)
    assert (INTERVAL_IN_SDS, NEARLY_NOTHING) == (3.29, 0.02)


def test_nine_worlds_in_ten_lie_inside_the_stated_interval():
    u = (np.arange(10_000) + 0.5) / 10_000
    found = lognormal(Between(between=(0.25, 0.5)), Uniforms({"": u}, len(u)))
    assert ((found >= 0.25) & (found <= 0.5)).mean() == pytest.approx(0.9, abs=2e-4)
    assert (found < 0.25).mean() == pytest.approx((found > 0.5).mean(), abs=2e-4)


@pytest.mark.parametrize(
    "written, message",
    [
        ({"land": -1}, "greater than or equal to 0"),
        ({"land": {"about": 1, "spread": -0.1}}, "greater than or equal to 0"),
        ({"land": {"about": 1, "spread": 4}}, "less than or equal to 3"),
        ({"land": {"between": [0.5, 0.25]}}, "low below high"),
        ({"land": {"between": [0.5, 0.5]}}, "low below high"),
        ({"land": {"between": [0, 0.02]}}, "high above .02"),
        ({"land": {"between": [-1, 0.5]}}, "greater than or equal to 0"),
        ({"land": float("nan")}, "greater than or equal to 0"),
        ({"land": float("inf")}, "finite"),
        ({"land": {"weight": 1}}, "only one: about, between"),
        ({"order": []}, "at least 1 item"),
        ({"flat": False}, "Input should be True"),
        (0.5, "only one: order, flat"),
    ],
    ids=str,
)
def test_an_impossible_weight_is_refused_and_told_why(written, message):
    with pytest.raises(ValidationError) as caught:
        WEIGHTS.validate_python(written)
    assert any(message in error["msg"] or "finite" in error["msg"] for error in caught.value.errors()), caught.value


def test_ordered_weights_respect_the_order_in_every_draw():
    found = weigh(Ordered(order=("pride", "land", "money")), ISSUES, uniforms())
    land, money, pride = found.T
    assert (pride >= land).all()
    assert (land >= money).all()


def test_ordered_weights_have_the_means_of_order_statistics():
    found = weigh(Ordered(order=("pride", "land", "money")), ISSUES, uniforms(draws=2**14))
    assert found.mean(axis=0) == pytest.approx([5 / 18, 2 / 18, 11 / 18], abs=1e-3)


def test_four_ordered_weights_too():
    issues = ("a", "b", "c", "d")
    found = weigh(Ordered(order=issues), issues, uniforms(issues, draws=2**14))
    expected = [sum(1 / k for k in range(place, 5)) / 4 for place in range(1, 5)]
    assert found.mean(axis=0) == pytest.approx(expected, abs=1e-3)


def test_flat_weights_have_equal_means_and_the_variance_of_the_flat_simplex():
    found = weigh(Flat(flat=True), ISSUES, uniforms(draws=2**14))
    assert found.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=1e-3)
    assert found.var(axis=0) == pytest.approx([1 / 18] * 3, abs=1e-3)


def test_two_flat_weights_are_uniform():
    found = weigh(Flat(flat=True), ("a", "b"), uniforms(("a", "b"), draws=2**14))[:, 0]
    assert np.quantile(found, [0.1, 0.25, 0.5, 0.75, 0.9]) == pytest.approx([0.1, 0.25, 0.5, 0.75, 0.9], abs=5e-3)


def test_ordered_weights_are_the_flat_ones_put_in_order():
    flat = weigh(Flat(flat=True), ISSUES, uniforms())
    in_order = weigh(Ordered(order=ISSUES), ISSUES, uniforms())
    assert in_order == pytest.approx(-np.sort(-flat, axis=1))


def test_exponentials_have_the_quantiles_of_the_unit_exponential():
    u = {"a": np.array([0.5, 1 - exp(-1), 1 - exp(-3)])}
    assert exponentials(("a",), Uniforms(u, 3))[:, 0] == pytest.approx([log(2), 1, 3])


def test_the_largest_exponential_goes_to_the_first_of_the_order():
    u = {"a": np.array([0.1]), "b": np.array([0.9]), "c": np.array([0.5])}
    found = ordered(("c", "a", "b"), ("a", "b", "c"), Uniforms(u, 1))[0]
    assert found == pytest.approx([log(2), -log(0.9), log(10)])


def test_the_sum_goes_from_left_to_right():
    raw = np.random.default_rng(7).lognormal(0, 2, (500, 12))
    found = normalized(raw)
    for row, weights in zip(raw.tolist(), found.tolist(), strict=True):
        total = row[0]
        for weight in row[1:]:
            total = total + weight
        assert weights == [weight / total for weight in row]
    assert raw.sum(axis=1).tolist() != [sum(row) for row in raw.tolist()], "the example can tell the orders apart"


def test_normalizing_leaves_what_it_is_given_as_it_was():
    raw = np.array([[1.0, 3.0]])
    assert normalized(raw).tolist() == [[0.25, 0.75]]
    assert raw.tolist() == [[1, 3]]


def test_changing_the_median_of_one_weight_leaves_the_z_of_all_others():
    def zs(**changed):
        about = {name: 0.1 + 0.05 * k for k, name in enumerate(TWELVE)} | changed
        weights = WEIGHTS.validate_python({name: {"about": m, "spread": 0.4} for name, m in about.items()})
        found = weigh(weights, TWELVE, uniforms(TWELVE, draws=256))
        raw = np.log(found / found[:, :1]) - np.log(np.array(list(about.values())) / about["i00"])
        return raw / 0.4

    assert zs(i05=3.0) == pytest.approx(zs(), abs=1e-9)
    columns = uniforms(TWELVE, draws=256).columns
    expected = np.stack([ndtri(columns[name]) - ndtri(columns["i00"]) for name in TWELVE], axis=1)
    assert zs() == pytest.approx(expected, abs=1e-9)


def test_taking_the_doubt_from_one_weight_leaves_the_ratio_of_all_others():
    doubtful = {name: {"about": 0.2, "spread": 0.4} for name in ISSUES}
    before = weigh(WEIGHTS.validate_python(doubtful), ISSUES, uniforms(draws=64))
    after = weigh(WEIGHTS.validate_python(doubtful | {"land": 0.9}), ISSUES, uniforms(draws=64))
    assert after[:, 1] / after[:, 2] == pytest.approx(before[:, 1] / before[:, 2])
