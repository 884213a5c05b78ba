import pytest
from scenario.refusals import mark, only, refused

from sim.scenario.yaml_files import parse


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


@pytest.mark.parametrize("escape", [r"\UFFFFFFFF", r"\U00110000"])
def test_an_escape_beyond_the_last_sign_is_refused_where_it_stands(escape):
    problem = only(f'a: 1\nb: "x{escape}"\n')
    assert problem.message == "this escape stands for no sign"
    assert mark(problem)[:2] == (2, 6)
    assert parse(r'a: "\U0010FFFF"', "f.yaml").plain() == {"a": "\U0010ffff"}
