import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from kernels.games import STEP, Shape, game, sets, shapes, space_of
from kernels.oracle import by_definition, members, table

from sim.draws import draw
from sim.kernels import RuleArrays, WorldArrays, count_zones, every_deal_holds, no_verdicts
from sim.kernels.bit_counters import MOST
from sim.scenario import read_scenario
from sim.worlds import build, compiled_rules, uncertain
from sim.worlds import space_of as space_of_case
from sim.zones import existence, sizes, tally

ALL = np.uint64(2**64 - 1)


def looked_at(worlds, rules):
    found = tally(worlds, rules)
    return found.counts, found.verdicts


def assert_same(found, expected):
    for ours, theirs in zip(found, expected, strict=True):
        for name in ours._fields:
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), err_msg=name)


@settings(derandomize=True, deadline=None, database=None, max_examples=200)
@given(shapes, st.lists(st.integers(0, 127), max_size=3))
def test_every_count_equals_the_definition_worked_out_deal_by_deal(shape, chosen):
    worlds, rules = game(shape)
    coalitions = [members % 2**shape.parties for members in chosen]
    found = tally(worlds, rules, coalitions=coalitions)
    counts, verdicts = found.counts, found.verdicts
    event(f"some zone empty: {bool((verdicts.sizes == 0).any())}")
    event(f"some zone not empty: {bool((verdicts.sizes > 0).any())}")
    assert_same((counts, verdicts), by_definition(worlds, rules, coalitions))
    assert sizes(worlds, rules).tolist() == verdicts.sizes.tolist()


@pytest.mark.parametrize(
    "shape",
    [
        Shape((7, 7, 6, 6, 6, 5, 4), 4, 3, 3, 0.8, 1, holds=True),
        Shape((6, 6, 6, 6), 30, 4, 5, 0.3, 2, linked=True),
        Shape((40, 30, 3), 12, 2, 3, 0.6, 3, holds=True, linked=True),
        Shape((3, 2, 2), 60, 2, 2, 0.3, 4),
        Shape((300, 2), 2, 1, 2, 0.6, 5, holds=True),
    ],
    ids=str,
)
def test_many_deals_and_many_parties_are_counted_as_the_definition_says(shape):
    worlds, rules = game(shape, draws=2)
    coalitions = [0b11, 2**shape.parties - 1]
    found = tally(worlds, rules, coalitions=coalitions)
    assert_same((found.counts, found.verdicts), by_definition(worlds, rules, coalitions))
    assert sizes(worlds, rules).tolist() == found.verdicts.sizes.tolist()


def test_more_worlds_than_one_batch_holds_are_all_counted():
    worlds, rules = game(Shape((3, 4, 2), 3, 2, 2, 0.6, 6), draws=2 * MOST + 5)
    assert_same(looked_at(worlds, rules), by_definition(worlds, rules))


def test_the_shipped_talks_over_moscow_are_counted_as_the_definition_says():
    case = read_scenario("moscow-talks").case
    worlds = build(case, draw(uncertain(case), 1, 0, 12)).arrays
    rules = compiled_rules(case, space_of_case(case))
    found = tally(worlds, rules, coalitions=[0b0110])
    assert_same((found.counts, found.verdicts), by_definition(worlds, rules, [0b0110]))
    assert 0 < found.counts.joint.sum() < found.counts.coalitions.sum()


def test_nearly_five_thousand_worlds_of_every_sort_equal_the_definition():
    rng = np.random.default_rng(2025)
    sorts = ["zone", "empty", "incompatible", "empty though compatible", "blocked", "sole", "shared", "everything"]
    seen = dict.fromkeys(sorts, 0)
    for seed in range(120):
        levels = tuple(int(count) for count in rng.integers(2, 6, size=rng.integers(2, 6)))
        parties, bundles, rules = (int(rng.integers(low, high)) for low, high in [(2, 8), (0, 5), (1, 6)])
        worlds, compiled = game(Shape(levels, parties, bundles, rules, (0.3, 0.6, 0.8, 1.0)[seed % 4], seed), draws=40)
        counts, verdicts = looked_at(worlds, compiled)
        assert_same((counts, verdicts), by_definition(worlds, compiled))
        empty = verdicts.sizes == 0
        assert existence(worlds, compiled).in_zone.tolist() == (~empty).tolist()
        seen["zone"] += (~empty).sum()
        seen["empty"] += empty.sum()
        seen["incompatible"] += (~verdicts.compatible).sum()
        seen["empty though compatible"] += (empty & verdicts.compatible).sum()
        seen["blocked"] += (verdicts.blockers != 0).sum()
        seen["sole"] += (counts.sole > 0).sum()
        seen["shared"] += (counts.shared > 0).sum()
        seen["everything"] += (verdicts.sizes == len(table(compiled))).sum()
    assert seen["zone"] + seen["empty"] == 4800
    assert min(seen.values()) >= 40, seen


