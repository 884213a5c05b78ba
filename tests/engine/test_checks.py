import numpy as np
import pytest

from sim.engine.checks import checked
from sim.kernels import WorldArrays, every_deal_holds
from sim.scenario import Case
from sim.worlds import Worlds, compiled_rules, space_of

# Issues: land (a, b), money (none, some, all). Deals: 0 a-none, 1 a-some, 2 a-all, 3 b-none, 4 b-some, 5 b-all.
A, B, NONE, SOME, ALL = range(5)


def written(checks):
    party = {
        "weights": {"land": 1, "money": 1},
        "values": {"land": {"silent": True}, "money": {"silent": True}},
        "no_deal": 0,
    }
    bundle = {"both": {"never_together": {"land": "b", "money": "all"}, "words": "half"}}
    issues = {
        "land": {"levels": {"a": "A", "b": "B"}, "must_settle": True},
        "money": {"levels": {"none": "None", "some": "Some", "all": "All"}, "must_settle": True},
    }
    return Case.model_validate(
        {
            "format": 1,
            "name": "small",
            "as_of": "2025-12-02",
            "issues": issues,
            "parties": {"p": party, "q": {**party, "lines": bundle}},
            "consent": {"all": {"needs": ["p", "q"], "by": "definition"}},
            "proposals": {name: {"clauses": {"land": "a", "money": "none"}} for name in ("text", "other")},
            "checks": checks,
            "words": {"half": 0.5},
        }
    )


def verdicts(check, *, gains, thresholds=(0, 0), allowed=(0b11,) * 5, firm=0, text=(A, NONE), other=(B, ALL), draws=1):
    """Return in which worlds a check holds; arrays given once serve every draw."""
    arrays = WorldArrays(
        gains=np.broadcast_to(np.asarray(gains, np.float32), (draws, 2, 5)),
        thresholds=np.broadcast_to(np.asarray(thresholds, np.float32), (draws, 2)),
        allowed=np.broadcast_to(np.asarray(allowed, np.uint64), (draws, 5)),
        firm_bundles=np.broadcast_to(np.asarray(firm, np.uint64), (draws,)),
        active_rules=np.ones(draws, np.uint64),
        **every_deal_holds(draws, 2),
    )
    case = written({"it": check})
    proposals = {"text": text, "other": other}
    texts = {name: np.broadcast_to(np.asarray(places, np.int64), (draws, 2)) for name, places in proposals.items()}
    worlds = Worlds(arrays, {}, (), {}, texts, {}, None, {}, None, None, {})
    return checked(case, worlds, compiled_rules(case, space_of(case)))["it"].tolist()


GAINS = [[6, 0, 0, 1, 4], [0, 5, 3, 2, 0]]
"""Worth to p: a 6, some 1, all 4; to q: b 5, none 3, some 2."""


def takes(*party):
    return {"accepts": {"party": list(party), "proposal": "text"}}


def declines(*party):
    return {"refuses": {"party": list(party), "proposal": "text"}}


def test_a_party_accepts_a_text_worth_exactly_no_deal_and_refuses_one_worth_less():
    worth = {"gains": GAINS, "thresholds": [[6, 9], [7, 9], [8, 9]], "text": (A, SOME), "draws": 3}
    assert verdicts(takes("p"), **worth) == [True, True, False]
    assert verdicts(declines("p"), **worth) == [False, False, True]


def test_a_text_that_crosses_a_firm_line_is_refused_whatever_it_is_worth():
    lines = {"gains": GAINS, "text": (B, NONE), "draws": 3}
    lines["allowed"] = [[3, 3, 3, 3, 3], [3, 0b10, 3, 3, 3], [3, 3, 3, 0b10, 0b10]]
    assert verdicts(takes("p"), **lines) == [True, False, True]
    assert verdicts(takes("q"), **lines) == [True, True, True]


