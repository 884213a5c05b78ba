import datetime
import time

import pytest

from sim.errors import ScenarioError
from sim.scenario.tree import Source, Span, parse, read, value


def refused(text):
    with pytest.raises(ScenarioError) as caught:
        parse(text, "f.yaml")
    return caught.value.problems


def only(text):
    (problem,) = refused(text)
    return problem


def mark(problem):
    return (problem.place.line, problem.place.column, problem.place.width)


def test_values_come_as_yaml_1_2_reads_them():
    text = "a: no\nb: 12:30\nc: 010\nd: 1e3\ne: ~\nf: true\ng: 2022-02-24\nh: '5'\ni: =\nj: [yes, 1.5]\n"
    day = datetime.date(2022, 2, 24)
    wanted = ["no", "12:30", 10, 1000.0, None, True, day, "5", "=", ["yes", 1.5]]
    assert parse(text, "f.yaml").plain() == dict(zip("abcdefghij", wanted, strict=True))


def test_every_value_and_key_knows_its_place():
    root = parse("a: 1\nparties:\n  russia: {floor: 0.25}\n  list:\n    - x\n    - {y: z}\n", "f.yaml")
    floor = root.at(["parties", "russia", "floor"])
    assert (floor.span.line, floor.span.column, floor.span.end) == (2, 18, 22)
    place = floor.span.place()
    assert (place.file, place.line, place.column, place.width) == ("f.yaml", 3, 19, 4)
    assert (place.source, place.before) == ("  russia: {floor: 0.25}", "parties:")
    key, russia = root.at(["parties"]).mapping["russia"]
    assert (key.line, key.column, key.end) == (2, 2, 8)
    assert (russia.span.column, russia.span.end) == (10, 23)
    assert root.at(["parties", "list", 1, "y"]).value == "z"
    assert root.at(["parties", "list", 2]) is None
    assert root.at(["parties", "iran"]) is None
    assert root.at(["a", "b"]) is None


def test_a_mapping_of_several_lines_is_marked_by_its_first_key():
    node = parse("a:\n  first: 1 # note\n  second: 2\n", "f.yaml").at(["a"])
    assert (node.span.place().column, node.span.place().width) == (3, 5)


def test_a_byte_order_mark_is_accepted_and_shifts_nothing():
    assert mark(only("\ufeffa: .nan\n")) == (1, 4, 4)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_count_the_same_whatever_ends_them(ending):
    assert mark(only(ending.join(["a: 1", "b: .nan", ""]))) == (2, 4, 4)


def test_aliases_repeat_a_value_at_their_own_place():
    root = parse("a: &x {b: 1}\nc: *x\n", "f.yaml")
    assert root.plain() == {"a": {"b": 1}, "c": {"b": 1}}
    assert root.at(["c"]).span.line == 1


def test_all_problems_of_a_file_are_told_at_once():
    text = "a: 1\nb: !x 2\na: 3\nc: .nan\n2022: d\ne: {<<: {f: 1}}\n"
    assert [(mark(problem), problem.message) for problem in refused(text)] == [
        ((2, 4, 2), "tags are not read: !x"),
        ((3, 1, 1), "'a' is given twice"),
        ((4, 4, 4), "a number must be finite"),
        ((5, 1, 4), "a key must be text: 2022"),
        ((6, 5, 2), "'<<' is not read"),
    ]


def test_a_key_given_twice_says_where_it_came_first():
    assert only("a: 1\nb: 2\na: 3\n").hint == "first on line 1"


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("a: !!binary aGk=\n", "!!binary", (1, 4, 8)),
        ("a: !!python/object:os.system {}\n", "!!python/object:os.system", (1, 4, 25)),
        ("a: [!x, 2]\n", "!x", (1, 5, 2)),
        ("a: &b !x 2\n", "!x", (1, 7, 2)),
        ("a: ! 5\n", "!", (1, 4, 1)),
        ("!x\na: 5\n", "!x", (1, 1, 2)),
    ],
)
def test_tags_are_refused(text, tag, place):
    problem = only(text)
    assert problem.message == f"tags are not read: {tag}"
    assert mark(problem) == place


@pytest.mark.parametrize(
    ("text", "place"), [("%YAML 1.1\n---\na: 1\n", (1, 1, 9)), ("# see %TAG\n\n%FOO bar\n---\na: 1\n", (3, 1, 8))]
)
def test_directives_are_refused(text, place):
    problem = only(text)
    assert problem.message == "'%' lines are not read"
    assert mark(problem) == place


@pytest.mark.parametrize("number", [".nan", ".inf", "-.INF", "1e999"])
def test_numbers_must_be_finite(number):
    problem = only(f"a: [1, {number}]\n")
    assert (problem.message, problem.hint) == ("a number must be finite", f"here it is {number}")
    assert mark(problem) == (1, 8, len(number))