def with_changes(arrays, changes):
    """Replace those arrays that are named."""
    mine = {name: value for name, value in changes.items() if name in arrays._fields}
    return arrays._replace(**{name: np.array(value, getattr(arrays, name).dtype) for name, value in mine.items()})


def two_by_two(thresholds, **changes):
    """Return a game to do on paper: land (keep, share) x money (none, some), two parties, both needed.

    Worth to the first: keep 600,000, some 400,000; to the second: share 700,000, none 300,000.
    Deals: 0 keep none, 1 keep some, 2 share none, 3 share some; utilities 6 10 0 4 and 3 0 10 7 (hundred thousands).
    """
    space = space_of((2, 2))
    gains = np.array([[[6, 0, 0, 4], [0, 7, 3, 0]]], np.float32) * 100_000
    worlds = WorldArrays(
        gains=gains,
        thresholds=np.array([thresholds], np.float32),
        allowed=np.full((1, 4), 0b11, np.uint64),
        firm_bundles=np.zeros(1, np.uint64),
        active_rules=np.ones(1, np.uint64),
        **every_deal_holds(1, 2),
    )
    rules = RuleArrays(
        groups=np.array([0b11], np.uint64),
        quotas=np.array([2], np.int64),
        vetoes=np.zeros(1, np.uint64),
        triggers=np.array([0b10], np.uint64),
        bundle_parties=np.array([0], np.int64),
        patterns=np.array([0b10, 0b11, 0b10, 0b11], np.uint64),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )
    return looked_at(with_changes(worlds, changes), with_changes(rules, changes))


def test_a_deal_worth_exactly_the_threshold_to_both_is_the_zone():
    counts, verdicts = two_by_two([400_000, 700_000])
    assert counts.joint.tolist() == [0, 0, 0, 1]
    assert counts.accepted.tolist() == [[1, 0], [1, 0], [0, 1], [1, 1]]
    assert counts.sole.tolist() == [[0, 1], [0, 1], [1, 0], [0, 0]]
    assert (verdicts.sizes[0], verdicts.compatible[0], verdicts.blockers[0]) == (1, True, 0)


def test_one_millionth_more_and_each_party_blocks():
    counts, verdicts = two_by_two([400_001, 700_000])
    assert counts.joint.sum() == 0
    assert (verdicts.sizes[0], verdicts.compatible[0], verdicts.blockers[0]) == (0, True, 0b11)


def test_cells_hold_the_levels_of_the_zone_deal_and_refusals_the_levels_a_party_never_takes():
    counts, _ = two_by_two([400_000, 700_000])
    share, some, none, keep = 1, 3, 2, 0
    assert np.argwhere(counts.cells).tolist() == [[share, share], [share, some], [some, some]]
    assert counts.refused_cells[0, share, none] == 1
    assert counts.refused_cells[1, keep, keep] == 1
    assert counts.refused_cells[0, keep, some] == 0
    assert counts.refused_cells[0, keep, share] == 1, "no deal holds both, so none of them is accepted"


def test_a_firm_bundle_is_refused_whatever_it_is_worth():
    _, verdicts = two_by_two([400_000, 700_000], firm_bundles=[1])
    assert (verdicts.sizes[0], verdicts.compatible[0], verdicts.blockers[0]) == (0, True, 0b11)


