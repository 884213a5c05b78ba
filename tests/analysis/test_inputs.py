"""Which inputs differ: every way to change a scenario shows, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sim import Scenario
from sim.analysis.inputs import ABSENT, differing_inputs, on_one_line, same_input


def rows(base, *others):
    """Return what differs as a dictionary of texts by path."""
    cases = {f"s{k}": scenario.case for k, scenario in enumerate((base, *others))}
    return {path: row.tolist() for path, row in differing_inputs(cases).iterrows()}


PARTIES = ("us", "russia", "ukraine", "eu")
AGREED = {f"parties.{party}.weights.years": 0.1 for party in PARTIES}
AGREED |= {f"parties.{party}.values.years": {"linear": "rising"} for party in PARTIES}
AGREED |= {f"parties.{party}.no_deal.outlook.years": {"1": 1} for party in PARTIES}
AGREED |= {f"proposals.{text}.clauses.years": 3 for text in ("november", "refined")}
"""What a new issue of years asks for."""


def test_a_scenario_does_not_differ_from_itself(moscow):
    assert rows(moscow, moscow.change({}), moscow) == {}


@pytest.mark.parametrize(
    ("change", "path", "before", "after"),
    [
        ({"parties.us.no_deal.cost": 0.5}, "parties.us.no_deal.cost", "{uniform: [0.2, 1]}", "0.5"),
        ({"parties.us.weights.nato": 1}, "parties.us.weights.nato", "{between: [0.05, 0.45]}", "1"),
        ({"parties.us.weights": {"flat": True}}, "parties.us.weights", None, "{flat: true}"),
        ({"parties.russia.lines.land.words": "opposed"}, "parties.russia.lines.land.words", "demands", "opposed"),
        ({"parties.us.lines.no-nato": None}, "parties.us.lines.no-nato", None, ABSENT),
        ({"dial.consents": 1}, "dial.consents", "0.5", "1"),
        ({"words.demands": 0.5}, "words.demands", "{no_gate: true}", "0.5"),
        ({"consent.alliance.by": "definition"}, "consent.alliance.by", "law", "definition"),
        ({"consent.alliance.needs": ["us"]}, "consent.alliance.needs", "[us, eu]", "[us]"),
        (
            {"consent.alliance.needs": {"at_least": 1, "of": ["us", "eu"]}},
            "consent.alliance.needs",
            "[us, eu]",
            "{at_least: 1, of: [us, eu]}",
        ),
        ({"consent.plan": None}, "consent.plan", "{needs: [eu], by: claim, words: can only}", ABSENT),
        ({"proposals.refined.clauses.nato": "pledge"}, "proposals.refined.clauses.nato", None, "pledge"),
        ({"parties.russia.no_deal.swing": "largest"}, "parties.russia.no_deal.swing", None, "largest"),
        ({"parties.us.no_deal": 0.4}, "parties.us.no_deal", None, "0.4"),
        ({"parties.us.values.nato.fall_off": 1}, "parties.us.values.nato.fall_off", "{log_uniform: [0.5, 2]}", "1"),
        ({"checks.land-hardest": None}, "checks.land-hardest", None, ABSENT),
        ({"as_of": "2025-12-03"}, "as_of", "2025-12-02", "2025-12-03"),
        ({"issues.nato.if_silent": "path"}, "issues.nato.if_silent", "not-now", "path"),
    ],
)
def test_a_change_shows_at_its_path_as_a_file_would_say_it(moscow, change, path, before, after):
    found = rows(moscow, moscow.change(change))
    assert list(found) == [path]
    assert found[path][1] == after
    assert before is None or found[path][0] == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"note": "Another note"},
        {"name": "another-name"},
        {"parties.us.label": "United States"},
        {"parties.us.color": "#000000"},
        {"issues.nato.levels.path": "A path"},
        {"issues.nato.note": "Another note"},
        {"parties.us.lines.no-nato.because": []},
        {"parties.us.lines.no-nato.judgement": "because it is so"},
        {"parties.us.basis": "judgement"},
        {"words.never heard": 0.5},
        {"consent.alliance.needs": {"at_least": 2, "of": ["us", "eu"]}},
        {"parties.us.values.nato.fall_off": {"log_uniform": [0.5, 2]}},
        {"parties.us.no_deal.cost": {"uniform": [0.2, 1.0], "judgement": "wide"}},
    ],
)
def test_what_nothing_computed_rests_on_does_not_show(moscow, change):
    assert rows(moscow, moscow.change(change)) == {}


def test_every_belief_set_to_another_value_shows_at_its_own_path(moscow):
    for path, row in moscow.paths().iterrows():
        if isinstance(row["value"], dict) and "uniform" in row["value"]:
            assert list(rows(moscow, moscow.change({path: 0.123}))) == [path]


def test_a_party_that_is_added_shows_whole(moscow):
    spec = moscow.case.parties["us"].model_dump(mode="json", exclude_unset=True)
    found = rows(moscow, moscow.change({"parties.turkey": spec}))
    assert list(found) == ["parties.turkey"]
    assert found["parties.turkey"][0] == ABSENT
    assert YAML(typ="safe").load(found["parties.turkey"][1])["weights"]["nato"] == {"between": [0.05, 0.45]}


def test_a_level_that_is_removed_shows_by_its_label(moscow):
    issue = moscow.case.issues["nato"]
    fewer = {name: level for name, level in issue.levels.items() if name != "member"}
    case = moscow.case.model_copy(
        update={"issues": {**moscow.case.issues, "nato": issue.model_copy(update={"levels": fewer})}}
    )
    found = differing_inputs({"one": moscow.case, "other": case})
    assert found.loc["issues.nato.levels.member"].tolist() == ["Member", ABSENT]
    assert len(found) == 1


@pytest.mark.parametrize("part", ["issues", "parties"])
def test_another_order_shows(moscow, part):
    turned = dict(reversed(getattr(moscow.case, part).items()))
    found = differing_inputs({"one": moscow.case, "other": moscow.case.model_copy(update={part: turned})})
    assert found.index.tolist() == [part]
    assert YAML(typ="safe").load(found.at[part, "other"]) == list(turned)


def test_another_order_of_levels_shows(moscow):
    issue = moscow.case.issues["nato"]
    turned = issue.model_copy(update={"levels": dict(reversed(issue.levels.items()))})
    case = moscow.case.model_copy(update={"issues": {**moscow.case.issues, "nato": turned}})
    assert differing_inputs({"one": moscow.case, "other": case}).index.tolist() == ["issues.nato.levels"]


def test_a_position_of_a_level_shows(tmp_path):
    text = """
