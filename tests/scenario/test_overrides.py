import numpy as np
import pytest
import xarray as xr
from scenario.files import only, plain, write

from sim.beliefs import Fixed, Triangular, Uniform
from sim.errors import ScenarioError
from sim.scenario.chain import layers
from sim.scenario.merging import merged
from sim.scenario.overrides import changes

pytestmark = pytest.mark.usefixtures("shipped_folder")


def test_an_override_is_read_as_yaml_and_makes_the_mappings_it_needs(folder):
    file = write(folder, "a.yaml", "m: 5\n")
    assert plain(file, ["n.o.p={uniform: [0, 1]}", "m.x=no", "q='a=b'"]) == {
        "m": {"x": "no"},
        "n": {"o": {"p": {"uniform": [0, 1]}}},
        "q": "a=b",
    }
    assert plain(file, ["m=null"]) == {}


def test_an_override_marks_the_part_that_is_meant(folder):
    stack = layers(write(folder, "a.yaml", "m: 5\n"), ["parties.russia.floor={uniform: [0, 2]}"])
    key, floor = stack[1].at(["parties", "russia"]).mapping["floor"]
    assert (key.place().line, key.place().column, key.place().width) == (0, 16, 5)
    assert (floor.span.place().column, floor.span.place().width) == (22, 17)
    assert floor.at(["uniform", 1]).span.place().column == 36
    assert key.place().arrow == "--set parties.russia.floor={uniform: [0, 2]}"


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("a.b", "'a.b' sets nothing", 4),
        ("", "'' sets nothing", 1),
        ("=5", "'' is not a dotted path", 1),
        ("a..b=5", "'a..b' is not a dotted path", 1),
        (".a=5", "'.a' is not a dotted path", 1),
        ("a.=5", "'a.' is not a dotted path", 1),
        ("a. .b=5", "'a. .b' is not a dotted path", 1),
        (".".join("a" * 41) + "=5", f"'{'.'.join('a' * 41)}' is not a dotted path", 1),
        ("a=", "no value is given", 2),
        ("a=# x", "no value is given", 2),
        ("a=[1", "this is not valid YAML: expected ',' or ']', but got '<stream end>'", 3),
        ("a={x: 1, x: 2}", "'x' is given twice", 10),
        ("a=!!binary x", "tags are not read: !!binary", 3),
        ("a=.inf", "a number must be finite", 3),
    ],
)
def test_a_malformed_override_is_refused_with_its_place(folder, text, message, column):
    file = write(folder, "a.yaml", "m: 5\n")
    problem = only(lambda: layers(file, [text]))
    assert problem.message == message
    assert (problem.place.file, problem.place.line, problem.place.column) == ("--set", 0, column)


def test_all_malformed_overrides_are_told_at_once(folder):
    with pytest.raises(ScenarioError, match=r"2 problems; nothing was run\."):
        layers(write(folder, "a.yaml", "m: 5\n"), ["x", "y", "z=1"])


def test_changes_build_the_same_layer_from_python_values(folder):
    node = changes({"a.b": 0.5, "a.c": {"uniform": (0, 1)}, "d": None})
    assert node.plain() == {"a": {"b": 0.5, "c": {"uniform": [0, 1]}}, "d": None}
    place = node.at(["a", "b"]).span.place()
    assert (place.file, place.line, place.column, place.width) == ("change", 0, 5, 3)
    assert place.arrow == "change a.b=0.5"
    stack = [*layers(write(folder, "a.yaml", "d: 5\n")), node]
    assert "d" not in merged(stack).plain()
    assert changes({}).plain() == {}


def test_changes_refuse_what_is_no_path_and_what_has_no_end():
    endless = {}
    endless["a"] = endless
    assert only(lambda: changes({"a..b": 1})).message == "'a..b' is not a dotted path"
    assert only(lambda: changes({"a": endless})).message == "this is nested more than 40 deep"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.float64(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.str_("x"), "x"),
        (np.array([0.0, 0.5]), [0.0, 0.5]),
        (np.array(2), 2),
        (xr.DataArray(0.5), 0.5),
        ({"uniform": (np.float32(0), np.float32(1))}, {"uniform": [0.0, 1.0]}),
        (Fixed(fixed=0.5), 0.5),
        (Triangular(triangular=(0, 1, 2), because=("A1",)), {"triangular": [0.0, 1.0, 2.0], "because": ["A1"]}),
        ([Fixed(fixed=0.5), Uniform(uniform=(0, 1))], [0.5, {"uniform": [0.0, 1.0]}]),
    ],
)
def test_changes_take_what_a_notebook_computes_with(value, plain):
    found = changes({"a": value}).plain()["a"]
    assert found == plain
    assert type(found) is type(plain)


def test_a_number_of_numpys_is_shown_as_a_file_would_write_it():
    assert changes({"a.b": np.float64(0.5)}).at(["a", "b"]).span.place().arrow == "change a.b=0.5"


def test_a_reason_given_before_the_number_is_kept():
    both = changes({"w.because": ["A1"], "w.triangular": (0, 1, 2)})
    assert both.plain() == {"w": {"because": ["A1"], "triangular": [0, 1, 2]}}
