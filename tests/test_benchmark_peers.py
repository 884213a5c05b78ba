"""The peers on generated domains find what the definitions say, so that a ratio of times compares like with like."""

import importlib.util
import platform

import numpy as np
import pytest
from kernels import best_deals_oracle as best
from kernels import oracle
from kernels.games import game, random_shape

from benchmarks import (
    calibrating,
    growth,
    numpy_chunks,
    numpy_counts,
    numpy_solutions,
    numpy_study,
    roofline,
    zone_rows,
)
from benchmarks.__main__ import machine, report
from benchmarks.domains import SIZES, domain, of_levels
from benchmarks.findings import Finding
from benchmarks.numpy_deals import Chunk, masks_of, some_of
from benchmarks.pairing import fastest
from benchmarks.zone_rows import QUESTIONS, Asked
from sim.kernels import united

CHUNKS = (Chunk(1), Chunk(4), Chunk(1, 1))
KINDS = [(parties, everything) for parties in (2, 4, 5) for everything in (False, True)]


def small(parties, everything, draws=12, seed=1):
    made = of_levels((3, 4, 2, 3), parties=parties, everything=everything, seed=seed)
    return made.worlds(draws), made.rules


def games():
    """Go through random games of every sort, and generated domains."""
    rng = np.random.default_rng(5)
    for shape in (random_shape(rng) for _ in range(40)):
        yield united(*game(shape._replace(levels=shape.levels[:3]), draws=6))  # peers take one pivot issue
    for parties, everything in KINDS:
        yield small(parties, everything)


def masks(worlds, rules, *, last_first=True):
    return masks_of(rules, worlds.gains.shape[1])._replace(last_first=last_first)


def truth(worlds, rules):
    """Return surpluses, the zone and the players."""
    return (
        oracle.surpluses(worlds, rules),
        oracle.zone(oracle.accepted(worlds, rules), worlds, rules),
        oracle.players(worlds, rules),
    )


@pytest.mark.parametrize("last_first", [True, False])
def test_numpy_finds_the_sizes_and_where_a_zone_is(last_first):
    for worlds, rules in games():
        _, inside, _ = truth(worlds, rules)
        compatible = oracle.zone(oracle.clears(worlds, rules), worlds, rules).any(axis=1)
        for chunk in CHUNKS:
            given = worlds, masks(worlds, rules, last_first=last_first), chunk
            np.testing.assert_array_equal(numpy_chunks.sizes(*given), inside.sum(axis=1))
            np.testing.assert_array_equal(numpy_chunks.existing(*given), [compatible, inside.any(axis=1)])


def test_numpy_counts_what_the_definition_counts():
    for worlds, rules in games():
        counts, verdicts = oracle.by_definition(worlds, rules)
        for chunk in CHUNKS[:2]:
            found = numpy_counts.counted(worlds, masks(worlds, rules), chunk)
            for ours, true in zip(found, (counts, verdicts), strict=True):
                for name, values in ours._asdict().items():
                    np.testing.assert_array_equal(values, getattr(true, name), err_msg=name)


def test_numpy_solves_every_zone_and_measures_every_gap():
    solved = 0
    for worlds, rules in games():
        surplus, inside, players = truth(worlds, rules)
        found = numpy_solutions.solved(worlds, masks(worlds, rules), Chunk(4))
        true = [best.solutions(*one) for one in zip(surplus, inside, players, strict=True)]
        assert np.stack(found[1:], axis=1).tolist() == true
        solved += (found.nash >= 0).sum()
        largest, nearest = numpy_solutions.gaps(worlds, masks(worlds, rules), Chunk(4))
        for w, values in enumerate(oracle.values(worlds, rules)):
            if not inside[w].any():
                assert (0 if np.isinf(largest[w]) else largest[w], nearest[w]) == best.gap(values)
    assert solved > 50


