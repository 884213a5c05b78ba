from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels import oracle

from sim.draws import draw
from sim.engine import Plan, run
from sim.kernels import triggered
from sim.scenario import Case
from sim.streams import Uniforms
from sim.worlds import build, compiled_rules, quantities, record, space_of, uncertain
from sim.zones import tally

DIALS = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
EVEN = np.array([0.05, 0.3, 0.5, 0.7, 0.95])
"""Uniforms with room on every side."""

LAND_AND_MONEY = {
    "land": {"levels": {"a": "A", "b": "B", "c": "C"}, "must_settle": True},
    "money": {"levels": {"none": "None", "some": "Some"}, "if_silent": "none"},
}


def scenario(party=None, consent=None, issues=None, parties=None, **more):
    """Return a small scenario: land (a, b, c) and money (none, some), one party ``p`` unless more are given."""
    plain = {
        "weights": {"land": 3, "money": 1},
        "values": {"land": {"table": {"a": 0, "b": 50, "c": 100}}, "money": {"table": {"none": 0, "some": 1}}},
        "no_deal": 0,
    }
    everyone = parties or {"p": party or {}}
    return Case.model_validate(
        {
            "format": 1,
            "name": "small",
            "as_of": "2025-12-02",
            "issues": issues or LAND_AND_MONEY,
            "parties": {name: {**plain, **own} for name, own in everyone.items()},
            "consent": consent or {"all": {"needs": list(everyone), "by": "definition"}},
            "words": {"half": 0.5, "never": 0.9, "maybe": {"uniform": [0, 1]}, "demands": {"no_gate": True}},
            **more,
        }
    )


def worlds_of(case, **columns):
    """Build worlds from uniforms given by path, ``__`` for a dot; all others are one half."""
    given_columns = {path.replace("__", "."): np.asarray(u, np.float64) for path, u in columns.items()}
    draws = max([len(u) for u in given_columns.values()], default=1)
    known = {path: np.full(draws, 0.5) for path in uncertain(case)}
    assert set(given_columns) <= set(known), sorted(known)
    return build(case, Uniforms(known | given_columns, draws))


def drawn_at_once(case, seed, draws):
    """Return Sobol uniforms with every column made: under the type checks a lazy one is made at every look."""
    return Uniforms(dict(draw(uncertain(case), seed, 0, draws).columns), draws)


def found(case, worlds):
    return tally(worlds.arrays, compiled_rules(case, space_of(case)))


# Weights and values


def test_tables_are_rescaled_so_that_a_weight_is_a_swing():
    case = scenario(
        {"values": {"land": {"table": {"a": 20, "b": 10, "c": 50}}, "money": {"table": {"none": 7, "some": -1}}}}
    )
    assert worlds_of(case).arrays.gains[0, 0].tolist() == [187_500, 0, 750_000, 250_000, 0]


def test_a_believed_entry_of_a_table_is_rescaled_world_by_world():
    case = scenario(
        {"values": {"land": {"table": {"a": 0, "b": {"uniform": [0, 20]}, "c": 10}}, "money": {"indifferent": True}}}
    )
    gains = worlds_of(case, parties__p__values__land__table__b=[0.25, 0.75, 1 - 2**-31]).arrays.gains[:, 0]
    assert gains[:2].tolist() == [[0, 375_000, 750_000, 0, 0], [0, 750_000, 500_000, 0, 0]]
    assert gains[2].tolist() == [0, 750_000, 375_000, 0, 0]


def test_weights_are_scaled_to_sum_to_one():
    assert worlds_of(scenario()).weights["p"].tolist() == [[0.75, 0.25]]


@pytest.mark.parametrize(
    "weights",
    [
        {"land": {"about": 0.4, "spread": 0.5}, "money": {"between": [0, 0.5]}},
        {"flat": True},
        {"order": ["money", "land"]},
    ],
)
def test_uncertain_weights_sum_to_one_in_every_world(weights):
    case = scenario({"weights": weights})
    drawn = build(case, drawn_at_once(case, 1, 200)).weights["p"]
    np.testing.assert_allclose(drawn.sum(axis=1), 1, rtol=0, atol=1e-15)
    assert (drawn > 0).all()
    if "order" in weights:
        assert (drawn[:, 1] >= drawn[:, 0]).all()
    else:
        assert 0 < (drawn[:, 1] > drawn[:, 0]).mean() < 1


