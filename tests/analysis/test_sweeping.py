import numpy as np
import pandas as pd
import pytest
from analysis.sweeps import DRAWS, point, swept

from sim.analysis.inputs import on_one_line, same_input
from sim.analysis.sweeping import Point, differ, ends, said_at, sweep_table, value_text
from sim.beliefs import Fixed
from sim.results import Factors, estimate
from sim.scenario import read_scenario


def test_the_table_holds_one_row_a_value_with_both_shares_and_their_intervals():
    table = sweep_table(
        swept(point(0.5, 8, 16), point("opposed", 0, 0), point({"uniform": (0, 1)}, 80, as_in_file=True))
    )
    assert table["value"].tolist() == [0.5, "opposed", "{uniform: [0, 1]}"]
    assert table["zone"].tolist() == [0.1, 0, 1]
    assert table["compatible"].tolist() == [0.2, 0, 1]
    worlds = np.arange(DRAWS)
    one, other = estimate(worlds < 8, 8), estimate(worlds < 16, 8)
    assert table.loc[0, ["zone_low", "zone_high"]].tolist() == [one.low, one.high]
    assert table.loc[0, ["compatible_low", "compatible_high"]].tolist() == [other.low, other.high]
    assert table["zone_if_compatible"].tolist()[::2] == [0.5, 1]
    assert pd.isna(table.loc[1, "zone_if_compatible"]), "no world has compatible lines"
    assert table["as_in_file"].tolist() == [False, False, True]


def test_a_table_without_any_compatible_world_still_holds_numbers():
    table = sweep_table(swept(point(0, 0), point(1, 0)))
    assert table["zone_if_compatible"].dtype == np.float64
    assert table["value"].dtype == np.int64


def test_the_ends_are_sets_where_sampling_cannot_tell_values_apart():
    low, near, middle, high = point(0, 8), point(1, 9), point(2, 40), point(3, 72)
    found = ends((low, high, near, middle))
    assert (found.least, found.most, found.clear) == ((low, near), (high,), True)
    assert (found.low, found.high) == (0.1, 0.9)


def test_a_value_between_two_ends_that_it_cannot_be_told_from_is_in_neither_set():
    rng = np.random.default_rng(3)

    def noisy(share):
        in_zone = rng.random(800) < share
        return Point(share, Factors(in_zone, in_zone, in_zone))

    low, middle, high = noisy(0.45), noisy(0.5), noisy(0.55)
    assert not differ(low, middle)
    assert not differ(middle, high)
    found = ends((low, middle, high))
    assert found.clear
    assert (found.least, found.most) == ((low,), (high,))


def test_worlds_that_differ_in_one_replicate_only_are_no_clear_difference():
    base = np.zeros(DRAWS, bool)
    other = base.copy()
    other[0] = True
    found = ends((Point(0, Factors(base, base, base)), Point(1, Factors(other, other, other))))
    assert not found.clear
    assert (found.low, found.high) == (0, 1 / DRAWS)


def test_a_pair_of_worlds_is_compared_and_not_two_shares_alone():
    alternating = np.arange(DRAWS) % 16 < 8
    shifted = alternating.copy()
    shifted[np.flatnonzero(~alternating)[:8]] = True
    assert estimate(alternating, 8).share == 0.5
    assert ends(
        (Point(0, Factors(alternating, alternating, alternating)), Point(1, Factors(shifted, shifted, shifted)))
    ).clear


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("dial.lines", 0.5),
        ("parties.ukraine.lines.land.words", "will never"),
        ("parties.ukraine.lines.land.at_most", {"one_of": ["freeze", "empty-zone", "recognized"]}),
        ("parties.us.no_deal.cost", {"uniform": [0.2, 1]}),
        ("parties.us.no_deal.outlook.guarantees", {"as-now": 1}),
        ("parties.us.lines.none", None),
        ("nowhere.at.all", None),
    ],
)
def test_what_a_file_says_at_a_path_is_read_without_its_reasons(path, said):
    assert said_at(read_scenario("moscow-talks").case, path) == said


def test_a_number_with_a_reason_is_the_number():
    assert said_at(read_scenario("harbour-sports-park").case, "parties.union.no_deal") == 0.5
    assert said_at(read_scenario("moscow-talks").case, "proposals.november.clauses.assets") == "dictated"


def test_a_mapping_of_beliefs_is_read_as_it_is_written():
    weights = said_at(read_scenario("harbour-sports-park").case, "parties.mayor.weights")
    assert weights == {"infrastructure": 0.14, "ecology": 0.12, "employment": 0.24, "loan": 0.4, "compensation": 0.1}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1.0, "1"),
        (12345678, "12345678"),
        (True, "true"),
        (None, "null"),
        ("will never", "will never"),
        ("null", "'null'"),
        ({"one_of": ["a", "b"], "chances": [1, 3]}, "{one_of: [a, b], chances: [1, 3]}"),
        ([0.5, 1.0], "[0.5, 1]"),
    ],
)
def test_a_value_is_written_on_one_line_as_a_file_would(value, text):
    assert value_text(value) == text
    if not isinstance(value, float):
        assert on_one_line(value) == text


def test_reasons_and_titles_do_not_make_inputs_differ_and_numbers_do():
    assert same_input(Fixed(fixed=0.5), Fixed(fixed=0.5, because=("A1",)))
    assert not same_input(Fixed(fixed=0.5), Fixed(fixed=0.6))
    case = read_scenario("moscow-talks").case
    assert same_input(case, case.model_copy(update={"title": "another"}))
    assert not same_input(case, case.with_lines_at(0.4))
