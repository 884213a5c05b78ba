"""What every belief about a number must do; the members come from the union itself."""

import json
from math import exp, log
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from scipy import stats

from sim.beliefs import Belief, Fixed, drawn
from sim.beliefs.fixed import Fixed as FixedInItsModule
from sim.streams import Uniforms

BELIEF = TypeAdapter(Belief)
UNION, KEY = get_args(Belief)
MEMBERS = {tag.tag: spec for spec, tag in (get_args(member) for member in get_args(UNION))}

EXAMPLES = {
    "fixed": [{"fixed": 0.3, "because": ["A1"]}, {"fixed": -2, "judgement": "a guess", "basis": "judgement"}],
    "uniform": [{"uniform": [0, 1]}, {"uniform": [-3, 5.5], "because": ["A1", "A2"]}],
    "triangular": [{"triangular": [0.2, 0.3, 0.5]}, {"triangular": [-1, -1, 3]}, {"triangular": [0, 2, 2]}],
    "pert": [{"pert": [0.2, 0.3, 0.5]}, {"pert": [-1, -1, 3]}, {"pert": [0, 2, 2]}],
    "beta": [{"beta": [6, 2]}, {"beta": [1, 1]}, {"beta": [0.5, 0.5]}, {"beta": [1, 6]}],
    "one_of": [{"one_of": [1, 2, 4]}, {"one_of": [7]}, {"one_of": [-1, 0, 0.5], "chances": [1, 2, 5]}],
    "log_uniform": [{"log_uniform": [0.5, 2]}, {"log_uniform": [1, 10]}, {"log_uniform": [1e-3, 1e3]}],
    "truncated_normal": [
        {"truncated_normal": [0, 1, -1, 2]},
        {"truncated_normal": [5, 0.5, 0, 5.2]},
        {"truncated_normal": [0, 1, 3, 4]},
        {"truncated_normal": [0, 1, -5, -4]},
    ],
}
ALL = [pytest.param(written, id=json.dumps(written)) for examples in EXAMPLES.values() for written in examples]


def pert(low, mode, high):
    a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    return stats.beta(a, b, loc=low, scale=high - low)


def truncated_normal(mean, sd, low, high):
    return stats.truncnorm((low - mean) / sd, (high - mean) / sd, loc=mean, scale=sd)


PUBLISHED = {
    "uniform": lambda low, high: stats.uniform(low, high - low),
    "triangular": lambda low, mode, high: stats.triang((mode - low) / (high - low), loc=low, scale=high - low),
    "pert": pert,
    "beta": stats.beta,
    "log_uniform": stats.loguniform,
    "truncated_normal": truncated_normal,
}
MEANS = {
    "uniform": lambda low, high: (low + high) / 2,
    "triangular": lambda low, mode, high: (low + mode + high) / 3,
    "pert": lambda low, mode, high: (low + 4 * mode + high) / 6,
    "beta": lambda a, b: a / (a + b),
    "log_uniform": lambda low, high: (high - low) / log(high / low),
    "truncated_normal": lambda *points: truncated_normal(*points).mean(),
}
CONTINUOUS = [
    pytest.param(kind, written[kind], id=json.dumps(written)) for kind in PUBLISHED for written in EXAMPLES[kind]
]

