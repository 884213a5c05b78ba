"""The question what would be ratified at home, as a user types it."""

import csv
import io

import pytest
from cli.shell import dealzones

SMALL = ("moscow-talks-ratified", "--draws", "32")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    done = dealzones("win-sets", *SMALL, "--figure", "homes.png", "--rows", "assets", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_the_screen_names_every_home_and_stays_within_the_terminal(asked):
    folder, screen = asked
    for home in ("Voters in Ukraine", "Third bloc of parliament", "A reluctant member", "parliament: 2 of 3"):
        assert screen.count(home) == 2
    assert "this is not a forecast" in " ".join(screen.split())
    assert max(map(len, screen.splitlines())) <= 80
    assert (folder / "homes.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_can_be_had_as_csv(tmp_path):
    done = dealzones("win-sets", *SMALL, "--csv", "--set", "parties.member.behind=null", cwd=tmp_path)
    rows = {row["home"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert list(rows) == ["voters", "bloc-1", "bloc-2", "bloc-3", "member", "consent.parliament"]
    assert rows["consent.parliament"]["side"] == "ukraine"
    assert rows["member"]["side"] == rows["member"]["effect"] == rows["member"]["net"] == ""


def test_a_home_behind_nobody_is_told_as_such(tmp_path):
    done = dealzones("win-sets", *SMALL, "--set", "parties.member.behind=null", cwd=tmp_path)
    assert "Stands behind nobody at the table." in done.stdout


def test_where_nobody_ratifies_that_is_said(tmp_path):
    done = dealzones("win-sets", "moscow-talks", "--draws", "8", cwd=tmp_path)
    assert done.returncode == 2
    assert "nobody ratifies in moscow-talks" in done.stderr
