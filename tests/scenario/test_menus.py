"""Issues whose levels are numbers, evenly spaced."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scenario.files import only, where, write

from sim.errors import ScenarioError
from sim.scenario import Range, read_scenario
from sim.streams import Medians, Uniforms
from sim.worlds import build, space_of
from sim.worlds.values import Worths

FILE = """\
format: 1
as_of: 2025-01-01
words: {sure: 0.5}
issues:
  money: {if_silent: 100, range: {from: 0, to: 300, step: 50, unit: bn USD}}
  share: {must_settle: true, range: {from: -0.5, to: 0.5, step: 0.25}}
parties:
  a:
    weights: {money: 0.5, share: 0.5}
    values:
      money: {linear: rising}
      share: {table: {-0.5: 0, "-0.25": 1, 0: 2, 0.25: 4, 0.5: 8}}
    lines:
      floor: {issue: money, at_least: {one_of: [50, 100]}, words: sure}
      both: {never_together: {money: [0, "50"], share: 0.5}, words: sure}
    no_deal:
      outlook: {money: {0: 1, 50: 1}, share: {-0.25: 1}}
      cost: 0.1
      swing: {issue: money, between: [0, 300]}
  b:
    weights: {money: 0.5, share: 0.5}
    values: {money: {piecewise: [[0, 1], [100, 0.5], [300, 0]]}, share: {ideal: [-0.5, -0.25], fall_off: 1}}
    lines:
      top: {issue: money, at_most: 250, words: sure}
      never: {issue: share, refuses: 0.5, words: sure}
    no_deal: {as_good_as: {money: 150, share: 0}}
consent:
  both: {needs: [a, b], by: definition}
  more: {needs: [b], when: {money: [200, 250.0]}, by: definition}
  other: {needs: [b], when: {money: moved}, by: definition}