def test_the_median_weight_is_the_stated_one_and_of_an_interval_the_geometric_middle():
    case = scenario({"weights": {"land": {"about": 0.3, "spread": 1}, "money": {"between": [0.05, 0.2]}}})
    np.testing.assert_allclose(worlds_of(case).weights["p"], [[0.75, 0.25]], rtol=1e-14)


def test_the_stated_interval_holds_the_middle_ninety_percent():
    case = scenario({"weights": {"land": {"between": [0.2, 0.8]}, "money": 1}})
    land, money = worlds_of(case, parties__p__weights__land=[0.05, 0.95]).weights["p"].T
    np.testing.assert_allclose(land / money, [0.2, 0.8], rtol=1e-3)


def test_indifference_is_worth_nothing_on_every_level():
    case = scenario({"values": {"land": {"indifferent": True}, "money": {"table": {"none": 0, "some": 1}}}})
    assert worlds_of(case).arrays.gains[0, 0].tolist() == [0, 0, 0, 0, 250_000]


LAND_ONLY = {"weights": {"land": 1, "money": 0}}


def land_gains(value, others=None, issues=None, **columns):
    """Return a party's gains on land, where only land matters."""
    values = {"land": value, "money": {"indifferent": True}}
    case = scenario(parties={"p": {**LAND_ONLY, "values": values}, **(others or {})}, issues=issues)
    levels = len(case.issues["land"].levels)
    return worlds_of(case, **columns).arrays.gains[:, 0, :levels].tolist()


def test_silence_puts_the_peak_on_any_level_and_worth_falls_with_distance():
    peaks = [0.2, 0.5, 0.9]
    gains = land_gains({"silent": True, "fall_off": 1}, parties__p__values__land__peak=peaks)
    assert gains == [[1e6, 5e5, 0], [0, 1e6, 0], [0, 5e5, 1e6]]


def test_the_fall_off_of_silence_is_one_at_the_median_and_between_a_half_and_two():
    at = {"parties__p__values__land__peak": [0.1] * 3}
    gains = land_gains({"silent": True}, parties__p__values__land__fall_off=[2**-31, 0.5, 1 - 2**-31], **at)
    assert [row[1] for row in gains] == [round(1e6 * (1 - 0.5**0.5)), 500_000, 750_000]


def test_a_single_ideal_inside_the_order_falls_off_on_both_sides():
    assert land_gains({"ideal": "b", "fall_off": 1}) == [[0, 1e6, 0]]


@pytest.mark.parametrize(
    ("ideal", "expected"),
    [
        (["c"], [[0, 5e5, 1e6]] * 2),
        (["b", "c"], [[0, 1e6, 1e6], [0, 5e5, 1e6]]),
        (["b", "a"], [[1e6, 5e5, 0], [1e6, 1e6, 0]]),
        (["a", "c"], [[1e6, 5e5, 0], [0, 5e5, 1e6]]),
    ],
)
def test_a_set_at_one_end_of_the_order_is_satisfied_beyond_the_drawn_ideal(ideal, expected):
    columns = {"parties__p__values__land__ideal": [0.2, 0.8]} if len(ideal) > 1 else {}
    gains = land_gains({"ideal": ideal, "fall_off": 1}, **columns)
    assert gains == expected[: len(gains)]


def test_an_ideal_measures_distance_by_position_where_levels_have_one():
    levels = {name: {"label": name, "at": at} for name, at in [("a", 100), ("b", 90), ("c", 0)]}
    issues = LAND_AND_MONEY | {"land": {"levels": levels, "must_settle": True}}
    gains = land_gains({"ideal": ["b", "a"], "fall_off": 1}, issues=issues, parties__p__values__land__ideal=[0.2, 0.8])
    assert gains == [[1e6, 9e5, 0], [1e6, 1e6, 0]]


LEADER = {"values": {"land": {"table": {"a": 0, "b": 1, "c": 4}}, "money": {"table": {"none": 0, "some": 1}}}}


def test_a_party_that_follows_wholly_has_the_view_of_the_leader():
    gains = land_gains({"follows": {"party": "q", "by": 1}}, {"q": LEADER}, parties__p__values__land__peak=EVEN)
    assert gains == [[0, 250_000, 1e6]] * 5


