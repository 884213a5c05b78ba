import numpy as np
import pytest
from hypothesis import given, settings
from kernels.games import game, sets, shapes, space_of, with_hold
from kernels.oracle import accepted, clears, zone
from kernels.search_oracle import best_deals, fewest_waivers, gap_of

from sim.kernels import RuleArrays, WorldArrays, every_deal_holds
from sim.zones.falling_short import gaps
from sim.zones.searching import compatible, counted_sizes, searched

thoroughly = settings(derandomize=True, deadline=None, database=None, max_examples=60)


@thoroughly
@given(shapes)
def test_solutions_are_those_that_looking_at_all_deals_finds(shape):
    worlds, rules = game(shape)
    found, inside = searched(worlds, rules), zone(accepted(worlds, rules), worlds, rules)
    assert found.in_zone.tolist() == inside.any(axis=1).tolist()
    for w, best in enumerate(best_deals(worlds, rules)):
        if best is None:
            assert found.egalitarian[w] == found.nash[w] == found.utilitarian[w] == found.kalai_smorodinsky[w] == -1
            assert not found.ideal[w].any()
        else:
            for name in ("egalitarian", "utilitarian", "nash", "kalai_smorodinsky"):
                assert getattr(found, name)[w] == best[name], name
            assert found.ideal[w].tolist() == best["ideal"].tolist()


@thoroughly
@given(shapes)
def test_a_gap_is_the_largest_value_of_any_deal(shape):
    worlds, rules = game(shape)
    empty = ~zone(accepted(worlds, rules), worlds, rules).any(axis=1)
    found, (value, deal) = gaps(worlds, rules, empty), gap_of(worlds, rules)
    clear = zone(clears(worlds, rules), worlds, rules).any(axis=1)
    assert found.gap.tolist() == np.where(empty & clear, value, 0).tolist()
    assert found.nearest.tolist() == np.where(empty & clear, deal, -1).tolist()
    assert found.giving_way.tolist() == np.where(empty & ~clear, fewest_waivers(worlds, rules), 0).tolist()


@thoroughly
@given(shapes)
def test_sizes_and_compatible_lines_are_those_of_all_deals(shape):
    worlds, rules = game(shape)
    assert counted_sizes(worlds, rules).tolist() == zone(accepted(worlds, rules), worlds, rules).sum(axis=1).tolist()
    assert compatible(worlds, rules).tolist() == zone(clears(worlds, rules), worlds, rules).any(axis=1).tolist()