REFUSED = [
    ({"uniform": [2, 1]}, "must be [low, high] with low below high, here 2 and 1"),
    ({"uniform": [1, 1]}, "low below high"),
    ({"uniform": [0]}, "Field required"),
    ({"uniform": [0, 1, 2]}, "at most 2 items"),
    ({"uniform": []}, "Field required"),
    ({"uniform": [0, float("nan")]}, "finite number"),
    ({"uniform": [0, float("inf")]}, "finite number"),
    ({"triangular": [0, 2, 1]}, "must be [low, most likely, high] in rising order, here 0, 2, 1"),
    ({"triangular": [1, 0, 2]}, "rising order"),
    ({"triangular": [2, 1, 0]}, "rising order"),
    ({"triangular": [1, 1, 1]}, "rising order"),
    ({"triangular": [0, float("nan"), 1]}, "finite number"),
    ({"pert": [0, 2, 1]}, "must be [low, most likely, high] in rising order, here 0, 2, 1"),
    ({"pert": [1, 0, 2]}, "rising order"),
    ({"pert": [1, 1, 1]}, "rising order"),
    ({"pert": [0, 1, float("inf")]}, "finite number"),
    ({"beta": [0, 1]}, "greater than 0"),
    ({"beta": [2, -1]}, "greater than 0"),
    ({"beta": [float("inf"), 1]}, "finite number"),
    ({"beta": [1, float("nan")]}, "finite number"),
    ({"one_of": []}, "at least 1 item"),
    ({"one_of": [2, 1]}, "from low to high"),
    ({"one_of": [1, 1]}, "once each"),
    ({"one_of": [1, float("nan")]}, "finite number"),
    ({"one_of": [1, 2], "chances": [1]}, "has 2 options but 1 chances"),
    ({"one_of": [1, 2], "chances": []}, "has 2 options but 0 chances"),
    ({"one_of": [1, 2], "chances": [1, 0]}, "greater than 0"),
    ({"one_of": [1, 2], "chances": [1, -1]}, "greater than 0"),
    ({"one_of": [1, 2], "chances": [1, float("inf")]}, "finite number"),
    ({"log_uniform": [2, 1]}, "low below high"),
    ({"log_uniform": [0, 1]}, "must lie above 0, here it begins at 0"),
    ({"log_uniform": [-1, 1]}, "must lie above 0"),
    ({"log_uniform": [1, float("inf")]}, "finite number"),
    ({"truncated_normal": [0, -1, 0, 1]}, "needs a standard deviation above 0, here -1"),
    ({"truncated_normal": [0, 0, 0, 1]}, "standard deviation above 0"),
    ({"truncated_normal": [0, 1, 1, 0]}, "low below high"),
    ({"truncated_normal": [0, 1, 20, 21]}, "both lie far from the mean 0"),
    ({"truncated_normal": [0, 1, -21, -20]}, "both lie far from the mean 0"),
    ({"truncated_normal": [float("nan"), 1, 0, 1]}, "finite number"),
    ({"truncated_normal": [0, 1, float("-inf"), 1]}, "finite number"),
    ({"fixed": float("nan")}, "finite number"),
    (float("inf"), "finite number"),
    ("much", "valid number"),
    ([1, 2], "valid number"),
    (None, "valid number"),
    ({}, "only one: fixed, uniform"),
    ({"gaussian": [0, 1]}, "only one: fixed, uniform"),
    ({"uniform": [0, 1], "beta": [1, 1]}, "only one"),
    ({"uniform": [0, 1], "chances": [1, 1]}, "Extra inputs"),
]


def test_every_member_of_the_union_has_an_example_of_its_own_kind():
    assert set(EXAMPLES) == set(MEMBERS)
    for kind, examples in EXAMPLES.items():
        assert {type(BELIEF.validate_python(written)) for written in examples} == {MEMBERS[kind]}


def test_every_member_but_the_list_and_the_number_is_compared_with_a_published_distribution():
    assert set(PUBLISHED) == set(MEANS) == set(MEMBERS) - {"fixed", "one_of"}


@pytest.mark.parametrize("written", ALL)
def test_a_belief_rises_with_its_uniform_and_stays_inside_its_bounds(written):
    belief = BELIEF.validate_python(written)
    edge = 0.5 / 2**30
    x = belief.at(np.concatenate([[edge, 3 * edge], np.linspace(0.0001, 0.9999, 20_001), [1 - 3 * edge, 1 - edge]]))
    low, high = belief.bounds
    rounding = 1e-15 * max(abs(low), abs(high))
    assert (np.diff(x) >= -rounding).all()
    assert (x >= low).all()
    assert (x <= high).all()


@pytest.mark.parametrize("written", ALL)
@given(u=st.lists(st.integers(0, 2**30 - 1), min_size=2, max_size=2).map(sorted))
def test_of_any_two_uniforms_the_greater_never_gives_less(written, u):
    belief = BELIEF.validate_python(written)
    first, second = belief.at((np.array(u) + 0.5) / 2**30)
    assert belief.bounds[0] <= first <= second <= belief.bounds[1]


@pytest.mark.parametrize("written", ALL)
def test_the_bounds_are_reached_in_the_limit(written):
    belief = BELIEF.validate_python(written)
    low, high = belief.bounds
    assert belief.at(np.array([0.0, 1.0])) == pytest.approx([low, high], rel=1e-12, abs=1e-12)
    near = belief.at(np.array([1e-9, 1e-3, 1 - 1e-3, 1 - 1e-9]))
    assert near[0] - low <= near[1] - low
    assert high - near[3] <= high - near[2]


