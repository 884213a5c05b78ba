import gc
import multiprocessing
import subprocess
import sys
import weakref
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.oracle import utilities
from negotiation.reference import Round, negotiate, world_of
from worlds.test_worlds import drawn_at_once, random_scenario, scenario

from sim.errors import BadArgument
from sim.negotiation import at_the_table
from sim.negotiation.knowledge import central
from sim.scenario import read_scenario
from sim.worlds import build, compiled_rules, space_of
from sim.zones import tally

TURNS = {"talks.protocol": {"alternating_offers": ["us", "russia", "ukraine", "eu"]}, "talks.rounds": 40}
MOSCOW = read_scenario("moscow-talks").changed(TURNS).case


def sat_down(case, draws, seed=1, change=lambda arrays: arrays):
    """Return some worlds of a scenario, its rules, and its talks before the first round."""
    worlds, rules = build(case, drawn_at_once(case, seed, draws)), compiled_rules(case, space_of(case))
    worlds = type(worlds)(**{**vars(worlds), "arrays": change(worlds.arrays)})
    return worlds, rules, at_the_table(case, worlds, rules)


def played(model):
    """Play talks to the end; return for each world what happened round by round."""
    seats, protocol = list(model.seats), model.procedure.protocol
    record = [[] for _ in model.struck]
    while model.running:
        going_on = model.open
        model.step()
        speaker = seats.index(protocol.alternating_offers[protocol.turns(model.round, None)])
        for w in going_on:
            yes = frozenset(p for p in range(len(seats)) if int(model.yes[w]) >> p & 1)
            record[w].append(Round(speaker, int(model.offers[w]), yes, bool(model.rounds[w] == model.round)))
    return record


def assert_as_the_reference(case, draws, seed=1):
    """Check every offer and every answer of every world; return the rounds played."""
    worlds, rules, model = sat_down(case, draws, seed)
    names, talks = list(case.parties), case.talks
    order = [names.index(name) for name in talks.protocol.alternating_offers]
    deals = space_of(case).table
    pictured = sum(central(case, rules).gains.astype(np.int64)[:, deals[:, i]] for i in range(deals.shape[1]))
    record = played(model)
    for w, happened in enumerate(record):
        assert happened == list(negotiate(world_of(worlds, rules, w), pictured, order, talks.rounds)), w
    return record


def test_every_offer_and_answer_of_the_moscow_talks_is_that_of_the_reference():
    record = assert_as_the_reference(MOSCOW, 300)
    ends = [happened[-1].struck for happened in record]
    assert 0 < sum(ends) < 300
    firm = build(MOSCOW, drawn_at_once(MOSCOW, 1, 300)).arrays.firm_bundles > 0
    assert {(bool(f), e) for f, e in zip(firm, ends, strict=True)} == {
        (f, e) for f in (True, False) for e in (True, False)
    }


def test_every_offer_and_answer_where_deals_may_not_hold_is_that_of_the_reference():
    record = assert_as_the_reference(read_scenario("moscow-talks-hold").changed(TURNS).case, 200)
    assert 0 < sum(happened[-1].struck for happened in record) < 200


def random_talks(rng, written):
    """Return talks with random order, deadline and tactics."""
    names = list(written["parties"])
    tactics = ["boulware", "linear", "conceder", 2.5, {"log_uniform": [0.2, 5]}]
    return {
        "protocol": {"alternating_offers": rng.choice(names, size=int(rng.integers(1, 5))).tolist()},
        "rounds": int(rng.integers(2, 14)),
        "tactics": {
            name: {"time_dependent": tactics[rng.integers(len(tactics))]} for name in names if rng.random() < 0.8
        },
    }


def with_bundles(rng, written):
    """Give every party up to three lines across issues."""
    for party in written["parties"].values():
        for k in range(rng.integers(0, 4)):
            issues = rng.choice(list(written["issues"]), size=int(rng.integers(2, 4)), replace=False)
            pattern = {
                issue: rng.choice(
                    list(written["issues"][issue]["levels"]), size=int(rng.integers(1, 3)), replace=False
                ).tolist()
                for issue in issues.tolist()
            }
            party["lines"] = {
                **party.get("lines", {}),
                f"bundle{k}": {"never_together": pattern, "words": str(rng.choice(["half", "maybe", "demands"]))},
            }
    return written


