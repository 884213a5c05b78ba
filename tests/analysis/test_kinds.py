"""Kinds of deals: planted ones are found, and every number is that of listing each world's zone deal by deal."""

from itertools import product

import numpy as np
import pytest
from worlds.test_worlds import scenario

from sim import Scenario
from sim.analysis import kinds as analysis
from sim.analysis.kinds import (
    in_kinds,
    kinds_table,
    levels_of,
    marks,
    profiles,
    sampled,
    weighed_by_solutions,
    weighed_by_zone,
)
from sim.analysis.sentences.kinds import kind_sentences, kinds_finding, names_of
from sim.draws import draw
from sim.engine import Plan, run
from sim.engine.kinds import counts_by_replicate, kinds_held, typical_of
from sim.errors import BadArgument
from sim.results import estimate
from sim.surface.kinds import kinds_of
from sim.worlds import build, compiled_rules, space_of, uncertain
from sim.zones import consented_to, surplus_at

DRAWS = 64
ISSUES = ("a", "b", "c")


def two_kinds(**more):
    """Return a scenario whose deals are all low or all high: what is between, or mixed, a firm line refuses."""
    levels = {name: [f"{name}{k}" for k in range(6)] for name in ISSUES}
    issues = {
        name: {"levels": {level: level.upper() for level in own}, "must_settle": True} for name, own in levels.items()
    }
    low, high = ({name: own[part] for name, own in levels.items()} for part in (slice(0, 3), slice(3, 6)))
    mixed = {
        f"mixed-{one}{other}": {"never_together": {one: low[one], other: high[other]}, "words": "sure"}
        for one, other in product(ISSUES, ISSUES)
        if one != other
    }
    middle = {f"not-{name}": {"issue": name, "refuses": own[2:4], "words": "sure"} for name, own in levels.items()}
    party = {
        "weights": dict.fromkeys(ISSUES, 1),
        "values": {name: {"table": dict(zip(own, (8, 10, 0, 0, 9, 7), strict=True))} for name, own in levels.items()},
        "no_deal": {"uniform": [0.6, 0.95]},
    }
    return scenario(
        issues=issues,
        parties={"north": {**party, "lines": {**mixed, **middle}}, "south": party},
        words={"sure": 1.0},
        **more,
    )


def asked(case, kinds=None):
    """Return a study, its deals in kinds, and the table of them."""
    plan, paths = Plan(DRAWS, 1), uncertain(case)
    study = run(case, paths, plan)
    found = in_kinds(study, weighed_by_zone(counts_by_replicate(case, paths, plan)), kinds)
    held = kinds_held(case, paths, found.by_deal, plan)
    return study, found, kinds_table(found, held, typical_of(case, paths, found.typical, plan))


@pytest.fixture(scope="module")
def planted():
    return asked(two_kinds())


def zones(study):
    """Return the zone of every world as a set of deals, each looked at alone, and the worlds and rules."""
    case = study.case
    worlds, space = build(case, draw(study.paths, 1, 0, DRAWS)), space_of(case)
    rules = compiled_rules(case, space)
    agreed = [consented_to(worlds.arrays, rules, np.tile(text, (DRAWS, 1))) for text in space.table]
    return [set(np.flatnonzero([own[w] for own in agreed]).tolist()) for w in range(DRAWS)], worlds, rules


def test_planted_kinds_are_found_and_called_by_what_marks_them(planted):
    study, found, table = planted
    levels = levels_of(study.space, found.weighed.deals)
    assert found.number == 2
    assert found.grouping.stands
    high = (levels >= 3).all(axis=1)
    assert set(zip(found.labels.tolist(), high.tolist(), strict=True)) in (
        {(0, False), (1, True)},
        {(0, True), (1, False)},
    )
    for k, own in enumerate(marks(found)):
        assert len(own) == 2
        assert {issue for issue, _ in own} <= set(ISSUES)
        part = {level[-1] for _, level in own}
        assert part <= ({"4", "5"} if high[found.labels == k].all() else {"0", "1"})
    assert all(len(name.split(" · ")) == 2 for name in names_of(found))
    assert "2 kinds that lie apart" in kinds_finding(found)
    assert table["weight"].sum() == pytest.approx(1)
    assert table["weight"].is_monotonic_decreasing


def test_counts_by_replicate_add_up_to_those_of_the_study_whatever_the_blocks(planted):
    study, *_ = planted
    one, other = (counts_by_replicate(study.case, study.paths, Plan(DRAWS, 1, block)) for block in (7, 64))
    np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(one.sum(axis=0), study.counts.joint)
    listed, *_ = zones(study)
    for r in range(8):
        wanted = [sum(deal in zone for zone in listed[r::8]) for deal in range(study.space.deals)]
        assert one[r].tolist() == wanted


def test_every_number_of_a_kind_is_that_of_listing_the_zone_of_each_world(planted):
    study, found, table = planted
    listed, worlds, rules = zones(study)
    for k in range(found.number):
        own, row = set(found.weighed.deals[found.labels == k].tolist()), table.loc[k + 1]
        share = estimate(np.array([bool(zone & own) for zone in listed]), 8)
        assert (row["share"], row["share_low"], row["share_high"]) == (share.share, share.low, share.high)
        assert row["agreed"] == np.mean([found.typical[k] in zone for zone in listed])
        surplus = surplus_at(worlds.arrays, rules, np.full(DRAWS, found.typical[k]))
        for p, party in enumerate(study.parties):
            assert row[f"gain.{party}"] == pytest.approx(surplus[:, p].mean())
            assert row[f"gain.{party}_low"] < row[f"gain.{party}"] < row[f"gain.{party}_high"]
            only = (surplus[:, p] < 0) & (surplus[:, 1 - p] >= 0)
            assert row[f"alone.{party}"] == only.mean()


