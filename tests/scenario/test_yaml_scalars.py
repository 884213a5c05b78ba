import datetime

import pytest
from scenario.refusals import mark, only

from sim.scenario.yaml_files import parse


def test_values_come_as_yaml_1_2_reads_them():
    text = "a: no\nb: 12:30\nc: 010\nd: 1e3\ne: ~\nf: true\ng: 2022-02-24\nh: '5'\ni: =\nj: [yes, 1.5]\n"
    day = datetime.date(2022, 2, 24)
    wanted = ["no", "12:30", 10, 1000.0, None, True, day, "5", "=", ["yes", 1.5]]
    assert parse(text, "f.yaml").plain() == dict(zip("abcdefghij", wanted, strict=True))


@pytest.mark.parametrize("number", [".nan", ".inf", "-.INF", "1e999"])
def test_numbers_must_be_finite(number):
    problem = only(f"a: [1, {number}]\n")
    assert (problem.message, problem.hint) == ("a number must be finite", f"here it is {number}")
    assert mark(problem) == (1, 8, len(number))


def test_a_date_that_no_calendar_has_and_a_number_too_long_are_refused():
    assert only("a: 2022-13-45\n").message == "this is not a date"
    assert only(f"a: {'9' * 5000}\n").message == "this is not a number"


def test_a_key_given_twice_says_where_it_came_first():
    assert only("a: 1\nb: 2\na: 3\n").hint == "first on line 1"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("0x10: a\n", "a key must be text: 0x10", (1, 1, 4)),
        ("x: {1.50: a}\n", "a key must be text: 1.50", (1, 5, 4)),
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


def test_a_number_written_plainly_is_a_key_like_its_text():
    assert parse("2022: 1\n-2.5: 2\n0: 3\n", "f.yaml").plain() == {"2022": 1, "-2.5": 2, "0": 3}
    assert only('"10": 1\n10: 2\n').message == "'10' is given twice"


def test_yes_no_and_quoted_numbers_are_good_keys():
    assert parse('no: 1\nyes: 2\n"2022": 3\n"<<": 4\n', "f.yaml").plain() == {"no": 1, "yes": 2, "2022": 3, "<<": 4}
