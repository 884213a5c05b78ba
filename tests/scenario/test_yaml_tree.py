import time

import pytest
from scenario.refusals import mark, only, refused

from sim.scenario.yaml_files import parse


def test_aliases_repeat_a_value_at_their_own_place():
    root = parse("a: &x {b: 1}\nc: *x\n", "f.yaml")
    assert root.plain() == {"a": {"b": 1}, "c": {"b": 1}}
    assert root.at(["c"]).span.line == 1


def test_all_problems_of_a_file_are_told_at_once():
    text = "a: 1\nb: !x 2\na: 3\nc: .nan\ntrue: d\ne: {<<: {f: 1}}\n"
    assert [(mark(problem), problem.message) for problem in refused(text)] == [
        ((2, 4, 2), "tags are not read: !x"),
        ((3, 1, 1), "'a' is given twice"),
        ((4, 4, 4), "a number must be finite"),
        ((5, 1, 4), "a key must be text: true"),
        ((6, 5, 2), "'<<' is not read"),
    ]


def test_a_second_document_is_refused_where_it_starts():
    problem = only("a: 1\n---\nb: 2\n")
    assert problem.message == "a second document starts here"
    assert mark(problem) == (2, 1, 3)


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