def test_a_party_that_follows_in_part_mixes_an_own_unknown_view_and_rescales():
    columns = {"parties__p__values__land__peak": [0.5], "parties__p__values__land__follows__by": [0.5]}
    gains = land_gains({"follows": {"party": "q", "by": {"uniform": [0, 1]}}}, {"q": LEADER}, **columns)
    assert gains == [[0, 1e6, 800_000]], "own view 0, 1, 0 and the leader's 0, 1/4, 1 make 0, 5/8, 1/2"


# No deal


UNCERTAIN = {
    "weights": {"land": {"about": 0.4, "spread": 0.5}, "money": {"between": [0.1, 0.5]}},
    "values": {"land": {"silent": True}, "money": {"table": {"none": 0, "some": 1}}},
}


def test_no_deal_as_good_as_a_deal_ties_with_it_exactly_and_the_tie_is_accepted():
    case = scenario({**UNCERTAIN, "no_deal": {"as_good_as": {"land": "b", "money": "some"}}})
    worlds = build(case, drawn_at_once(case, 3, 400))
    gains, space = worlds.arrays.gains[:, 0], space_of(case)
    np.testing.assert_array_equal(worlds.arrays.thresholds[:, 0], gains[:, 1] + gains[:, 4])
    counts = found(case, worlds).counts
    assert counts.accepted[space.number(("b", "some")), 0] == 400
    for deal in range(space.deals):
        better = gains[:, space.table[deal]].sum(axis=1) >= worlds.arrays.thresholds[:, 0]
        assert counts.accepted[deal, 0] == better.sum()


@pytest.mark.parametrize(("plus", "accepted"), [(0.000001, 0), (0, 1), (-0.000001, 1)])
def test_one_millionth_above_a_deal_refuses_it(plus, accepted):
    swing = {"issue": "land", "between": ["a", "c"]}
    party = {**LAND_ONLY, "no_deal": {"as_good_as": {"land": "b", "money": "none"}, "plus": plus, "swing": swing}}
    case = scenario({**party, "values": {"land": {"table": {"a": 0, "b": 1, "c": 2}}, "money": {"indifferent": True}}})
    worlds = worlds_of(case)
    assert worlds.arrays.thresholds[0, 0] == 500_000 + round(plus * 1e6)
    assert found(case, worlds).counts.accepted[2, 0] == accepted


@pytest.mark.parametrize(
    ("swing", "size"),
    [
        ("largest", 750_000),
        ({"issue": "land", "between": ["b", "c"]}, 375_000),
        ({"issue": "land", "between": ["c", "b"]}, 375_000),
        ({"issue": "money", "between": ["none", "some"]}, 250_000),
    ],
)
def test_an_outlook_of_certain_levels_is_that_deal_less_the_cost_in_swings(swing, size):
    outlook = {"land": {"b": 1}, "money": {"some": 1}}
    case = scenario({"no_deal": {"outlook": outlook, "cost": {"uniform": [0, 0.8]}, "swing": swing}})
    thresholds = worlds_of(case, parties__p__no_deal__cost=[0.25, 0.5]).arrays.thresholds[:, 0]
    assert thresholds.tolist() == [625_000 - 0.2 * size, 625_000 - 0.4 * size]


def test_a_plus_is_added_in_swings_of_the_partys_own_scale():
    no_deal = {
        "as_good_as": {"land": "a", "money": "some"},
        "plus": 0.5,
        "swing": {"issue": "land", "between": ["a", "b"]},
    }
    assert worlds_of(scenario({"no_deal": no_deal})).arrays.thresholds.tolist() == [[250_000 + 187_500]]


def test_an_outlook_without_cost_is_that_deal():
    case = scenario({**UNCERTAIN, "no_deal": {"outlook": {"land": {"b": 0.3}, "money": {"some": 0.7}}}})
    arrays = build(case, drawn_at_once(case, 3, 200)).arrays
    np.testing.assert_array_equal(arrays.thresholds[:, 0], arrays.gains[:, 0, 1] + arrays.gains[:, 0, 4])


def test_chances_of_an_outlook_are_scaled_to_sum_to_one_in_every_world():
    chances = {"a": {"uniform": [0, 4]}, "c": 1}
    case = scenario({"no_deal": {"outlook": {"land": chances, "money": {"none": 2, "some": 6}}}})
    thresholds = worlds_of(case, parties__p__no_deal__outlook__land__a=[0.25, 0.75]).arrays.thresholds[:, 0]
    assert thresholds.tolist() == [375_000 + 187_500, 187_500 + 187_500]


