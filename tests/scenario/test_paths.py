"""A village and a miner argue about a mine: small enough to count every belief on paper."""

import pytest
from pydantic import TypeAdapter

from sim.scenario.case import Case
from sim.scenario.paths import beliefs, children, misspelt, names_below, stated, used_words
from sim.values import Value

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
CASE = Case.model_validate(WRITTEN)
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
    ("words.will never", (), "judgement"),
    ("words.opposed", (), "judgement"),
    ("words.must involve", (), "judgement"),
]


@pytest.fixture(scope="module")
def case():
    return Case.model_validate(WRITTEN)


def test_every_belief_is_counted_once_in_the_file_s_order_with_its_reason(case):
    assert [(found.path, found.reason.because, found.basis) for found in beliefs(case)] == BELIEFS


def test_the_count_on_paper(case):
    found = beliefs(case)
    assert len(found) == len({belief.path for belief in found}) == 21
    assert sum(belief.reason.because != () for belief in found) == 12
    assert all(belief.leaf for belief in found)


def test_menus_checks_and_sources_hold_no_belief(case):
    assert "issues.depth" in [place.path for place in stated(case)]
    assert not any(found.path.startswith(("issues", "proposals", "checks", "sources")) for found in beliefs(case))


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
    assert places["parties.village.lines.deep"].reason.because == ("A2",)
    assert places["parties.village.lines.deep.at_most"].reason.because == ("A2",)
    assert places["parties.miner.no_deal"].reason.because == ()


def test_what_is_not_written_is_no_place(case):
    names = [name for name, _ in children(case.parties["miner"])]
    assert names == ["weights", "values", "lines", "no_deal"]
    assert list(children("text")) == list(children(3)) == list(children(("a",))) == []


def test_a_sourced_ideal_counts_though_its_fall_off_says_why_too(case):
    ideal = {"ideal": ["some"], "because": ["A2"], "fall_off": {"fixed": 1, "judgement": "straight"}}
    value = TypeAdapter(Value).validate_python(ideal)
    found = {place.path: place.basis for place in stated(value, "here") if place.leaf}
    assert found == {"here": "ordinal", "here.fall_off": "judgement"}


def test_the_basis_of_a_table_is_that_of_its_numbers():
    value = TypeAdapter(Value).validate_python({"table": {"a": 0, "b": 1}, "because": ["A1"], "basis": "published"})
    assert {place.basis for place in stated(value)} == {"published"}


def test_a_judgement_below_a_statement_is_judgement():
    value = {"table": {"a": 0, "b": {"fixed": 1, "judgement": "ours"}}, "because": ["A1"]}
    found = {place.path: place.basis for place in stated(TypeAdapter(Value).validate_python(value)) if place.leaf}
    assert found == {"table.a": "ordinal", "table.b": "judgement"}


@pytest.mark.parametrize(
    ("path", "message", "hint", "column", "width"),
    [
        ("partys.miner", "there is no 'partys' in the scenario", "did you mean 'parties'?", 1, 6),
        ("parties.vilage.weights.tax", "there is no 'vilage' in parties", "did you mean 'village'?", 9, 6),
        (
            "parties.village.weights.dept",
            "there is no 'dept' in parties.village.weights",
            "did you mean 'depth'?",
            25,
            4,
        ),
        ("dial.line", "there is no 'line' in dial", "did you mean 'lines'?", 6, 4),
    ],
)
def test_the_first_misspelt_name_of_a_path_is_marked(path, message, hint, column, width):
    slip = misspelt(CASE, path)
    assert (slip.message, slip.hint) == (message, hint)
    assert (slip.place.column, slip.place.width, slip.place.source) == (column, width, path)


@pytest.mark.parametrize("path", ["parties.village.weights.tax", "dial.lines", "parties.harbor.weights", "zzz", ""])
def test_a_path_that_is_known_or_like_no_known_one_is_not_misspelt(path):
    assert misspelt(CASE, path) is None


def test_below_a_spec_are_its_fields_below_a_mapping_its_entries_and_below_a_number_nothing():
    assert names_below(CASE.dial) == {"lines": 0.5, "consents": 0.5}
    assert list(names_below(CASE.parties)) == ["village", "miner"]
    assert names_below(0.5) == {}
