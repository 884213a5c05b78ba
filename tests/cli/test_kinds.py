"""The question what kinds of settlement there are, as a user asks it."""

import csv
import io

from sim.cli.kinds_command import kinds


def test_the_screen_names_every_kind_and_stays_within_the_terminal(capsys, tmp_path):
    kinds("moscow-talks", draws=32, number=2, figure=tmp_path / "kinds.png")
    screen = capsys.readouterr().out
    assert "2 kinds were asked for" in screen
    assert screen.count("Typical deal") == 2
    assert "this is not a forecast" in " ".join(screen.split())
    assert max(map(len, screen.splitlines())) <= 80
    assert (tmp_path / "kinds.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_can_be_had_as_csv(capsys):
    kinds("moscow-talks", ["dial.lines=0"], draws=32, as_csv=True)
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["name"] == "all of them"
    assert row["typical.territory"]
    assert float(row["share_low"]) <= float(row["share"]) <= float(row["share_high"])
