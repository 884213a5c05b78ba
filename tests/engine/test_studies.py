import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from sim.draws import draw
from sim.engine import Plan, run
from sim.errors import BadArgument
from sim.scenario import Case, read_scenario
from sim.worlds import uncertain

LEVELS = {"a": "A", "b": "B", "c": "C"}
MOSCOW = read_scenario("moscow-talks").case
PATHS = uncertain(MOSCOW)


def party(**lines):
    return {
        "weights": {"land": {"about": 0.6, "spread": 0.4}, "money": {"about": 0.4, "spread": 0.4}},
        "values": {"land": {"silent": True}, "money": {"silent": True}},
        "lines": lines,
        "no_deal": {"uniform": [0.2, 0.8]},
    }


SMALL = Case.model_validate(
    {
        "format": 1,
        "name": "small",
        "as_of": "2025-12-02",
        "issues": {name: {"levels": LEVELS, "must_settle": True} for name in ("land", "money")},
        "parties": {"p": party(no={"issue": "land", "refuses": "a", "words": "maybe"}), "q": party()},
        "consent": {"both": {"needs": ["p", "q"], "by": "definition"}},
        "proposals": {"text": {"clauses": {"land": {"one_of": ["a", "b"]}, "money": "c"}}},
        "checks": {"q-takes-it": {"accepts": {"party": "q", "proposal": "text"}}},
        "words": {"maybe": {"uniform": [0, 1]}},
    }
)
"""Two parties, two issues, everything uncertain."""


def study(case=SMALL, draws=200, seed=1, **how):
    return run(case, uncertain(case), Plan(draws=draws, seed=seed, **how))


def assert_same(one, other):
    """Check that two studies hold the same numbers."""
    for found, expected in zip((*one.counts, *one.verdicts), (*other.counts, *other.verdicts), strict=True):
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == expected.dtype
    for columns, same in [(one.drawn, other.drawn), (one.checks, other.checks)]:
        assert list(columns) == list(same)
        for path in columns:
            np.testing.assert_array_equal(columns[path], same[path], err_msg=path)
    np.testing.assert_array_equal(one.buyable, other.buyable)
    for name in ("struck", "rounds", "walked", "better") if one.agreements else ():
        np.testing.assert_array_equal(getattr(one.agreements, name), getattr(other.agreements, name), err_msg=name)
    assert (one.zone, one.compatible) == (other.zone, other.compatible)


@pytest.fixture(scope="module")
def talks():
    """Return 64 worlds of the Moscow talks, computed in one block."""
    return run(MOSCOW, PATHS, Plan(draws=64, seed=1, block=256))


@pytest.mark.parametrize("block", [1, 7, 64, 256])
def test_results_do_not_depend_on_block_size(block):
    one_block = study(draws=40, block=40)
    assert 0 < one_block.in_zone.sum() < 40
    assert_same(study(draws=40, block=block), one_block)


@pytest.mark.parametrize("threads", [1, 2])
def test_results_of_the_moscow_talks_depend_neither_on_blocks_nor_on_threads(talks, threads):
    assert 0 < talks.in_zone.sum() < 64
    with ThreadPoolExecutor(threads) as executor:
        assert_same(run(MOSCOW, PATHS, Plan(draws=64, seed=1, block=23, executor=executor)), talks)


def test_results_do_not_depend_on_whether_other_processes_compute_them():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        assert_same(study(draws=24, block=16, executor=executor), study(draws=24))


def test_the_first_64_of_256_worlds_are_what_64_worlds_are(talks):
    few, many = talks, run(MOSCOW, PATHS, Plan(draws=256, seed=1))
    for found, expected in zip(few.verdicts, many.verdicts, strict=True):
        np.testing.assert_array_equal(found, expected[:64])
    for columns, more in [(few.drawn, many.drawn), (few.checks, many.checks)]:
        for path in columns:
            np.testing.assert_array_equal(columns[path], more[path][:64], err_msg=path)


def test_counts_agree_with_the_verdicts_of_the_worlds():
    found = study()
    assert found.counts.joint.sum() == found.verdicts.sizes.sum()
    assert found.in_zone.sum() == found.zone.share * 200
    assert np.trace(found.counts.cells[:3, :3]) >= found.in_zone.sum(), "every zone deal holds some level of land"
    assert found.counts.accepted.max() <= 200


