"""Names on the command line become runs: folders are read, scenarios are run as the folders were."""

import pytest

from sim.errors import BadArgument, NotARun, ScenarioError
from sim.surface.asked_runs import runs_of
from sim.surface.comparing import record_of


@pytest.fixture
def results(talks, tmp_path, monkeypatch):
    """Stand beside a results folder that holds one run of 256 worlds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "child.yaml").write_text("extends: moscow-talks\ndial: {lines: 0.6}\n")
    talks.save(tmp_path / "results" / "base")
    return tmp_path / "results"


def test_a_scenario_is_run_as_the_folder_beside_it_was(results, moscow):
    told = []
    base, child = runs_of(["results/base", "child.yaml"], tell=told.append)
    assert (base.name, child.name, child.seed, child.draws) == ("base", "child", 1, 256)
    assert told == ["child: 256 worlds"]
    wanted = record_of(moscow.change({"dial.lines": 0.6}).run(256))
    assert child.worlds.equals(wanted.worlds)
    assert child.paths == wanted.paths
    assert not (results / "child").exists()


def test_without_a_folder_the_worlds_and_the_seed_are_as_asked(results):
    base, child = runs_of(["moscow-talks", "child.yaml"], 16, 3)
    assert (base.draws, base.seed, child.draws, child.seed) == (16, 3, 16, 3)


@pytest.mark.parametrize(("draws", "seed", "option"), [(16, None, "--draws"), (None, 2, "--seed")])
def test_worlds_that_the_folder_does_not_have_are_refused_before_anything_is_run(results, draws, seed, option):
    told = []
    with pytest.raises(BadArgument, match=f"leave {option} out, or run 'base' again with it"):
        runs_of(["results/base", "child.yaml"], draws, seed, tell=told.append)
    assert told == []


def test_the_folders_own_worlds_may_be_asked_for(results):
    assert len(runs_of(["results/base", "child.yaml"], 256, 1)) == 2


@pytest.mark.parametrize("name", ["bsae", "results/bsae"])
def test_a_name_that_nothing_has_gets_the_nearest_run(results, name):
    with pytest.raises(BadArgument, match=f"no results folder and no scenario '{name}'; did you mean 'results/base'"):
        runs_of(["moscow-talks", name])


def test_a_name_near_a_scenario_gets_that(results):
    with pytest.raises(BadArgument, match="did you mean 'moscow-talks'"):
        runs_of(["results/base", "moscow-tlks"])


def test_a_mistake_in_a_file_is_told_with_its_place(results, tmp_path):
    (tmp_path / "bad.yaml").write_text("extends: moscow-talks\ndail: {lines: 0.6}\n")
    with pytest.raises(ScenarioError, match="did you mean 'dial'"):
        runs_of(["results/base", "bad.yaml"])


def test_a_folder_that_holds_no_run_is_told(results):
    with pytest.raises(NotARun, match=r"'results' is no results folder: it holds no run\.json"):
        runs_of(["results/base", "results"])


def test_a_folder_of_ones_own_does_not_hide_a_shipped_scenario(results, tmp_path):
    (tmp_path / "moscow-talks").mkdir()
    assert runs_of(["child.yaml", "moscow-talks"], 16)[1].name == "moscow-talks"


@pytest.mark.parametrize("names", [[], ["moscow-talks"]])
def test_fewer_than_two_names_are_refused_before_anything_is_run(names):
    with pytest.raises(BadArgument, match="needs two runs or more"):
        runs_of(names, tell=lambda _: pytest.fail("something was run"))
