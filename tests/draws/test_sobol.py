from hashlib import blake2b

import numpy as np
import pytest
from scipy import stats
from scipy.stats import qmc

from sim.draws import REPLICATES, draw
from sim.draws.sobol import BITS, SobolColumns, directions, scrambled, scramblings
from sim.errors import UnknownName

PATHS = ("a.x", "a.y", "b", "words.will never")


def column(path, seed=1, first=0, count=512, paths=PATHS):
    return SobolColumns(paths, seed, first, count)[path]


def scrambled_by(x, seed, path, replicate):
    """Return the uniforms of some unscrambled points in one replicate of a path."""
    rows, shifts = scramblings((path,), seed)
    return ((scrambled(x, rows[:, 0, replicate, None]) ^ shifts[0, replicate]) + 0.5) / 2**BITS


def points(dimensions, log2_points):
    """Return the first unscrambled points as integers of 30 bits; shape ``(points, dimensions)``."""
    unscrambled = qmc.Sobol(dimensions, scramble=False, bits=BITS).random_base2(log2_points)
    return (unscrambled * 2**BITS).astype(np.uint64)


def by_hand(x, seed, path, replicate):
    """Scramble one 30-digit integer digit by digit, as the docstring of the module says."""
    bits = int.from_bytes(blake2b(f"{seed}\n{path}\n{replicate}".encode(), digest_size=64).digest(), "little")
    shift, bits = bits % 2**30, bits // 2**30
    digits = [int(digit) for digit in f"{x:030b}"]
    found = []
    for i in range(30):
        coefficients, bits = bits % 2**i, bits // 2**i
        reads = [digit * (coefficients >> (i - 1 - j) & 1) for j, digit in enumerate(digits[:i])]
        found.append((sum(reads) + digits[i]) % 2)
    return ((int("".join(map(str, found)), 2) ^ shift) + 0.5) / 2**30