def test_a_profile_is_the_share_of_a_kinds_weight_with_each_level(planted):
    study, found, table = planted
    shares = profiles(found)
    np.testing.assert_allclose(shares.groupby("issue").sum(), 1)
    levels, weights = levels_of(study.space, found.weighed.deals), found.weighed.weights
    for (issue, level), row in shares.iterrows():
        i = study.space.issues.index(issue)
        has = levels[:, i] == study.space.levels[i].index(level)
        for k in range(found.number):
            mine = found.labels == k
            assert row[k + 1] == pytest.approx(weights[mine & has].sum() / weights[mine].sum())
    for k, deal in enumerate(found.typical):
        assert tuple(table.loc[k + 1, [f"typical.{issue}" for issue in ISSUES]]) == study.space.levels_of(deal)


def test_a_typical_deal_has_the_least_mean_distance_to_its_kind(planted):
    study, found, _ = planted
    levels, weights = levels_of(study.space, found.weighed.deals), found.weighed.weights
    for k, deal in enumerate(found.typical):
        mine = found.labels == k
        far = np.abs(levels[mine][:, None] - levels[mine][None]).sum(axis=2) @ weights[mine]
        assert deal in found.weighed.deals[mine][far == far.min()]


def test_a_zone_that_is_one_range_of_deals_is_one_kind():
    found = kinds_of(Scenario.load("moscow-talks").run(256))
    assert len(found.table) == 1
    assert found.table.loc[1, "share"] == found.found.study.zone.share
    assert "of one kind" in found.finding
    assert "kinds have one above 0.25" in found.finding


def test_kinds_that_were_asked_for_are_said_not_to_lie_apart():
    run_of = Scenario.load("moscow-talks").run(128)
    found = kinds_of(run_of, 3)
    assert len(found.table) == 3
    assert "but they are none" in found.finding
    for wrong in (0, 7):
        with pytest.raises(BadArgument, match="1 to 6 kinds"):
            kinds_of(run_of, wrong)


def test_no_zone_has_no_kinds():
    closed = Scenario.load("moscow-talks").change({"parties.ukraine.no_deal": 0.999, "parties.russia.no_deal": 0.999})
    found = kinds_of(closed.run(16))
    assert found.table.empty
    assert "no kinds" in found.finding
    with pytest.raises(BadArgument, match="no kind to draw"):
        found.plot()


def test_of_deals_that_nobody_counts_the_bargaining_solutions_are_grouped():
    study = Scenario.load("public-record").run(64).study
    weighed = weighed_by_solutions(study)
    chosen = np.stack([*study.solutions.deals.values()])
    for r in range(8):
        own = chosen[:, r::8]
        wanted = [int((own == deal).sum()) for deal in weighed.deals]
        assert weighed.replicates[r].tolist() == wanted
    found = kinds_of(Scenario.load("public-record").run(64), 2)
    for k in (1, 2):
        own = weighed.deals[found.found.labels == k - 1]
        assert found.table.loc[k, "share"] == np.isin(study.solutions.nash, own).mean()
    assert found.table["share"].sum() == pytest.approx((study.solutions.nash >= 0).mean())
    assert "too many to count" in found.finding
    assert "the Nash deal is of it" in " ".join(kind_sentences(found.found, found.table.loc[1]))


def test_of_many_deals_a_sample_holds_each_about_as_often_as_its_weight_tells(monkeypatch):
    monkeypatch.setattr(analysis, "MOST_POINTS", 100)
    weights = np.random.default_rng(0).integers(0, 50, 1000)
    kept, times = sampled(weights)
    assert times.sum() == 100
    expected = weights * 100 / weights.sum()
    assert (np.abs(times - expected[kept]) < 1).all()
    assert (weights[kept] > 0).all()
    assert len(np.unique(kept)) == len(kept)


def test_a_sample_of_the_deals_finds_the_planted_kinds_too(monkeypatch, planted):
    study, whole, _ = planted
    monkeypatch.setattr(analysis, "MOST_POINTS", 10)
    found = in_kinds(study, whole.weighed)
    assert found.points <= 10 < len(found.labels)
    assert found.number == 2
    np.testing.assert_array_equal(found.labels, whole.labels)


def test_what_lasts_is_told_where_deals_may_not_hold():
    found = kinds_of(Scenario.load("moscow-talks-hold").run(64))
    row = found.table.loc[1]
    assert 0 < row["lasts"] < 1
    assert "and lasts in" in " ".join(kind_sentences(found.found, row))


def test_where_nothing_is_uncertain_numbers_have_no_interval():
    found = kinds_of(Scenario.load("harbour-sports-park").run(8))
    row = found.table.loc[1]
    assert (row["share"], row["share_low"], row["share_high"]) == (1, 1, 1)
    assert "In 100% of worlds" in kind_sentences(found.found, row)[0]
