import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from sim.engine.checks import checked
from sim.scenario import Case, read_scenario
from sim.streams import Uniforms
from sim.worlds import build, compiled_rules, quantities, record, space_of, uncertain
from sim.zones import buyable, tally

# No code path names a party: two parties change places


class Exchange:
    """Two names that change places, in whatever is written, in dotted paths and on the axis of the parties."""

    def __init__(self, first, second):
        self.other = {first: second, second: first}

    def name(self, name):
        return self.other.get(name, name)

    def path(self, path):
        return ".".join(self.name(part) for part in path.split("."))

    def written(self, node):
        if isinstance(node, dict):
            return {self.name(key): self.written(below) for key, below in node.items()}
        if isinstance(node, list | tuple):
            return [self.written(below) for below in node]
        return self.name(node) if isinstance(node, str) else node

    def case(self, case):
        """Return the scenario with the two blocks exchanged; the order of the names stays."""
        changed = self.written(case.model_dump(mode="json", exclude_unset=True))
        changed["parties"] = {name: changed["parties"][name] for name in case.parties}
        return Case.model_validate(changed)

    def order(self, case):
        names = list(case.parties)
        return np.array([names.index(self.name(name)) for name in names])

    def bits(self, case, sets):
        moved = np.zeros_like(sets)
        for new, old in enumerate(self.order(case)):
            moved |= ((sets >> np.uint64(old)) & np.uint64(1)) << np.uint64(new)
        return moved


def results(case, uniforms):
    """Return all that is found about a scenario in some draws: worlds, counts, verdicts, columns, checks, buyable."""
    worlds, rules = build(case, uniforms), compiled_rules(case, space_of(case))
    found = tally(worlds.arrays, rules)
    drawn, holds = record(case, worlds, uniforms, quantities(case)), checked(case, worlds, rules)
    return worlds.arrays, found.counts, found.verdicts, drawn, holds, buyable(worlds.arrays, rules.offsets)


def assert_exchanged(case, exchange, seed, draws):
    """Check that exchanging two parties, in the file and in the draws, exchanges them in every result and no more."""
    paths = uncertain(case)
    columns = drawn_at_once(case, seed, draws).columns
    swapped = exchange.case(case)
    assert set(uncertain(swapped)) == {exchange.path(path) for path in paths}
    renamed = {exchange.path(path): column for path, column in columns.items()}
    arrays, counts, verdicts, drawn, holds, bought = results(case, Uniforms(columns, draws))
    after = results(swapped, Uniforms(renamed, draws))
    order = exchange.order(case)
    np.testing.assert_array_equal(after[0].gains, arrays.gains[:, order])
    np.testing.assert_array_equal(after[0].thresholds, arrays.thresholds[:, order])
    np.testing.assert_array_equal(after[0].allowed, exchange.bits(case, arrays.allowed))
    np.testing.assert_array_equal(after[0].active_rules, arrays.active_rules)
    np.testing.assert_array_equal(after[1].joint, counts.joint)
    np.testing.assert_array_equal(after[1].cells, counts.cells)
    np.testing.assert_array_equal(after[1].accepted, counts.accepted[:, order])
    np.testing.assert_array_equal(after[1].sole, counts.sole[:, order])
    np.testing.assert_array_equal(after[1].refused_cells, counts.refused_cells[order])
    np.testing.assert_array_equal(after[2].sizes, verdicts.sizes)
    np.testing.assert_array_equal(after[2].compatible, verdicts.compatible)
    np.testing.assert_array_equal(after[2].blockers, exchange.bits(case, verdicts.blockers))
    assert set(after[3]) == {exchange.path(path) for path in drawn}
    for path, column in drawn.items():
        np.testing.assert_array_equal(after[3][exchange.path(path)], column, err_msg=path)
    assert set(after[4]) == set(holds)
    for name, held in holds.items():
        np.testing.assert_array_equal(after[4][name], held, err_msg=name)
    np.testing.assert_array_equal(after[5], bought[order])
    return arrays, verdicts


ON_THE_TABLE = {
    "proposals": {
        "text": {"clauses": {"x": "b", "y": {"one_of": ["b", "c"]}}},
        "other": {"clauses": {"z": "b"}},
    },
    "checks": {
        "takes": {"accepts": {"party": "p", "proposal": "text"}},
        "declines": {"refuses": {"party": ["p", "q"], "proposal": "text"}},
        "likes": {"prefers": {"party": "q", "proposal": "text", "over": "other"}},
        "apart": {"most_opposed": {"parties": ["p", "q"], "issues": ["x"]}},
    },
}


@settings(derandomize=True, deadline=None, database=None, max_examples=40)
@given(seed=st.integers(0, 2**32 - 1))
def test_exchanging_two_parties_exchanges_them_in_every_result(seed):
    written = random_scenario(np.random.default_rng(seed), **ON_THE_TABLE)
    names = list(written["parties"])
    written["parties"][names[-1]]["values"]["x"] = {"follows": {"party": "p", "by": {"uniform": [0, 1]}}}
    arrays, _ = assert_exchanged(scenario(**written), Exchange(names[0], names[-1]), 9, 48)
    assert (arrays.gains[:, 0] != arrays.gains[:, len(names) - 1]).any()


def test_exchanging_russia_and_ukraine_in_the_moscow_talks_exchanges_them_in_every_result():
    case = read_scenario("moscow-talks").case
    arrays, verdicts = assert_exchanged(case, Exchange("russia", "ukraine"), 1, 64)
    assert 0 < (verdicts.sizes > 0).sum() < 64
    assert (arrays.thresholds[:, 1] != arrays.thresholds[:, 2]).any()


