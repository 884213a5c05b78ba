"""A village and a miner argue about a mine: small enough to count every belief on paper."""

import pytest

from sim.beliefs import Fixed, OneLevel
from sim.errors import UnknownName
from sim.scenario.case import Case
from sim.scenario.paths import beliefs, children, look_up, stated, used_words
from sim.stakes import AtMost
from sim.values import Linear

WRITTEN = {
    "format": 1,
    "name": "mine",
    "as_of": "2025-12-02",
    "sources": {"paper": {"title": "Paper", "date": "2025-12-01", "statements": {
        "A1": {"said": "It matters.", "by": "village", "kind": "number"},
        "A2": {"said": "Never.", "by": "village", "kind": "number"},
    }}},
    "issues": {
        "depth": {"levels": {"none": "None", "some": "Some", "all": "All"}, "must_settle": True, "because": ["A1"]},
        "tax": {"levels": {"low": {"label": "Low", "at": 5}, "high": {"label": "High", "at": 9}}, "if_silent": "low"},
    },
    "parties": {
        "village": {
            "because": ["A1"],
            "weights": {"depth": {"about": 0.6, "spread": 0.2, "because": ["A2"]}, "tax": 0.4},
            "values": {
                "depth": {"table": {"none": 1, "some": {"uniform": [0, 1], "basis": "published"}, "all": 0}},
                "tax": {"linear": "rising"},
            },
            "lines": {"deep": {"issue": "depth", "at_most": "some", "words": "will never", "because": ["A2"]}},
            "no_deal": {"outlook": {"depth": {"none": 1, "some": 1}, "tax": {"low": 1}}, "cost": {"uniform": [0, 1]}},
        },
        "miner": {
            "weights": {"order": ["depth", "tax"], "judgement": "it mines"},
            "values": {"depth": {"ideal": ["all"]}, "tax": {"silent": True}},
            "lines": {"taxed": {"issue": "tax", "refuses": "high", "words": "opposed"}},
            "no_deal": 0.2,
        },
    },
    "consent": {
        "both": {"needs": ["village", "miner"], "by": "definition"},
        "law": {
            "needs": ["village"], "when": {"tax": "moved"}, "by": "claim", "words": "must involve", "because": ["A1"],
        },
    },
    "proposals": {"draft": {"clauses": {"depth": "some", "tax": {"one_of": ["low", "high"]}}}},
    "checks": {"liked": {"accepts": {"party": "miner", "proposal": "draft"}}},
    "words": {"will never": {"beta": [6, 2]}, "opposed": 0.2, "must involve": {"beta": [4, 3]}, "ruled out": 0.5},
}  # fmt: skip
BELIEFS = [
    # (path, statements, basis) in the file's order
    ("parties.village.weights.depth", ("A2",), "ordinal"),
    ("parties.village.weights.tax", ("A1",), "ordinal"),
    ("parties.village.values.depth.table.none", ("A1",), "ordinal"),
    ("parties.village.values.depth.table.some", ("A1",), "published"),
    ("parties.village.values.depth.table.all", ("A1",), "ordinal"),
    ("parties.village.values.tax", ("A1",), "ordinal"),
    ("parties.village.lines.deep.at_most", ("A2",), "ordinal"),
    ("parties.village.no_deal.outlook.depth.none", ("A1",), "ordinal"),
    ("parties.village.no_deal.outlook.depth.some", ("A1",), "ordinal"),
    ("parties.village.no_deal.outlook.tax.low", ("A1",), "ordinal"),
    ("parties.village.no_deal.cost", ("A1",), "ordinal"),
    ("parties.miner.weights", (), "judgement"),
    ("parties.miner.values.depth", (), "judgement"),
    ("parties.miner.values.tax", (), "judgement"),
    ("parties.miner.lines.taxed", (), "judgement"),
    ("parties.miner.no_deal", (), "judgement"),
    ("consent.both", (), "judgement"),
    ("consent.law", ("A1",), "ordinal"),
    ("proposals.draft.clauses.depth", (), "judgement"),
    ("proposals.draft.clauses.tax", (), "judgement"),
    ("words.will never", (), "judgement"),
    ("words.opposed", (), "judgement"),
    ("words.must involve", (), "judgement"),
]


@pytest.fixture(scope="module")
def case():
    return Case.model_validate(WRITTEN)


def test_every_belief_is_counted_once_in_the_file_s_order_with_its_reason(case):
    assert [(found.path, found.because, found.basis) for found in beliefs(case)] == BELIEFS


def test_the_count_on_paper(case):
    found = beliefs(case)
    assert len(found) == len({belief.path for belief in found}) == 23
    assert sum(belief.because != () for belief in found) == 12
    assert all(belief.leaf for belief in found)


def test_menus_checks_and_sources_hold_no_belief(case):
    assert "issues.depth" in [place.path for place in stated(case)]
    assert not any(found.path.startswith(("issues", "checks", "sources")) for found in beliefs(case))


def test_only_words_in_use_are_counted(case):
    assert used_words(case) == {"will never", "opposed", "must involve"}
    assert "words.ruled out" not in [found.path for found in beliefs(case)]


def test_a_place_above_is_stated_too_but_is_no_leaf(case):
    places = {place.path: place for place in stated(case)}
    assert not places["parties.village"].leaf
    assert not places["parties.village.values.depth"].leaf
    assert places["parties.village.values.depth.table.none"].leaf


def test_the_nearest_reason_above_holds(case):
    places = {place.path: place for place in stated(case)}
    assert places["parties.village.lines.deep"].because == ("A2",)
    assert places["parties.village.lines.deep.at_most"].because == ("A2",)
    assert places["parties.miner.no_deal"].because == ()


def test_every_place_that_is_stated_can_be_looked_up(case):
    for place in stated(case):
        assert look_up(case, place.path) is place.spec


def test_what_is_not_written_is_no_place(case):
    names = [name for name, _ in children(case.parties["miner"])]
    assert names == ["weights", "values", "lines", "no_deal"]
    assert list(children("text")) == list(children(3)) == list(children(("a",))) == []


def test_looking_up_goes_through_fields_and_names(case):
    assert look_up(case, "parties.miner.no_deal") == Fixed(fixed=0.2)
    assert look_up(case, "parties.miner.no_deal.fixed") == 0.2
    assert look_up(case, "parties.village.lines.deep") == AtMost(
        issue="depth", at_most=OneLevel(level="some"), words="will never", because=("A2",)
    )
    assert look_up(case, "parties.village.values.tax") == Linear(linear="rising")
    assert look_up(case, "words.will never.beta") == (6, 2)
    assert look_up(case, "issues.tax.levels.high.at") == 9
    assert look_up(case, "name") == "mine"


def test_what_is_left_to_its_default_can_be_looked_up(case):
    assert look_up(case, "dial.lines") == 0.5
    assert look_up(case, "parties.village.no_deal.swing") == "largest"
    assert look_up(case, "parties.village.color") is None


@pytest.mark.parametrize(
    "path", ["", "party", "parties.vilage", "parties.village.weights.dept", "parties.miner.no_deal.fixed.more", "name."]
)
def test_an_unknown_path_is_refused_by_its_full_name(case, path):
    with pytest.raises(UnknownName) as caught:
        look_up(case, path)
    assert caught.value.what == "path"
    assert f"unknown path '{path}'" in str(caught.value)


def test_what_is_known_at_the_place_where_a_path_ends_is_offered(case):
    with pytest.raises(UnknownName) as caught:
        look_up(case, "parties.vilage")
    assert tuple(caught.value.known) == ("village", "miner")