proposals: {draft: {clauses: {money: 150, share: {one_of: [0, 0.25]}}}}
"""


def spaced(start, to, step, **more):
    return Range.model_validate({"from": start, "to": to, "step": step, **more})


@pytest.fixture
def file(tmp_path):
    return write(tmp_path, "file.yaml", FILE)


@pytest.fixture
def case(file):
    return read_scenario(file).case


def problem(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    return only(lambda: read_scenario(write(file.parent, "broken.yaml", text.replace(old, new))))


def test_levels_are_called_by_their_numbers_stand_at_them_and_show_the_unit(case):
    money, share = case.issues["money"].levels, case.issues["share"].levels
    assert list(money) == ["0", "50", "100", "150", "200", "250", "300"]
    assert [level.label for level in money.values()][:3] == ["0 bn USD", "50 bn USD", "100 bn USD"]
    assert list(share) == ["-0.5", "-0.25", "0", "0.25", "0.5"]
    assert [level.at for level in share.values()] == [-0.5, -0.25, 0, 0.25, 0.5]
    assert [level.label for level in share.values()] == list(share)


def test_a_level_is_named_by_a_number_or_by_its_text(case):
    a, b = case.parties["a"], case.parties["b"]
    assert case.issues["money"].if_silent == "100"
    assert a.lines["floor"].at_least.one_of == ("50", "100")
    assert a.lines["both"].never_together == {"money": ("0", "50"), "share": ("0.5",)}
    assert list(a.values["share"].table) == ["-0.5", "-0.25", "0", "0.25", "0.5"]
    assert list(a.no_deal.outlook["money"]) == ["0", "50"]
    assert a.no_deal.swing.between == ("0", "300")
    assert (b.lines["top"].at_most.level, b.lines["never"].refuses) == ("250", ("0.5",))
    assert b.values["share"].ideal == ("-0.5", "-0.25")
    assert b.no_deal.as_good_as == {"money": "150", "share": "0"}
    assert case.consent["more"].when == ({"money": ("200", "250")},)
    assert case.proposals["draft"].clauses["money"].level == "150"
    assert case.proposals["draft"].clauses["share"].one_of == ("0", "0.25")


@pytest.mark.parametrize(
    "start, to, step, names",
    [
        (0, 1, 0.1, ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]),
        (-2, 2, 2, ["-2", "0", "2"]),
        (1e6, 3e6, 1e6, ["1000000", "2000000", "3000000"]),
        (0.1, 0.7, 0.3, ["0.1", "0.4", "0.7"]),
        (0, 1e-6, 5e-7, ["0", "0.0000005", "0.000001"]),
        (2.5, 5, 2.5, ["2.5", "5"]),
    ],
)
def test_decimals_are_counted_as_written(start, to, step, names):
    levels = spaced(start, to, step).levels
    assert list(levels) == names
    assert [level.at for level in levels.values()] == [float(name) for name in names]


@settings(derandomize=True, deadline=None, database=None)
@given(st.integers(-10_000, 10_000), st.integers(1, 10_000), st.integers(1, 299), st.integers(0, 4))
def test_so_many_steps_of_any_decimal_lead_exactly_to_the_end(start, step, count, places):
    start, step, to = (number / 10**places for number in (start, step, start + step * count))
    levels = list(spaced(start, to, step).levels.values())
    assert len(levels) == count + 1
    assert (levels[0].at, levels[-1].at) == (start, to)
    assert np.diff([level.at for level in levels]) == pytest.approx(step)


REFUSED = {
    "an end that steps miss": (
        "to: 300",
        "to: 320",
        "issues.money.range.step of 50 does not lead from 0 to 320: end at 300 or 350",
        "50",
    ),
    "a step beyond the end": ("step: 50", "step: 400", "of 400 does not lead from 0 to 300: end at 400", "400"),
    "a step of zero": ("step: 50", "step: 0", "issues.money.range.step must be more than 0", "0"),
    "a step backward": ("step: 50", "step: -50", "issues.money.range.step must be more than 0", "-50"),
    "an end before the start": ("to: 300", "to: -5", "range.to must lie above 'from', here 0 and -5", "-5"),
    "an end at the start": ("to: 300", "to: 0", "range.to must lie above 'from', here 0 and 0", "0"),
    "a step too fine": ("step: 50", "step: 0.5", "makes 601 levels: take longer steps", "0.5"),
    "a text for a number": ("to: 300", "to: all", "issues.money.range.to must be a number", "all"),
    "a number beyond reason": ("to: 300", "to: 1e13", "issues.money.range.to must be at most", "1e13"),
    "no step": (", step: 50", "", "issues.money.range has no 'step'", "range"),
    "a key misspelt": ("step: 50", "steps: 50", "unknown key 'steps' in issues.money.range", "steps"),
    "both levels and a range": (
        "unit: bn USD}",
        "unit: bn USD}, levels: {x: X, y: Y}",
        "issues.money needs either 'levels' or a 'range', and only one of them",
        "money",
    ),
    "neither": (
        "range: {from: 0, to: 300, step: 50, unit: bn USD}",
        "range: null",
        "issues.money needs either 'levels' or a 'range', and only one of them",
        "money",
    ),
    "a level between two": ("at_most: 250", "at_most: 260", "there is no level of money '260'", "260"),
    "a pattern of no level": ("[200, 250.0]", "[200, 0.5]", "there is no level of money '0.5'", "0.5"),
    "a table that leaves one out": (", 0.25: 4, 0.5: 8", ", 0.5: 8", "says nothing of the level 0.25", "{"),
}


@pytest.mark.parametrize("slip", REFUSED)
def test_one_slip_is_one_problem_at_its_place(file, slip):
    old, new, message, marked = REFUSED[slip]
    found = problem(file, old, new)
    assert message in found.message
    name, line, column, _ = where(found)
    text = (file.parent / name).read_text(encoding="utf-8").splitlines()[line - 1]
    assert text[column - 1 :].startswith(marked)


def test_a_number_that_is_no_level_is_told_which_are(file):
    assert problem(file, "at_most: 250", "at_most: 260").hint == "levels run from 0 to 300 by 50"


def test_many_levels_that_a_table_leaves_out_are_counted(file):
    found = problem(file, "{linear: rising}", "{table: {0: 0, 300: 1}}")
    assert "says nothing of the level 50, 100, 150, 200, 250" in found.message
    found = only(lambda: read_scenario(file).changed({"issues.share.range.step": 0.05}))
    assert "-0.45, -0.4, -0.35, -0.3, -0.2, -0.15, -0.1, -0.05 and 8 more" in found.message


def test_issues_may_have_300_levels_in_all(file):
    found = only(lambda: read_scenario(file).changed({"issues.money.range.step": 1}))
    assert "makes 301 levels" in found.message
    most = read_scenario(file).changed({"issues.money.range": {"to": 588, "step": 2}, "parties.b.lines.top": None})
    assert len(most.case.issues["money"].levels) == 295
    with pytest.raises(ScenarioError, match="issues have 301 levels in all"):
        most.changed({"issues.money.range.to": 590})


def test_a_file_that_extends_this_one_changes_the_range(file):
    child = "extends: file.yaml\nissues: {money: {range: {step: 25}}}\n"
    levels = read_scenario(write(file.parent, "child.yaml", child)).case.issues["money"].levels
    assert (len(levels), levels["25"].label) == (13, "25 bn USD")


def test_what_a_changed_range_no_longer_has_is_an_unknown_level(file):
    with pytest.raises(ScenarioError) as caught:
        read_scenario(file).changed({"issues.money.range.step": 100})
    assert {problem.message for problem in caught.value.problems} == {
        f"there is no level of money '{level}'" for level in (50, 150, 250)
    }


def test_every_key_of_a_range_is_a_dotted_path(file):
    reading = read_scenario(file, ["issues.money.range.from=-50", "issues.money.range.unit=bn EUR"])
    assert next(iter(reading.case.issues["money"].levels.values())).label == "-50 bn EUR"
    slip = only(lambda: reading.changed({"issues.money.range.stp": 10}))
    assert slip.hint == "did you mean 'step'?"


def test_a_range_gives_way_to_levels_and_levels_to_a_range(file):
    reading = read_scenario(file)
    listed = {number: {"label": f"{number} euros", "at": number} for number in range(0, 301, 50)}
    changed = reading.changed({"issues.money.range": None, "issues.money.levels": listed})
    assert changed.case.issues["money"].levels["50"].label == "50 euros"
    spec = reading.case.issues["money"].range
    again = changed.changed({"issues.money.levels": None, "issues.money.range": spec})
    assert again.case.issues["money"] == reading.case.issues["money"]


def test_listed_levels_have_plain_names(file):
    listed = {"range": None, "levels": {"-0.5": "Less", "more": "More"}}
    with pytest.raises(ScenarioError, match=r"'-0\.5' is not a name"):
        read_scenario(file).changed({"issues.share": listed})


def test_a_level_with_a_point_is_one_name_of_a_dotted_path(file):
    changed = read_scenario(file, ["parties.a.values.share.table.-0.25={uniform: [1, 2]}"]).changed(
        {"parties.a.values.share.table.0.25": {"uniform": [3, 5]}}
    )
    table = changed.case.parties["a"].values["share"].table
    assert (table["-0.25"].bounds, table["0.25"].bounds) == ((1, 2), (3, 5))


def test_a_notebook_names_levels_by_numbers_too(file):
    table = dict(zip((-0.5, -0.25, 0, 0.25, 0.5), range(5), strict=True))
    changed = read_scenario(file).changed(
        {"parties.b.values.share": {"table": table}, "parties.b.lines.top.at_most": np.int64(200)}
    )
    assert list(changed.case.parties["b"].values["share"].table) == ["-0.5", "-0.25", "0", "0.25", "0.5"]
    assert changed.case.parties["b"].lines["top"].at_most.level == "200"


def test_a_true_is_no_level(file):
    assert "must be text" in problem(file, "at_most: 250", "at_most: true").message


def test_worth_follows_the_numbers(case):
    worths = Worths(case, Uniforms(Medians(), 1))
    assert worths.of("a", "money")[0] == pytest.approx(np.arange(7) / 6)
    assert worths.of("b", "money")[0] == pytest.approx([1, 0.75, 0.5, 0.375, 0.25, 0.125, 0])
    assert worths.of("a", "share")[0] == pytest.approx([0, 1 / 8, 1 / 4, 1 / 2, 1])


def test_a_fall_off_follows_the_numbers(case):
    uniforms = Uniforms({"parties.b.values.share.ideal": np.array([0.2, 0.7])}, 2)
    found = Worths(case, uniforms).of("b", "share")
    assert found[0] == pytest.approx([1, 0.75, 0.5, 0.25, 0])
    assert found[1] == pytest.approx([1, 1, 2 / 3, 1 / 3, 0])


def test_worlds_are_those_of_the_same_levels_written_out(case, file):
    out = FILE
    for name in ("money", "share"):
        levels = {level: {"label": spec.label, "at": spec.at} for level, spec in case.issues[name].levels.items()}
        spec = case.issues[name].range
        step = f"range: {{from: {spec.start:g}, to: {spec.to:g}, step: {spec.step:g}"
        begin = out.index(step)
        end = out.index("}", begin) + 1
        written = ", ".join(f"'{level}': {{label: '{on['label']}', at: {on['at']}}}" for level, on in levels.items())
        out = out[:begin] + (f"levels: {{{written}}}" if name == "money" else out[begin:end]) + out[end:]
    listed = read_scenario(write(file.parent, "listed.yaml", out)).case
    assert listed.issues["money"].range is None
    assert space_of(listed) == space_of(case)
    one, other = (build(each, Uniforms(Medians(), 1)).arrays for each in (case, listed))
    for left, right in zip(one, other, strict=True):
        np.testing.assert_array_equal(left, right)


def test_only_what_was_written_is_written_again(case):
    written = case.model_dump(mode="json", exclude_unset=True, by_alias=True)["issues"]["money"]
    assert written == {"if_silent": "100", "range": {"from": 0, "to": 300, "step": 50, "unit": "bn USD"}}


def test_a_range_takes_no_python_name():
    with pytest.raises(ValidationError, match="from"):
        Range.model_validate({"start": 0, "to": 1, "step": 1})
