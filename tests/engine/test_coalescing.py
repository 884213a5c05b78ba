"""Coalitions against a look at every deal, and what they control by hand."""

from itertools import combinations, product

import numpy as np
import pytest
from worlds.test_worlds import LAND_AND_MONEY, scenario

from sim.analysis.coalitions import coalitions_of
from sim.arrays import MILLION
from sim.draws import draw
from sim.engine import Plan, coalesced, sided
from sim.engine.controlling import controlled
from sim.worlds import build, expectations, space_of, uncertain

# What a coalition controls


def controls(consent, members, issues=LAND_AND_MONEY, **stands):
    """Return the issues that some parties of four control where the entries stand, all unless they are said not to."""
    parties = {name: {} for name in "pqrs"}
    case = scenario(parties=parties, issues=issues, consent=consent)
    standing = {name: np.array([stands.get(name, True)]) for name in case.consent}
    return {i for i, own in zip(case.issues, controlled(case, standing, tuple(members))[0], strict=True) if own}


FIGHTERS = {"needs": ["p", "q"], "by": "definition"}


def test_who_must_agree_to_every_settlement_protects_only_what_no_other_entry_names():
    consent = {"fighters": FIGHTERS, "purse": {"needs": ["r"], "when": {"money": "moved"}, "by": "law"}}
    assert controls(consent, "rs") == {"money"}
    assert controls(consent, "pq") == {"land"}
    assert controls(consent, "pqr") == {"land", "money"}
    assert controls(consent, "ps") == set()


def test_a_claim_protects_an_issue_only_where_it_stands_and_leaves_it_to_anybody_elsewhere():
    claim = {"needs": ["r"], "when": {"money": "moved"}, "by": "claim", "words": "half"}
    consent = {"fighters": FIGHTERS, "purse": claim}
    assert controls(consent, "ps") == set()
    assert controls(consent, "ps", purse=False) == {"money"}
    assert controls(consent, "rs", purse=False) == {"money"}


def test_all_who_speak_for_an_issue_are_asked_whatever_the_levels_they_name():
    consent = {
        "fighters": FIGHTERS,
        "some": {"needs": ["r"], "when": {"money": ["some"]}, "by": "law"},
        "both": {"needs": ["s"], "when": [{"land": ["a"]}, {"land": ["b"], "money": ["none"]}], "by": "law"},
    }
    assert controls(consent, "rs") == {"land", "money"}
    assert controls(consent, "ps") == {"land"}
    assert controls(consent, "pqr") == set()


def test_a_quota_is_met_by_enough_members_with_every_veto():
    quota = {"at_least": 2, "of": ["p", "q", "r"], "vetoes": ["p"]}
    consent = {"council": {"needs": quota, "by": "law"}}
    assert controls(consent, "pr") == {"land", "money"}
    assert controls(consent, "qr") == set()
    assert controls(consent, "ps") == set()


def test_what_nobody_speaks_for_is_controlled_by_nobody():
    consent = {"purse": {"needs": ["r"], "when": {"money": "moved"}, "by": "law"}}
    assert controls(consent, "pqrs") == {"money"}


def test_a_claim_that_never_stands_opens_its_issue_and_one_taken_out_leaves_it_to_who_must_always_agree(moscow):
    def owned(scenario, members):
        found = coalesced(scenario.case, scenario.columns, [members], Plan(16, 1))
        return [i for i, own in zip(scenario.case.issues, found.controls[:, 0].all(axis=0), strict=True) if own]

    falls, gone = moscow.change({"dial.consents": 0}), moscow.change({"without": ["claims"]})
    assert owned(falls, ("us", "russia")) == ["assets"]
    assert owned(gone, ("us", "russia")) == []
    assert owned(gone, ("russia", "ukraine")) == ["territory", "assets"]
    assert owned(gone, ("ukraine", "eu")) == ["eu-track"], "accession needs the word of both"


@pytest.mark.parametrize("seed", range(6))
def test_control_grows_with_a_coalition_and_never_shrinks_as_claims_fall(seed):
    case = random_case(np.random.default_rng(seed), 4, 3)
    worlds = build(case, draw(uncertain(case), seed, 0, 32))
    least = {name: stands & (case.consent[name].by != "claim") for name, stands in worlds.consents.items()}
    owned = {members: controlled(case, worlds.consents, members) for members in coalitions_of(case)}
    for members, own in owned.items():
        assert (own <= controlled(case, least, members)).all()
        assert all((own <= other).all() for larger, other in owned.items() if set(members) < set(larger))


# What they settle, and whether it holds


