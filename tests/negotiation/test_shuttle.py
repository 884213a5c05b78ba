"""A single text, carried from stop to stop, on paper and on the talks of the article."""

import numpy as np
import pytest
from negotiation.on_paper import told, wants
from negotiation.test_ensemble import sat_down
from worlds.test_worlds import scenario

from sim.errors import ScenarioError
from sim.scenario import read_scenario
from sim.zones import existence

MOSCOW = read_scenario("moscow-talks")
STRAIGHT = {"time_dependent": 1000.0}
"""It asks for all until the last round, and for no more than no deal then."""
AT_ONCE = {"firm": 0.0}
"""It never asks for more than no deal."""


def shuttle(parties, stops, tactics=AT_ONCE, rounds=4, draft=("b", "none"), **text):
    """Return a scenario in which a mediator carries a draft between p and q."""
    return scenario(
        parties={"m": wants((0, 0, 1), (0, 1)), **parties},
        consent={"both": {"needs": ["p", "q"], "by": "definition"}},
        proposals={"first": {"clauses": dict(zip(("land", "money"), draft, strict=True))}},
        talks={
            "protocol": {"single_text": {"mediator": "m", "stops": stops, "starts_from": "first", **text}},
            "rounds": rounds,
            "tactics": dict.fromkeys(["m", *parties], tactics),
        },
    )


APART = {"p": wants((0, 2, 3), (0, 1)), "q": wants((3, 2, 0), (1, 0))}
STOPS = [["m", "p"], ["m", "q"]]


def test_a_draft_that_suits_both_is_struck_on_the_first_tour_unchanged():
    acts, model = told(shuttle(APART, STOPS))
    assert acts == [
        ("m", "says yes", ""),
        ("p", "says yes", ""),
        ("m", "says yes", ""),
        ("q", "says yes", ""),
        ("", "struck", ""),
    ]
    assert model.rounds.tolist() == [1]


def test_a_party_asks_for_what_gains_it_most_and_the_mediator_takes_in_what_costs_others_nothing_they_need():
    # no deal is worth nothing to q, so the mediator sees q lack nothing whatever the level of land
    needy = {**APART, "p": wants((0, 2, 3), (0, 1), weights=(0.9, 0.1), no_deal=0.8)}
    acts, model = told(shuttle(needy, STOPS))
    # b and no money is worth .6 to p, less than no deal; c gains it .3, money .1; to q c and no money is worth .5
    assert acts[1:4] == [("p", "says no", "c"), ("p", "asks", "c"), ("m", "adopts", "c")]
    assert model.struck.tolist() == [4]


def test_a_favorites_refused_clause_never_comes_in():
    line = {"lines": {"never": {"issue": "land", "refuses": ["c"], "words": "demands"}}}
    needy = {"p": wants((0, 2, 3), (0, 1), weights=(0.9, 0.1), no_deal=0.8), "q": wants((3, 2, 0), (1, 0), **line)}
    open_handed = shuttle(needy, STOPS, bias={"q": 0.0, "p": 1.0})
    assert ("m", "adopts", "c") in told(open_handed)[0]
    partial = shuttle(needy, STOPS, bias={"q": 0.0, "p": 1.0}, favorite="q")
    assert ("m", "refuses", "c") in told(partial)[0]


def test_the_mediators_own_aims_decide_where_nobody_lacks_anything():
    easy = {"p": wants((3, 2, 0), (0, 1), no_deal=0.7), "q": wants((3, 2, 0), (0, 1))}
    # the mediator likes c alone; p asks for a, which takes nothing from q
    assert ("m", "adopts", "a") in told(shuttle(easy, STOPS, draft=("c", "none")))[0]
    assert ("m", "refuses", "a") in told(shuttle(easy, STOPS, draft=("c", "none"), own_aims=5.0))[0]


def test_a_mediator_mends_a_text_that_is_worth_less_than_no_deal_to_itself():
    acts, _ = told(shuttle({**APART, "m": wants((0, 0, 1), (0, 1), no_deal=0.6)}, STOPS))
    assert acts[:3] == [("m", "says no", "c"), ("m", "asks", "c"), ("m", "adopts", "c")]
    acts, _ = told(shuttle(APART, STOPS))  # with no deal worth nothing it lets the others speak
    assert ("m", "asks", "c") not in acts


def test_who_says_yes_is_believed_content_with_the_text():
    _, model = told(shuttle(APART, STOPS, draft=("a", "none")))
    beliefs, p = model.procedure.beliefs, model.seats["p"].own.party
    beliefs.no_deal[:, p], beliefs.opened[:, p, 0] = 900_000, False
    only, draft = np.array([0]), np.array([[0, 3]])
    before, _ = beliefs.lacking(p, only, draft, np.array([4]), np.array([3]))
    beliefs.hear_yes(p, only, draft)
    after, _ = beliefs.lacking(p, only, draft, np.array([4]), np.array([3]))
    assert before[0] < 0 == after[0]


def test_parties_that_meet_alone_bring_a_repair_that_neither_loses_by():
    both = {"p": wants((0, 1, 3), (0, 1), no_deal=0.9), "q": wants((0, 2, 2), (0, 1), no_deal=0.9)}
    acts, _ = told(shuttle(both, [["p", "q"], ["m", "p"], ["m", "q"]]))
    brought = acts.index(("p", "brings", "c"))
    asked = acts.index(("p", "asks", "c"))
    assert brought < asked
    assert acts[asked + 1] == ("m", "adopts", "c")


