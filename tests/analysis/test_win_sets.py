"""Win-sets: every number from its definition on small random scenarios, and from areas on a fine grid."""

import math
from itertools import product

import numpy as np
import pytest
from worlds.test_worlds import scenario

from sim import Scenario
from sim.analysis.win_sets import HELPS, HURTS, UNCLEAR, change_of, effect_of, heaviest_issues, win_sets_table
from sim.beliefs import Fixed
from sim.draws import draw
from sim.engine import Plan, at_home, homes_of, run
from sim.errors import BadArgument
from sim.results import Change, mean_among
from sim.worlds import build, compiled_rules, space_of, uncertain

SIZES = {"a": 3, "b": 4, "c": 2}
DRAWS = 48


def random_case(seed):
    """Return a scenario of three issues with two seats, four who ratify, a quota with a veto, and a claim."""
    rng = np.random.default_rng(seed)
    issues = {
        name: {"levels": {f"{name}{k}": f"Level {k}" for k in range(size)}, "must_settle": True}
        for name, size in SIZES.items()
    }
    values = {name: {"silent": True} for name in SIZES}
    weights = {name: {"about": 1, "spread": 0.5} for name in SIZES}
    seated = {"weights": weights, "values": values, "no_deal": {"uniform": [0.3, 0.5]}}
    home = {"weights": weights, "values": values, "no_deal": {"uniform": [0.4, 0.9]}, "seat": False}
    line = {"issue": "b", "refuses": [f"b{rng.integers(4)}"], "words": "half"}
    some = {"c": [f"c{rng.integers(2)}"]}
    return scenario(
        issues=issues,
        parties={
            "north": seated,
            "south": {**seated, "lines": {"never": line}},
            "voters": {**home, "behind": "north", "lines": {"never": line}},
            "one": {**home, "behind": "south"},
            "two": {**home, "behind": "south"},
            "three": {**home, "behind": "south" if seed % 2 else None},
        },
        consent={
            "table": {"needs": ["north", "south"], "by": "definition"},
            "referendum": {"needs": ["voters"], "when": some, "by": "claim", "words": "maybe"},
            "house": {"needs": {"at_least": 2, "of": ["one", "two", "three"], "vetoes": ["one"]}, "by": "law"},
        },
    )


class World:
    """One world, deal by deal."""

    def __init__(self, case, worlds, w):
        space, arrays, parties = space_of(case), worlds.arrays, list(case.parties)
        self.case, self.stands = case, {name: bool(own[w]) for name, own in worlds.consents.items()}
        self.deals = list(product(*space.levels))
        places = [
            [space.position(i, level) for i, level in zip(space.issues, deal, strict=True)] for deal in self.deals
        ]
        self.surplus, self.yes = {}, {}
        for p, name in enumerate(parties):
            worth = [sum(float(arrays.gains[w, p, place]) for place in own) for own in places]
            self.surplus[name] = [utility - float(arrays.thresholds[w, p]) for utility in worth]
            clear = [all(int(arrays.allowed[w, place]) >> p & 1 for place in own) for own in places]
            self.yes[name] = [c and s >= 0 for c, s in zip(clear, self.surplus[name], strict=True)]

    def asks(self, rule, d):
        entry, levels = self.case.consent[rule], dict(zip(self.case.issues, self.deals[d], strict=True))
        fits = all(levels[issue] in wanted for pattern in entry.when for issue, wanted in pattern.items())
        return self.stands[rule] and fits

    def met(self, rule, d, given=()):
        """Tell whether a rule lets a deal pass where some always say yes."""
        needs = self.case.consent[rule].needs
        yes = {name for name in needs.of if name in given or self.yes[name][d]}
        return not self.asks(rule, d) or (len(yes) >= needs.at_least and set(needs.vetoes) <= yes)

    def passes(self, home, d):
        """Tell whether a home lets a deal pass."""
        if home.startswith("consent."):
            return self.met(home.removeprefix("consent."), d)
        asked = any(self.asks(rule, d) for rule, entry in self.case.consent.items() if home in entry.needs.of)
        return self.yes[home][d] or not asked

    def zone(self, given=(), left_out=()):
        rules = [rule for rule in self.case.consent if rule not in left_out]
        return [d for d in range(len(self.deals)) if all(self.met(rule, d, given) for rule in rules)]

    def freed(self, home):
        rule = home.startswith("consent.")
        return self.zone(left_out=[home.removeprefix("consent.")]) if rule else self.zone(given=[home])

    def nash(self, deals):
        """Return what the Nash deal of the seats leaves each party; None where there is none."""
        if not deals:
            return None
        best = max(deals, key=lambda d: (self.surplus["north"][d] * self.surplus["south"][d], -d))
        return [own[best] / 1e6 for own in self.surplus.values()]


