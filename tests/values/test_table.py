import numpy as np
import pytest

from sim.streams import Uniforms
from sim.values import Linear, Piecewise, Scale, Table, linear, piecewise, scale, table

THREE = Scale(("a", "b", "c"), np.array([0.0, 25.0, 100.0]))
FALLING = Scale(("a", "b", "c"), np.array([100.0, 25.0, 0.0]))


def alone(party):
    raise AssertionError(f"asked for the worth of {party}")


def worth(value, on=THREE, draws=1, columns=None):
    return value.worth(on, Uniforms(columns or {}, draws), alone)


def test_every_value_lives_in_a_module_of_its_own_name():
    assert (table.Table, linear.Linear, piecewise.Piecewise, scale.Scale) == (Table, Linear, Piecewise, Scale)


def test_a_published_table_is_rescaled_to_worst_0_and_best_1():
    found = worth(Table(table={"a": 14, "b": 8, "c": 0}), draws=2)
    assert found.tolist() == [[1, 8 / 14, 0]] * 2


def test_a_table_is_read_in_the_order_of_the_file_s_levels():
    assert worth(Table(table={"c": 0, "a": 14, "b": 8})).tolist() == [[1, 8 / 14, 0]]


def test_a_table_may_begin_above_or_below_zero():
    assert worth(Table(table={"a": -10, "b": 0, "c": 30})).tolist() == [[0, 0.25, 1]]
    assert worth(Table(table={"a": 50, "b": 60, "c": 90})).tolist() == [[0, 0.25, 1]]


def test_each_believed_entry_has_a_uniform_of_its_own():
    value = Table(table={"a": 0, "b": {"uniform": [0, 4]}, "c": {"uniform": [4, 8]}})
    columns = {"table.b": np.array([0.5, 0.25]), "table.c": np.array([0.0, 1.0])}
    assert worth(value, draws=2, columns=columns).tolist() == [[0, 0.5, 1], [0, 0.125, 1]]


def test_a_table_without_spread_is_refused_and_told_what_to_write_instead():
    with pytest.raises(ValueError, match=r"\{silent: true\} if the wish is unknown, \{indifferent: true\}"):
        Table(table={"a": 3, "b": 3, "c": 3})


def test_one_uncertain_entry_is_spread_enough():
    assert Table(table={"a": 3, "b": 3, "c": {"uniform": [0, 1]}})


def test_linear_worth_is_in_proportion_to_position():
    assert worth(Linear(linear="rising")).tolist() == [[0, 0.25, 1]]
    assert worth(Linear(linear="falling")).tolist() == [[1, 0.75, 0]]
    assert worth(Linear(linear="rising"), on=FALLING).tolist() == [[1, 0.25, 0]]
    assert worth(Linear(linear="falling"), on=FALLING).tolist() == [[0, 0.75, 1]]


def test_piecewise_worth_is_joined_by_straight_lines():
    assert worth(Piecewise(piecewise=[(0, 0), (50, 0.8), (100, 1)])).tolist() == [[0, 0.4, 1]]
    assert worth(Piecewise(piecewise=[(0, 0), (50, 0.8), (100, 1)]), on=FALLING).tolist() == [[1, 0.4, 0]]


def test_piecewise_worth_is_flat_beyond_its_ends():
    assert worth(Piecewise(piecewise=[(25, 2), (50, 6)])).tolist() == [[0, 0, 1]]
    assert worth(Piecewise(piecewise=[(-10, 2), (10, 6)])).tolist() == [[0, 1, 1]]


def test_piecewise_worth_may_fall_and_rise_and_is_rescaled():
    assert worth(Piecewise(piecewise=[(0, 6), (25, 2), (100, 10)])).tolist() == [[0.5, 0, 1]]


def test_rescaled_treats_every_draw_by_itself_and_leaves_equal_levels_at_zero():
    found = scale.rescaled(np.array([[14.0, 8.0, 0.0], [2.0, 2.0, 2.0], [-1.0, 0.0, 1.0]]))
    assert found.tolist() == [[1, 8 / 14, 0], [0, 0, 0], [0, 0.5, 1]]


def test_a_scale_knows_where_a_level_stands():
    assert [THREE.index(name) for name in "abc"] == [0, 1, 2]