def test_a_text_in_a_firm_bundle_is_refused_by_the_party_that_drew_it():
    bundle = {"gains": GAINS, "firm": [0, 1], "text": (B, ALL), "draws": 2}
    assert verdicts(takes("q"), **bundle) == [True, False]
    assert verdicts(takes("p"), **bundle) == [True, True]
    assert verdicts(takes("q"), **{**bundle, "text": (B, SOME)}) == [True, True]


def test_a_believed_text_is_judged_by_its_levels_in_each_world():
    worth = {"gains": GAINS, "thresholds": (5, 9), "text": [(A, NONE), (B, ALL), (A, ALL)], "draws": 3}
    assert verdicts(takes("p"), **worth) == [True, False, True]


@pytest.mark.parametrize(
    ("thresholds", "both_take", "both_decline"),
    [((6, 3), True, False), ((7, 3), False, False), ((6, 4), False, False), ((7, 4), False, True)],
)
def test_where_several_parties_are_named_all_of_them_must(thresholds, both_take, both_decline):
    assert verdicts(takes("p", "q"), gains=GAINS, thresholds=thresholds) == [both_take]
    assert verdicts(declines("p", "q"), gains=GAINS, thresholds=thresholds) == [both_decline]


def prefers(*party):
    return {"prefers": {"party": list(party), "proposal": "text", "over": "other"}}


def test_a_party_prefers_what_is_worth_more_to_it_and_not_what_is_worth_the_same():
    texts = {"gains": GAINS, "text": [(A, NONE), (A, NONE), (B, SOME), (B, ALL)], "draws": 4}
    texts["other"] = [(B, ALL), (A, NONE), (B, ALL), (A, SOME)]
    assert verdicts(prefers("p"), **texts) == [True, False, False, False]  # 6 > 4, 6 = 6, 1 < 4, 4 < 7
    assert verdicts(prefers("q"), **texts) == [False, False, True, True]  # 3 < 5, 3 = 3, 7 > 5, 5 > 2
    assert verdicts(prefers("p", "q"), **texts) == [False] * 4


def test_preferring_looks_at_worth_and_not_at_lines_or_no_deal():
    assert verdicts(prefers("p"), gains=GAINS, thresholds=(99, 99), allowed=(0,) * 5) == [True]


def opposed(*issues):
    return {"most_opposed": {"parties": ["p", "q"], "issues": list(issues)}}


def test_parties_are_most_opposed_where_the_covariance_of_their_weighted_values_is_least():
    by_hand = [
        # land: deviations +-3 and -+2.5: -7.5; money: deviations (-1, 0, 1) and (1, 0, -1): -2/3
        [[6, 0, 0, 1, 2], [0, 5, 2, 1, 0]],
        # land: +-1 and -+1: -1; money: (-3, 0, 3) and (3, 0, -3): -6
        [[2, 0, 0, 3, 6], [0, 2, 6, 3, 0]],
        # land agrees: +1; money: +6
        [[2, 0, 0, 3, 6], [2, 0, 0, 3, 6]],
        # land: 0, one party does not care; money agrees: +6
        [[0, 0, 0, 3, 6], [2, 0, 0, 3, 6]],
    ]
    found = {first: verdicts(opposed(first), gains=by_hand, draws=4) for first in ("land", "money")}
    assert found == {"land": [True, False, False, False], "money": [False, True, False, False]}


def test_issues_must_be_named_in_order_from_the_most_opposed():
    gains = [[6, 0, 0, 1, 2], [0, 5, 2, 1, 0]]
    assert verdicts(opposed("land", "money"), gains=gains) == [True]
    assert verdicts(opposed("money", "land"), gains=gains) == [False]


def test_opposition_is_a_mean_over_levels_so_that_an_issue_with_more_levels_does_not_count_more():
    # land: +-1.5 and -+1.5, sum -4.5, mean -2.25; money: (-1, -1, 2) and (1, 1, -2), sum -6, mean -2
    gains = [[3, 0, 0, 0, 3], [0, 3, 3, 3, 0]]
    assert verdicts(opposed("land"), gains=gains) == [True]