def large_game(seed, sizes, parties, *, draws=3):
    """Return worlds of fine numbers in a space too large for the oracle's many arrays; in every other a pivot issue."""
    rng = np.random.default_rng(seed)
    space = space_of(sizes)
    weights = rng.gamma(2.0, size=(draws, parties, len(sizes)))
    weights = np.repeat(weights / weights.sum(axis=2, keepdims=True), sizes, axis=2)
    slopes = np.repeat(rng.choice([-1, 1], size=(parties, len(sizes))), sizes, axis=1)
    steps = np.concatenate([np.linspace(0, 1, size) for size in sizes])
    values = np.where(slopes > 0, steps, 1 - steps) ** rng.uniform(0.5, 2.0, size=(draws, parties, 1))
    levels = int(space.offsets[-1])
    worlds = WorldArrays(
        gains=np.floor(weights * values * 1e6).astype(np.float32),
        thresholds=np.floor(rng.uniform(0.3, 0.6, size=(draws, parties)) * 1e6).astype(np.float32),
        allowed=sets(rng.random((draws, levels, parties)) < 0.95),
        firm_bundles=np.zeros(draws, np.uint64),
        active_rules=np.full(draws, 3, np.uint64),
        **every_deal_holds(draws, parties),
    )
    guarded = np.ones(levels, bool)
    guarded[0] = False
    everybody, half = (1 << parties) - 1, (1 << parties // 2) - 1
    rules = RuleArrays(
        groups=np.array([half, everybody ^ half], np.uint64),
        quotas=np.array([parties // 2, parties - parties // 2]),
        vetoes=np.zeros(2, np.uint64),
        triggers=np.array([1, 2], np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=sets(np.stack([np.ones(levels, bool), guarded], axis=1)),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )
    return with_hold(worlds, rules, rng) if seed % 2 else (worlds, rules)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sizes, parties", [((7, 6, 6, 6, 5, 4, 4), 3), ((6, 6, 5, 5, 5, 4), 9)])
def test_in_large_spaces_the_deals_are_those_that_looking_at_all_finds(seed, sizes, parties):
    worlds, rules = large_game(seed, sizes, parties)
    inside = zone(accepted(worlds, rules), worlds, rules)
    found, best = searched(worlds, rules), best_deals(worlds, rules, shares=False)
    assert counted_sizes(worlds, rules).tolist() == inside.sum(axis=1).tolist()
    for w, solutions in enumerate(best):
        for name in ("egalitarian", "utilitarian", "nash"):
            assert getattr(found, name)[w] == (-1 if solutions is None else solutions[name])
    empty = ~inside.any(axis=1)
    some, (value, deal) = gaps(worlds, rules, empty), gap_of(worlds, rules)
    clear = zone(clears(worlds, rules), worlds, rules).any(axis=1) & empty
    assert (some.gap[clear] == value[clear]).all()
    assert (some.nearest[clear] == deal[clear]).all()


@pytest.mark.parametrize(
    "sizes, parties", [((8, 8, 7, 7, 7, 6), 2), ((6, 6, 6, 5, 5, 5, 5), 3), ((10, 10, 9, 9, 8), 4)]
)
def test_the_best_product_is_found_however_often_a_better_one_is_met_on_the_way(sizes, parties):
    worlds, rules = large_game(0, sizes, parties, draws=60)
    alone = RuleArrays(
        **rules._asdict()
        | {
            "groups": np.array([(1 << parties) - 1], np.uint64),
            "quotas": np.array([parties]),
            "vetoes": np.zeros(1, np.uint64),
            "triggers": np.ones(1, np.uint64),
        }
    )
    worlds = worlds._replace(active_rules=np.ones(60, np.uint64))
    found = searched(worlds, alone)
    issues = np.split(np.arange(rules.offsets[-1]), rules.offsets[1:-1])
    levels = np.stack(np.meshgrid(*issues, indexing="ij"), axis=-1).reshape(-1, len(sizes))
    numbers, deals = rules.numbers[levels].sum(axis=1), np.argsort(rules.numbers[levels].sum(axis=1))
    assert (numbers[deals] == np.arange(len(levels))).all()
    for w in range(60):
        clear = (worlds.allowed[w][levels[deals]] == worlds.allowed[w].max()).all(axis=1)
        surplus = [worlds.gains[w, p][levels[deals]].sum(axis=1) - worlds.thresholds[w, p] for p in range(parties)]
        fine = clear & (np.array(surplus) >= 0).all(axis=0)
        product, total = np.ones(len(deals)), np.zeros(len(deals))
        for own in surplus:
            product, total = product * (own.astype(np.float64) * 2.0**-10), total + own
        assert found.nash[w] == (np.where(fine, product, -1).argmax() if fine.any() else -1)
        assert found.utilitarian[w] == (np.where(fine, total, -1).argmax() if fine.any() else -1)


@pytest.mark.parametrize("idle", [(), (3,), (0, 3, 4), (1, 2, 3, 4, 5)])
def test_of_few_and_of_very_many_equal_deals_the_lowest_numbered_is_told(idle):
    worlds, rules = large_game(2, (4, 4, 4, 4, 4, 4), 3, draws=20)
    gains = worlds.gains.copy()
    for issue in idle:
        gains[:, :, rules.offsets[issue] : rules.offsets[issue + 1]] = 0
    worlds = worlds._replace(gains=gains, thresholds=np.floor(worlds.thresholds * np.float32(0.6)))
    found, inside = searched(worlds, rules), zone(accepted(worlds, rules), worlds, rules)
    for w, best in enumerate(best_deals(worlds, rules)):
        for name in ("egalitarian", "utilitarian", "nash", "kalai_smorodinsky"):
            assert getattr(found, name)[w] == (-1 if best is None else best[name]), name
    empty = ~inside.any(axis=1)
    clear = zone(clears(worlds, rules), worlds, rules).any(axis=1) & empty
    assert gaps(worlds, rules, empty).nearest[clear].tolist() == gap_of(worlds, rules)[1][clear].tolist()


def test_thirty_parties_are_as_exact_as_three():
    worlds, rules = large_game(0, (4, 4, 4, 4), 30, draws=20)
    worlds = worlds._replace(
        thresholds=np.floor(worlds.thresholds * np.linspace(0.2, 1.1, 20, dtype=np.float32)[:, None])
    )
    found, inside = searched(worlds, rules), zone(accepted(worlds, rules), worlds, rules)
    assert found.in_zone.tolist() == inside.any(axis=1).tolist()
    for w, best in enumerate(best_deals(worlds, rules)):
        assert found.nash[w] == (-1 if best is None else best["nash"])
        assert found.kalai_smorodinsky[w] == (-1 if best is None else best["kalai_smorodinsky"])
    empty = ~inside.any(axis=1)
    clear = zone(clears(worlds, rules), worlds, rules).any(axis=1) & empty
    assert gaps(worlds, rules, empty).nearest[clear].tolist() == gap_of(worlds, rules)[1][clear].tolist()


def test_numbers_on_paper():
    """Land and money: A has 6, 4 or 0 of land and 0 or 3 of money, B 0, 3 or 6 and 3 or 0; each asks for 5."""
    gains = np.array([[[6, 4, 0, 0, 3], [0, 3, 6, 3, 0]]], np.float32)
    rules = RuleArrays(
        groups=np.array([3], np.uint64),
        quotas=np.array([2]),
        vetoes=np.array([0], np.uint64),
        triggers=np.array([1], np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(5, np.uint64),
        numbers=np.array([0, 2, 4, 0, 1]),
        offsets=np.array([0, 3, 5]),
        pivots=np.zeros(0, np.int64),
    )
    worlds = WorldArrays(
        gains=gains,
        thresholds=np.array([[5, 5]], np.float32),
        allowed=np.full((1, 5), 3, np.uint64),
        firm_bundles=np.zeros(1, np.uint64),
        active_rules=np.ones(1, np.uint64),
        **every_deal_holds(1, 2),
    )
    assert gaps(worlds, rules, np.array([True])) == (-1, 2, 0)  # 4 and 6: A lacks 1
    lower = worlds._replace(thresholds=np.array([[3, 3]], np.float32))
    found = searched(lower, rules)
    assert (found.egalitarian[0], found.nash[0], found.utilitarian[0], found.kalai_smorodinsky[0]) == (2, 2, 2, 2)
    assert found.ideal[0].tolist() == [4, 3]  # deals 1 and 4 leave one with nothing
    assert counted_sizes(lower, rules).tolist() == [4]
