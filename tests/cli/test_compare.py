"""The command ``compare`` as a user types it."""

import csv
import io
import json
import shutil
import sys

import pytest
from analysis.records import record
from cli.shell import dealzones

from sim import Scenario
from sim.analysis.baseline import prior_only
from sim.analysis.comparing import compared
from sim.cli import main
from sim.cli.comparison_screen import LONGEST, SHOWN, compare_screen
from sim.cli.progress import COMPILING
from sim.surface import Comparison

DIAL = "extends: moscow-talks\nname: firmer\ndial: {lines: 0.7}\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Leave one run in a folder, one variant as a file, and the screen of their comparison."""
    folder = tmp_path_factory.mktemp("compare")
    (folder / "firmer.yaml").write_text(DIAL)
    assert dealzones("run", "moscow-talks", "--draws", "64", cwd=folder).returncode == 0
    done = dealzones("compare", "results/moscow-talks", "firmer.yaml", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@pytest.fixture
def place(ran, tmp_path, monkeypatch):
    """Stand in a folder of one's own that holds the same."""
    shutil.copytree(ran[0], tmp_path / "place")
    monkeypatch.chdir(tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def type_in(place, monkeypatch, capsys):
    """Return the command as typed, without the time that another process takes: exit code, output, problems."""

    def typed(*arguments):
        monkeypatch.setattr(sys, "argv", ["dealzones", "compare", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        shown = capsys.readouterr()
        return left.value.code or 0, shown.out, shown.err

    return typed


def test_inputs_come_first_then_outcomes_then_the_files(ran):
    folder, screen = ran
    parts = [
        "firmer against moscow-talks",
        "Inputs that differ",
        "dial.lines",
        "Outcomes that are not exactly equal",
        "Written to",
    ]
    places = [screen.index(part) for part in parts]
    assert places == sorted(places)
    assert "64 worlds in each run" in screen
    written = {path.name for path in (folder / "results" / "moscow-talks-and-firmer").rglob("*") if path.is_file()}
    figures = {f"{name}.{kind}" for name in ("differences", "agreement") for kind in ("png", "svg")}
    assert written == {"run.json", "compare.csv", "inputs.csv"} | figures


def test_the_screen_says_what_the_table_holds(ran):
    folder, screen = ran
    text = (folder / "results" / "moscow-talks-and-firmer" / "compare.csv").read_text(encoding="utf-8")
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(text))}
    assert f"{100 * float(rows['zone']['firmer.change']):+.1f} points (" in screen
    for row in rows.values():
        assert (f"\n  {row['label']}\n" in screen) == (row["firmer.finding"] != "equal") or len(row["label"]) > 76
    equal = sum(row["firmer.finding"] == "equal" for row in rows.values())
    assert f"{equal} of {len(rows)} measures are exactly equal in all runs." in screen


def test_no_line_is_wider_than_the_terminal_and_none_is_colored(ran):
    _, screen = ran
    assert max(map(len, screen.splitlines())) <= 80
    assert "\033" not in screen


def test_the_scenario_that_was_run_for_it_leaves_no_folder(ran):
    folder, _ = ran
    assert {path.name for path in (folder / "results").iterdir()} == {"moscow-talks", "moscow-talks-and-firmer"}


def test_csv_and_json_are_for_machines(place, type_in):
    names = ("results/moscow-talks", "firmer.yaml")
    _, as_csv, _ = type_in(*names, "--csv", "--name", "mine")
    assert as_csv == (place / "results" / "mine" / "compare.csv").read_text(encoding="utf-8")
    as_json = json.loads(type_in(*names, "--json")[1])
    assert as_json["inputs"] == {"dial.lines": {"moscow-talks": "0.5", "firmer": "0.7"}}
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert [row["measure"] for row in rows] == list(as_json["measures"])


def test_of_more_runs_only_those_are_named_whose_inputs_differ(place, type_in):
    (place / "costly.yaml").write_text("extends: moscow-talks\nparties: {eu: {no_deal: {cost: 0.9}}}\n")
    code, screen, _ = type_in("results/moscow-talks", "firmer.yaml", "costly.yaml")
    assert code == 0
    assert "A run that is not named says the same as moscow-talks." in screen
    start = screen.index("  dial.lines\n")
    assert screen[start:].splitlines()[1:3] == ["    moscow-talks  0.5", "    firmer        0.7"]


def test_many_and_long_inputs_are_cut_and_the_rest_is_in_the_table(moscow):
    flat = record(prior_only(moscow.case), [1, 0] * 8, "flat")
    comparison = Comparison(compared([record(moscow.case, [1, 1] * 8), flat]))
    screen = list(compare_screen(comparison, None))
    inputs = comparison.inputs()
    assert f"  and {len(inputs) - SHOWN} inputs more: see inputs.csv" in screen
    assert [line.strip() for line in screen if line.startswith("  parties.") and "  " not in line.strip()] == [
        path for path in inputs.index[:SHOWN] if path.startswith("parties.")
    ]
    weights = inputs.at["parties.us.weights", "base"]
    assert len(weights) > LONGEST
    assert f"{weights[:LONGEST]}..." in " ".join("\n".join(screen).split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["results/moscow-talks"], "needs two runs or more"),
        (["results/moscow-talks", "results/moscow-talks"], "given twice"),
        (["results/moscow-talks", "firmer"], "no results folder and no scenario 'firmer'"),
        (["results/moscow-talks", "harbour-sports-park"], "has the issue territory"),
        (["results/moscow-talks", "firmer.yaml", "--draws", "32"], "leave --draws out"),
        (["results/moscow-talks", "firmer.yaml", "--name", "../x"], "cannot name a folder"),
        (["results/moscow-talks", "firmer.yaml", "--name", "moscow-talks"], "holds a run, not a comparison"),
        (["results/moscow-talks", "firmer.yaml", "--csv", "--json"], "choose one of --csv and --json"),
        (["results/moscow-talks", "results"], "is no results folder"),
    ],
)
def test_what_cannot_be_compared_is_told_and_nothing_is_written(place, type_in, arguments, said):
    before = sorted(place.rglob("*"))
    code, screen, problems = type_in(*arguments)
    assert (code, screen) == (2, "")
    assert problems.removeprefix(COMPILING).startswith("error: ")
    assert said in problems
    assert sorted(place.rglob("*")) == before


