"""Folders that stand for the shipped scenarios and for a user's own."""

import pytest
from scenario.files import write


@pytest.fixture
def shipped_folder(tmp_path, monkeypatch):
    from sim.scenario import shipped

    folder = tmp_path / "shipped"
    write(folder, "moscow-talks.yaml", "name: moscow\nrounds: 9\n")
    write(folder, "classic/harbour.yaml", "name: harbour\nsources: [../sources/article.yaml]\n")
    write(folder, "sources/article.yaml", "title: Article\n")
    monkeypatch.setattr(shipped, "folder", lambda: folder)
    return folder


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "mine"
    path.mkdir()
    return path
