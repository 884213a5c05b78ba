"""Files whose names and types are right and that are wrong all the same."""

import pytest

from sim.errors import ScenarioError
from sim.scenario import read_scenario

FILE = """\
format: 1
as_of: 2025-01-01
words: {sure: 0.5}
issues:
  money: {must_settle: true, levels: {none: {label: None, at: 0}, some: {label: Some, at: 5}, all: {label: All, at: 9}}}
  land: {if_silent: keep, levels: {keep: Keep, give: Give}}
parties:
  a:
    weights: {money: 0.5, land: 0.5}
    values: {money: {ideal: [some, all]}, land: {table: {keep: 1, give: 0}}}
    no_deal: {outlook: {money: {none: 1}, land: {keep: 1}}, cost: 0.1, swing: {issue: money, between: [none, all]}}
  b:
    weights: {money: 0.5, land: 0.5}
    values: {money: {silent: true}, land: {silent: true}}
    no_deal: 0.3
consent: {both: {needs: [a, b], by: definition}}
proposals: {draft: {clauses: {money: some}}}
"""

FAULTS = {
    "a fall-off of zero": ({"parties.a.values.money.fall_off": 0}, "fall_off must lie above 0"),
    "an unknown wish that falls off backward": ({"parties.b.values.money.fall_off": -1}, "fall_off must lie above 0"),
    "positions that turn around": ({"issues.money.levels.all.at": 3}, "by rising or falling 'at'"),
    "positions alike": ({"issues.money.levels.all.at": 5}, "by rising or falling 'at'"),
    "a position missing": ({"issues.money.levels.all.at": None}, "some levels a position 'at' but not all"),
    "points that make all alike": (
        {"parties.a.values.money": {"piecewise": [[20, 0], [30, 1]]}},
        "gives all levels the same worth",
    ),
    "a scale without positions": ({"parties.a.values.land": {"linear": "rising"}}, "needs levels with positions 'at'"),
    "a chance that may be zero": (
        {"parties.a.no_deal.outlook.money": {"none": {"one_of": [0, 1]}}},
        "may give no level a chance",
    ),
    "chances of zero": ({"parties.a.no_deal.outlook.money": {"none": 0}}, "may give no level a chance"),
    "a chance below zero": ({"parties.a.no_deal.outlook.money.none": {"uniform": [-1, 1]}}, "a chance below 0"),
    "a word that is no chance": ({"words.sure": {"uniform": [0, 2]}}, "must be a chance between 0 and 1"),
    "weights of zero": ({"parties.a.weights": {"money": 0, "land": 0}}, "are all zero"),
    "an order that repeats": ({"parties.a.weights": {"order": ["money", "land", "money"]}}, "names an issue twice"),
    "a swing of nothing": ({"parties.a.no_deal.swing.between": ["all", "all"]}, "between a level and itself"),
    "a no-deal off the scale": ({"parties.b.no_deal": 30}, "far off the scale"),
    "a line against everything": (
        {"parties.a.lines.all": {"issue": "land", "refuses": ["keep", "give"], "words": "sure"}},
        "refuses every level",
    ),
    "a text silent on what it must settle": (
        {"proposals.draft.clauses.money": "silent"},
        "every text must settle it",
    ),
    "a mixture of moved and levels": ({"consent.both.when": {"land": ["moved", "keep"]}}, "mixes 'moved' with levels"),
    "no pattern at all": ({"consent.both.when": []}, "at least 1"),
    "a follower of more than all": (
        {"parties.b.values.land": {"follows": {"party": "a", "by": 1.5}}},
        "must lie between 0 and 1",
    ),
    "too many patterns": (
        {
            "parties.a.lines": {
                f"n{n}": {"never_together": {"land": "give", "money": "all"}, "words": "sure"} for n in range(64)
            }
        },
        "at most 64",
    ),
    "a name with a meaning of its own": (
        {"issues.silent": {"must_settle": True, "levels": {"x": "X", "y": "Y"}}},
        "meaning of its own",
    ),
    "a check named like a kind": (
        {"checks.accepts": {"accepts": {"party": "a", "proposal": "draft"}}},
        "meaning of its own",
    ),
    "a word named like a kind": ({"words.fixed": 0.5}, "meaning of its own"),
    "readings by hand": ({"readings": []}, "belongs in a file"),
    "words of a file by hand": ({"words_from": "w.yaml"}, "belongs in a file"),
    "an issue named like an axis of the grid": (
        {"issues.party": {"must_settle": True, "levels": {"x": "X", "y": "Y"}}},
        "meaning of its own",
    ),
}


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "file.yaml"
    path.write_text(FILE, encoding="utf-8")
    return read_scenario(path)


def test_the_file_itself_is_right(reading):
    assert reading.case.name == "file"


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_told(reading, fault):
    values, said = FAULTS[fault]
    with pytest.raises(ScenarioError) as caught:
        reading.changed(values)
    assert said in str(caught.value), str(caught.value)


def test_two_sources_with_one_statement_are_refused(tmp_path):
    statement = "statements: {S1: {said: It, by: x, kind: background}}"
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"title: T\ndate: 2025-01-01\n{statement}\n", encoding="utf-8")
    (tmp_path / "file.yaml").write_text(FILE + "sources: [one.yaml, two.yaml]\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="statement 'S1' 2 times"):
        read_scenario(tmp_path / "file.yaml")


def test_a_reading_that_cannot_take_a_change_is_named(tmp_path):
    (tmp_path / "file.yaml").write_text(FILE + "readings: [other.yaml]\n", encoding="utf-8")
    other = "extends: file.yaml\nparties: {b: {no_deal: {as_good_as: {money: none, land: keep}}}}\n"
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    changed = read_scenario(tmp_path / "file.yaml").changed({"parties.b.no_deal": {"uniform": [0, 0.5]}})
    assert changed.others()["other"].case.parties["b"].no_deal.bounds == (0, 0.5)
    broken = read_scenario(tmp_path / "file.yaml").changed({"title": "x"})
    assert list(broken.others()) == ["other"]
    (tmp_path / "other.yaml").write_text("extends: file.yaml\nparties: {c: {label: C}}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="in the reading 'other'"):
        broken.others()