def test_a_folder_changed_by_hand_is_told(place, type_in):
    with (place / "results" / "moscow-talks" / "scenario.yaml").open("a") as file:
        file.write("# mine\n")
    code, _, problems = type_in("results/moscow-talks", "firmer.yaml")
    assert code == 2
    assert "changed after it was written: scenario.yaml is not what the run left" in problems


def test_which_change_did_it_is_told_and_written(type_in, place):
    (place / "two.yaml").write_text(
        "extends: moscow-talks\nname: two\ndial: {lines: 0.7}\nparties: {ukraine: {no_deal: {cost: 0.3}}}\n"
    )
    code, screen, _ = type_in("results/moscow-talks", "two.yaml", "--attribute")
    assert code == 0
    assert "Which change did it" in screen
    assert "dial.lines: 0.5 -> 0.7" in screen
    assert "attribution.csv" in screen
    code, text, _ = type_in("results/moscow-talks", "two.yaml", "--attribute", "--csv", "--measure", "lines")
    rows = {row["change"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["parties.ukraine.no_deal", "dial.lines", "(all)"]
    assert float(rows["parties.ukraine.no_deal"]["alone"]) == 0


def test_a_scenario_is_held_against_itself_at_the_corners_of_its_dial(type_in):
    code, screen, _ = type_in("moscow-talks", "--corners", "--draws", "32")
    assert code == 0
    assert "lines-bend, lines-firm, claims-bend and claims-firm against moscow-talks" in " ".join(screen.split())
    code, _, problems = type_in("moscow-talks", "firmer.yaml", "--corners")
    assert code != 0
    assert "--corners holds one scenario against itself; 2 are given" in problems


def test_a_folder_of_other_worlds_is_compared_and_said_not_to_be_paired(type_in, place):
    Scenario.load(place / "firmer.yaml").run(32, seed=3).save(place / "results" / "firmer")
    code, screen, _ = type_in("results/moscow-talks", "results/firmer")
    assert code == 0
    said = " ".join(screen.split())
    assert "64 worlds of seed 1 in moscow-talks and 32 worlds of seed 3 in firmer, not all drawn alike" in said
    assert "firmer is not paired with moscow-talks, because their seeds are 1 and 3" in said
