import pytest
from pydantic import TypeAdapter, ValidationError

from sim.beliefs import Fixed, Uniform
from sim.stakes import AsGoodAs, NoDeal, Outlook, SwingBetween

NO_DEAL = TypeAdapter(NoDeal)
WRITTEN = [
    ({"outlook": {"land": {"keep": 1, "lose": {"uniform": [0, 2]}}}}, Outlook),
    ({"outlook": {"land": {"keep": 1}}, "cost": {"uniform": [0, 1]}, "swing": "largest", "judgement": "?"}, Outlook),
    ({"as_good_as": {"land": "keep"}, "plus": -0.1, "swing": {"issue": "land", "between": ["keep", "lose"]}}, AsGoodAs),
    (0.3, Fixed),
    ({"fixed": 0.3, "because": ["A1"], "basis": "quoted"}, Fixed),
    ({"uniform": [0.2, 0.4]}, Uniform),
]


@pytest.mark.parametrize("written, kind", WRITTEN, ids=str)
def test_no_deal_is_an_outlook_a_settlement_or_a_number_and_round_trips(written, kind):
    no_deal = NO_DEAL.validate_python(written)
    assert type(no_deal) is kind
    dumped = NO_DEAL.dump_python(no_deal, mode="json", exclude_unset=True)
    assert dumped == written
    assert NO_DEAL.validate_python(dumped) == no_deal


def test_when_nothing_is_said_going_on_costs_nothing_and_the_unit_is_the_largest_swing():
    outlook = NO_DEAL.validate_python({"outlook": {"land": {"keep": 1}}})
    assert (outlook.cost, outlook.swing) == (Fixed(fixed=0), "largest")
    as_good_as = NO_DEAL.validate_python({"as_good_as": {"land": "keep"}})
    assert (as_good_as.plus, as_good_as.swing) == (Fixed(fixed=0), "largest")


def test_a_swing_names_an_issue_and_two_of_its_levels():
    swing = SwingBetween(issue="land", between=["keep", "lose"])
    assert swing.between == ("keep", "lose")


@pytest.mark.parametrize(
    "written, message",
    [
        ({"outlook": {"land": {"keep": 1}}, "plus": 1}, "Extra inputs"),
        ({"as_good_as": {"land": "keep"}, "cost": 1}, "Extra inputs"),
        ({"outlook": {"land": {"keep": 1}}, "as_good_as": {"land": "keep"}}, "only one"),
        ({"outlook": {"land": {"keep": 1}}, "swing": "smallest"}, "'largest'"),
        ({"outlook": {"land": {"keep": 1}}, "swing": {"issue": "land", "between": ["keep"]}}, "Field required"),
        ({"outlook": {"land": {"keep": {"uniform": [1, 0]}}}}, "low below high"),
        ({"batna": 1}, "must hold one of the keys"),
        (float("nan"), "finite number"),
    ],
    ids=str,
)
def test_an_impossible_no_deal_is_refused_and_told_why(written, message):
    with pytest.raises(ValidationError) as caught:
        NO_DEAL.validate_python(written)
    assert any(message in error["msg"] for error in caught.value.errors()), caught.value.errors()
