"""What a run left is read back, and anything else is refused with the reason."""

import json
import shutil
from pathlib import Path

import pytest

from sim.analysis.tables import worlds_table
from sim.errors import NotARun
from sim.store import read_record


@pytest.fixture(scope="module")
def left(talks, tmp_path_factory):
    return talks.save(tmp_path_factory.mktemp("left") / "base")


@pytest.fixture
def folder(left, tmp_path):
    return shutil.copytree(left, tmp_path / "base")


def test_a_record_holds_what_the_run_found(talks, left):
    record = read_record(left)
    assert (record.name, record.title) == ("base", talks.study.case.title)
    assert (record.seed, record.draws, record.paths) == (1, 256, talks.study.paths)
    table = worlds_table(talks.study)
    assert {"zone", "zone_size", "lines_compatible", "blockers", "checks.land-hardest"} <= set(record.worlds)
    for column in record.worlds.columns.drop("draw"):
        assert record.worlds[column].tolist() == table[column].tolist()


def test_what_was_drawn_is_not_read(left):
    assert not [name for name in read_record(left).worlds if name.startswith(("parties.", "words.", "proposals."))]


def test_a_folder_is_called_by_its_own_name_however_it_is_reached(left, monkeypatch):
    monkeypatch.chdir(left)
    assert read_record(Path()).name == "base"


@pytest.mark.parametrize("name", ["scenario.yaml", "draws.parquet", "deals.csv", "figures/zone.png", "answer.json"])
def test_a_file_changed_by_hand_is_told(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(NotARun, match=f"changed after it was written: {name} is not what the run left"):
        read_record(folder)


def test_a_missing_file_is_told(folder):
    (folder / "draws.parquet").unlink()
    with pytest.raises(NotARun, match=r"is not whole: draws\.parquet is missing"):
        read_record(folder)


@pytest.mark.parametrize(("key", "value"), [("seed", 2), ("draws", 128), ("scenario", "mine")])
def test_a_manifest_changed_by_hand_is_told(folder, key, value):
    noted = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**noted, key: value}))
    with pytest.raises(NotARun, match=r"changed by hand: answer\.json and run\.json differ"):
        read_record(folder)


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"scenario": "x", "seed": 1, "draws": 2, "files": {}}', "\xff"])
def test_a_manifest_that_no_run_writes_is_told(folder, text):
    (folder / "run.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(NotARun, match=r"is no results folder: its run\.json"):
        read_record(folder)


def test_a_folder_without_a_manifest_a_file_and_nothing_at_all_are_told(folder, tmp_path):
    with pytest.raises(NotARun, match=r"is a file, not a results folder"):
        read_record(folder / "run.json")
    (folder / "run.json").unlink()
    with pytest.raises(NotARun, match=r"it holds no run\.json; name a folder that 'dealzones run' wrote"):
        read_record(folder)
    with pytest.raises(NotARun, match="does not exist"):
        read_record(tmp_path / "nowhere")


def test_a_comparison_is_told_with_the_runs_it_compares(tmp_path):
    (tmp_path / "run.json").write_text(json.dumps({"compared": [{"name": "a"}, {"name": "b"}], "files": {}}))
    with pytest.raises(NotARun, match="holds a comparison, not a run; name the runs it compares: a, b"):
        read_record(tmp_path)


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ({"sweep": {"path": "dial.lines"}}, "holds a sweep, not a run"),
        ({"compared": [{"name": "a"}, {"name": "b"}]}, "name the runs it compares: a, b"),
        ({"compared": 3}, "is not what a run writes"),
        ({"compared": [3]}, "is not what a run writes"),
    ],
)
def test_a_manifest_of_something_else_is_told_as_what_it_is(folder, noted, said):
    (folder / "run.json").write_text(json.dumps(noted), encoding="utf-8")
    with pytest.raises(NotARun, match=said):
        read_record(folder)
