"""Other ways to take turns: closed forms of the literature, and what holds whatever the protocol."""

import dataclasses

import numpy as np
import pytest
from kernels import oracle
from negotiation.on_paper import price, told, wants
from negotiation.test_ensemble import sat_down, with_bundles
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from sim.analysis.protocols import protocols_of
from sim.engine import Plan, talks_of
from sim.errors import BadArgument, ScenarioError
from sim.negotiation import at_the_table
from sim.scenario import read_scenario
from sim.worlds import build, compiled_rules, space_of, uncertain, with_bent
from sim.zones import existence

MOSCOW = read_scenario("moscow-talks")
EVERY = protocols_of(MOSCOW.case)


@pytest.mark.parametrize(("exponents", "share"), [((1.0, 1.0), 0.5), ((4.0, 1.0), 0.724492), ((4.0, 0.25), 0.877167)])
def test_two_parties_on_a_divisible_issue_meet_where_their_aspirations_cross(exponents, share):
    # 1 - t^e for one and 1 - t^f for the other add up to 1 where t^e + t^f = 1; the first then gets 1 - t^e
    tactics = dict(zip(("seller", "buyer"), exponents, strict=True))
    protocol = {"alternating_offers": ["seller", "buyer"]}
    case = price(0, 0, protocol=protocol, rounds=4001, tactics=tactics)
    _, _, model = sat_down(case, 1)
    ended = model.run()
    assert ended.struck[0] * 0.004 == pytest.approx(share, abs=0.006)


def test_linear_equilibrium_bids_trade_in_nine_of_thirty_two_worlds_and_gain_nine_sixty_fourths():
    bids = {"sealed_bids": {"buyer": "buyer", "seller": "seller", "issue": "price"}}
    case = price({"uniform": [0, 1]}, {"uniform": [0, 1]}, protocol=bids)
    (ended,) = talks_of([(case, uncertain(case))], Plan(4096, seed=1))
    agreed = ended.talks["struck"] >= 0
    assert ended.in_zone.mean() == pytest.approx(1 / 2, abs=0.005)
    assert agreed.mean() == pytest.approx(9 / 32, abs=0.005)
    assert np.nansum(ended.surplus) / len(agreed) == pytest.approx(9 / 64, abs=0.005)


def test_sealed_bids_are_refused_where_a_price_is_not_worth_the_same_everywhere():
    bids = {"protocol": {"sealed_bids": {"buyer": "p", "seller": "q", "issue": "land"}}, "rounds": 2}
    with pytest.raises(BadArgument, match="one issue whose levels are numbers"):
        sat_down(scenario(parties={"p": {}, "q": {}}, talks=bids), 1)


def test_a_final_offer_takes_all_that_the_others_are_believed_to_leave():
    parties = {
        "p": wants((0, 1, 2), (0, 1), weights=(1, 0)),
        "q": wants((2, 1, 0), (0, 1), weights=(1, 0), no_deal=0.5),
    }
    case = scenario(parties=parties, talks={"protocol": {"final_offer": "p"}, "rounds": 10})
    acts, model = told(case)
    assert acts == [("p", "offers", ""), ("p", "says yes", ""), ("q", "says yes", ""), ("", "struck", "")]
    assert (model.struck.tolist(), model.rounds.tolist()) == ([2], [10])  # b: all of the land but what q needs


def test_only_what_some_agree_on_first_is_put_to_the_others():
    parties = {
        "p": wants((0, 1, 2), (0, 1), weights=(1, 0)),
        "q": wants((0, 1, 2), (0, 1), weights=(1, 0)),
        "r": wants((2, 1, 0), (0, 1), weights=(1, 0)),
    }
    talks = {"protocol": {"bilateral_first": ["p", "q"]}, "rounds": 3}
    acts, model = told(scenario(parties=parties, talks=talks))
    assert acts[:4] == [("p", "offers", ""), ("p", "says yes", ""), ("q", "says yes", ""), ("r", "says no", "a")]
    assert model.struck.tolist() == [2]
    blocked = {**parties, "q": wants((2, 1, 0), (0, 1), weights=(1, 0))}
    acts, _ = told(scenario(parties=blocked, talks=talks))
    assert ("r", "says no", "a") not in acts[:3]


