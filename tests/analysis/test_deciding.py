from dataclasses import replace

import numpy as np
import pytest

from sim.analysis.deciding import told_of
from sim.analysis.faces import as_numbers, faces_of
from sim.analysis.sentences.deciding import deciding_sentences
from sim.errors import BadArgument, UnknownName
from sim.plots import lint, what_decides


@pytest.fixture(scope="module")
def run(moscow):
    return moscow.run(draws=1024, seed=1)


@pytest.fixture(scope="module")
def found(run):
    return run.decides()


def test_faces_are_numbers_in_the_order_of_the_file(run):
    faces = faces_of(run.study)
    assert faces.values.shape == (1024, len(faces.names))
    levels = list(run.study.case.issues["territory"].levels)
    drawn = run.study.drawn["parties.russia.lines.land.stands_at"]
    column = as_numbers(run.study.case, "parties.russia.lines.land.stands_at", drawn)
    assert [levels[int(place)] for place in column] == drawn.tolist()


def test_what_is_said_to_stand_out_stands_out_in_worlds_drawn_anew(run, found):
    anew = run.decides(sobol=True)
    assert found.found.decisive
    assert set(found.found.decisive) <= {name for name, row in anew.table.iterrows() if row["total_low"] > 0}
    for name in found.found.decisive:
        assert abs(found.table.at[name, "first"] - anew.table.at[name, "first"]) < 0.12


def test_sentences_name_only_what_stands_out_and_what_its_numbers_are(found):
    said = " ".join(found.sentences)
    for name, row in found.table.iterrows():
        assert (row["label"] in said) == (name in {*found.found.decisive[:5], *found.found.borrowed[:5]})
    assert f"AUC {found.found.score:.2f}" in said


def test_outcomes_of_the_talks_count_what_the_talks_rest_on(run, found):
    beliefs = run.decides("agreed").table.index
    assert any(name.startswith("talks.") for name in beliefs)
    assert not any(name.startswith("talks.") for name in found.table.index)


def test_a_number_has_indices_but_no_distance(run):
    table = run.decides("zone_size").table
    assert table["distance"].isna().all()
    assert table["first"].notna().all()


def test_too_few_worlds_with_an_answer_decide_nothing(moscow):
    rare = moscow.run(draws=64).study
    zone = np.zeros(64, np.bool_)
    zone[:3] = True
    sizes = np.where(zone, 5, 0)
    study = replace(rare, verdicts=rare.verdicts._replace(sizes=sizes))
    found = told_of(study, "zone")
    assert found.few
    assert found.decisive == found.marginal == found.borrowed == []
    (said,) = deciding_sentences(found)
    assert "only 3 worlds of 64" in said


def test_a_number_that_counts_in_few_worlds_decides_nothing_and_is_said_to_count_in_few(moscow):
    rare = moscow.run(draws=64).study
    sizes = np.where(np.arange(64) < 3, 5, 0)
    found = told_of(replace(rare, verdicts=rare.verdicts._replace(sizes=sizes)), "zone_if_lines")
    assert "rarer" in deciding_sentences(found)[0]
    number = replace(found, rarer=None, counted=3)
    assert "it counts in only 3 worlds, too few" in deciding_sentences(number)[0]


def test_totals_that_trees_could_not_tell_are_not_said_to_be_from_worlds_drawn_anew(found):
    table = found.found.table.assign(total=np.nan, total_low=np.nan, total_high=np.nan)
    said = deciding_sentences(replace(found.found, table=table, score=float("nan")))[-1]
    assert "Trees could not be tested" in said


def test_what_may_do_much_or_nothing_is_named_as_unsure(found):
    first = found.found.table.index[0]
    table = found.found.table.copy()
    table.loc[first, ["total", "total_low", "total_high"]] = (0.75, -0.1, 1.6)
    told = replace(found.found, table=table)
    assert told.untold == [first]
    assert first not in told.decisive
    (said,) = [one for one in deciding_sentences(told) if one.startswith("Too unsure")]
    assert "(0% to 100%)" in said


def test_an_outcome_that_is_the_same_in_every_world_hangs_on_nothing():
    from sim import Scenario

    bent = Scenario.load("moscow-talks").change({"dial.lines": 0}).run(draws=24).decides("lines")
    assert bent.sentences == ("Lines leave some deal: the same in all of 24 worlds, so no belief decides.",)
    with pytest.raises(BadArgument, match="nothing to draw"):
        bent.plot()
    (said,) = Scenario.load("harbour-sports-park").run(draws=8).decides().sentences
    assert "nothing in the file is uncertain" in said


def test_an_unknown_outcome_and_one_that_cannot_be_drawn_anew_are_refused(run):
    with pytest.raises(UnknownName, match="zone"):
        run.decides("zones")
    with pytest.raises(BadArgument, match="zone, lines, lasts"):
        run.decides("agreed", sobol=True)


def test_the_figure_has_every_word_on_the_page(found):
    assert not lint(what_decides(found.found))