def test_a_bare_number_is_itself_in_millionths():
    assert worlds_of(scenario({"no_deal": 0.3})).arrays.thresholds.tolist() == [[300_000]]
    assert (
        worlds_of(scenario({"no_deal": {"uniform": [-1, 1]}}), parties__p__no_deal=[0.25]).arrays.thresholds[0, 0]
        == -500_000
    )


# Lines


def refusing(**lines):
    return scenario({"lines": lines})


def allowed(case, party=0, **columns):
    """Return the land levels that a party's firm lines let pass, as letters, draw by draw."""
    bit = np.uint64(1 << party)
    passed = worlds_of(case, **columns).arrays.allowed[:, :3] & bit != 0
    return ["".join(name for name, passes in zip("abc", row, strict=True) if passes) for row in passed]


def floor(*levels, words="demands", **more):
    return {
        "issue": "land",
        "at_least": {"one_of": list(levels), **more} if len(levels) > 1 else levels[0],
        "words": words,
    }


def ceiling(*levels, words="demands", **more):
    return {
        "issue": "land",
        "at_most": {"one_of": list(levels), **more} if len(levels) > 1 else levels[0],
        "words": words,
    }


def test_a_line_refuses_the_levels_it_names_a_floor_those_before_and_a_ceiling_those_after():
    assert allowed(refusing(line={"issue": "land", "refuses": ["a", "c"], "words": "demands"})) == ["b"]
    assert allowed(refusing(line=floor("b"))) == ["bc"]
    assert allowed(refusing(line=ceiling("b"))) == ["ab"]


@pytest.mark.parametrize("order", ["abc", "cba", "bca"])
def test_believed_positions_nest_a_floor_upward_and_a_ceiling_downward(order):
    at = [0.1, 0.5, 0.9]
    assert allowed(refusing(low=floor(*order)), parties__p__lines__low__at_least=at) == ["abc", "bc", "c"]
    assert allowed(refusing(top=ceiling(*order)), parties__p__lines__top__at_most=at) == ["abc", "ab", "a"]


def test_chances_of_a_position_stay_with_their_levels_in_whatever_order_they_are_written():
    at = [0.05, 0.15, 0.25, 0.35, 0.95]
    case = refusing(top=ceiling("a", "b", "c", chances=[6, 3, 1]))
    assert allowed(case, parties__p__lines__top__at_most=at) == ["abc", "ab", "ab", "ab", "a"]
    case = refusing(low=floor("c", "a", "b", chances=[6, 1, 3]))
    assert allowed(case, parties__p__lines__low__at_least=at) == ["abc", "bc", "bc", "bc", "c"]


def test_where_a_floor_stands_is_recorded():
    case = refusing(low=floor("a", "b", "c"), top=ceiling("b", "c"))
    columns = {path: np.array([0.1, 0.5, 0.9]) for path in uncertain(case)}
    uniforms = Uniforms(columns, 3)
    recorded = record(case, build(case, uniforms), uniforms, quantities(case))
    assert recorded["parties.p.lines.low.stands_at"].tolist() == ["a", "b", "c"]
    assert recorded["parties.p.lines.top.stands_at"].tolist() == ["c", "b", "b"]
    assert recorded["parties.p.lines.top.firm"].all()


def test_lines_of_one_party_on_one_issue_share_a_uniform_so_that_they_nest():
    case = refusing(
        land={"issue": "land", "refuses": "c", "words": "half"},
        more={"issue": "land", "refuses": "b", "words": "never"},
        cash={"issue": "money", "refuses": "some", "words": "half"},
    )
    assert uncertain(case) == ("parties.p.firmness.land", "parties.p.firmness.money")
    assert allowed(case, parties__p__firmness__land=EVEN) == ["abc", "ac", "a", "a", "a"]


def test_the_same_words_on_one_issue_are_firm_together_and_other_parties_have_their_own_uniform():
    lines = {
        "c": {"issue": "land", "refuses": "c", "words": "maybe"},
        "b": {"issue": "land", "refuses": "b", "words": "maybe"},
    }
    case = scenario(parties={"p": {"lines": lines}, "q": {"lines": lines}})
    assert uncertain(case) == ("parties.p.firmness.land", "parties.q.firmness.land", "words.maybe")
    columns = {"parties__p__firmness__land": EVEN, "parties__q__firmness__land": EVEN[::-1], "words__maybe": [0.4] * 5}
    assert allowed(case, 0, **columns) == ["abc", "abc", "abc", "a", "a"]
    assert allowed(case, 1, **columns) == ["a", "a", "abc", "abc", "abc"]


