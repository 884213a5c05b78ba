import pickle

import pytest

from sim.errors import (
    NotARun,
    NotPaired,
    Place,
    Problem,
    ScenarioError,
    TooManyDeals,
    UnknownName,
    did_you_mean,
    nearest,
)

TYPO = Place("bad.yaml", 12, 7, 8, "      teritory: 0.5        # typo", "    weights:")


def test_a_problem_in_a_file_shows_the_line_the_one_above_and_a_caret_under_the_slip():
    error = ScenarioError([Problem("weights names no issue: 'teritory'", "did you mean 'territory'?", TYPO)])
    assert str(error) == (
        "error: weights names no issue: 'teritory'\n"
        "  --> bad.yaml:12:7\n"
        "   11 |     weights:\n"
        "   12 |       teritory: 0.5        # typo\n"
        "      |       ^^^^^^^^ did you mean 'territory'?\n"
        "\n"
        "1 problem; nothing was run."
    )


def test_a_problem_in_an_override_shows_the_override_as_it_was_typed():
    error = ScenarioError([Problem("no such issue", "did you mean 'b'?", Place("--set", 0, 3, 1, "a.c=1"))])
    assert str(error).splitlines()[:4] == [
        "error: no such issue",
        "  --> --set a.c=1",
        "      a.c=1",
        "        ^ did you mean 'b'?",
    ]


def test_a_problem_without_a_place_shows_its_hint_beneath():
    assert str(ScenarioError([Problem("no file 'x'", "known: y")])).startswith("error: no file 'x'\n  known: y\n\n1 ")
    assert str(ScenarioError([Problem("no file 'x'")])).startswith("error: no file 'x'\n\n1 problem;")


def test_problems_come_in_the_order_of_the_lines_with_overrides_last_and_no_repeats():
    later, sooner = (Problem(name, "", Place("f.yaml", line, 1, 1, "x")) for name, line in [("b", 9), ("a", 2)])
    override = Problem("c", "", Place("--set", 0, 1, 1, "x=1"))
    error = ScenarioError([override, later, sooner, later])
    assert [problem.message for problem in error.problems] == ["a", "b", "c"]
    assert str(error).endswith("3 problems; nothing was run.")


def test_after_twenty_problems_each_gets_one_line():
    error = ScenarioError(Problem(f"p{line}", "h", Place("f.yaml", line, 1, 1, "x")) for line in range(1, 24))
    assert str(error).count("\n  --> ") == 20
    assert "error: f.yaml:21:1: p21 (h)\nerror: f.yaml:22:1: p22 (h)\n" in str(error)


def test_paint_is_given_the_role_of_each_part():
    error = ScenarioError([Problem("wrong", "right", TYPO)])
    painted = error.render(lambda text, role: f"<{role}>{text}</>")
    for part in ("<error>error</>: wrong", "<place>--></>", "<caret>^^^^^^^^</>", "<hint>right</>"):
        assert part in painted


def test_a_long_line_is_cut_around_the_caret_and_signs_a_terminal_acts_on_are_masked():
    source = "x" * 300 + "\x1bHERE" + "y" * 300
    shown = str(ScenarioError([Problem("m", "", Place("f.yaml", 1, 302, 4, source))])).splitlines()
    line, caret = shown[2], shown[3]
    assert "\x1b" not in line
    assert len(line) < 130
    assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_a_tab_before_the_slip_keeps_the_caret_in_its_column():
    shown = str(ScenarioError([Problem("m", "", Place("f.yaml", 1, 4, 1, "a:\tb"))])).splitlines()
    assert shown[3] == "      |   \t^"


def test_did_you_mean_offers_the_nearest_name_else_lists_at_most_eight():
    assert did_you_mean("Teritory", ["assets", "territory"]) == "did you mean 'territory'?"
    assert did_you_mean("q", ["a", "b"]) == "known: a, b"
    assert did_you_mean("q", [str(n) for n in range(10)]) == "known: 0, 1, 2, 3, 4, 5, 6, 7 and 2 more"
    assert did_you_mean("q", []) == ""
    assert nearest("q", ["a"]) is None


def test_an_unknown_name_says_what_it_was_taken_for_and_what_there_is():
    error = UnknownName("party", "rusia", ["ukraine", "russia"])
    assert str(error) == "unknown party 'rusia'; did you mean 'russia'?"
    assert (error.what, error.name, error.known) == ("party", "rusia", ["ukraine", "russia"])
    assert str(UnknownName("party", "x", [])) == "unknown party 'x'"


def test_too_many_deals_gives_both_numbers():
    assert "make 2,000,000 deals, and at most 1,000,000" in str(TooManyDeals(2_000_000, 1_000_000))


def test_runs_that_cannot_be_compared_are_both_named_with_what_keeps_them_apart_and_what_to_do():
    error = NotPaired("base", "other", "their seeds are 1 and 2", "run 'other' again")
    assert str(error) == "'base' and 'other' cannot be compared: their seeds are 1 and 2; run 'other' again"
    assert str(NotARun("here", "holds nothing", "look elsewhere")) == "'here' holds nothing; look elsewhere"


@pytest.mark.parametrize(
    "error",
    [
        ScenarioError([Problem("m", "h", TYPO)]),
        UnknownName("party", "x", ("y",)),
        TooManyDeals(2, 1),
        NotARun("a", "b", "c"),
        NotPaired("a", "b", "c", "d"),
    ],
)
def test_errors_survive_the_way_between_processes(error):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