def random_case(rng, parties, issues):
    """Return a scenario with everything that a coalition's deal hangs on."""
    levels = {f"i{k}": [f"l{n}" for n in range(rng.integers(2, 4))] for k in range(issues)}
    names = [f"p{k}" for k in range(parties)]

    def some(what, least=1):
        return sorted(rng.choice(what, rng.integers(least, len(what) + 1), replace=False).tolist())

    def party():
        bundle = {"issues": {i: some(levels[i])[:1] for i in some(list(levels), 2)}}
        line = str(rng.choice(list(levels)))
        return {
            "weights": {i: float(rng.integers(1, 5)) for i in levels},
            "values": {i: {"table": {n: int(v) for n, v in zip(own, rng.permutation(len(own)), strict=True)}}
                       for i, own in levels.items()},
            "lines": {
                "one": {"issue": line, "refuses": [str(rng.choice(levels[line]))], "words": "half"},
                "two": {"never_together": bundle["issues"], "words": "maybe"},
            },
            "no_deal": {
                "outlook": {i: {n: {"uniform": [0, 1]} for n in some(own)} for i, own in levels.items()},
                "cost": {"uniform": [0, 0.5]},
            },
        }  # fmt: skip

    def entry():
        who = some(names)
        needs = {"at_least": int(rng.integers(1, len(who) + 1)), "of": who, "vetoes": who[: int(rng.integers(0, 2))]}
        when = {i: "moved" if rng.random() < 0.5 else some(levels[i]) for i in some(list(levels))[:2]}
        claim = {"by": "claim", "words": "half"} if rng.random() < 0.6 else {"by": "law"}
        return {"needs": needs, **({"when": when} if rng.random() < 0.8 else {}), **claim}

    return scenario(
        issues={i: {"levels": {n: n.upper() for n in own}, "if_silent": own[0]} for i, own in levels.items()},
        parties={name: party() for name in names},
        consent={"all": {"needs": some(names), "by": "definition"}, **{f"e{k}": entry() for k in range(3)}},
    )


class World:
    """One world, looked at deal by deal."""

    def __init__(self, case, worlds, uniforms, w):
        space = space_of(case)
        self.case, self.parties, self.w, self.lines = case, list(case.parties), w, worlds.lines
        self.standing = {name: bool(stands[w]) for name, stands in worlds.consents.items()}
        self.allowed, spans = worlds.arrays.allowed[w], list(zip(space.offsets[:-1], space.offsets[1:], strict=True))
        self.levels = {i: dict(zip(case.issues[i].levels, range(*span), strict=True))
                       for i, span in zip(case.issues, spans, strict=True)}  # fmt: skip
        self.worth = {p: worlds.arrays.gains[w, k].astype(float) for k, p in enumerate(self.parties)}
        self.least = {p: float(worlds.arrays.thresholds[w, k]) for k, p in enumerate(self.parties)}
        self.expected = {}
        for k, p in enumerate(self.parties):
            own = uniforms.under(f"parties.{p}.no_deal")
            found = expectations(case.parties[p].no_deal, worlds.arrays.gains[:, k], space, own)
            self.expected[p] = {i: float(found[i][w]) for i in case.issues}

    def controls(self, members):
        found = []
        for i in self.case.issues:
            entries = self.case.consent
            asked = [n for n, e in entries.items() if any(i in pattern for pattern in e.when)]
            asked = asked or [n for n, e in entries.items() if not e.when]
            met = [not self.standing[n] or self.given(entries[n].needs, members) for n in asked]
            found += [i] if asked and all(met) else []
        return found

    def given(self, needs, yes):
        return sum(p in yes for p in needs.of) >= needs.at_least and all(p in yes for p in needs.vetoes)

    def deals(self, issues):
        return [dict(zip(issues, chosen, strict=True)) for chosen in product(*(self.levels[i] for i in issues))]

    def crosses(self, p, deal):
        k = self.parties.index(p)
        if any(not int(self.allowed[self.levels[i][level]]) >> k & 1 for i, level in deal.items()):
            return True
        bundles = [line.line.never_together for line in self.lines
                   if line.party == p and line.refused is None and line.firm[self.w]]  # fmt: skip
        return any(all(deal.get(i) in levels for i, levels in bundle.items()) for bundle in bundles)

    def value(self, p, deal):
        return sum(self.worth[p][self.levels[i][level]] for i, level in deal.items())

    def surplus(self, p, deal):
        return self.value(p, deal) - np.floor(sum(self.expected[p][i] for i in deal) + 0.5)

    def open_to(self, members):
        """Return the deals on all that some control that cross none of their lines, with the surpluses."""
        issues = self.controls(members)
        fine = [d for d in self.deals(issues) if issues and not any(self.crosses(p, d) for p in members)]
        return [(deal, {p: self.surplus(p, deal) for p in members}) for deal in fine]

    def nash(self, members):
        free = [(deal, own) for deal, own in self.open_to(members) if min(own.values()) > 0]
        return max(free, key=lambda one: np.prod(list(one[1].values())), default=None)

    def holds(self, members, surpluses):
        smaller = [c for size in range(2, len(members)) for c in combinations(members, size)]
        return not any(all(own[p] > surpluses[p] for p in c) for c in smaller for _, own in self.open_to(c))

    def zone(self, shifts):
        least = {p: np.floor(self.least[p] + shifts[p] + 0.5) for p in self.parties}
        return any(self.agreed(deal, least) for deal in self.deals(list(self.case.issues)))

    def agreed(self, deal, least):
        yes = [p for p in self.parties if not self.crosses(p, deal) and self.value(p, deal) >= least[p]]
        return all(self.given(e.needs, yes) for n, e in self.case.consent.items()
                   if self.standing[n] and self.triggered(e, deal))  # fmt: skip

    def triggered(self, entry, deal):
        def fits(i, levels):
            silent = self.case.issues[i].if_silent
            return deal[i] != silent if tuple(levels) == ("moved",) else deal[i] in levels

        return not entry.when or any(all(fits(i, levels) for i, levels in when.items()) for when in entry.when)