def test_a_bundle_has_a_uniform_of_its_own_and_is_refused_only_where_all_its_levels_meet():
    case = refusing(
        land={"issue": "land", "refuses": "c", "words": "half"},
        deal={"never_together": {"land": ["a", "b"], "money": "some"}, "words": "half"},
        other={"never_together": {"land": "a", "money": "none"}, "words": "half"},
    )
    assert uncertain(case) == (
        "parties.p.firmness.land",
        "parties.p.lines.deal.firmness",
        "parties.p.lines.other.firmness",
    )
    columns = {
        "parties__p__lines__deal__firmness": [0.1, 0.9, 0.1],
        "parties__p__lines__other__firmness": [0.1, 0.1, 0.9],
    }
    worlds = worlds_of(case, parties__p__firmness__land=[0.1, 0.1, 0.9], **columns)
    assert worlds.arrays.firm_bundles.tolist() == [0b00, 0b01, 0b10]
    accepted = found(case, worlds).counts.accepted[:, 0]
    assert accepted.tolist() == [2, 2, 3, 2, 2, 2], "a-none, a-some, b-none, b-some, c-none, c-some"


def test_each_bundle_is_refused_by_the_party_that_drew_it():
    mine = {"mine": {"never_together": {"land": "a", "money": "some"}, "words": "demands"}}
    yours = {"yours": {"never_together": {"land": "c", "money": "none"}, "words": "demands"}}
    case = scenario(parties={"p": {"lines": mine}, "q": {"lines": yours}})
    accepted = found(case, worlds_of(case)).counts.accepted
    assert accepted.T.tolist() == [[1, 0, 1, 1, 1, 1], [1, 1, 1, 1, 0, 1]]


# The dial


@pytest.mark.parametrize(
    ("dial", "uniform", "firm"),
    [
        (1 / 3, [0.70, 0.71], [False, True]),  # u^2 against 1 - .5: .49 and .5041
        (0.5, [0.49, 0.5, 0.51], [False, True, True]),
        (0.75, [0.12, 0.13], [False, True]),  # u^(1/3): .4932 and .5066
        (0.2, [0.84, 0.85], [False, True]),  # u^4: .4979 and .5220
        (0, [0.999999], [False]),
        (1, [0.000001], [True]),
    ],
)
def test_a_line_is_firm_where_its_dialed_uniform_reaches_one_less_the_chance(dial, uniform, firm):
    case = scenario({"lines": {"no": {"issue": "land", "refuses": "c", "words": "half"}}}, dial={"lines": dial})
    assert worlds_of(case, parties__p__firmness__land=uniform).lines[0].firm.tolist() == firm
    claim = {"all": {"needs": ["p"], "by": "claim", "words": "half"}}
    case = scenario(consent=claim, dial={"consents": dial})
    assert worlds_of(case, consent__all__firmness=uniform).consents["all"].tolist() == firm


def test_at_dial_zero_even_a_certain_refusal_and_a_certain_claim_bend_and_at_one_even_an_idle_one_is_firm():
    for chance, dial, firm in [(1, 0, False), (0, 1, True)]:
        case = scenario(
            {"lines": {"no": {"issue": "land", "refuses": "c", "words": "said"}}},
            {"all": {"needs": ["p"], "by": "claim", "words": "said"}},
            words={"said": chance},
            dial={"lines": dial, "consents": dial},
        )
        worlds = worlds_of(case)
        assert (worlds.lines[0].firm[0], worlds.consents["all"][0]) == (firm, firm)


def test_each_dial_moves_its_own_kind_only():
    lines = {"no": {"issue": "land", "refuses": "c", "words": "half"}}
    consent = {"all": {"needs": ["p"], "by": "claim", "words": "half"}}
    for name, firm, stands in [("lines", True, False), ("consents", False, True)]:
        worlds = worlds_of(
            scenario({"lines": lines}, consent, dial={name: 1}),
            parties__p__firmness__land=[0.1],
            consent__all__firmness=[0.1],
        )
        assert (worlds.lines[0].firm[0], worlds.consents["all"][0]) == (firm, stands)


