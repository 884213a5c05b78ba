import json

import pytest

from sim.errors import FolderInUse
from sim.files import replace_folder, sha256, strangers


def files(text):
    return {
        "a.txt": text,
        "sub/b.txt": text,
        "run.json": json.dumps({"files": {"a.txt": "", "sub/b.txt": ""}}).encode(),
    }


def test_a_folder_is_written_whole_and_replaced_whole(tmp_path):
    target = tmp_path / "made" / "here"
    replace_folder(target, files(b"one"), "run.json")
    replace_folder(target, {key: data for key, data in files(b"two").items() if key != "sub/b.txt"}, "run.json")
    assert (target / "a.txt").read_bytes() == b"two"
    assert not (target / "sub").exists()
    assert [path.name for path in target.parent.iterdir()] == ["here"]


def test_files_of_others_are_never_lost(tmp_path):
    replace_folder(tmp_path / "run", files(b"one"), "run.json")
    (tmp_path / "run" / "sub" / "mine.txt").write_text("mine")
    assert strangers(tmp_path / "run", "run.json") == ["sub/mine.txt"]
    with pytest.raises(FolderInUse):
        replace_folder(tmp_path / "run", files(b"two"), "run.json")
    assert (tmp_path / "run" / "a.txt").read_bytes() == b"one"


def test_a_folder_without_a_manifest_belongs_to_somebody_else(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"")
    with pytest.raises(FolderInUse, match=r"cat\.jpg"):
        replace_folder(tmp_path / "photos", files(b"one"), "run.json")


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "empty").mkdir()
    replace_folder(tmp_path / "empty", files(b"one"), "run.json")
    assert (tmp_path / "empty" / "sub" / "b.txt").read_bytes() == b"one"


def test_a_file_in_the_place_of_the_folder_is_kept(tmp_path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises((FolderInUse, OSError)):
        replace_folder(tmp_path / "run", files(b"one"), "run.json")
    assert (tmp_path / "run").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_hashes_are_sha256():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