def test_who_risks_least_concedes_first_and_nobody_takes_a_step_back():
    parties = {
        "p": wants((0, 1, 2), (0, 1), weights=(1, 0)),
        "q": wants((2, 1, 0), (0, 1), weights=(1, 0), no_deal=0.5),
    }
    case = scenario(parties=parties, talks={"protocol": {"monotonic_concession": ["p", "q"]}, "rounds": 10})
    _, _, model = sat_down(case, 1)
    # both ask for all: p would lose 1 of 1, q .5 of .5; both step down to the middle, which suits both
    ended = model.run()
    assert (ended.struck.tolist(), ended.rounds.tolist()) == ([2], [2])


def test_nothing_is_refused_at_the_deadline_that_is_worth_no_deal_then():
    stubborn = {"tactics": {"q": {"firm": 1.0}}, "rounds": 11}
    parties = {"p": wants((0, 2, 3), (0, 1)), "q": wants((3, 2, 0), (1, 0))}
    offer = {"protocol": {"final_offer": "p"}, **stubborn}
    assert sat_down(scenario(parties=parties, talks=offer), 1)[2].run().struck.tolist() == [5]
    rising = {**offer, "drift": {"q": 0.06}}
    assert sat_down(scenario(parties=parties, talks=rising), 1)[2].run().struck[0] in (-1, 1, 2, 3)
    bids = {"sealed_bids": {"buyer": "buyer", "seller": "seller", "issue": "price"}}
    assert sat_down(price(0.2, 0.2, protocol=bids, tactics={"seller": {"firm": 0.9}}), 1)[2].run().struck[0] == 125


def test_who_makes_an_offer_side_by_side_takes_nothing_that_no_deal_has_come_to_beat():
    parties = {"p": wants((0, 2, 3), (0, 1)), "q": wants((3, 2, 0), (1, 0))}
    talks = {"protocol": {"monotonic_concession": ["p", "q"]}, "rounds": 8, "drift": {"p": 0.3}}
    assert sat_down(scenario(parties=parties, talks=talks), 1)[2].run().struck.tolist() == [-1]


@pytest.mark.parametrize("protocol", [{"monotonic_concession": ["p", "q"]}, {"final_offer": "p"}])
def test_a_party_whose_lines_leave_nothing_makes_no_offer(protocol):
    shut = {"lines": {"shut": {"issue": "land", "refuses": ["a", "b", "c"], "words": "demands"}}}
    parties = {"p": wants((0, 2, 3), (0, 1), **shut), "q": wants((3, 2, 0), (1, 0))}
    ended = sat_down(scenario(parties=parties, talks={"protocol": protocol, "rounds": 4}), 5)[2].run()
    assert (ended.struck == -1).all()
    assert (ended.walked == 1).all()


@pytest.mark.parametrize("name", EVERY)
def test_whatever_the_protocol_a_deal_lies_in_the_zone_and_leaves_nobody_asked_below_no_deal(name):
    case = MOSCOW.changed({"talks.protocol": EVERY[name]}).case
    worlds, rules, model = sat_down(case, 256)
    ended = model.run()
    agreed = ended.struck >= 0
    assert existence(worlds.arrays, rules).in_zone[agreed].all()
    assert ((ended.rounds > 0) == agreed).all()
    assert (ended.rounds <= case.talks.rounds).all()
    few = sat_down(case, 64)[2].run()
    np.testing.assert_array_equal(few.struck, ended.struck[:64])


def test_a_random_order_differs_from_world_to_world_and_gives_everybody_a_turn():
    case = MOSCOW.changed({"talks.protocol": {"alternating_offers": ["us", "russia"], "order": "random"}}).case
    _, _, model = sat_down(case, 400)
    model.step()
    assert 0.4 < (model.offered_by == 1).mean() < 0.6


