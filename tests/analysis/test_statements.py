"""The ledger is the truth: what a statement is said to move, it moves."""

import numpy as np
import pytest

from sim import Scenario
from sim.analysis.statements import homes, ledger
from sim.draws import draw
from sim.errors import ScenarioError
from sim.worlds import build, compiled_rules, space_of

BASE = Scenario.load("moscow-talks")
KINDS = {name: statement.kind for source in BASE.case.sources.values() for name, statement in source.statements.items()}
HOMES = homes(BASE.case)
MOVING = [(name, home) for name, kind in KINDS.items() if kind in ("number", "structure") for home in HOMES[name]]
CHECKED = [(name, home) for name, kind in KINDS.items() if kind == "check" for home in HOMES[name]]


def without_issue(issue: str) -> Scenario:
    """Take an issue away, and all that is said of it."""
    gone = {f"issues.{issue}": None}
    for party in BASE.case.parties:
        gone |= {f"parties.{party}.{part}.{issue}": None for part in ("weights", "values", "no_deal.outlook")}
    gone |= {f"proposals.{text}.clauses.{issue}": None for text in BASE.case.proposals}
    for name, entry in BASE.case.consent.items():
        left = [{i: list(levels) for i, levels in some.items()} for some in entry.when if issue not in some]
        if len(left) < len(entry.when):
            gone[f"consent.{name}" + (".when" if left else "")] = left or None
    return BASE.change(gone)


def without(home: str) -> Scenario:
    """Take one home away: a line, rule or clause is deleted, what every party must have becomes unknown."""
    parts = home.split(".")
    match parts:
        case ["parties", _, "weights", _]:
            return BASE.change({home: 0.2})
        case ["parties", _, "values", _]:
            return BASE.change({home: {"silent": True}})
        case ["parties", _, "no_deal", "cost"]:
            return BASE.change({home: 0})
        case ["proposals", _, "clauses", "territory"]:
            return BASE.change({home: "recognized"})
        case ["talks", "protocol"]:
            return BASE.change({home: {"alternating_offers": list(BASE.case.parties)}})
        case ["issues", issue]:
            return without_issue(issue)
        case _:
            return BASE.change({home: None})


def picture(scenario: Scenario) -> list[bytes]:
    """Everything that draws and rules are made of, for a few worlds."""
    case = scenario.case
    worlds = build(case, draw(scenario.columns, 1, 0, 64))
    rules = compiled_rules(case, space_of(case))
    texts = [places.tobytes() for places in worlds.proposals.values()]
    tactics = [concession.exponents.tobytes() for concession in worlds.concessions.values()]
    talks = [case.talks.protocol.model_dump_json().encode(), repr(worlds.protocol).encode()]
    return [np.asarray(array).tobytes() for array in (*worlds.arrays, *rules)] + texts + tactics + talks


UNCHANGED = picture(BASE)


def test_every_statement_of_the_article_has_an_entry_in_our_own_words():
    assert len(KINDS) == 53
    assert list(KINDS) == [f"A{number:02d}" for number in range(1, 54)]
    assert set(ledger(BASE.case)["kind"]) == {
        "number",
        "structure",
        "check",
        "background",
        "duplicate",
        "not yet used",
    }


@pytest.mark.parametrize(("statement", "home"), MOVING)
def test_deleting_a_home_changes_a_draw_or_a_rule(statement, home):
    assert picture(without(home)) != UNCHANGED


@pytest.mark.parametrize(("statement", "home"), CHECKED)
def test_deleting_the_home_of_a_check_takes_a_reported_check_away(statement, home):
    assert home.startswith("checks.")
    name = home.removeprefix("checks.")
    assert name in BASE.case.checks
    assert name not in without(home).case.checks


def test_what_moves_something_has_a_home_and_what_does_not_has_none():
    for name, kind in KINDS.items():
        assert bool(HOMES[name]) == (kind in ("number", "structure", "check")), name


def test_a_statement_that_no_source_holds_is_refused():
    with pytest.raises(ScenarioError, match="no source holds a statement 'A99'"):
        BASE.change({"parties.us.lines.no-nato.because": ["A99"]})