@pytest.mark.parametrize("written", ALL)
def test_every_draw_stands_alone(written):
    belief = BELIEF.validate_python(written)
    u = np.linspace(0.01, 0.99, 99)
    assert belief.at(u).shape == (99,)
    assert belief.at(u[::-1])[::-1].tolist() == belief.at(u).tolist()
    assert np.concatenate([belief.at(u[k : k + 1]) for k in range(99)]) == pytest.approx(belief.at(u), rel=1e-15)


@pytest.mark.parametrize("written", ALL)
def test_a_drawn_belief_asks_for_the_uniform_of_its_own_path_only(written):
    belief = BELIEF.validate_python(written)
    uniforms = Uniforms({"a.b": np.array([0.1, 0.5, 0.9])}, draws=3).under("a").under("b")
    assert drawn(belief, uniforms).tolist() == belief.at(np.array([0.1, 0.5, 0.9])).tolist()


@pytest.mark.parametrize("kind, points", CONTINUOUS)
def test_quantiles_equal_the_published_distribution(kind, points):
    u = np.concatenate([[1e-6, 0.5], np.linspace(0.001, 0.999, 999), [1 - 1e-6]])
    expected = PUBLISHED[kind](*points).ppf(u)
    assert BELIEF.validate_python({kind: points}).at(u) == pytest.approx(expected, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("kind, points", CONTINUOUS)
def test_the_mean_equals_its_closed_form(kind, points):
    middles = (np.arange(2**17) + 0.5) / 2**17
    found = BELIEF.validate_python({kind: points}).at(middles).mean()
    low, high = BELIEF.validate_python({kind: points}).bounds
    assert found == pytest.approx(MEANS[kind](*points), abs=3e-6 * (high - low))


def test_medians_on_paper():
    half = np.array([0.5])
    for written, median in [
        ({"uniform": [2, 6]}, 4),
        ({"triangular": [0, 1, 2]}, 1),
        ({"triangular": [0, 0, 1]}, 1 - 0.5**0.5),
        ({"triangular": [0, 2, 2]}, 2**0.5),
        ({"pert": [0, 3, 6]}, 3),
        ({"beta": [1, 1]}, 0.5),
        ({"beta": [1, 6]}, 1 - 0.5 ** (1 / 6)),
        ({"log_uniform": [1, 100]}, 10),
        ({"log_uniform": [0.5, 2]}, 1),
        ({"truncated_normal": [3, 2, 1, 5]}, 3),
    ]:
        assert BELIEF.validate_python(written).at(half)[0] == pytest.approx(median, rel=1e-12), written
    assert exp((log(0.5) + log(2)) / 2) == 1


@pytest.mark.parametrize("written", [*ALL, 0.3, -7, 0])
def test_the_written_form_round_trips(written):
    belief = BELIEF.validate_python(written)
    dumped = BELIEF.dump_python(belief, mode="json", exclude_unset=True)
    assert dumped == written
    assert BELIEF.validate_python(dumped) == belief
    as_text = BELIEF.dump_json(belief, exclude_unset=True)
    assert BELIEF.validate_json(as_text) == belief
    assert BELIEF.validate_python(belief) is belief


@pytest.mark.parametrize("written, message", REFUSED, ids=[str(written) for written, _ in REFUSED])
def test_an_impossible_belief_is_refused_and_told_why(written, message):
    with pytest.raises(ValidationError) as caught:
        BELIEF.validate_python(written)
    assert any(message in error["msg"] for error in caught.value.errors()), caught.value.errors()


@pytest.mark.parametrize("written", [0.25, {"fixed": 0.25}, {"fixed": 0.25, "because": ["A1"]}])
def test_a_plain_number_is_certain_and_asks_for_no_uniform(written):
    belief = BELIEF.validate_python(written)
    assert isinstance(belief, Fixed)
    assert belief.bounds == (0.25, 0.25)
    assert drawn(belief, Uniforms({}, draws=3)).tolist() == [0.25, 0.25, 0.25]
    assert Fixed is FixedInItsModule


@pytest.mark.parametrize("written", ALL)
def test_a_belief_is_frozen(written):
    belief = BELIEF.validate_python(written)
    with pytest.raises(ValidationError, match="frozen"):
        belief.because = ("A9",)