# A worse level under each issue changes nothing that is stated in the party's own swings

POINTS = {"before": 100, "after": 250}
"""Points of every party between its worst and its best deal: a point is 10,000 millionths, then 4,000."""
ISSUES = {"land": ("l0", "l1", "l2", "l3"), "money": ("m0", "m1", "m2"), "arms": ("a0", "a1")}


def split(rng, total, parts, least):
    """Return whole numbers of at least ``least`` that sum to ``total``."""
    spare = total - least * parts
    cuts = np.sort(rng.integers(0, spare + 1, size=parts - 1))
    return (np.diff([0, *cuts, spare]) + least).tolist()


def tables(rng):
    """Return a party's points on every issue: their spreads sum to 100."""
    found = {}
    for (issue, levels), spread in zip(ISSUES.items(), split(rng, POINTS["before"], len(ISSUES), 10), strict=True):
        points = [0, spread, *rng.integers(0, spread + 1, size=len(levels) - 2).tolist()]
        found[issue] = dict(zip(levels, rng.permutation(points).tolist(), strict=True))
    return found


def no_deals(issue, swing, points):
    """Return ways to state no deal in the party's own scale, and a bare number of as many points."""
    between = {"issue": issue, "between": swing}
    as_good_as = {"land": "l1", "money": "m1", "arms": "a0"}
    outlook = {"land": {"l0": {"one_of": [1, 3]}, "l2": 1}, "money": {"m0": 1}, "arms": {"a0": 1, "a1": 3}}
    plus = {"one_of": [-0.5, 0, 0.4]}
    return {
        "as good as": {"as_good_as": as_good_as, "plus": plus, "swing": between},
        "outlook": {"outlook": outlook, "cost": {"one_of": [-0.6, -0.1, 0.3]}, "swing": between},
        "number": points / 100,
    }


def game(seed, kind, worse):
    """Return a scenario whose tables have whole points; ``worse`` adds a level far below all others to each issue."""
    rng = np.random.default_rng(seed)
    levels = {issue: [*names, "worse"] if worse else list(names) for issue, names in ISSUES.items()}
    parties = {}
    for name in "pqr":
        values, drops = tables(rng), split(rng, POINTS["after"] - POINTS["before"], len(ISSUES), 46)
        stated = no_deals("land", list(rng.choice(ISSUES["land"], size=2, replace=False)), int(rng.integers(50, 75)))
        refused = {"issue": "land", "refuses": str(rng.choice(ISSUES["land"])), "words": "half"}
        if worse:
            values = {
                issue: {**table, "worse": -drop} for (issue, table), drop in zip(values.items(), drops, strict=True)
            }
        parties[name] = {
            "values": {issue: {"table": table} for issue, table in values.items()},
            "weights": {issue: max(table.values()) - min(table.values()) for issue, table in values.items()},
            "lines": {"no": refused, "top": {"issue": "money", "at_most": {"one_of": ["m1", "m2"]}, "words": "half"}},
            "no_deal": stated[kind],
        }
    issues = {issue: {"levels": {n: n for n in names}, "must_settle": True} for issue, names in levels.items()}
    return scenario(issues=issues, parties=parties)


def zone_by_name(case, draws=128):
    """Return, for every deal by its levels, how often it is in the zone and who accepts it; and the zones' sizes."""
    space = space_of(case)
    arrays = build(case, drawn_at_once(case, 6, draws)).arrays
    found = tally(arrays, compiled_rules(case, space))
    by_name = {
        space.levels_of(d): (int(found.counts.joint[d]), found.counts.accepted[d].tolist()) for d in range(space.deals)
    }
    return by_name, found.verdicts.sizes


SEEDS = range(12)


@pytest.mark.parametrize("kind", ["as good as", "outlook"])
def test_a_worse_level_under_each_issue_leaves_the_zone_unchanged_where_no_deal_is_stated_in_own_swings(kind):
    sizes = []
    for seed in SEEDS:
        before, had = zone_by_name(game(seed, kind, worse=False))
        after, _ = zone_by_name(game(seed, kind, worse=True))
        assert {deal: after[deal] for deal in before} == before
        sizes.append(had)
    sizes = np.concatenate(sizes)
    assert (sizes == 0).any()
    assert (sizes > 0).any()


def test_a_bare_number_does_not_move_with_the_weights_so_a_worse_level_changes_the_zone():
    for seed in SEEDS:
        before, had = zone_by_name(game(seed, "number", worse=False))
        after, _ = zone_by_name(game(seed, "number", worse=True))
        kept = {deal: after[deal] for deal in before}
        assert kept != before
        assert sum(joint for joint, _ in kept.values()) > had.sum()


def test_thresholds_in_own_swings_stay_the_same_number_of_points():
    for kind in ("as good as", "outlook"):
        points = []
        for worse, millionths_a_point in [(False, 10_000), (True, 4_000)]:
            case = game(3, kind, worse)
            arrays = build(case, drawn_at_once(case, 6, 64)).arrays
            base = arrays.gains[:, :, 0] + arrays.gains[:, :, space_of(case).offsets[1]]
            points.append(
                (arrays.thresholds - base - arrays.gains[:, :, space_of(case).offsets[2]]) / millionths_a_point
            )
        np.testing.assert_array_equal(*points)