def test_a_date_that_no_calendar_has_and_a_number_too_long_are_refused():
    assert only("a: 2022-13-45\n").message == "this is not a date"
    assert only(f"a: {'9' * 5000}\n").message == "this is not a number"


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


def test_a_second_document_is_refused_where_it_starts():
    problem = only("a: 1\n---\nb: 2\n")
    assert problem.message == "a second document starts here"
    assert mark(problem) == (2, 1, 3)


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("2022: a\n", "a key must be text: 2022", (1, 1, 4)),
        ("x: {1.5: a}\n", "a key must be text: 1.5", (1, 5, 3)),
        ("true: a\n", "a key must be text: true", (1, 1, 4)),
        ("2022-01-01: a\n", "a key must be text: 2022-01-01", (1, 1, 10)),
        (": a\n", "a key must be text: nothing", (1, 1, 1)),
        ("? [a]\n: b\n", "a key must be text, not a list or a mapping", (1, 3, 3)),
        ("x: {{a: 1}: b}\n", "a key must be text, not a list or a mapping", (1, 5, 6)),
    ],
)
def test_keys_must_be_text(text, message, place):
    problem = only(text)
    assert problem.message == message
    assert "quotes" in problem.hint
    assert mark(problem) == place


def test_yes_no_and_quoted_numbers_are_good_keys():
    assert parse('no: 1\nyes: 2\n"2022": 3\n"<<": 4\n', "f.yaml").plain() == {"no": 1, "yes": 2, "2022": 3, "<<": 4}


@pytest.mark.parametrize(
    ("text", "hint", "place"),
    [
        ("a: b: c\n", "quotes", (1, 5)),
        ("a:\n\t- b\n", "tabs", (2, 1)),
        ("a: [1, 2\nb: 3\n", "bracket", (2, 2)),
        ("a: @x\n", "quotes", (1, 4)),
        ("a: 1\n b: 2\n", "quotes", (2, 3)),
        ("ok: 1\na: 'open\n", "", (2, 4)),
        ("a: 1\nb: \x07\n", "take it out", (2, 4)),
    ],
)
def test_syntax_errors_are_told_where_they_are(text, hint, place):
    problem = only(text)
    assert hint in problem.hint
    assert mark(problem)[:2] == place


def test_a_syntax_error_does_not_hide_what_was_wrong_before_it():
    assert [problem.message[:9] for problem in refused("a: !x 1\nb: [\n")] == ["tags are ", "this is n"]


def test_forty_levels_are_read_and_forty_one_refused():
    assert parse("a: " + "[" * 39 + "]" * 39, "f.yaml").at(["a"]) is not None
    problem = only("a: " + "[" * 40 + "]" * 40)
    assert problem.message == "this is nested more than 40 deep"
    assert mark(problem)[:2] == (1, 43)


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "? " * 5000, "a: " + "[" * 5000 + "]" * 5000])
def test_five_thousand_levels_are_refused_at_once(text):
    start = time.perf_counter()
    problems = refused(text)
    assert time.perf_counter() - start < 1
    assert problems[-1].message == "this is nested more than 40 deep"


def test_aliases_cannot_build_what_nesting_may_not():
    text = "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60))
    assert only(text).message == "this is nested more than 40 deep"
    assert only(text).place.line == 40


def test_an_alias_bomb_is_refused_at_once():
    text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    text += "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    start = time.perf_counter()
    problem = only(text)
    assert time.perf_counter() - start < 0.5
    assert problem.message == "this file holds more than 100,000 values"
    assert problem.place.line == 5


def test_an_alias_inside_what_it_repeats_is_refused():
    problem = only("a: &x [1, *x]\n")
    assert problem.message == "'*x' stands inside what it repeats"
    assert mark(problem) == (1, 11, 2)


def test_an_alias_of_nothing_is_refused():
    problem = only("a: &bse 1\nb: *base\n")
    assert (problem.message, problem.hint) == ("nothing above is named '&base'", "did you mean 'bse'?")


def test_one_value_can_be_read_at_a_column_of_an_override():
    source = Source("--set", ("a.b={uniform: [0, 1]}",), override=True)
    node = value("{uniform: [0, 1]}", source, 4)
    assert node.plain() == {"uniform": [0, 1]}
    place = node.at(["uniform", 1]).span.place()
    assert (place.line, place.column, place.width, place.source) == (0, 19, 1, "a.b={uniform: [0, 1]}")
    assert value("", source, 4) is None


def test_a_place_past_the_end_of_its_line_keeps_one_caret():
    assert Span(Source("f.yaml", ("ab",)), 0, 5, 9).place().width == 1


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