@settings(derandomize=True, deadline=None, database=None, max_examples=80)
@given(seed=st.integers(0, 2**32 - 1))
def test_every_offer_and_answer_of_any_talks_is_that_of_the_reference(seed):
    rng = np.random.default_rng(seed)
    written = with_bundles(rng, random_scenario(rng))
    assert_as_the_reference(scenario(**written, talks=random_talks(rng, written)), 12, seed=3)


def test_the_random_talks_hold_every_ending():
    seen = set()
    for seed in range(60):
        rng = np.random.default_rng(seed)
        written = with_bundles(rng, random_scenario(rng))
        worlds, rules, model = sat_down(scenario(**written, talks=random_talks(rng, written)), 12, 3)
        zone = tally(worlds.arrays, rules).verdicts.sizes > 0
        ended = model.run()
        seen |= set(zip((ended.walked > 0).tolist(), zone.tolist(), (ended.struck >= 0).tolist(), strict=True))
    assert seen >= {(True, False, False), (True, True, True), (False, True, True), (False, True, False)}


def test_a_struck_deal_lies_in_the_zone():
    worlds, rules, model = sat_down(MOSCOW, 256)
    ended = model.run()
    agreed = ended.struck >= 0
    assert agreed.any()
    assert (tally(worlds.arrays, rules).verdicts.sizes[agreed] > 0).all()
    assert ((ended.rounds > 0) == agreed).all()


def test_first_offers_do_not_depend_on_what_the_others_want():
    _, _, model = sat_down(MOSCOW, 200)
    model.step()
    speaker = list(MOSCOW.parties).index("us")
    others = [p for p in range(4) if p != speaker]

    def exchanged(arrays):
        gains, no_deal = arrays.gains.copy(), arrays.thresholds.copy()
        gains[:, others] = gains[:, others[1:] + others[:1], ::-1]
        no_deal[:, others] = no_deal[:, others[1:] + others[:1]]
        return arrays._replace(gains=gains, thresholds=no_deal)

    _, _, changed = sat_down(MOSCOW, 200, change=exchanged)
    changed.step()
    assert len(set(model.offers.tolist())) > 10
    np.testing.assert_array_equal(changed.offers, model.offers)
    assert (changed.run().struck != model.run().struck).any(), "answers do depend on it"


def test_a_party_holds_no_array_of_another():
    worlds, _, model = sat_down(MOSCOW, 20)
    for p, seat in enumerate(model.seats.values()):
        own = [seat.own.gains, seat.own.no_deal, seat.own.opened, seat.own.firm_bundles, seat.stairs.gains]
        assert all(part.shape[-1] != worlds.arrays.gains.shape[1] for part in own)
        np.testing.assert_array_equal(seat.own.gains, worlds.arrays.gains[:, p])
        assert not {"arrays", "worlds"} & (vars(seat).keys() | vars(model).keys())


def test_offers_of_one_party_never_become_worth_more_to_it():
    worlds, rules, model = sat_down(MOSCOW, 100)
    worth = utilities(worlds.arrays, rules)
    for w, happened in enumerate(played(model)):
        for p in range(4):
            offers = [worth[w, p, played_round.offer] for played_round in happened if played_round.speaker == p]
            assert all(later <= earlier for earlier, later in pairwise(offers))


def test_an_offer_is_accepted_by_the_party_that_makes_it():
    _, _, model = sat_down(MOSCOW, 50)
    for happened in played(model):
        assert all(one.speaker in one.yes for one in happened)


ALONE = {
    "weights": {"land": 1, "money": 0},
    "values": {"land": {"table": {"a": 0, "b": 1, "c": 2}}, "money": {"indifferent": True}},
}
TALKS = {"protocol": {"alternating_offers": ["p", "q"]}, "rounds": 3}


def test_central_values_are_those_of_every_belief_at_its_median():
    worth = {"land": {"table": {"a": 0, "b": {"triangular": [0, 0.4, 1]}, "c": 1}}, "money": {"linear": "rising"}}
    party = {"weights": {"land": {"between": [0.2, 0.8]}, "money": 0.4}, "values": worth}
    issues = {
        "land": {"levels": {"a": "A", "b": "B", "c": "C"}, "must_settle": True},
        "money": {"levels": {"none": {"label": "n", "at": 0}, "some": {"label": "s", "at": 1}}, "must_settle": True},
    }
    # the median of a triangle on 0, .4, 1 lies above its mode: 1 - sqrt(.5 * .6) = .452277; sqrt(.2 * .8) = .4 as well
    case = scenario(parties={"p": party}, issues=issues)
    found = central(case, compiled_rules(case, space_of(case))).gains
    assert found.tolist() == [[0, 226_139, 500_000, 0, 500_000]]