format: 1
as_of: 2024-01-01
issues: {land: {must_settle: true, levels: {a: {label: A, at: 0}, b: {label: B, at: 1}}}}
parties: {p: {weights: {land: 1}, values: {land: {linear: better}}, no_deal: 0.4}}
consent: {all: {needs: [p], by: definition, judgement: all}}
"""
    (tmp_path / "one.yaml").write_text(text.replace("{linear: better}", "{table: {a: 0, b: 1}}"))
    one = Scenario.load(tmp_path / "one.yaml")
    assert rows(one, one.change({"issues.land.levels.b.at": 2})) == {"issues.land.levels.b.at": ["1", "2"]}


def test_of_a_range_its_own_keys_show_and_not_the_levels_it_makes(moscow):
    spaced = {"from": 0, "to": 7, "step": 1, "unit": "years"}
    base = moscow.change({"issues.years": {"must_settle": True, "range": spaced}} | AGREED)
    longer = base.change({"issues.years.range": {"from": -1, "to": 9, "step": 2, "unit": "a"}} | AGREED)
    assert rows(base, longer) == {
        "issues.years.range.from": ["0", "-1"],
        "issues.years.range.to": ["7", "9"],
        "issues.years.range.step": ["1", "2"],
    }
    assert rows(moscow, base)["issues.years"][1] == "{range: {from: 0, to: 7, step: 1}, must_settle: true}"


def test_rows_come_in_the_order_of_the_file_and_hold_every_scenario(moscow):
    one = moscow.change({"dial.lines": 0.6, "parties.us.no_deal.cost": 0.5})
    other = Scenario.load("moscow-talks-second-reading")
    found = rows(moscow, one, other)
    assert list(found) == [
        "parties.us.no_deal.cost",
        "parties.russia.lines.more-than-it-has",
        "parties.ukraine.lines.land.at_most",
        "dial.lines",
    ]
    assert found["dial.lines"] == ["0.5", "0.6", "0.5"]
    assert found["parties.ukraine.lines.land.at_most"][2] == "recognized"


def test_numbers_are_alike_however_they_are_written(moscow):
    whole, pointed = (moscow.change({"parties.us.no_deal.cost": {"fixed": number}}) for number in (1, 1.0))
    assert rows(whole, pointed) == {}
    assert same_input(whole.case, pointed.case)
    assert not same_input(whole.case, moscow.case)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from("abc"), below, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_what_is_written_on_one_line_reads_back(value):
    text = on_one_line(value)
    assert "\n" not in text
    assert YAML(typ="safe", pure=True).load(f"{{x: {text}}}") == {"x": value}