def test_a_demand_is_firm_at_every_dial_loosest_at_zero_and_strictest_at_one():
    for dial, low, top in [(0, "abc", "abc"), (0.5, "bc", "ab"), (1, "c", "a")]:
        for name, line, expected in [("at_least", floor("a", "b", "c"), low), ("at_most", ceiling("a", "b", "c"), top)]:
            case = scenario({"lines": {"d": line}}, dial={"lines": dial})
            assert allowed(case, **{f"parties__p__lines__d__{name}": [0.5]}) == [expected]
    case = scenario({"lines": {"d": floor("b")}}, dial={"lines": 0})
    assert allowed(case) == ["bc"]


def test_the_dial_moves_a_position_by_the_dialed_uniform():
    for dial, expected in [(1 / 3, ["abc", "bc", "c"]), (0.5, ["bc", "c", "c"]), (0.75, ["c", "c", "c"])]:
        case = scenario({"lines": {"d": floor("a", "b", "c")}}, dial={"lines": dial})
        assert allowed(case, parties__p__lines__d__at_least=[0.5, 0.8, 0.9]) == expected


LEVELS = {"x": "abcd", "y": "abc", "z": "ab"}


def random_line(rng):
    """Return a random line, bundles and believed floors and ceilings among them."""
    issue = str(rng.choice(list(LEVELS)))
    levels = list(LEVELS[issue])
    some = sorted(rng.choice(levels, size=int(rng.integers(1, len(levels))), replace=False).tolist())
    words = str(rng.choice(["half", "never", "maybe", "demands"]))
    believed = {"one_of": some, "chances": rng.integers(1, 4, size=len(some)).tolist()}
    kind = rng.choice(["refuses", "at_least", "at_most", "never_together"])
    if kind == "never_together":
        return {"never_together": {"x": str(rng.choice(list("abcd"))), "y": ["a", "b"]}, "words": words}
    return {"issue": issue, kind: some if kind == "refuses" else believed, "words": words}


def random_party(rng, dearest):
    def value(levels):
        if rng.random() < 0.3:
            return {"silent": True}
        return {"table": dict(zip(levels, (rng.permutation(len(levels)) * 10).tolist(), strict=True))}

    return {
        "weights": {issue: {"about": int(rng.integers(1, 9)), "spread": 0.3} for issue in LEVELS},
        "values": {issue: value(levels) for issue, levels in LEVELS.items()},
        "lines": {f"l{k}": random_line(rng) for k in range(rng.integers(0, 4))},
        "no_deal": {"uniform": [0, dearest]},
    }


def random_scenario(rng, **more):
    """Return a scenario of two to four parties with random lines and claims."""
    parties = {name: random_party(rng, 0.7) for name in "pqrs"[: rng.integers(2, 5)]}
    names = list(parties)
    consent = {"first": {"needs": names[:2], "by": "definition"}}
    for k in range(rng.integers(1, 4)):
        of = rng.choice(names, size=int(rng.integers(1, len(names) + 1)), replace=False).tolist()
        needs = {"at_least": int(rng.integers(1, len(of) + 1)), "of": of, "vetoes": of[: rng.integers(0, 2)]}
        when = {} if rng.random() < 0.3 else {"when": {"x": ["a", "b"], "y": "moved"}}
        consent[f"c{k}"] = {"needs": needs, "by": "claim", "words": str(rng.choice(["half", "never", "maybe"])), **when}
    return {
        "issues": {
            issue: {"levels": dict(zip(levels, levels.upper(), strict=True)), "if_silent": "a"}
            for issue, levels in LEVELS.items()
        },
        "parties": parties,
        "consent": consent,
        **more,
    }


def zones_by_dial(rng, dial):
    """Return in which draws of a random scenario a zone exists, dial by dial; shape ``(dials, draws)``."""
    written = random_scenario(rng)
    cases = [scenario(**written, dial={dial: d}) for d in DIALS]
    uniforms = drawn_at_once(cases[0], 5, 48)
    return np.stack([found(case, build(case, uniforms)).verdicts.sizes for case in cases])


@pytest.mark.parametrize("dial", ["lines", "consents"])
@settings(derandomize=True, deadline=None, database=None, max_examples=60)
@given(seed=st.integers(0, 2**32 - 1))
def test_raising_a_dial_never_opens_a_zone_in_any_world(dial, seed):
    sizes = zones_by_dial(np.random.default_rng(seed), dial)
    assert (np.diff(sizes, axis=0) <= 0).all()