def test_two_parties_meet_in_the_middle_on_paper():
    reverse = {**ALONE, "values": {**ALONE["values"], "land": {"table": {"a": 2, "b": 1, "c": 0}}}}
    case = scenario(parties={"p": ALONE, "q": reverse}, talks=TALKS)
    _, _, model = sat_down(case, 1)
    # at the middle of three rounds a linear party is content with half: q offers it, and p takes it
    assert played(model) == [[Round(0, 4, frozenset({0}), False), Round(1, 2, frozenset({0, 1}), True)]]
    assert space_of(case).levels_of(2) == ("b", "none")


def test_where_nothing_clears_its_no_deal_a_party_walks_and_talks_fail():
    case = scenario(parties={"p": {**ALONE, "no_deal": 2}, "q": ALONE}, talks=TALKS)
    _, _, model = sat_down(case, 1)
    record = played(model)
    assert [one.offer for one in record[0]] == [-1, 4, -1]
    assert not any(0 in one.yes for one in record[0])
    again = sat_down(case, 1)[2].run()
    assert (again.struck.tolist(), again.rounds.tolist(), again.walked.tolist()) == ([-1], [0], [1])


def test_a_party_whose_lines_leave_nothing_walks():
    shut = {"issue": "land", "refuses": ["a", "b", "c"], "words": "demands"}
    case = scenario(parties={"p": {**ALONE, "lines": {"shut": shut}}, "q": ALONE}, talks=TALKS)
    assert sat_down(case, 1)[2].run().walked.tolist() == [1]


def test_others_agree_without_a_party_that_walked_where_its_yes_is_not_needed():
    case = scenario(
        parties={"p": {**ALONE, "no_deal": 2}, "q": ALONE},
        consent={"q": {"needs": ["q"], "by": "definition"}},
        talks=TALKS,
    )
    ended = sat_down(case, 1)[2].run()
    assert (ended.struck.tolist(), ended.rounds.tolist()) == ([4], [2])


def test_a_party_without_a_consent_right_may_propose():
    case = scenario(
        parties={"p": ALONE, "q": ALONE},
        consent={"q": {"needs": ["q"], "by": "definition"}},
        talks={**TALKS, "protocol": {"alternating_offers": ["p"]}},
    )
    assert sat_down(case, 1)[2].run().rounds.tolist() == [1]


def test_talks_of_one_world_are_those_of_the_same_world_among_many():
    _, _, many = sat_down(MOSCOW, 64)
    record = played(many)
    uniforms = drawn_at_once(MOSCOW, 1, 64)
    rules = compiled_rules(MOSCOW, space_of(MOSCOW))
    for w in (0, 17, 63):
        alone = type(uniforms)({path: column[w : w + 1] for path, column in uniforms.columns.items()}, 1)
        assert played(at_the_table(MOSCOW, build(MOSCOW, alone), rules)) == [record[w]]


@pytest.mark.parametrize("rounds", [0, 3, 40])
def test_talks_are_freed_however_far_they_went(rounds):
    _, _, model = sat_down(MOSCOW, 2)
    for _ in range(rounds):
        model.step()
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("method", [None, "fork", "spawn"])
def test_the_users_way_to_start_processes_stays(method):
    script = (
        "import multiprocessing\n"
        f"method = {method!r}\n"
        "if method: multiprocessing.set_start_method(method)\n"
        "import sim.negotiation\n"
        "assert multiprocessing.get_start_method(allow_none=True) == method\n"
    )
    if method not in (None, *multiprocessing.get_all_start_methods()):
        pytest.skip("not on this system")
    subprocess.run([sys.executable, "-c", script], check=True)


def test_lines_that_couple_too_many_issues_are_refused():
    levels = {f"l{k}": "L" for k in range(25)}
    issues = {name: {"levels": levels, "must_settle": True} for name in "xyz"}
    party = {
        "weights": dict.fromkeys("xyz", 1),
        "values": {name: {"silent": True} for name in "xyz"},
        "lines": {"all": {"never_together": dict.fromkeys("xyz", "l1"), "words": "demands"}},
    }
    talks = {"protocol": {"alternating_offers": ["p"]}, "rounds": 3}
    with pytest.raises(BadArgument, match=r"couple 3 issues of one party, 15,625 cells; talks can hold 10,000"):
        sat_down(scenario(parties={"p": party}, issues=issues, talks=talks), 1)