def test_a_refused_repair_is_not_asked_for_again_before_all_others_have_been():
    stuck = {"p": wants((0, 2, 3), (0, 1), no_deal=1), "q": wants((3, 2, 0), (1, 0), no_deal=1)}
    acts, model = told(shuttle(stuck, STOPS, learning=0.0, rounds=9, bias={"p": 0.0}))
    # q has its way until the draft is a and no money, all that it wants; nothing that p asks for comes in
    settled = max(k for k, (_, act, _) in enumerate(acts) if act == "adopts")
    asked = [level for party, act, level in acts[settled:] if (party, act) == ("p", "asks")]
    assert set(asked[:3]) == {"b", "c", "some"}
    assert asked[3:6] in (asked[:3], asked[:2])
    assert model.struck.tolist() == [-1]
    assert model.refused().tolist() == [0b010]


def test_without_a_first_draft_the_mediator_begins_with_its_most_useful_deal():
    case = shuttle(APART, STOPS, draft=("c", "some"))
    text = case.talks.protocol.single_text.model_copy(update={"starts_from": None})
    protocol = case.talks.protocol.model_copy(update={"single_text": text})
    silent = case.model_copy(update={"talks": case.talks.model_copy(update={"protocol": protocol})})
    assert told(silent)[0] == told(case)[0]  # c and some is what the mediator likes best


def test_a_party_never_asks_for_what_a_line_of_its_own_refuses():
    line = {"lines": {"never": {"issue": "land", "refuses": ["a", "b"], "words": "demands"}}}
    parties = {"p": wants((0, 2, 3), (0, 1), no_deal=0.9, **line), "q": wants((3, 2, 0), (1, 0))}
    acts, _ = told(shuttle(parties, STOPS, draft=("a", "none"), bias={"p": 0.0}, rounds=9))
    asked = {level for party, act, level in acts if (party, act) == ("p", "asks")}
    assert asked <= {"c", "some"}


def test_on_the_last_tour_the_draft_is_no_longer_changed():
    _, _, model = sat_down(MOSCOW.case, 60)
    while model.round < model.deadline - 1:
        model.step()
    before = model.offers[model.open].copy()
    rows = model.open
    model.step()
    np.testing.assert_array_equal(model.offers[rows], before)


@pytest.mark.parametrize("change", [{}, {"talks.protocol.single_text.favorite": "russia"}, {"talks.rounds": 9}])
def test_on_the_talks_of_the_article_every_deal_lies_in_the_zone(change):
    case = MOSCOW.changed(change).case
    worlds, rules, model = sat_down(case, 400)
    ended = model.run()
    agreed = ended.struck >= 0
    assert 0.05 < agreed.mean() < 1
    assert existence(worlds.arrays, rules).in_zone[agreed].all()
    assert (ended.refused[agreed] == 0).all()
    assert (ended.refused[~agreed] != 0).all()


def test_the_talks_of_a_world_are_the_same_alone_and_among_many():
    case = MOSCOW.case
    many = sat_down(case, 64)[2].run()
    few = sat_down(case, 16)[2].run()
    np.testing.assert_array_equal(few.struck, many.struck[:16])
    np.testing.assert_array_equal(few.rounds, many.rounds[:16])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"mediator": "uss", "stops": [["us"]]}, "there is no party 'uss'"),
        ({"mediator": "us", "stops": [["us", "ukrain"]]}, "there is no party 'ukrain'"),
        ({"mediator": "us", "stops": [["ukraine", "eu"]]}, "sends the mediator, us, to none of the stops"),
        ({"mediator": "us", "stops": [["us"]], "starts_from": "novembre"}, "there is no proposal 'novembre'"),
        ({"mediator": "us", "stops": [["us"]], "bias": {"rusia": 1.0}}, "there is no party 'rusia'"),
        ({"mediator": "us", "stops": []}, "needs at least 1 entry"),
    ],
)
def test_a_slip_in_a_single_text_is_told(text, said):
    with pytest.raises(ScenarioError) as caught:
        MOSCOW.changed({"talks.protocol": {"single_text": text}})
    assert any(said in found.message for found in caught.value.problems), caught.value.problems


def test_a_repair_found_apart_is_put_to_the_mediator_by_one_who_has_said_yes_itself():
    # q is content with b and no money, p is not; money costs q nothing, so q brings it for p, who never meets m
    alone = {"p": wants((0, 2, 3), (0, 1), weights=(0.5, 0.5), no_deal=0.6), "q": wants((3, 2, 0), (1, 1.0))}
    alone["q"]["values"]["money"] = {"indifferent": True}
    acts, model = told(shuttle(alone, [["p", "q"], ["m", "q"]]))
    assert ("p", "brings", "some") in acts
    assert acts[acts.index(("q", "asks", "some")) + 1] == ("m", "adopts", "some")
    assert model.struck.tolist() == [3]


def test_who_never_takes_a_level_is_believed_to_take_none_beyond_it():
    _, model = told(shuttle(APART, STOPS))
    beliefs, only = model.procedure.beliefs, np.array([0])
    beliefs.opened[:] = True
    beliefs.hear_request(1, only, np.array([0]), np.array([1]), np.array([True]), np.array([0.0]))
    assert beliefs.opened[0, 1].tolist() == [True, False, False, True, True]
    beliefs.opened[:] = True
    beliefs.hear_request(1, only, np.array([2]), np.array([1]), np.array([True]), np.array([0.0]))
    assert beliefs.opened[0, 1].tolist() == [False, False, True, True, True]
    assert beliefs.opened[0, 0].all()
