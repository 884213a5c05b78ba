import json

import numpy as np
import pytest
from large import large_scenario

from sim import Scenario
from sim.errors import BadArgument
from sim.store import read_record


def loaded(tmp_path, issues, levels):
    file = tmp_path / "large.yaml"
    file.write_text(json.dumps(large_scenario(issues, levels)))
    return Scenario.load(file)


def test_ten_billion_deals_run_to_the_zone_the_gap_and_the_solutions(tmp_path):
    run = loaded(tmp_path, 10, 10).run(draws=8)
    study = run.study
    assert study.space.deals == 10**10
    assert not study.counted
    assert run.deals.columns.tolist() == [*study.space.issues, *study.solutions.deals]
    assert len(run.headline.sentences) > 3
    assert not any("single deal" in sentence for sentence in run.headline.sentences)
    zone = study.in_zone
    assert (study.solutions.nash[zone] >= -1).all()
    assert (study.solutions.nash[~zone] == -1).all()
    assert (study.gaps.gap[~zone & study.verdicts.compatible] < 0).all()
    assert np.diagonal(study.counts.cells).max() <= zone.sum()


def test_a_run_of_many_deals_leaves_a_folder_that_can_be_compared(tmp_path):
    run = loaded(tmp_path, 8, 5).run(draws=8)
    folder = run.save(tmp_path / "out")
    assert not (folder / "figures" / "blockers.png").exists()
    assert (folder / "figures" / "zone.png").exists()
    record = read_record(folder)
    assert record.worlds["zone"].tolist() == run.study.in_zone.tolist()
    assert run.acceptance["zone"].dims == ("level", "with")
    assert set(run.parties.columns) == {"blocks", "no_deal"}


def test_who_keeps_how_many_deals_out_is_not_asked_of_too_many(tmp_path):
    run = loaded(tmp_path, 8, 5).run(draws=2)
    with pytest.raises(BadArgument, match="390,625 deals are too many to count each"):
        run.plot.blockers()


def test_a_question_about_one_deal_of_ten_billion_is_answered(tmp_path):
    scenario = loaded(tmp_path, 10, 10)
    why = scenario.why(0, tuple(["l0"] * 10))
    assert why.deal["i9"] == "l0"
    assert why.parties.shape == (4, 7)