@pytest.mark.parametrize("seed", range(6))
def test_every_number_of_every_world_is_that_of_the_definition(seed):
    case = random_case(seed)
    paths = uncertain(case)
    found = at_home(case, paths, Plan(DRAWS, seed, block=20))
    homes = [home.name for home in homes_of(case, compiled_rules(case, space_of(case)))]
    assert homes == ["voters", "one", "two", "three", "consent.house"]
    worlds = build(case, draw(paths, seed, 0, DRAWS))
    for w in range(DRAWS):
        world = World(case, worlds, w)
        table, zone = world.zone(left_out=["referendum", "house"]), world.zone()
        assert (found.table[w], found.ratified[w]) == (len(table), len(zone))
        np.testing.assert_allclose(found.surplus[w], world.nash(zone) or [np.nan] * 6, atol=1e-12)
        for k, home in enumerate(homes):
            freed = world.freed(home)
            assert found.win_sets[w, k] == sum(world.passes(home, d) for d in range(len(world.deals)))
            assert found.passed[w, k] == sum(world.passes(home, d) for d in table)
            assert found.opened[w, k] == (not zone and bool(freed))
            np.testing.assert_allclose(found.freed[w, k], world.nash(freed) or [np.nan] * 6, atol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_the_table_is_made_of_these_worlds(seed):
    case = random_case(seed)
    found = at_home(case, uncertain(case), Plan(DRAWS, seed))
    homes = homes_of(case, compiled_rules(case, space_of(case)))
    table = win_sets_table(case, homes, found)
    at_table, deals = found.table > 0, math.prod(SIZES.values())
    for k, (name, row) in enumerate(table.iterrows()):
        assert row["win_set"] == pytest.approx(found.win_sets[:, k].mean() / deals)
        assert row["passes"] == (found.passed[:, k] > 0).mean()
        assert row["of_zone"] == pytest.approx((found.passed[at_table, k] / found.table[at_table]).mean())
        assert row["opens"] == found.opened[:, k].mean()
        both = ~np.isnan(found.surplus[:, 0]) & ~np.isnan(found.freed[:, k, 0])
        for p, seat in enumerate(case.seats):
            gains = (found.surplus - found.freed[:, k])[both, p]
            assert row[f"change.{seat}"] == pytest.approx(gains.mean(), abs=1e-12)
            assert row[f"change_low.{seat}"] <= row[f"change.{seat}"] <= row[f"change_high.{seat}"]
        side = {"voters": "north", "three": "south" if seed % 2 else ""}.get(name, "south")
        side = table["side"]["three"] if name == "consent.house" else side  # where they differ the rule has none
        assert row["side"] == side
        if not side:
            assert row["effect"] == ""
            assert np.isnan(row["net"])
            continue
        p = case.seats.index(side)
        freed = found.freed[:, k, p]
        net = np.nan_to_num(found.surplus[:, p]) - freed
        assert row["net"] == pytest.approx(net[~np.isnan(freed)].mean(), abs=1e-12)
        assert row["effect"] in (HELPS, HURTS, UNCLEAR)


def pie(least, behind="north", issues="x"):
    """Return pies of a hundred parts, one an issue, between two seats, and a home that takes a share for north or more.

    Without it south leaves north 1 - D, with D uniform from .2 to .4.
    """
    weights, spaced = dict.fromkeys(issues, 1), {"range": {"from": 0, "to": 100, "step": 1}, "must_settle": True}
    rising, falling = ({key: {"linear": way} for key in issues} for way in ("rising", "falling"))
    return scenario(
        issues=dict.fromkeys(issues, spaced),
        parties={
            "north": {"weights": weights, "values": rising, "no_deal": 0},
            "south": {"weights": weights, "values": falling, "no_deal": {"uniform": [0.2, 0.4]}},
            "home": {"weights": weights, "values": rising, "no_deal": least, "seat": False, "behind": behind},
        },
        consent={
            "table": {"needs": ["north", "south"], "by": "definition"},
            "home": {"needs": ["home"], "by": "law"},
        },
    )


def asked(case, draws=64):
    found = at_home(case, uncertain(case), Plan(draws, 1))
    return win_sets_table(case, homes_of(case, compiled_rules(case, space_of(case))), found).loc["home"]


def test_a_home_that_accepts_everything_changes_nothing():
    row = asked(pie(0))
    assert (row["win_set"], row["of_zone"], row["opens"], row["effect"]) == (1, 1, 0, UNCLEAR)
    assert (row["change.north"], row["change_low.north"], row["change_high.north"], row["net"]) == (0, 0, 0, 0)


def test_a_home_that_refuses_everything_leaves_no_zone_and_costs_its_side_all_it_had():
    row = asked(pie(1.5))
    assert (row["win_set"], row["passes"], row["of_zone"], row["opens"]) == (0, 0, 0, 1)
    assert np.isnan(row["change.north"])
    assert row["effect"] == UNCLEAR
    assert row["net"] == pytest.approx(-0.35, abs=0.01)  # half of what south leaves, 1 - D with D about .3


def test_a_negotiator_bound_at_home_gets_more_of_a_pie_as_long_as_there_is_a_deal():
    # Schelling (1960), 22-28: without the home north gets (1 - D) / 2, about .35; with it no less than .5
    row = asked(pie(0.5))
    assert row["effect"] == HELPS
    assert row["change.north"] == pytest.approx(0.15, abs=0.01)
    assert row["change.south"] == pytest.approx(-0.15, abs=0.01)
    assert row["net"] == row["change.north"]
    assert row["opens"] == 0


def test_one_bound_too_tightly_gains_where_there_is_a_deal_and_loses_on_the_whole():
    row = asked(pie(0.78))  # south leaves so much where its no deal is worth .22 or less: in a tenth of worlds
    assert row["opens"] == pytest.approx(0.9, abs=0.02)
    assert row["change.north"] > 0.3
    assert row["net_high"] < 0


def test_what_a_home_wants_for_the_other_side_hurts_its_own():
    row = asked(pie(0.5, behind="south"))
    assert row["effect"] == HURTS
    assert row["change.south"] == asked(pie(0.5))["change.south"] < 0


def test_two_win_sets_that_are_disks_overlap_in_the_area_of_the_lens():
    # ideals (1, 0) and (0, 1), quadratic loss, no deal at (1, 1): quarter disks of pi / 4 with pi / 2 - 1 in common
    steps = 100
    axis = {"range": {"from": 0, "to": steps, "step": 1}, "must_settle": True}
    parties = {
        name: {
            "weights": {"x": 1, "y": 1},
            "values": {
                issue: {"table": {str(k): -((k / steps - ideal) ** 2) for k in range(steps + 1)}}
                for issue, ideal in zip("xy", ideals, strict=True)
            },
            "no_deal": {"as_good_as": {"x": str(steps), "y": str(steps)}},
            "seat": name == "seat",
        }
        for name, ideals in {"seat": (1, 0), "home": (0, 1)}.items()
    }
    consent = {"table": {"needs": ["seat"], "by": "definition"}, "home": {"needs": ["home"], "by": "law"}}
    row = asked(scenario(issues={"x": axis, "y": axis}, parties=parties, consent=consent), draws=1)
    assert row["win_set"] == pytest.approx(math.pi / 4, abs=0.01)
    assert row["of_zone"] == pytest.approx((math.pi / 2 - 1) / (math.pi / 4), abs=0.01)
    assert row["side"] == ""


@pytest.fixture(scope="module")
def found():
    return Scenario.load("moscow-talks-ratified").win_sets(draws=128)


def test_on_the_shipped_talks_zones_and_blockers_are_those_of_a_run(found):
    study = Scenario.load("moscow-talks-ratified").run(draws=128).study
    np.testing.assert_array_equal(found.found.ratified, study.verdicts.sizes)
    np.testing.assert_array_equal(found.found.table > 0, study.at_table)
    for k, name in enumerate(study.case.ratifiers):
        np.testing.assert_array_equal(found.found.opened[:, k], study.blocked_by(study.parties.index(name)))
    assert list(found.table.index) == [*study.case.ratifiers, "consent.parliament"]
    assert found.table["side"].tolist() == ["ukraine"] * 4 + ["eu", "ukraine"]
    assert (found.table["of_zone"] <= 1).all()
    assert found.finding.startswith(f"Those at the table have a zone in {study.zone_at_table.share:.0%} of worlds")


def test_where_deals_may_not_hold_the_surplus_is_what_may_be_left_of_them(found):
    change = {"spoilers": {"voters": Fixed(fixed=0.5)}, "loss": {}}
    hold = Scenario.load("moscow-talks-hold").case.hold.model_copy(update=change)
    case = found.scenario.case.model_copy(update={"hold": hold, "talks": None})
    paths, plan = uncertain(case), Plan(32, 1)
    study, bound = run(case, paths, plan), at_home(case, paths, plan)
    np.testing.assert_array_equal(bound.ratified, study.verdicts.sizes)
    seats = [study.parties.index(seat) for seat in case.seats]
    there = study.solutions.nash >= 0
    assert there.any()
    assert (bound.surplus[there][:, seats] >= 0).all()
    assert (bound.surplus[there] <= study.solutions.ideal[there] / 1e6)[:, seats].all()


def test_numbers_do_not_depend_on_blocks(found):
    other = at_home(found.scenario.case, found.scenario.columns, Plan(128, 1, block=50))
    for one, another in zip(found.found, other, strict=True):
        np.testing.assert_array_equal(one, another)


def test_where_nobody_ratifies_the_question_is_refused(moscow):
    with pytest.raises(BadArgument, match="nobody ratifies in moscow-talks"):
        moscow.win_sets()


def test_the_heaviest_issues_come_first():
    case = scenario(parties={"p": {"weights": {"land": 1, "money": 3}}, "q": {"weights": {"land": 1, "money": 1}}})
    assert heaviest_issues(case) == ["money", "land"]
    assert heaviest_issues(scenario()) == ["land", "money"]


def test_an_effect_is_called_by_its_interval():
    assert [effect_of(Change(0, x, low, high)) for x, low, high in [(1, 0.5, 1.5), (-1, -1.5, -0.5), (1, -1, 3)]] == [
        HELPS,
        HURTS,
        UNCLEAR,
    ]
    assert effect_of(Change(0.0, 1.0)) == UNCLEAR


def test_a_mean_among_some_draws_leaves_the_others_out():
    shares, among = np.array([0.25, 0.75, 1.0, np.nan] * 4), np.array([True, True, False, False] * 4)
    one = mean_among(shares, among, 8)
    assert (one.share, one.draws) == (0.5, 8)
    assert one.low < 0.5 < one.high
    assert mean_among(shares, among & False, 8) is None


def test_a_party_with_no_pair_of_deals_has_no_change(found):
    nothing = found.found._replace(surplus=np.full_like(found.found.surplus, np.nan))
    change = change_of(nothing, 0, 0)
    assert np.isnan(change.change)
    assert not change.clear
