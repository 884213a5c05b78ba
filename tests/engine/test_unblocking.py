from itertools import combinations

import numpy as np
import pytest

from sim.engine import Plan, sets_of, task_of, unblocked
from sim.engine.tasks import Block
from sim.zones import accepts, consented_to, existence
from sim.zones.parts import always_yes

DRAWS = 96


@pytest.fixture(scope="module")
def run(moscow):
    return moscow.run(draws=DRAWS, seed=1)


def test_sets_that_open_a_world_open_it_and_no_part_of_them_does(run):
    study = run.study
    found = unblocked(study.case, study.paths, study.gaps.nearest, Plan(DRAWS, 1))
    task = task_of(study.case, study.paths, Plan(DRAWS, 1))
    arrays = task.worlds(Block(0, 0, DRAWS)).arrays

    def opens(some):
        rules = task.rules
        for party in some:
            rules = always_yes(rules, party)
        return existence(arrays, rules).in_zone

    for k, some in enumerate(sets_of(len(study.parties))):
        parts = [opens(part) for size in range(len(some)) for part in combinations(some, size)]
        assert np.array_equal(found.opens[:, k], opens(some) & ~np.any(parts, axis=0))


def test_one_party_alone_opens_what_the_study_says_it_blocks(run):
    found = run.blocks().found
    for p in range(len(run.study.parties)):
        assert np.array_equal(found.opens[:, p], run.study.blocked_by(p))


def test_who_is_short_of_the_nearest_deal_refuses_it_and_by_no_more_than_the_gap_where_all_are_asked(run):
    study = run.study
    found = run.blocks().found
    task = task_of(study.case, study.paths, Plan(DRAWS, 1))
    arrays = task.worlds(Block(0, 0, DRAWS)).arrays
    for draw in np.flatnonzero(study.gaps.nearest >= 0):
        levels = study.space.levels_of(int(study.gaps.nearest[draw]))
        text = np.array([study.space.levels[i].index(level) for i, level in enumerate(levels)])
        text = np.tile(text + study.space.offsets[:-1], (DRAWS, 1))
        assert not consented_to(arrays, task.rules, text)[draw]
        for p in np.flatnonzero(~np.isnan(found.short[draw])):
            assert not accepts(arrays, task.rules, p, text)[draw]
    assert np.isnan(found.short[study.in_zone]).all()


def test_results_do_not_depend_on_blocks(run):
    study = run.study
    whole = unblocked(study.case, study.paths, study.gaps.nearest, Plan(DRAWS, 1))
    cut = unblocked(study.case, study.paths, study.gaps.nearest, Plan(DRAWS, 1, block=7))
    assert np.array_equal(whole.opens, cut.opens)
    assert np.array_equal(whole.short, cut.short, equal_nan=True)


def test_sentences_hold_the_numbers_of_the_table(run):
    found = run.blocks()
    said = " ".join(found.sentences)
    for row in found.table.head(3).itertuples():
        if row.share >= 0.02:
            assert f"in {row.share:.0%}" in said


def test_where_every_world_has_a_zone_nobody_stands_in_the_way(moscow):
    found = moscow.change({"dial.lines": 0}).run(draws=16).blocks()
    assert found.table.empty
    assert found.sentences == ("Every one of 16 worlds has a zone: nobody stands in the way.",)


def test_with_many_parties_only_small_sets_are_asked_about():
    assert len(sets_of(4)) == 14
    assert max(map(len, sets_of(30))) == 1
    assert max(map(len, sets_of(15))) == 2