def test_lines_that_leave_no_common_deal_are_incompatible_and_a_resting_rule_lets_all_pass():
    keep_only, share_only = 0b01, 0b10
    lines = [[keep_only, share_only, 0b11, 0b11]]
    _, verdicts = two_by_two([0, 0], allowed=lines)
    assert (verdicts.sizes[0], verdicts.compatible[0], verdicts.blockers[0]) == (0, False, 0b11)
    _, verdicts = two_by_two([0, 0], allowed=lines, active_rules=[0])
    assert (verdicts.sizes[0], verdicts.compatible[0], verdicts.blockers[0]) == (4, True, 0)


def test_a_quota_of_one_passes_with_either_party_and_a_veto_makes_it_that_party():
    assert two_by_two([600_000, 1_000_000], quotas=[1])[0].joint.tolist() == [1, 1, 1, 0]
    assert two_by_two([600_000, 1_000_000], quotas=[1], vetoes=[0b10])[0].joint.tolist() == [0, 0, 1, 0]


def test_a_deal_that_either_of_two_alone_keeps_out_is_shared_and_counted_once():
    share, some, none, keep = 1, 3, 2, 0
    counts, _ = two_by_two([600_000, 1_000_000], quotas=[1])
    assert counts.sole.tolist() == [[0, 0], [0, 0], [0, 0], [1, 1]]
    assert counts.shared[[share, some]].tolist() == [[1, 1, 1], [1, 1, 1]]
    assert not counts.shared[[keep, none]].any()


def test_where_everybody_must_agree_nobody_shares_in_keeping_a_deal_out():
    counts, _ = two_by_two([400_001, 700_000])
    assert counts.sole.any()
    assert not counts.shared.any()


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(shapes, st.data())
def test_a_zone_grows_when_a_threshold_falls(shape, data):
    worlds, rules = game(shape)
    party = data.draw(st.integers(0, shape.parties - 1))
    lower = worlds.thresholds.copy()
    lower[:, party] -= data.draw(st.sampled_from([1, STEP, 4 * STEP]))
    before, after = looked_at(worlds, rules), looked_at(worlds._replace(thresholds=lower), rules)
    assert (after[0].joint >= before[0].joint).all()
    assert (after[0].accepted >= before[0].accepted).all()
    assert (after[1].sizes >= before[1].sizes).all()
    np.testing.assert_array_equal(after[1].compatible, before[1].compatible)


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(shapes, st.data())
def test_relabeling_the_parties_permutes_every_count(shape, data):
    worlds, rules = game(shape)
    order = np.array(data.draw(st.permutations(range(shape.parties))))

    def moved(bits):
        return sets(members(bits, shape.parties)[..., order])

    by_party = {name: getattr(worlds, name)[:, order] for name in ("gains", "thresholds", "holds", "setbacks")}
    relabeled_worlds = worlds._replace(allowed=moved(worlds.allowed), **by_party)
    relabeled_rules = rules._replace(
        groups=moved(rules.groups), vetoes=moved(rules.vetoes), bundle_parties=np.argsort(order)[rules.bundle_parties]
    )
    counts, verdicts = looked_at(worlds, rules)
    expected = counts._replace(
        accepted=counts.accepted[:, order],
        sole=counts.sole[:, order],
        shared=counts.shared[:, [*order, shape.parties]],
        refused_cells=counts.refused_cells[order],
    )
    found = looked_at(relabeled_worlds, relabeled_rules)
    assert_same(found, (expected, verdicts._replace(blockers=moved(verdicts.blockers))))


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(shapes, st.data())
def test_relabeling_the_issues_permutes_every_count(shape, data):
    worlds, rules = game(shape)
    sizes = np.diff(rules.offsets)
    order = data.draw(st.permutations(range(len(sizes))))
    space = space_of(sizes[list(order)])
    old_level = np.concatenate([np.arange(rules.offsets[i], rules.offsets[i + 1]) for i in order])
    relabeled = rules._replace(
        patterns=rules.patterns[old_level],
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.array([order.index(i) for i in rules.pivots], np.int64),
    )
    old_deal = rules.numbers[old_level[table(relabeled)]].sum(axis=1)
    found = looked_at(
        worlds._replace(gains=worlds.gains[:, :, old_level], allowed=worlds.allowed[:, old_level]), relabeled
    )
    counts, verdicts = looked_at(worlds, rules)
    low, high = np.minimum.outer(old_level, old_level), np.maximum.outer(old_level, old_level)
    expected = counts._replace(
        joint=counts.joint[old_deal],
        accepted=counts.accepted[old_deal],
        sole=counts.sole[old_deal],
        shared=counts.shared[old_level],
        cells=np.triu(counts.cells[low, high]),
        refused_cells=np.triu(counts.refused_cells[:, low, high]),
    )
    assert_same(found, (expected, verdicts))


