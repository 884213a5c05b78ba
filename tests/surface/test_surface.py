import json

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from sim import Scenario
from sim.errors import BadArgument, FolderInUse, ScenarioError


def test_a_change_reads_as_in_the_file(moscow):
    softer = moscow.change({"parties.russia.lines.land.at_least": "freeze"}, name="softer")
    assert softer.case.name == "softer"
    assert softer.case.parties["russia"].lines["land"].at_least.options == ("freeze",)
    assert softer.overrides()[0][0] == "parties.russia.lines.land.at_least"


def test_a_change_that_names_nothing_is_refused_with_its_path(moscow):
    with pytest.raises(ScenarioError, match=r"there is no 'teritory' in parties\.russia\.weights"):
        moscow.change({"parties.russia.weights.teritory": 0.5})


def test_variants_share_the_draws_of_what_they_share(moscow):
    base = moscow.run(draws=64)
    variant = moscow.change({"parties.eu.no_deal.cost": {"triangular": [0, 0.2, 1]}}).run(draws=64)
    same = [path for path in base.study.drawn if not path.startswith("parties.eu.no_deal")]
    for path in same:
        np.testing.assert_array_equal(base.study.drawn[path], variant.study.drawn[path])


def test_new_quantities_are_appended_to_the_columns(moscow):
    variant = moscow.change(
        {
            "parties.us.weights.nato": {"about": 0.2, "spread": 0.1},
            "parties.us.lines.late": {"issue": "assets", "refuses": ["directed"], "words": "opposed"},
        }
    )
    assert variant.columns[: len(moscow.columns)] == moscow.columns
    assert set(variant.columns[len(moscow.columns) :]) == {"parties.us.firmness.assets", "words.opposed"}


def test_the_order_of_changes_made_together_decides_nothing(moscow):
    from sim import Scenario

    sets = [
        f"parties.us.lines.{name}={{issue: {name}, refuses: [{level}], words: {words}}}"
        for name, level, words in (("assets", "returned", "opposed"), ("guarantees", "paper", "strongly opposed"))
    ]
    one, other = (Scenario.load("moscow-talks", texts) for texts in (sets, sets[::-1]))
    assert one.columns == other.columns


def test_a_changed_belief_no_longer_rests_on_what_was_said(moscow):
    changed = moscow.change({"parties.russia.lines.land.at_least": "freeze"})
    assert changed.paths().loc["parties.russia.lines.land.at_least", "basis"] == "judgement"


def test_a_changed_day_can_be_saved(moscow, tmp_path):
    run = moscow.change({"as_of": "2025-12-03"}).run(draws=16)
    assert "2025-12-03" in (run.save(tmp_path / "later") / "run.json").read_text()


def test_everything_that_was_drawn_is_recorded(talks):
    assert set(talks.scenario.columns) - set(talks.study.drawn) == set()
    assert "parties.us.values.assets.fall_off" in talks.study.drawn
    assert set(talks.study.drawn["proposals.november.clauses.nato"]) == {"pledge", "neutral", "double-bar"}


def test_paths_list_every_belief_and_can_be_set(moscow):
    paths = moscow.paths()
    assert paths.loc["parties.russia.no_deal.cost", ["low", "high"]].tolist() == [0, 1]
    assert paths.loc["parties.ukraine.weights.territory", "because"] == "A08"
    for path, row in paths.iterrows():
        again = moscow.change({str(path): row["value"]})
        assert again.case.parties["us"].label == "US"


def test_a_run_needs_a_draw(moscow):
    with pytest.raises(BadArgument, match="at least one draw"):
        moscow.run(draws=0)


def test_other_readings_are_changed_as_this_one_is(moscow):
    changed = moscow.change({"dial.lines": 0.0})
    readings = changed.readings()
    assert len(readings) == 3
    reading = readings["moscow-talks-second-reading-ukraine"]
    assert reading.case.dial.lines == 0
    assert reading.case.parties["ukraine"].lines["land"].at_most.options == ("recognized",)


@pytest.fixture(scope="module")
def folder(talks, tmp_path_factory):
    return talks.save(tmp_path_factory.mktemp("results") / "moscow-talks")


def test_a_run_leaves_its_files(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {
        "answer.json",
        "run.json",
        "scenario.yaml",
        "deals.csv",
        "parties.csv",
        "beliefs.csv",
        "draws.parquet",
        "acceptance.nc",
        "figures/blockers.png",
        "figures/blockers.svg",
        "figures/zone.png",
        "figures/zone.svg",
        "figures/agreement.png",
        "figures/agreement.svg",
        "figures/convergence.png",
        "figures/convergence.svg",
        "figures/dial.png",
        "figures/dial.svg",
    }


def test_what_was_saved_is_what_was_found(talks, folder):
    assert len(pd.read_parquet(folder / "draws.parquet")) == 256
    deals = pd.read_csv(folder / "deals.csv", index_col="deal")
    np.testing.assert_allclose(deals["zone"], talks.deals["zone"], atol=1e-6)
    with xr.open_dataset(folder / "acceptance.nc", engine="scipy") as grid:
        np.testing.assert_array_equal(grid.zone, talks.acceptance.zone)
    answer = json.loads((folder / "answer.json").read_text())
    assert answer["zone"]["share"] == round(talks.zone.share, 6)
    assert answer["sentences"] == list(talks.headline.sentences)


def test_the_same_run_leaves_the_same_bytes(moscow, folder, tmp_path):
    again = moscow.run(draws=256, seed=1, block=37).save(tmp_path / "moscow-talks")
    for path in folder.rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes(), path.name


def test_no_file_names_this_machine(folder):
    for path in folder.rglob("*"):
        if path.suffix in (".json", ".yaml", ".csv"):
            assert str(folder.parent) not in path.read_text(encoding="utf-8")
            assert "/home/" not in path.read_text(encoding="utf-8")


def test_the_saved_scenario_runs_and_gives_the_same_worlds(talks, folder):
    again = Scenario.load(folder / "scenario.yaml")
    assert again.columns == talks.scenario.columns
    study = again.run(draws=64).study
    np.testing.assert_array_equal(study.verdicts.sizes, talks.study.verdicts.sizes[:64])


def test_another_seed_gives_another_answer(moscow, talks):
    assert moscow.run(draws=256, seed=2).study.counts.joint.tolist() != talks.study.counts.joint.tolist()


def test_a_folder_with_files_of_somebody_else_is_left_alone(talks, tmp_path):
    target = tmp_path / "moscow-talks"
    talks.save(target)
    (target / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse, match=r"notes\.txt"):
        talks.save(target)
    assert (target / "notes.txt").read_text() == "mine"
    (target / "notes.txt").unlink()
    assert talks.save(target) == target
    assert [path.name for path in tmp_path.iterdir()] == ["moscow-talks"]


def test_a_whole_number_of_compatible_worlds_times_the_share_among_them_is_the_zone(talks):
    study = talks.study
    assert (study.in_zone <= study.verdicts.compatible).all()
    assert round(study.zone_if_compatible * study.verdicts.compatible.sum()) == study.in_zone.sum()
