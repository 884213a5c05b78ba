"""The commands ``replay`` and ``talks`` as a user types them."""

import io
import subprocess
import sys

import pandas as pd
import pytest
from cli.shell import dealzones

from sim import Scenario


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    folder = tmp_path_factory.mktemp("replay")
    ran = dealzones("replay", "moscow-talks", "--draw", "17", "--figure", "talks.png", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return folder, ran.stdout


def test_a_replay_tells_all_rounds_and_how_they_end(watched):
    folder, screen = watched
    found = Scenario.load("moscow-talks").replay(17)
    flat = " ".join(screen.split())
    assert flat.startswith(found.title)
    assert all(" ".join(line.split()) in flat for line in (*found.opening(), *found.lines()))
    assert all(sentence in flat for sentence in found.ending())
    assert (folder / "talks.png").read_bytes().startswith(b"\x89PNG")


def test_the_last_rounds_can_be_told_alone(tmp_path):
    ran = dealzones("replay", "moscow-talks", "--draw", "17", "--last", "2", cwd=tmp_path)
    told = [line for line in ran.stdout.splitlines() if line.startswith("Round")]
    last = int(Scenario.load("moscow-talks").replay(17).acts["round"].max())
    assert told[0] == f"Rounds 1 to {last - 2} are left out"
    assert told[1].startswith(f"Round {last - 1}") or told[1] == f"Rounds {last - 1} to {last}: as before"


def test_every_act_can_be_had_as_csv(tmp_path):
    ran = dealzones("replay", "moscow-talks", "--draw", "3", "--csv", cwd=tmp_path)
    table = pd.read_csv(io.StringIO(ran.stdout), index_col=0)
    assert table.shape == Scenario.load("moscow-talks").replay(3).acts.shape


def test_protocols_are_listed_with_the_files_own_first(tmp_path):
    ran = dealzones("talks", "moscow-talks", "--protocols", "final_offer", "--draws", "64", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    rows = [line for line in ran.stdout.splitlines() if line.startswith(("as written", "final offer"))]
    assert [row.split("  ")[0] for row in rows] == [
        "as written",
        *(f"final offer of {p}" for p in ("us", "russia", "ukraine", "eu")),
    ]
    assert "this is not a forecast" in " ".join(ran.stdout.split())
    again = dealzones("talks", "moscow-talks", "--protocols", "final_offer", "--draws", "64", "--csv", cwd=tmp_path)
    table = pd.read_csv(io.StringIO(again.stdout), index_col=0)
    assert f"{table['agreed'].iloc[0]:.0%}" in rows[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("talks", "moscow-talks", "--protocols", "bilateral"), "'bilateral' is no protocol"),
        (("talks", "harbour-sports-park", "--draws", "8"), "says nothing of talks"),
        (("replay", "harbour-sports-park"), "says nothing of talks"),
        (("replay", "moscow-talks", "--draw", "10000000"), "draws are numbered from 0"),
        (("replay", "moscow-talks", "--figure", "talks.doc"), "let its name end in .png or .svg"),
    ],
)
def test_what_cannot_be_done_is_told(given, said, tmp_path):
    ran = dealzones(*given, cwd=tmp_path)
    assert ran.returncode != 0
    assert said in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr


def test_what_is_no_whole_number_is_refused_from_python_too(tmp_path):
    asked = """
from sim import Scenario
from sim.errors import BadArgument
moscow = Scenario.load("moscow-talks")
run = moscow.run(draws=8)
for ask in (lambda: moscow.run(draws="a"), lambda: moscow.run(draws=2.5), lambda: moscow.talks(draws="a"),
            lambda: moscow.run(draws=8, seed=None), lambda: moscow.replay(True), lambda: run.replay("a")):
    try:
        ask()
    except BadArgument as error:
        print(error)
"""
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert [line.split(", not ")[1] for line in ran.stdout.splitlines()] == ["'a'", "2.5", "'a'", "None", "True", "'a'"]


def test_values_of_a_belief_stand_in_lines_below_what_is_written(tmp_path):
    ran = dealzones("talks", "moscow-talks", "talks.rounds", "10", "20", "--draws", "64", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    heads = [line.split("  ")[0] for line in ran.stdout.splitlines() if line.startswith(("as written", "rounds"))]
    assert heads == ["as written", "rounds = 10", "rounds = 20"]