@settings(derandomize=True, deadline=None, database=None, max_examples=20)
@given(shapes, st.integers(0, 30))
def test_counts_of_two_parts_add_up_and_each_world_keeps_its_verdict(shape, cut):
    worlds, rules = game(shape)
    halves = [WorldArrays(*(array[part] for array in worlds)) for part in (slice(cut), slice(cut, None))]
    parts = [looked_at(half, rules) for half in halves]
    counts = [first + second for first, second in zip(*(found for found, _ in parts), strict=True)]
    verdicts = [np.concatenate(both) for both in zip(*(found for _, found in parts), strict=True)]
    whole = looked_at(worlds, rules)
    assert_same(whole, (type(whole[0])(*counts), type(whole[1])(*verdicts)))


def test_counts_are_added_to_what_is_there():
    worlds, rules = game(Shape((3, 2), 3, 2, 2, 0.6, 7))
    once, _ = looked_at(worlds, rules)
    twice, _ = looked_at(worlds, rules)
    count_zones(worlds, rules, np.zeros(0, np.uint64), twice, no_verdicts(len(worlds.thresholds)))
    for name in once._fields:
        np.testing.assert_array_equal(getattr(twice, name), 2 * getattr(once, name))


@pytest.mark.parametrize("distance", [-1, 0, 1])
def test_sums_are_exact_to_the_unit_up_to_16_7_million(distance):
    parts = [[5_592_403, 2], [5_592_405, 8_388_607], [5_592_407, 2]]
    space = space_of((2, 2, 2))
    whole = sum(first for first, _ in parts)
    assert whole == 2**24 - 1
    worlds = WorldArrays(
        gains=np.array(parts, np.float32).reshape(1, 1, 6),
        thresholds=np.array([[whole + distance]], np.float32),
        allowed=np.full((1, 6), ALL, np.uint64),
        firm_bundles=np.zeros(1, np.uint64),
        active_rules=np.ones(1, np.uint64),
        **every_deal_holds(1, 1),
    )
    rules = RuleArrays(
        groups=np.ones(1, np.uint64),
        quotas=np.ones(1, np.int64),
        vetoes=np.zeros(1, np.uint64),
        triggers=np.ones(1, np.uint64),
        bundle_parties=np.zeros(0, np.int64),
        patterns=np.ones(6, np.uint64),
        numbers=space.numbers,
        offsets=space.offsets,
        pivots=np.zeros(0, np.int64),
    )
    counts, _ = looked_at(worlds, rules)
    assert counts.joint[0] == (distance <= 0), "5592403 + 5592405 + 5592407 = 16777215"


def test_large_random_gains_equal_the_definition_to_the_unit():
    shape = Shape((4, 4, 4), 4, 2, 3, 0.5, 11)
    worlds, rules = game(shape, draws=50)
    rng = np.random.default_rng(16)
    gains = rng.integers(5_500_000, 5_592_405, size=worlds.gains.shape).astype(np.float32)
    deals = table(rules)
    near = rng.integers(len(deals), size=worlds.thresholds.shape)
    whole = sum(np.take_along_axis(gains, deals[near, i][:, :, None], axis=2)[:, :, 0] for i in range(3))
    thresholds = whole + rng.integers(-1, 2, size=whole.shape).astype(np.float32)
    large = worlds._replace(gains=gains, thresholds=thresholds)
    assert thresholds.max() < 2**24
    assert_same(looked_at(large, rules), by_definition(large, rules))


def test_an_issue_of_a_thousand_levels_needs_no_room_for_pairs_of_its_own_levels():
    worlds, rules = game(Shape((1000, 5), 2, 0, 1, 0.5, 3), draws=2)
    found = tally(worlds, rules)
    assert found.counts.cells[:1000, :1000].sum() == np.diagonal(found.counts.cells)[:1000].sum()
