import pytest

from sim.scenario.nodes import Source, Span, lines_of
from sim.scenario.yaml_files import parse


def test_a_place_past_the_end_of_its_line_keeps_one_caret():
    assert Span(Source("f.yaml", ("ab",)), 0, 5, 9).place().width == 1


def test_an_override_has_no_line_number_and_no_line_above():
    place = Span(Source("--set", ("a=1", "b"), override=True), 1, 0, 1).place()
    assert (place.line, place.source, place.before) == (0, "b", "")


def test_a_refusal_is_one_problem_at_its_place():
    span = Span(Source("f.yaml", ("a: 12",)), 0, 3, 5)
    (problem,) = span.refusal("too much", "take less").problems
    assert span.text == "12"
    assert (problem.message, problem.hint, problem.place) == ("too much", "take less", span.place())


@pytest.mark.parametrize(
    ("text", "size"), [("a: 1", (3, 1)), ("a: []", (3, 2)), ("a: [1, {b: 2}]", (7, 3)), ("a: &x [1]\nb: *x", (7, 2))]
)
def test_the_size_counts_keys_values_and_what_aliases_repeat(text, size):
    assert parse(text, "f.yaml").size == size


def test_lines_end_where_yaml_ends_them():
    assert lines_of("a\r\nb\rc\nd\x0be") == ("a", "b", "c", "d\x0be")