@pytest.mark.parametrize(("seed", "parties", "issues"), [(s, 2 + s % 3, 2 + s // 3 % 2) for s in range(18)])
def test_deals_and_what_holds_are_those_of_a_look_at_all(seed, parties, issues):
    case, draws = random_case(np.random.default_rng(seed), parties, issues), 12
    coalitions = coalitions_of(case)
    found = coalesced(case, uncertain(case), coalitions, Plan(draws, seed, block=5))
    uniforms = draw(uncertain(case), seed, 0, draws)
    worlds = build(case, uniforms)
    for w, (c, members) in product(range(draws), enumerate(coalitions)):
        world = World(case, worlds, uniforms, w)
        owned, best = world.controls(members), world.nash(members)
        assert [i for i, own in zip(case.issues, found.controls[w, c], strict=True) if own] == owned
        assert found.made[w, c] == (best is not None)
        assert found.zone_before[w] == world.zone(dict.fromkeys(case.parties, 0))
        if best is None:
            assert not found.gains[w, c].any()
            assert not found.holds[w, c]
            assert found.zone_after[w, c] == found.zone_before[w]
            continue
        deal, surpluses = best
        assert found.levels[w, c].tolist() == [world.levels[i][deal[i]] if i in deal else -1 for i in case.issues]
        shifts = {p: world.value(p, deal) - sum(world.expected[p][i] for i in deal) for p in case.parties}
        np.testing.assert_allclose(found.gains[w, c] * MILLION, list(shifts.values()), atol=1e-3)
        assert found.holds[w, c] == world.holds(members, surpluses)
        assert found.zone_after[w, c] == world.zone(shifts)


def test_the_random_scenarios_hold_and_break_and_make_and_fail():
    counts = np.zeros(4, int)
    for seed in range(18):
        case = random_case(np.random.default_rng(seed), 2 + seed % 3, 2 + seed // 3 % 2)
        found = coalesced(case, uncertain(case), coalitions_of(case), Plan(12, seed))
        broke = found.made & ~found.holds
        counts += [found.made.sum(), (~found.made & found.controls.any(axis=2)).sum(), found.holds.sum(), broke.sum()]
    assert (counts > 20).all(), counts


# Beside side deals of a file


def test_a_coalition_finds_what_a_side_deal_of_the_file_on_the_same_issues_finds(moscow):
    deal = {"three": {"between": ["us", "ukraine", "eu"], "on": ["nato", "assets", "eu-track"]}}
    named = moscow.change({"side_deals": deal})
    one = sided(named.case, named.columns, "three", Plan(64, 1))
    found = coalesced(moscow.case, moscow.columns, [("us", "ukraine", "eu")], Plan(64, 1))
    assert found.controls[:, 0].all(axis=0).tolist() == [False, True, True, False, True]
    for name in ("made", "gains", "zone_before", "zone_after"):
        np.testing.assert_array_equal(getattr(found.of(0), name), getattr(one, name))
    np.testing.assert_array_equal(found.levels[one.made, 0][:, [1, 2, 4]], one.levels[one.made])


def test_blocks_do_not_matter(moscow):
    coalitions = coalitions_of(moscow.case)
    whole, cut = (coalesced(moscow.case, moscow.columns, coalitions, Plan(24, 1, block=b)) for b in (24, 7))
    for some, others in zip(whole, cut, strict=True):
        np.testing.assert_array_equal(some, others)