def test_a_study_of_numpy_is_its_parts():
    made = of_levels((3, 4, 2), parties=3, everything=True, seed=2)
    every = masks_of(made.rules, 3)
    found = numpy_study.studied(made, 10, every, Chunk(4))
    counts, verdicts = numpy_counts.counted(made.worlds(10), every, Chunk(1))
    solved = numpy_solutions.solved(made.worlds(10), every, Chunk(1))
    for ours, true in zip(found, (counts, verdicts, solved), strict=True):
        assert zone_rows.same_arrays(ours, true)


@pytest.mark.parametrize("parties, everything", KINDS)
def test_about_half_of_the_generated_worlds_have_a_zone(parties, everything):
    made = domain("1e3", parties=parties, everything=everything)
    worlds = made.worlds(400, block=7)
    _, in_zone = numpy_chunks.existing(worlds, masks_of(made.rules, parties), Chunk(64))
    assert 0.35 < in_zone.mean() < 0.65
    assert (worlds.gains == np.floor(worlds.gains)).all()
    assert np.abs(worlds.gains).sum(axis=2).max() < 2**24


def test_the_search_values_deals_as_the_definition_does():
    for worlds, rules in games():
        every = np.broadcast_to(oracle.table(rules), (len(worlds.gains), *oracle.table(rules).shape))
        found, true = calibrating.values(worlds, rules, every), oracle.values(worlds, rules)
        usual = np.abs(true) < -oracle.NEVER
        np.testing.assert_array_equal(found[usual], true[usual])
        assert (np.abs(found[~usual]) == -calibrating.REFUSED).all()


def test_worlds_come_again_from_the_same_seed_and_no_other():
    first, again, other = small(3, everything=True), small(3, everything=True), small(3, everything=True, seed=2)
    assert zone_rows.same_arrays(first[0], again[0])
    assert not np.array_equal(first[0].gains, other[0].gains)


def test_everything_is_in_a_domain_with_everything():
    worlds, rules = small(4, everything=True, draws=200)
    made = of_levels((3, 4, 2, 3), parties=4, everything=True, seed=1)
    assert made.deals == 72
    assert np.diff(rules.offsets).tolist() == [9, 4, 2]  # the first issue and the last are one of nine cells
    assert rules.pivots.tolist() == [2]
    assert (rules.quotas < [bin(int(group)).count("1") for group in rules.groups]).tolist() == [True, False, False]
    assert rules.groups.tolist() == [0b111, 0b111, 0b1000]
    assert rules.vetoes[0] == 1
    assert 0 < (worlds.firm_bundles != 0).mean() < 1
    assert ((worlds.holds >= 0.7) & (worlds.holds <= 1)).all()
    assert 0.2 < (worlds.allowed != 0b1111).any(axis=1).mean() < 0.6


@pytest.mark.parametrize("size, deals", [("1e4", 11_520), ("1e6", 1_166_400), ("1e12", 16**10)])
def test_sizes_say_how_many_deals_there_are(size, deals):
    assert domain(size).deals == deals == np.prod([float(count) for count in SIZES[size]])


@pytest.mark.parametrize("name", QUESTIONS)
def test_our_answers_are_held_against_the_peers_before_any_clock_runs(name):
    pair = list(zone_rows.rows(QUESTIONS[name], Asked("1e3", worlds=12, peer_worlds=8), 2.0))
    assert [row.target for row in pair] == [2.0, 2.0]
    assert "first issue first" in pair[1].against
    for row in pair:
        assert row.ours() is not None
        assert row.peer() is not None


def test_frontiers_of_moocore_are_what_no_deal_dominates():
    pytest.importorskip("moocore")
    from benchmarks import frontier_rows

    worlds, rules = small(3, everything=False)
    worlds = frontier_rows.without_lines(worlds)
    _, inside, _ = truth(worlds, rules)
    worth, every = oracle.utilities(worlds, rules), masks(worlds, rules)
    zone = [best.undominated(*one) for one in zip(worth, inside, strict=True)]
    whole = [best.undominated(one, np.ones(one.shape[1], bool)) for one in worth]
    assert [deals.tolist() for deals in frontier_rows.of_all(worlds, every)] == whole
    assert [deals.tolist() for deals in frontier_rows.of_zone(worlds, every)] == zone
    assert [deals.tolist() for deals in frontier_rows.of_all_in_zone(worlds, every)] == zone
    assert sum(map(len, zone)) > 5


