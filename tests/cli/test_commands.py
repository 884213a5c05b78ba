"""The commands as a user types them."""

import json
import time

import pytest
from cli.shell import dealzones

from sim import Scenario
from sim.cli.ledger_screen import check_screen
from sim.cli.screen import run_screen

SMALL = ("moscow-talks", "--draws", "64")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    done = dealzones("run", *SMALL, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_the_first_sentence_is_the_answer(ran):
    _, screen = ran
    assert screen.splitlines()[3].startswith("A settlement every needed party would accept exists in")


def test_the_screen_says_what_the_answer_says(ran):
    folder, screen = ran
    answer = json.loads((folder / "results" / "moscow-talks" / "answer.json").read_text(encoding="utf-8"))
    flat = " ".join(screen.split())
    for sentence in answer["sentences"]:
        assert " ".join(sentence.replace("+-", "\u00b1").split()) in flat


def test_no_line_is_wider_than_the_terminal(ran):
    _, screen = ran
    assert max(map(len, screen.splitlines())) <= 80


def test_what_is_piped_holds_no_color_and_says_no_progress(ran):
    _, screen = ran
    assert "\033" not in screen
    assert "\r" not in screen


def test_a_terminal_that_knows_ascii_only_gets_ascii(tmp_path):
    done = dealzones("run", *SMALL, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def test_json_is_the_answer_file(tmp_path):
    done = dealzones("run", *SMALL, "--json", "--name", "mine", cwd=tmp_path)
    assert json.loads(done.stdout) == json.loads((tmp_path / "results" / "mine" / "answer.json").read_text())


def test_an_empty_zone_is_a_result(tmp_path):
    done = dealzones("run", *SMALL, "--set", "dial.lines=1", cwd=tmp_path)
    assert done.returncode == 0
    assert "exists in 0% of" in done.stdout
    assert "No deal is acceptable to all who are needed in any world." in done.stdout


def test_why_shows_each_party_and_each_consent(tmp_path):
    done = dealzones("why", "moscow-talks", "--draw", "3", "--deal", "freeze,neutral,frozen,as-now,merit", cwd=tmp_path)
    assert done.returncode == 0
    for word in ("russia", "ukraine", "surplus", "fighters", "alliance"):
        assert word in done.stdout


def test_sources_counts_statements_by_kind(tmp_path):
    done = dealzones("sources", "moscow-talks", cwd=tmp_path)
    assert "53 statements:" in done.stdout
    assert "rest on no statement" in done.stdout


def test_check_says_what_could_be_bought(tmp_path):
    done = dealzones("check", *SMALL, cwd=tmp_path)
    assert "Could the worst level be bought" in done.stdout
    assert "land (demands)" in done.stdout


def test_every_run_shows_its_solutions_and_its_note_and_check_what_a_bare_number_ignores():
    averse = {"parties.second.aversions.fair": {"at": {"second": "0.5"}, "cost": 1}}
    found = Scenario.load("split-the-dollar").change(averse).run(draws=8)
    told = "\n".join(run_screen(found, None, 0.0))
    assert "Bargaining solutions" in told
    assert "Nash: 0.576" in "\n".join(run_screen(Scenario.load("split-the-dollar").run(draws=1), None, 0.0))
    assert "too many to count" not in told
    assert "The file's note" in told
    assert " ".join(told.split()).count("This follows from the file's beliefs") == 1
    checked = " ".join(" ".join(check_screen(found)).split())
    assert "counts in deals alone: parties.second.aversions.fair" in checked


def test_the_schema_is_json_that_requires_nothing(tmp_path):
    done = dealzones("schema", cwd=tmp_path)
    schema = json.loads(done.stdout)
    assert "extends" in schema["properties"]
    assert "oneOf" not in done.stdout  # without required keys, a part of a file may fit several kinds
    assert '"required":' not in done.stdout.replace('"required": {', "")


def test_the_schema_knows_a_range_and_levels_named_by_numbers(tmp_path):
    known = json.loads(dealzones("schema", cwd=tmp_path).stdout)["$defs"]
    assert list(known["Range"]["properties"]) == ["from", "to", "step", "unit"]
    assert known["Range"]["properties"]["step"]["exclusiveMinimum"] == 0
    assert [kind["type"] for kind in known["Issue"]["properties"]["if_silent"]["anyOf"]] == ["string", "number", "null"]
    assert {"type": "number"} in known["Ideal"]["properties"]["ideal"]["anyOf"]


def test_an_unknown_deal_is_refused_with_2(tmp_path):
    done = dealzones("why", "moscow-talks", "--deal", "frezee,neutral,frozen,as-now,merit", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'freeze'?" in done.stderr


def test_help_answers_at_once(tmp_path):
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert dealzones("--help", cwd=tmp_path).returncode == 0
        times.append(time.perf_counter() - began)
    assert min(times) < 0.3