def test_the_same_seed_gives_the_same_study_and_another_seed_another():
    assert_same(study(seed=1), study(seed=1))
    one, other = study(seed=1), study(seed=2)
    assert (one.verdicts.sizes != other.verdicts.sizes).any()
    assert (one.drawn["parties.p.no_deal"] != other.drawn["parties.p.no_deal"]).all()


def test_what_cannot_be_run_is_refused():
    for wrong in ({"draws": 0}, {"draws": 4, "block": 0}):
        with pytest.raises(BadArgument, match="at least one draw"):
            study(**wrong)


def test_a_scenario_without_uncertainty_runs_with_no_paths():
    certain = {"weights": {"land": 1, "money": 0}, "no_deal": 0.5}
    certain["values"] = {"land": {"table": {"a": 0, "b": 1, "c": 2}}, "money": {"indifferent": True}}
    plain = SMALL.model_dump(exclude_unset=True, exclude={"proposals", "checks"})
    case = Case.model_validate({**plain, "parties": {"p": certain, "q": certain}})
    assert uncertain(case) == ()
    assert run(case, (), Plan(draws=3, seed=1)).verdicts.sizes.tolist() == [6, 6, 6]


@pytest.mark.parametrize(("first", "count"), [(0, 1), (0, 9), (5, 3), (17, 40), (63, 2), (255, 1)])
def test_a_draw_is_the_same_whatever_block_it_is_in(first, count):
    paths = ("one", "two", "three")
    whole, part = draw(paths, 3, 0, 256), draw(paths, 3, first, count)
    for path in paths:
        np.testing.assert_array_equal(part.under(path).here(), whole.under(path).here()[first : first + count])


def test_a_draw_is_the_same_when_paths_are_appended():
    fewer, more = draw(("one", "two"), 3, 0, 64), draw(("one", "two", "three"), 3, 0, 64)
    for path in ("one", "two"):
        np.testing.assert_array_equal(fewer.under(path).here(), more.under(path).here())


def test_uniforms_lie_strictly_inside_are_even_in_every_replicate_and_differ_by_path_seed_and_replicate():
    uniforms = draw(("one", "two"), 3, 0, 512)
    one, two = (uniforms.under(path).here() for path in ("one", "two"))
    assert 0 < min(one.min(), two.min()) <= max(one.max(), two.max()) < 1
    replicates = one.reshape(64, 8)
    assert (np.sort(np.floor(replicates * 64), axis=0) == np.arange(64)[:, None]).all()
    assert len({tuple(column) for column in replicates.T}) == 8
    assert (one != two).all()
    assert (one != draw(("one", "two"), 4, 0, 512).under("one").here()).all()


def test_the_scrambling_of_a_column_hangs_on_the_name_of_its_path():
    one, two = (draw((path,), 3, 0, 64).under(path).here() for path in ("one", "two"))
    assert (one != two).any()


def test_uniforms_lie_in_the_middle_of_their_cells():
    uniforms = draw(("one",), 3, 0, 64).under("one").here()
    np.testing.assert_array_equal(uniforms * 2**30 % 1, 0.5)


def test_buyable_counts_the_worlds_where_the_best_of_the_rest_makes_good_the_worst_level():
    certain = {"weights": {"land": 0.6, "money": 0.4}}
    certain["values"] = {name: {"table": {"a": 0, "b": 1, "c": 2}} for name in ("land", "money")}
    plain = SMALL.model_dump(exclude_unset=True, exclude={"proposals", "checks"})
    parties = {"p": {**certain, "no_deal": 0.4}, "q": {**certain, "no_deal": 0.5}}
    case = Case.model_validate({**plain, "parties": parties})
    found = run(case, (), Plan(draws=3, seed=1))
    assert found.buyable.tolist() == [[3, 3], [0, 3]], "worst land leaves 0.4, worst money 0.6"


def test_a_pair_of_paths_fills_the_square_evenly_in_every_replicate():
    uniforms = draw(("one", "two"), 3, 0, 8 * 64)
    pairs = np.stack([uniforms.under(path).here() for path in ("one", "two")], axis=1).reshape(64, 8, 2)
    cells = np.floor(pairs * 8).astype(int)
    for replicate in range(8):
        assert len({tuple(cell) for cell in cells[:, replicate]}) == 64