@pytest.mark.parametrize("dial", ["lines", "consents"])
def test_raising_a_dial_from_end_to_end_does_close_zones(dial):
    sizes = np.concatenate([zones_by_dial(np.random.default_rng(seed), dial) for seed in range(20)], axis=1)
    assert ((sizes[0] > 0) & (sizes[-1] == 0)).sum() > 5
    assert (np.diff(sizes, axis=0) < 0).any(axis=1).sum() >= 4, "most steps of the dial shrink some zone"


# Consent


def triggers(when, issues=None):
    """Return the deals that a consent entry concerns."""
    case = scenario(consent={"c": {"needs": ["p"], "by": "law", **({"when": when} if when else {})}}, issues=issues)
    space, rules = space_of(case), compiled_rules(case, space_of(case))
    concerned = [triggered(fits, rules.triggers) for fits in rules.fits(space.table)]
    return ["-".join(space.levels_of(deal)) for deal in range(space.deals) if concerned[deal] & 1]


EVERY = ["a-none", "a-some", "b-none", "b-some", "c-none", "c-some"]


def test_an_entry_without_a_pattern_concerns_every_deal():
    assert triggers(None) == EVERY


def test_moved_is_any_level_but_the_silent_one_and_every_level_where_silence_is_not_allowed():
    assert triggers({"money": "moved"}) == ["a-some", "b-some", "c-some"]
    assert triggers({"land": "moved"}) == EVERY
    silent_b = LAND_AND_MONEY | {"land": {"levels": {"a": "A", "b": "B", "c": "C"}, "if_silent": "b"}}
    assert triggers({"land": "moved"}, silent_b) == ["a-none", "a-some", "c-none", "c-some"]


def test_a_pattern_needs_all_its_issues_and_a_list_of_patterns_any_of_them():
    assert triggers({"land": ["a", "b"], "money": "some"}) == ["a-some", "b-some"]
    assert triggers([{"land": "c"}, {"money": "moved"}]) == ["a-some", "b-some", "c-none", "c-some"]


def test_claims_stand_as_their_words_and_rules_by_definition_or_law_always():
    def claim(words):
        return {"needs": ["p"], "by": "claim", "words": words}

    consent = {"d": {"needs": ["p"], "by": "definition"}, "l": {"needs": ["p"], "by": "law"}}
    consent |= {"half": claim("half"), "never": claim("never"), "maybe": claim("maybe"), "sure": claim("demands")}
    case = scenario(consent=consent, dial={"lines": 0})
    columns = {f"consent__{name}__firmness": EVEN for name in ("half", "never", "maybe")}
    worlds = worlds_of(case, words__maybe=[0.3] * 5, **columns)
    assert {name: stands.tolist() for name, stands in worlds.consents.items()} == {
        "d": [True] * 5,
        "l": [True] * 5,
        "half": [False, False, True, True, True],
        "never": [False, True, True, True, True],
        "maybe": [False, False, False, True, True],
        "sure": [True] * 5,
    }
    assert worlds.arrays.active_rules.tolist() == [0b100011, 0b101011, 0b101111, 0b111111, 0b111111]


def test_one_chance_a_word_and_world_serves_lines_and_claims_alike():
    case = scenario(
        {"lines": {"no": {"issue": "land", "refuses": "c", "words": "maybe"}}},
        {"all": {"needs": ["p"], "by": "claim", "words": "maybe"}},
    )
    columns = {"parties__p__firmness__land": [0.5] * 3, "consent__all__firmness": [0.5] * 3}
    worlds = worlds_of(case, words__maybe=[0.2, 0.5, 0.8], **columns)
    assert worlds.lines[0].firm.tolist() == worlds.consents["all"].tolist() == [False, True, True]


def test_a_claim_that_does_not_stand_asks_nobody():
    poor = {"no_deal": 2}
    case = scenario(poor, {"all": {"needs": ["p"], "by": "claim", "words": "half"}})
    assert found(case, worlds_of(case, consent__all__firmness=[0.2, 0.8])).verdicts.sizes.tolist() == [6, 0]


def test_quotas_count_the_group_and_a_veto_must_be_among_them():
    parties = {name: {"no_deal": worth} for name, worth in [("p", 2), ("q", 0), ("r", 0)]}

    def size(**needs):
        case = scenario(parties=parties, consent={"c": {"needs": {"of": ["p", "q", "r"], **needs}, "by": "law"}})
        return found(case, worlds_of(case)).verdicts.sizes[0]

    assert size(at_least=2) == 6
    assert size(at_least=3) == 0
    assert size(at_least=2, vetoes=["q", "r"]) == 6
    assert size(at_least=1, vetoes=["p"]) == 0


