"""The question under which conditions, as a user types it."""

import csv
import io

import pytest
import typer
from typer.testing import CliRunner

from sim.cli.conditions_command import conditions
from sim.errors import UnknownName

SMALL = ("moscow-talks", "--draws", "256")


def asked(*arguments):
    """Run the command by itself."""
    app = typer.Typer()
    app.command()(conditions)
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_the_screen_tells_what_was_found_and_what_it_rests_on(tmp_path):
    done = asked(*SMALL, "--of", "agreed", "--figure", str(tmp_path / "box.png"))
    screen = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert "talks strike a deal" in screen
    assert "A tree" in screen
    assert "this is not a forecast" in screen
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert (tmp_path / "box.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_can_be_had_as_csv():
    rows = list(csv.DictReader(io.StringIO(asked(*SMALL, "--csv").stdout)))
    assert rows
    assert {"box", "input", "condition", "held_out_density_low", "quasi_p", "stability"} <= set(rows[0])


def test_an_outcome_that_there_is_not_is_refused():
    with pytest.raises(UnknownName, match="did you mean 'zone'"):
        asked(*SMALL, "--of", "zones")
