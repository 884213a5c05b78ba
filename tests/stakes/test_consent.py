import pytest
from pydantic import ValidationError

from sim.stakes import Consent, Quota


def message_of(build):
    with pytest.raises(ValidationError) as caught:
        build()
    return [error["msg"] for error in caught.value.errors()]


def test_a_list_of_parties_means_all_of_them():
    entry = Consent(needs=["a", "b", "c"], by="definition")
    assert entry.needs == Quota(at_least=3, of=("a", "b", "c"))
    assert entry.when == ()


def test_a_quota_may_ask_for_fewer_and_give_vetoes():
    entry = Consent(needs={"at_least": 2, "of": ["a", "b", "c"], "vetoes": ["c"]}, by="law")
    assert (entry.needs.at_least, entry.needs.of, entry.needs.vetoes) == (2, ("a", "b", "c"), ("c",))


@pytest.mark.parametrize(
    "quota, message",
    [
        ({"at_least": 4, "of": ["a", "b", "c"]}, "asks for 4 of 3 parties"),
        ({"at_least": 1, "of": ["a", "a"]}, "names a party twice"),
        ({"at_least": 1, "of": ["a"], "vetoes": ["z", "y"]}, "gives a veto to z, y, who is not in the group"),
        ({"at_least": 0, "of": ["a"]}, "greater than or equal to 1"),
        ({"at_least": -1, "of": ["a"]}, "greater than or equal to 1"),
        ({"at_least": 1.5, "of": ["a"]}, "valid integer"),
        ({"at_least": 1, "of": []}, "at least 1 item"),
        ({"of": ["a"]}, "Field required"),
        ({"at_least": 1, "of": ["a"], "veto": ["a"]}, "Extra inputs"),
    ],
    ids=str,
)
def test_an_impossible_quota_is_refused_and_told_why(quota, message):
    assert any(message in found for found in message_of(lambda: Quota.model_validate(quota)))


def test_all_of_the_group_may_be_asked_for():
    assert Quota(at_least=3, of=("a", "b", "c"), vetoes=("a", "b", "c")).at_least == 3


@pytest.mark.parametrize("needs, message", [([], "at least 1 item"), (["a", "a"], "names a party twice")], ids=str)
def test_an_impossible_list_of_parties_is_refused(needs, message):
    assert any(message in found for found in message_of(lambda: Consent(needs=needs, by="law")))


def test_a_claim_needs_words():
    assert "needs 'words' when it is by claim, and only then" in message_of(lambda: Consent(needs=["a"], by="claim"))[0]
    assert Consent(needs=["a"], by="claim", words="must involve").words == "must involve"


@pytest.mark.parametrize("by", ["definition", "law"])
def test_only_a_claim_has_words(by):
    assert "only then" in message_of(lambda: Consent(needs=["a"], by=by, words="must involve"))[0]


def test_a_consent_rests_on_definition_law_or_claim():
    assert "'definition', 'law' or 'claim'" in message_of(lambda: Consent(needs=["a"], by="custom"))[0]


def test_one_pattern_is_a_list_of_one_and_one_level_too():
    entry = Consent(needs=["a"], when={"land": "moved", "money": ["some", "all"]}, by="law")
    assert entry.when == ({"land": ("moved",), "money": ("some", "all")},)
    several = Consent(needs=["a"], when=[{"land": "moved"}, {"money": "all"}], by="law")
    assert several.when == ({"land": ("moved",)}, {"money": ("all",)})


def test_a_pattern_without_a_level_is_refused():
    assert any(
        "at least 1 item" in found for found in message_of(lambda: Consent(needs=["a"], when={"i": []}, by="law"))
    )


@pytest.mark.parametrize(
    "written",
    [
        {"needs": ["a", "b"], "by": "definition"},
        {"needs": ["a"], "when": {"land": "moved"}, "by": "claim", "words": "must involve", "because": ["A1"]},
        {"needs": {"at_least": 1, "of": ["a", "b"], "vetoes": ["b"]}, "when": [{"i": ["x"]}, {"j": "y"}], "by": "law"},
    ],
)
def test_what_is_saved_reads_back_equal(written):
    entry = Consent.model_validate(written)
    assert Consent.model_validate(entry.model_dump(mode="json", exclude_unset=True)) == entry
    assert Consent.model_validate_json(entry.model_dump_json(exclude_unset=True)) == entry
