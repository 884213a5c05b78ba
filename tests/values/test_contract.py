"""What every value function must do; the members come from the union itself."""

import json
from typing import get_args
from zlib import crc32

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from sim.streams import Medians, Uniforms
from sim.values import Scale, Value

VALUE = TypeAdapter(Value)
UNION, KEY = get_args(Value)
MEMBERS = {tag.tag: spec for spec, tag in (get_args(member) for member in get_args(UNION))}
NAMES = ("a", "b", "c", "d")
SCALES = {
    "without positions": Scale(NAMES, np.arange(4.0)),
    "with rising positions": Scale(NAMES, np.array([0.0, 1.0, 5.0, 6.5])),
    "with falling positions": Scale(NAMES, np.array([80.0, 20.0, 10.0, -5.0])),
}
EXAMPLES = {
    "table": [
        {"table": {"a": 14, "b": 8, "c": 0, "d": -2}, "because": ["A1"]},
        {"table": {"d": 1, "c": {"uniform": [0.2, 0.8]}, "b": 0.1, "a": {"fixed": 0, "judgement": "worst"}}},
        {"table": {name: {"triangular": [k, k + 1, k + 4]} for k, name in enumerate(NAMES)}},
    ],
    "linear": [{"linear": "rising"}, {"linear": "falling", "because": ["A1"]}],
    "ideal": [
        {"ideal": ["b"]},
        {"ideal": ["a", "b"], "because": ["A1"]},
        {"ideal": ["d", "c"], "fall_off": 1},
        {"ideal": ["b", "c"], "fall_off": {"uniform": [0.5, 2]}},
        {"ideal": ["a", "b", "c", "d"]},
        {"ideal": ["a", "d"]},
    ],
    "piecewise": [{"piecewise": [[-10, 0], [2, 0.8], [90, 1]]}, {"piecewise": [[0, 3], [3, -1]]}],
    "follows": [
        {"follows": {"party": "x", "by": 0.8}},
        {"follows": {"party": "x", "by": 1}, "because": ["A1"]},
        {"follows": {"party": "x", "by": 0}},
        {"follows": {"party": "x", "by": {"beta": [6, 2]}}},
    ],
    "silent": [{"silent": True}, {"silent": True, "fall_off": 1}],
    "indifferent": [{"indifferent": True, "because": ["A1"]}],
}
ALL = [pytest.param(written, id=json.dumps(written)) for examples in EXAMPLES.values() for written in examples]
STIRRING = [p for p in ALL if "indifferent" not in p.values[0]]
CERTAIN = [
    *EXAMPLES["table"][:1],
    *EXAMPLES["linear"],
    *EXAMPLES["piecewise"],
    *EXAMPLES["indifferent"],
    {"ideal": "b", "fall_off": 1},
    {"ideal": ["d"], "fall_off": 0.5},
]


class AnyColumn(dict):
    """A column of random uniforms for whatever path is asked, the same whenever it is asked again."""

    def __init__(self, draws):
        super().__init__()
        self.draws = draws

    def __missing__(self, path):
        self[path] = np.random.default_rng(crc32(path.encode())).random(1000)[: self.draws]
        return self[path]


def other(party, draws):
    assert party == "x"
    return np.tile([1.0, 0.7, 0.2, 0.0], (draws, 1))


def worth(written, scale, draws=500, columns=None):
    columns = AnyColumn(draws) if columns is None else columns
    value = VALUE.validate_python(written)
    return value.worth(scale, Uniforms(columns, draws), lambda party: other(party, draws))


def test_every_member_of_the_union_has_an_example_of_its_own_kind():
    assert set(EXAMPLES) == set(MEMBERS)
    for kind, examples in EXAMPLES.items():
        assert {type(VALUE.validate_python(written)) for written in examples} == {MEMBERS[kind]}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("written", ALL)
def test_worth_has_one_row_a_draw_and_one_column_a_level(written, scale):
    found = worth(written, scale, draws=7)
    assert found.shape == (7, 4)
    assert found.dtype == np.float64


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("written", STIRRING)
def test_in_every_draw_the_worst_level_is_worth_0_and_the_best_1(written, scale):
    found = worth(written, scale)
    assert (found.min(axis=1) == 0).all()
    assert (found.max(axis=1) == 1).all()


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("written", STIRRING)
def test_the_draw_of_medians_works_too(written, scale):
    found = worth(written, scale, draws=1, columns=Medians())
    assert found.shape == (1, 4)
    assert found.min() == 0
    assert found.max() == 1


def test_to_the_indifferent_every_level_is_worth_nothing():
    assert worth({"indifferent": True}, SCALES["without positions"], draws=3).tolist() == [[0, 0, 0, 0]] * 3


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("written", ALL)
def test_a_draw_does_not_depend_on_the_draws_after_it(written, scale):
    assert worth(written, scale, draws=20).tolist() == worth(written, scale, draws=500)[:20].tolist()


@pytest.mark.parametrize("written", CERTAIN, ids=json.dumps)
def test_what_is_certain_asks_for_no_uniform(written):
    found = worth(written, SCALES["with rising positions"], draws=3, columns={})
    assert found.tolist() == [found[0].tolist()] * 3


@pytest.mark.parametrize("written", ALL)
def test_every_uniform_is_asked_for_below_the_value_s_own_path(written):
    columns = AnyColumn(5)
    value = VALUE.validate_python(written)
    value.worth(SCALES["without positions"], Uniforms(columns, 5, "p.values.i"), lambda party: other(party, 5))
    assert all(path.startswith("p.values.i.") for path in columns)


@pytest.mark.parametrize("written", ALL)
def test_the_written_form_round_trips(written):
    value = VALUE.validate_python(written)
    dumped = VALUE.dump_python(value, mode="json", exclude_unset=True)
    assert dumped == written
    assert VALUE.validate_python(dumped) == value
    assert VALUE.validate_json(VALUE.dump_json(value, exclude_unset=True)) == value


@pytest.mark.parametrize(
    "written, message",
    [
        ({}, "only one: table, linear"),
        ({"utility": 1}, "only one: table, linear"),
        (0.5, "only one: table, linear"),
        ({"table": {"a": 1, "b": 1.0}}, "no level is better than another"),
        ({"table": {"a": 1}}, "no level is better than another"),
        ({"table": {}}, "no level is better than another"),
        ({"table": {"a": 1, "b": float("nan")}}, "finite number"),
        ({"linear": "up"}, "'rising' or 'falling'"),
        ({"ideal": []}, "at least 1 item"),
        ({"ideal": ["a"], "fall_off": {"log_uniform": [2, 1]}}, "low below high"),
        ({"piecewise": [[0, 0]]}, "at least 2 items"),
        ({"piecewise": [[0, 0], [0, 1]]}, "by rising position"),
        ({"piecewise": [[1, 0], [0, 1]]}, "by rising position"),
        ({"piecewise": [[0, 0], [1, float("inf")]]}, "finite number"),
        ({"follows": {"party": "x"}}, "Field required"),
        ({"silent": False}, "Input should be True"),
        ({"indifferent": False}, "Input should be True"),
        ({"silent": True, "table": {"a": 1, "b": 0}}, "only one"),
    ],
    ids=str,
)
def test_an_impossible_value_is_refused_and_told_why(written, message):
    with pytest.raises(ValidationError) as caught:
        VALUE.validate_python(written)
    assert any(message in error["msg"] for error in caught.value.errors()), caught.value.errors()
