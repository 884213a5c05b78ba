"""A changed scenario becomes a file that runs and gives the same worlds."""

import pytest

from sim import Scenario
from sim.errors import BadArgument

CHANGES = {
    "parties.russia.lines.land.at_least": {"one_of": ["freeze", "recognized"]},
    "parties.ukraine.no_deal.cost": {"uniform": [0, 2]},
    "parties.eu.lines.land-without-guarantees": None,
    "dial.lines": 0.4,
}


def test_a_saved_change_gives_the_same_worlds(moscow, tmp_path):
    changed = moscow.change(CHANGES)
    path = changed.save(tmp_path / "changed.yaml")
    again = Scenario.load(path)
    assert path.read_text(encoding="utf-8").startswith("extends: moscow-talks\n")
    assert again.columns == changed.columns
    untold = {"name", "title", "readings"}
    assert again.case.model_dump(exclude=untold) == changed.case.model_dump(exclude=untold)
    assert again.run(draws=64).zone == changed.run(draws=64).zone


def test_changes_made_one_after_another_are_saved_together(moscow, tmp_path):
    changed = moscow.change({"dial.lines": 0.4}).change({"dial.lines": 0.3}).change({"dial.consents": 1})
    assert Scenario.load(changed.save(tmp_path / "a.yaml")).case.dial == changed.case.dial


def test_a_file_of_ones_own_is_extended_by_its_name_from_beside_it(moscow, tmp_path):
    first = moscow.change({"dial.lines": 0.4}).save(tmp_path / "first.yaml")
    second = Scenario.load(first).change({"dial.consents": 0}).save(tmp_path / "second.yaml")
    assert second.read_text(encoding="utf-8").startswith("extends: first.yaml\n")
    assert Scenario.load(second).case.dial.lines == 0.4
    with pytest.raises(BadArgument, match=r"a file that extends first.yaml must lie beside it"):
        Scenario.load(first).change({"dial.consents": 0}).save(tmp_path / "elsewhere" / "third.yaml")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_is_there_is_kept(moscow, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BadArgument, match="is there already"):
        moscow.change({"dial.lines": 0.4}).save(path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]


def test_nothing_changed_or_another_kind_of_file_is_refused(moscow, tmp_path):
    with pytest.raises(BadArgument, match="nothing was changed"):
        moscow.save(tmp_path / "same.yaml")
    with pytest.raises(BadArgument, match=r"let its name end in .yaml"):
        moscow.change({"dial.lines": 0.4}).save(tmp_path / "same.json")
    assert not list(tmp_path.iterdir())


def test_a_tactic_that_is_restated_drops_the_reason_it_had(moscow):
    tactic = moscow.change({"talks.tactics.russia": {"time_dependent": "conceder"}}).case.talks.tactics["russia"]
    assert tactic.because == ()


AMOUNTS = """\
format: 1
as_of: 2025-01-01
issues:
  money: {if_silent: 20, range: {from: 0, to: 40, step: 10, unit: bn USD}}
  share: {must_settle: true, range: {from: -0.5, to: 0.5, step: 0.5}}
parties:
  a:
    weights: {money: {between: [0.2, 0.6]}, share: {between: [0.2, 0.6]}}
    values: {money: {ideal: [30, 40]}, share: {table: {-0.5: {uniform: [0, 1]}, 0: 2, 0.5: 3}}}
    no_deal: {as_good_as: {money: 20, share: 0}}
  b:
    weights: {money: {between: [0.2, 0.6]}, share: {between: [0.2, 0.6]}}
    values: {money: {linear: falling}, share: {piecewise: [[-0.5, 1], [0.5, 0]]}}
    lines: {top: {issue: money, at_most: {one_of: [20, 30]}, words: unacceptable}}
    no_deal: {outlook: {money: {0: 1, 20: {uniform: [0, 1]}}, share: {0: 1}}}
consent: {both: {needs: [a, b], by: definition}}
"""


def test_amounts_stay_a_range_in_what_is_saved_and_in_what_a_run_leaves(tmp_path):
    file = tmp_path / "amounts.yaml"
    file.write_text(AMOUNTS, encoding="utf-8")
    finer = Scenario.load(file).change(
        {"issues.money.range.step": 5, "parties.b.lines.top.at_most": {"one_of": [25, 30.0]}}
    )
    again = Scenario.load(finer.save(tmp_path / "finer.yaml"))
    assert again.case.issues == finer.case.issues
    assert list(again.case.issues["money"].levels) == ["0", "5", "10", "15", "20", "25", "30", "35", "40"]
    run = finer.run(draws=64)
    folder = run.save(tmp_path / "results")
    resolved = Scenario.load(folder / "scenario.yaml")
    assert "levels" not in (folder / "scenario.yaml").read_text(encoding="utf-8")
    assert resolved.case.issues == finer.case.issues
    assert resolved.run(draws=64).zone == again.run(draws=64).zone == run.zone