# Proposals


def test_a_clause_is_a_level_silence_or_a_belief_and_what_is_not_named_is_silent():
    proposals = {
        "known": {"clauses": {"land": "c", "money": "some"}},
        "short": {"clauses": {"land": "b"}},
        "draft": {
            "clauses": {"land": {"one_of": ["c", "a"], "chances": [1, 3]}, "money": {"one_of": ["silent", "some"]}}
        },
    }
    case = scenario(proposals=proposals)
    clauses = {"proposals__draft__clauses__land": [0.2, 0.3], "proposals__draft__clauses__money": [0.9, 0.1]}
    texts = worlds_of(case, **clauses).proposals
    assert {name: text.tolist() for name, text in texts.items()} == {
        "known": [[2, 4], [2, 4]],
        "short": [[1, 3], [1, 3]],
        "draft": [[2, 4], [0, 3]],
    }


def test_a_uniform_exactly_between_two_believed_levels_falls_on_the_later():
    for believed, between in [({"one_of": ["a", "b"]}, 0.5), ({"one_of": ["a", "b"], "chances": [1, 3]}, 0.25)]:
        case = scenario(proposals={"draft": {"clauses": {"land": believed, "money": "none"}}})
        text = worlds_of(case, proposals__draft__clauses__land=[between - 1e-9, between]).proposals["draft"]
        assert text[:, 0].tolist() == [0, 1]


# Shares


def test_share_of_worlds_is_compatible_times_zone_if_compatible_as_whole_numbers():
    rng = np.random.default_rng(4)
    strictly_between = 0
    for _ in range(12):
        case = scenario(**random_scenario(rng))
        study = run(case, uncertain(case), Plan(draws=100, seed=2))
        zone, compatible = (int(mask.sum()) for mask in (study.in_zone, study.verdicts.compatible))
        assert not (study.in_zone & ~study.verdicts.compatible).any()
        assert study.zone.share == zone / 100
        assert study.compatible.share == compatible / 100
        if compatible:
            assert study.zone_if_compatible == zone / compatible
            assert Fraction(compatible, 100) * Fraction(zone, compatible) == Fraction(zone, 100)
        else:
            assert study.zone_if_compatible is None
        strictly_between += 0 < zone < compatible < 100
    assert strictly_between >= 1, "some scenario shows both factors at work"


def test_compatibility_looks_at_firm_lines_and_not_at_worth():
    poor = scenario({"no_deal": 2})
    assert found(poor, worlds_of(poor)).verdicts.compatible.tolist() == [True]
    lines = {"low": floor("b"), "top": ceiling("a")}
    torn = scenario(parties={"p": {"lines": {"low": lines["low"]}}, "q": {"lines": {"top": lines["top"]}}})
    assert found(torn, worlds_of(torn)).verdicts.compatible.tolist() == [False]


# Side payments: an issue whose range is the cap


@pytest.mark.parametrize(("cap", "prices"), [(3, []), (5, [4, 5]), (10, [4, 5, 6])])
def test_a_side_payment_opens_the_zone_at_the_prices_between_loss_and_gain_up_to_its_cap(cap, prices):
    # who gets the land gains 6 by it, who gives it up loses 4; a unit of money is worth 1 to both
    issues = {
        "land": {"levels": {"kept": "Kept", "given": "Given"}, "must_settle": True},
        "payment": {"range": {"from": 0, "to": cap, "step": 1}, "must_settle": True},
    }
    as_now = {"as_good_as": {"land": "kept", "payment": "0"}}
    parties = {
        "buyer": {
            "weights": {"land": 6, "payment": cap},
            "values": {"land": {"table": {"kept": 0, "given": 1}}, "payment": {"linear": "falling"}},
            "no_deal": as_now,
        },
        "seller": {
            "weights": {"land": 4, "payment": cap},
            "values": {"land": {"table": {"kept": 1, "given": 0}}, "payment": {"linear": "rising"}},
            "no_deal": as_now,
        },
    }
    case = scenario(issues=issues, parties=parties)
    arrays, rules = worlds_of(case).arrays, compiled_rules(case, space_of(case))
    accepted = oracle.clears(arrays, rules) & (oracle.surpluses(arrays, rules) >= -2)  # weights are rounded
    sold = oracle.zone(accepted, arrays, rules)[0].reshape(2, cap + 1)[1]
    assert np.flatnonzero(sold).tolist() == prices