def test_draw_k_is_point_k_div_8_of_replicate_k_mod_8():
    x = points(4, 6)[:, 2]
    expected = [scrambled_by(x[[k // 8]], 1, "b", k % 8)[0] for k in range(512)]
    assert column("b").tolist() == expected


def test_the_scrambling_is_the_written_recipe_digit_by_digit():
    for x in (0, 1, 2**29, 2**30 - 1, 715_827_882, 123_456_789):
        for replicate in (0, 7):
            found = scrambled_by(np.array([x], np.uint64), 3, "a.x", replicate)[0]
            assert found == by_hand(x, 3, "a.x", replicate)


def test_an_unscrambled_point_is_the_exclusive_or_of_the_directions_its_gray_code_names():
    found = directions(3, 5)
    assert found.shape == (3, 5)
    for number, expected in enumerate(points(3, 5)):
        named = [j for j in range(5) if (number ^ number >> 1) >> j & 1]
        assert np.bitwise_xor.reduce(found[:, named], axis=1).tolist() == expected.tolist()
    assert (directions(1, 3)[0] / 2**BITS).tolist() == [0.5, 0.25, 0.125]


def test_the_hash_is_pinned_so_that_a_change_of_recipe_is_noticed():
    rows, shifts = scramblings(("parties.a.weights.b",), 7)
    assert int(shifts[0, 3]) == 688522114
    assert int(rows[29, 0, 3]) == 110378565
    found = scrambled_by(np.arange(4, dtype=np.uint64), 7, "parties.a.weights.b", 3)
    assert found.tolist() == [
        0.6412361883558333,
        0.6412361892871559,
        0.6412361864931881,
        0.6412361874245107,
    ]
    assert column("a.x", count=10).tolist() == [
        0.9302255879156291,
        0.2756695714779198,
        0.6300857397727668,
        0.553150073159486,
        0.015976999420672655,
        0.9350373796187341,
        0.2295361333526671,
        0.42870714562013745,
        0.09924335917457938,
        0.672388066072017,
    ]


def test_each_row_has_its_diagonal_and_reads_no_lower_digit():
    rows, _ = scramblings(("b",), 1)
    for i, row in enumerate(rows[:, 0, 0].tolist()):
        assert row >> (29 - i) & 1 == 1
        assert row % 2 ** (29 - i) == 0
        assert row < 2**30


@pytest.mark.parametrize("first, count", [(0, 1), (0, 7), (0, 8), (0, 512), (8, 8), (13, 100), (511, 1), (100, 412)])
def test_draws_do_not_depend_on_the_block_they_are_made_in(first, count):
    assert column("b", first=first, count=count).tolist() == column("b")[first : first + count].tolist()


def test_late_draws_are_those_of_the_late_points():
    first = 8 * 2**13 - 3
    x = points(4, 14)[:, 1]
    expected = [scrambled_by(x[[k // 8]], 5, "a.y", k % 8)[0] for k in range(first, first + 20)]
    assert column("a.y", seed=5, first=first, count=20).tolist() == expected


def test_a_scenario_without_uncertain_quantities_has_no_columns():
    assert list(SobolColumns((), 1, 0, 16)) == []


@pytest.mark.parametrize("count", [1, 2, 8, 9, 17, 100, 511, 512])
def test_more_draws_leave_the_earlier_ones_as_they_were(count):
    assert column("a.y", count=count).tolist() == column("a.y", count=4096)[:count].tolist()


def test_a_column_does_not_change_when_other_paths_are_appended():
    for path in PATHS:
        assert column(path).tolist() == column(path, paths=(*PATHS, "c", "d", "e")).tolist()


def test_a_column_does_not_depend_on_which_others_are_asked_for_first():
    columns = SobolColumns(PATHS, 1, 0, 64)
    forward = {path: columns[path].tolist() for path in PATHS}
    again = {path: columns[path].tolist() for path in reversed(PATHS)}
    assert forward == again


def test_uniforms_lie_strictly_inside_on_the_middles_of_their_cells():
    for path in PATHS:
        u = column(path, count=8 * 1024)
        integers = u * 2**30 - 0.5
        assert (integers == np.floor(integers)).all()
        assert u.min() >= 0.5 / 2**30
        assert u.max() <= 1 - 0.5 / 2**30
    ends = scrambled_by(np.array([0, 2**30 - 1], np.uint64), 1, "b", 0)
    assert ((ends > 0) & (ends < 1)).all()


@pytest.mark.parametrize("k", [0, 1, 3, 6, 10])
@pytest.mark.parametrize("path", PATHS)
def test_the_first_points_of_each_replicate_hit_every_dyadic_interval_once(path, k):
    u = column(path, count=REPLICATES * 2**k)
    for replicate in range(REPLICATES):
        cells = np.floor(u[replicate::REPLICATES] * 2**k).astype(int)
        assert sorted(cells.tolist()) == list(range(2**k))


@pytest.mark.parametrize("ki, kj", [(1, 5), (3, 3), (5, 1)])
def test_the_first_two_columns_fill_every_dyadic_box_once(ki, kj):
    x, y = column("a.x", count=8 * 64), column("a.y", count=8 * 64)
    for replicate in range(REPLICATES):
        i = np.floor(x[replicate::8] * 2**ki).astype(int)
        j = np.floor(y[replicate::8] * 2**kj).astype(int)
        assert len(set(zip(i.tolist(), j.tolist(), strict=True))) == 64


def test_replicates_paths_and_seeds_differ():
    x = points(1, 6)[:, 0]
    seen = {tuple(scrambled_by(x, seed, path, r)) for seed in (1, 2) for path in ("a", "b") for r in range(REPLICATES)}
    assert len(seen) == 2 * 2 * REPLICATES


def test_the_first_draw_is_uniform_over_paths_seeds_and_replicates():
    zero = np.zeros(1, np.uint64)
    found = [scrambled_by(zero, seed, f"p{n}", r)[0] for seed in range(5) for n in range(25) for r in range(8)]
    assert stats.kstest(found, "uniform").pvalue > 0.01


def test_replicates_are_independent_of_each_other():
    u = np.stack([column("b", seed=seed, count=8) for seed in range(400)])
    correlations = np.corrcoef(u.T)[np.triu_indices(8, 1)]
    assert np.abs(correlations).max() < 0.2


def test_the_variance_of_a_smooth_mean_is_far_below_plain_monte_carlo():
    paths, draws, seeds = ("x", "y", "z"), 512, range(30)

    def smooth(x, y, z):
        return np.exp(x) * (1 + y * y) + x * z

    ours = [smooth(*(column(path, seed=s, count=draws, paths=paths) for path in paths)).mean() for s in seeds]
    plain = [smooth(*np.random.default_rng(s).random((3, draws))).mean() for s in seeds]
    assert np.var(ours) < np.var(plain) / 5
    exact = (np.e - 1) * 4 / 3 + 1 / 4
    assert np.mean(ours) == pytest.approx(exact, abs=4 * np.std(ours) / 30**0.5 + 1e-9)


def test_the_spread_of_the_replicates_is_an_honest_error():
    paths, seeds = ("x", "y", "z"), range(60)
    ours = np.stack([np.prod([1 + column(p, seed=s, paths=paths) for p in paths], axis=0) for s in seeds])
    shares = ours.reshape(60, -1, REPLICATES).mean(axis=1)
    claimed = (shares.var(axis=1, ddof=1) / REPLICATES).mean()
    assert shares.mean(axis=1).var(ddof=1) == pytest.approx(claimed, rel=0.5)


def test_an_unknown_path_is_refused_and_the_nearest_one_offered():
    with pytest.raises(UnknownName, match=r"unknown uncertain quantity 'a\.z'; did you mean 'a\.[xy]'"):
        column("a.z")


def test_the_columns_are_a_mapping_in_the_order_of_their_paths():
    columns = SobolColumns(PATHS, 1, 0, 8)
    assert list(columns) == list(PATHS)
    assert len(columns) == 4


def test_draw_hands_out_uniforms_by_dotted_path():
    found = draw(PATHS, 1, 5, 11)
    assert found.draws == 11
    assert found.under("a").under("y").here().tolist() == column("a.y", first=5, count=11).tolist()
    assert found.under("words").under("will never").here().shape == (11,)