@pytest.mark.parametrize(
    ("protocol", "said"),
    [
        ({"bilateral_first": ["us"]}, "needs at least 2 entries"),
        ({"final_offer": "uss"}, "there is no party 'uss'"),
        ({"monotonic_concession": ["us", "rusia"]}, "there is no party 'rusia'"),
        ({"sealed_bids": {"buyer": "us", "seller": "eu", "issue": "land"}}, "there is no issue 'land'"),
        ({"alternating_offers": ["us"], "order": "any"}, "order"),
    ],
)
def test_a_slip_in_a_protocol_is_told(protocol, said):
    with pytest.raises(ScenarioError) as caught:
        MOSCOW.changed({"talks.protocol": protocol})
    assert any(said in found.message for found in caught.value.problems), caught.value.problems


def test_no_agent_can_reach_what_another_wants():
    """What an agent holds of its world is its own copy: nothing leads from it to the arrays of all parties."""
    worlds, _, model = sat_down(MOSCOW.case, 32)
    model.run()
    for seat in model.seats.values():
        held = [*vars(seat).values(), *vars(seat.own).values()]
        arrays = [part for part in held if isinstance(part, np.ndarray)]
        assert len(arrays) > 10
        for part in arrays:
            assert not np.shares_memory(part, worlds.arrays.gains)
            assert not np.shares_memory(part, worlds.arrays.thresholds)


def random_case(seed):
    """Return a random scenario with lines across issues, quotas and vetoes, any protocol and any course."""
    rng = np.random.default_rng(seed)
    written = with_bundles(rng, random_scenario(rng))
    names = list(written["parties"])
    kinds = protocols_of(scenario(**written))
    protocols = [*kinds.values(), {"single_text": {"mediator": names[0], "stops": [names[:2], names, names[1:]]}}]
    hurried = {"pressed": {"exponent": 2, "haste": 1.5}}
    tactics = ["linear", "boulware", {"firm": 0.3}, {"tit_for_tat": 1.0}, {"random_walk": True}, hurried]
    rules = ["nearest", "best_for_worst_off", "best_for_others"]
    course = {
        "drift": {names[0]: 0.02, names[-1]: -0.02},
        "events": {"x": {"chance": 0.2, "no_deal": {names[1 % len(names)]: -0.3}, "bends": {names[0]: 0.5}}},
    }
    if len(names) > 2:
        pressing = {"by": names[0], "on": names[1:], "aim": 0.8, "no_deal": 0.05, "bends": 0.2, "price": 0.01}
        course["pressure"] = {"hard": pressing}
    talks = {
        "protocol": protocols[int(rng.integers(len(protocols)))],
        "rounds": int(rng.integers(2, 9)),
        "tactics": {name: tactics[int(rng.integers(len(tactics)))] for name in names},
        "offers": {name: rules[int(rng.integers(3))] for name in names[:2]},
        "learning": {names[-1]: 0.05} if rng.random() < 0.3 else {},
        **(course if rng.random() < 0.6 else {}),
    }
    return scenario(**written, talks=talks)


@pytest.mark.parametrize("seed", range(40))
def test_talks_of_one_world_are_the_same_alone_and_among_others_and_their_deals_lie_in_the_zone_of_their_round(seed):
    case, count = random_case(seed), 8
    uniforms, rules = drawn_at_once(case, seed, count), compiled_rules(case, space_of(case))
    worlds = build(case, uniforms)
    many = at_the_table(case, worlds, rules).run()
    for w in range(count):
        one = type(uniforms)({path: column[w : w + 1] for path, column in uniforms.columns.items()}, 1)
        alone = at_the_table(case, build(case, one), rules).run()
        for field in dataclasses.fields(many):
            np.testing.assert_array_equal(getattr(alone, field.name), getattr(many, field.name)[w : w + 1], field.name)
    last = with_bent(worlds.arrays._replace(thresholds=many.no_deal), rules, many.bent)
    for w in np.flatnonzero(many.struck >= 0):
        one = type(last)(*(part[w : w + 1] for part in last))
        accepted = oracle.clears(one, rules) & (oracle.surpluses(one, rules) >= 0)
        assert oracle.zone(accepted, one, rules)[0, many.struck[w]]
