"""The command ``sweep`` as a user types it."""

import io
import json

import pandas as pd
import pytest
from analysis.sweeps import point, swept
from cli.shell import dealzones

from sim.cli import sweeping_screen as screens
from sim.cli.progress import COMPILING

COST = "parties.russia.no_deal.cost"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep")
    ran = dealzones("sweep", "moscow-talks", "dial.lines", "0", "0.5", "1", "--draws", "64", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return folder / "results" / "moscow-talks-sweep-dial-lines", ran.stdout


def test_the_screen_holds_the_finding_and_a_row_a_value_with_the_one_of_the_file_marked(done):
    folder, screen = done
    answer = json.loads((folder / "answer.json").read_text())
    assert answer["sentences"][0] in " ".join(screen.split())
    assert "dial.lines · 3 values · 64 worlds · seed 1" in screen
    rows = [line for line in screen.splitlines() if line[:1] in " *" and "±" in line]
    assert [row.split()[:2] for row in rows] == [["0", "██████"], ["*", "0.5"], ["1", "······"]]
    assert [row.split()[-1] for row in (rows[0], rows[2])] == ["100%", "are"], "nothing is compatible with all firm"
    assert "* what the file says" in screen
    assert "Written to results/moscow-talks-sweep-dial-lines/" in screen
    assert "\033" not in screen


def test_the_files_hold_what_the_screen_says(done):
    folder, _ = done
    table = pd.read_csv(folder / "sweep.csv")
    assert table["value"].tolist() == [0, 0.5, 1]
    assert (table["zone"].iloc[0], table["zone"].iloc[2]) == (1, 0)
    assert table["as_in_file"].tolist() == [False, True, False]
    assert json.loads((folder / "run.json").read_text())["sweep"]["values"] == [0, 0.5, 1]


def test_the_same_command_leaves_the_same_bytes_and_json_is_the_answer(done, tmp_path):
    folder, _ = done
    options = ("--draws", "64", "--results", "elsewhere", "--json")
    ran = dealzones("sweep", "moscow-talks", "dial.lines", "0", ".5", "1.0", *options, cwd=tmp_path)
    again = tmp_path / "elsewhere" / "moscow-talks-sweep-dial-lines"
    assert json.loads(ran.stdout) == json.loads((again / "answer.json").read_text())
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in ("answer.json", "run.json"):  # these hold values as they were typed
            assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_beliefs_and_other_changes_are_read_as_yaml(tmp_path):
    options = ("--draws", "8", "--set", "dial.lines=0", "--name", "soft")
    ran = dealzones("sweep", "moscow-talks", COST, "0.5", "{beta: [1, 6]}", *options, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "with dial.lines = 0" in ran.stdout
    assert "{beta: [1, 6]}" in ran.stdout
    noted = json.loads((tmp_path / "results" / "soft-sweep-parties-russia-no_deal-cost" / "run.json").read_text())
    assert noted["sweep"]["values"] == [0.5, {"beta": [1, 6]}]
    assert {"path": "dial.lines", "value": 0, "from": "--set"} in noted["overrides"]


REFUSED = {
    "a path is misspelt": (
        ("parties.rusia.no_deal.cost", "0", "1"),
        "error: there is no 'rusia' in parties\n"
        "  --> path parties.rusia.no_deal.cost\n"
        "      parties.rusia.no_deal.cost\n"
        "              ^^^^^ did you mean 'russia'?\n\n"
        "1 problem; nothing was run.\n",
    ),
    "a value is out of bounds": (
        ("dial.lines", "--", "-0.5", "1"),
        "error: dial.lines must be at least 0\n"
        "  --> change dial.lines=-0.5\n"
        "      dial.lines=-0.5\n"
        "                 ^^^^ here it is -0.5\n\n"
        "1 problem; nothing was run.\n",
    ),
    "a word is misspelt": (
        ("parties.ukraine.lines.land.words", "oposed"),
        "error: there is no word 'oposed'\n"
        "  --> change parties.ukraine.lines.land.words='oposed'\n"
        "      parties.ukraine.lines.land.words='oposed'\n"
        "                                       ^^^^^^^^ did you mean 'opposed'?\n\n"
        "1 problem; nothing was run.\n",
    ),
    "values are no YAML": (
        (COST, "[1", ""),
        "error: this is not valid YAML: expected ',' or ']', but got '<stream end>'\n"
        f"  --> value of {COST}=[1\n"
        f"      {COST}=[1\n"
        "                                  ^ a closing bracket or a comma is missing, or a text with ': ' in it needs "
        "quotes\n\n"
        "error: no value is given\n"
        f"  --> value of {COST}=\n"
        f"      {COST}=\n"
        "                                 ^ write null to take a key away\n\n"
        "2 problems; nothing was run.\n",
    ),
    "two values say the same": (
        ("dial.lines", ".5", "0.50"),
        "error: two values of dial.lines say the same, 0.5 and 0.5; give each value once\n",
    ),
}


@pytest.mark.parametrize("slip", REFUSED)
def test_what_cannot_be_used_is_refused_with_2_and_nothing_is_written(slip, tmp_path):
    arguments, said = REFUSED[slip]
    ran = dealzones("sweep", "moscow-talks", *arguments, cwd=tmp_path)
    assert ran.stderr.replace(COMPILING, "") == said
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_without_a_value_is_refused_with_what_is_missing(tmp_path):
    ran = dealzones("sweep", "moscow-talks", "dial.lines", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.endswith("Error: Missing argument 'VALUE'.\n")


def test_a_folder_with_files_of_somebody_else_is_left_alone_and_nothing_is_computed(tmp_path):
    folder = tmp_path / "results" / "moscow-talks-sweep-dial-lines"
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    ran = dealzones("sweep", "moscow-talks", "dial.lines", "0", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr == (
        "error: 'results/moscow-talks-sweep-dial-lines' holds files that no run wrote (notes.txt); "
        "move them, or choose another name with --name\n"
    )
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def rows(monkeypatch, *points, **how):
    """Return the table of a sweep made by hand, as a terminal that knows ASCII only shows it."""
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    return list(screens.table_lines(swept(*points, **how)))


def test_a_row_says_shares_margins_and_the_share_among_compatible_worlds(monkeypatch):
    _, first, second, own, *_ = rows(monkeypatch, point(0, 8, 16), point(1, 0, 0))
    assert first.split()[:3] == ["0", "#.....", "10%"]
    assert first.split()[4] == "20%"
    assert first.split()[-1] == "50%"
    assert second.endswith("none are")
    assert own.startswith("* {uniform: [0, 1]}"), "the file's own answer is told where no value is what it says"


def test_the_row_of_the_file_is_told_once(monkeypatch):
    table = rows(monkeypatch, point(0, 8), point(1, 72, as_in_file=True))
    assert [line[0] for line in table if line] == [" ", " ", "*", " "]


def test_a_long_value_stands_above_its_numbers_within_the_width(monkeypatch):
    long = {"one_of": [f"level-{k}" for k in range(20)]}
    table = rows(monkeypatch, point(long, 8), point("opposed", 72))
    assert max(map(len, table)) <= 100
    assert "level-19" in " ".join(table)


def test_where_the_file_says_nothing_that_is_told(monkeypatch):
    assert "* (nothing)" in rows(monkeypatch, point("opposed", 8), own=point(None, 8, as_in_file=True))[2]
