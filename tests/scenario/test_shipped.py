from sim.scenario import shipped


def test_the_talks_in_moscow_come_with_the_package():
    file = shipped.files()["moscow-talks"]
    assert file.is_file()
    assert shipped.shown(file) == "scenarios/moscow-talks.yaml"


def test_sources_and_words_are_no_scenarios():
    assert shipped.words().is_file()
    assert not {"article", "words"} & shipped.files().keys()


def test_of_two_scenarios_with_one_name_the_less_deep_is_meant(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "folder", lambda: tmp_path)
    (tmp_path / "deep").mkdir()
    for name in ("x.yaml", "deep/x.yaml"):
        (tmp_path / name).touch()
    assert shipped.files() == {"x": tmp_path / "x.yaml"}
    assert shipped.words() is None
