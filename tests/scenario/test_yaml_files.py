import time

import pytest
from scenario.refusals import mark, only

from sim.errors import ScenarioError
from sim.scenario.nodes import Source
from sim.scenario.yaml_files import read, value


@pytest.mark.parametrize("text", ["", "\n\n", "# only a note\n", "---\n"])
def test_a_file_must_hold_something(text):
    problem = only(text)
    assert problem.message == "this file is empty"
    assert mark(problem) == (1, 1, 1)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "5\n"])
def test_the_top_of_a_file_must_be_a_mapping(text):
    problem = only(text)
    assert problem.message == "a file must hold 'key: value' lines at its top"
    assert mark(problem)[:2] == (1, 1)


def test_one_value_can_be_read_at_a_column_of_an_override():
    source = Source("--set", ("a.b={uniform: [0, 1]}",), override=True)
    node = value("{uniform: [0, 1]}", source, 4)
    assert node.plain() == {"uniform": [0, 1]}
    place = node.at(["uniform", 1]).span.place()
    assert (place.line, place.column, place.width, place.source) == (0, 19, 1, "a.b={uniform: [0, 1]}")
    assert value("", source, 4) is None


def test_a_file_is_read_under_the_name_the_user_gave(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: caf\xc3\xa9\n")
    node = read(path, "given/s.yaml")
    assert node.plain() == {"a": "café"}
    assert node.span.file == "given/s.yaml"


def test_a_file_that_is_not_utf_8_says_which_byte(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_bytes("a: 1\nb: café\n".encode("latin-1"))
    with pytest.raises(ScenarioError) as caught:
        read(path, "s.yaml")
    (problem,) = caught.value.problems
    assert problem.message == "this file is not UTF-8: byte 11 is 0xe9"
    assert mark(problem)[:2] == (2, 7)


@pytest.mark.parametrize(("made", "found"), [(None, "does not exist"), ("folder", "is a folder")])
def test_what_is_no_file_is_refused(tmp_path, made, found):
    path = tmp_path / "s.yaml"
    if made:
        path.mkdir()
    with pytest.raises(ScenarioError, match=f"'s.yaml' {found}"):
        read(path, "s.yaml")


def test_a_file_above_five_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_bytes(b"a: " + b"x" * 5_000_000)
    start = time.perf_counter()
    with pytest.raises(ScenarioError, match="larger than 5 MB"):
        read(path, "s.yaml")
    assert time.perf_counter() - start < 1