def test_negmas_finds_the_same_zones_solutions_and_frontiers():
    pytest.importorskip("negmas")
    from benchmarks import negmas_zones

    worlds, rules = small(3, everything=False)
    worth, (_, inside, players) = oracle.utilities(worlds, rules), truth(worlds, rules)
    solved = numpy_solutions.solved(worlds, masks(worlds, rules), Chunk(4))
    for w in range(12):
        given = negmas_zones.told(worlds, rules, w)
        assert [count(*given) for count in negmas_zones.WAYS.values()] == [solved.sizes[w]] * 2
        assert negmas_zones.acceptable(*given, most=40) == inside[w, :40].sum()
        frontier = np.array(best.undominated(worth[w, players[w]], inside[w]), np.int64)
        theirs = negmas_zones.analyzed(*given)
        negmas_zones.check(worlds, rules, w, theirs, solved, frontier)
        if len(frontier):
            with pytest.raises(AssertionError, match="frontier"):
                negmas_zones.check(worlds, rules, w, theirs, solved, frontier[1:])
    assert (solved.sizes > 0).sum() > 3


def test_the_roofline_compares_what_it_says():
    worths = np.random.default_rng(1).random(32).astype(np.float32)
    thresholds = np.linspace(0.1, 0.4, 8, dtype=np.float32)
    reached = [sum(1 << k for k in range(16) if (worths[first + k] >= thresholds).all()) for first in (0, 16)]
    assert roofline.compared(worths, thresholds, 1) == reached[0] ^ reached[1]
    assert thresholds[0] > 1
    assert roofline.LANES == roofline.NUMBERS * roofline.THRESHOLDS * roofline.ROUNDS


def test_growth_is_a_slope_of_logs():
    assert growth.slope([1, 10, 100], [3, 30, 300]) == pytest.approx(1)
    assert growth.slope([1, 10, 100], [7, 7, 7]) == pytest.approx(0)
    steps = growth.Growth("zone", "existence", "draws", [("1e3", 2, 4), ("1e3", 2, 64)], target=5.0)
    found = growth.finding(steps, 2)
    assert found.reached == "yes"
    assert found.values.shape == (2,)


@pytest.mark.parametrize(
    "median, target, at_most, words",
    [
        (90, 80, False, "yes"),
        (80, 80, False, "yes"),
        (60, 80, False, "no: 25% below"),
        (120, 100, True, "no: 20% above"),
        (0.05, 0.06, True, "yes"),
        (1, None, False, ""),
    ],
)
def test_a_finding_says_whether_its_target_is_reached(median, target, at_most, words):
    found = Finding("question", "worlds", "peer", np.array([0.0, median, 1e9]), target=target, at_most=at_most)
    assert found.reached == words


def test_the_fastest_choice_is_taken():
    assert fastest(lambda size: sum(range(size)), [200_000, 10, 400_000]) == 10


def test_results_name_the_machine_but_neither_host_nor_paths():
    found = Finding("question", "worlds", "peer", np.array([2.0]), note="a note.")
    written = report([found], 7)
    assert "| question | 2 x | 2 .. 2 |" in written
    assert "- question: a note." in written
    assert machine() in written
    assert platform.node() not in written
    assert "/" not in machine()
    assert ("moocore is not installed" in written) == (importlib.util.find_spec("moocore") is None)


def test_some_worlds_are_those_asked_for():
    worlds, _ = small(2, everything=False)
    np.testing.assert_array_equal(some_of(worlds, 2, 5).gains, worlds.gains[2:5])
