from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from sim.scenario.problems import problems_of
from sim.scenario.schema_slips import slips
from sim.scenario.yaml_files import parse
from sim.written import Name, Written


class Band(Written):
    low: float
    high: float


class Party(Written):
    label: str = ""
    weights: dict[Name, float]
    floor: Annotated[float, Field(ge=0, le=1)] | Band | None = None
    range: tuple[float, float, float] = (0, 0, 0)


class Case(Written):
    parties: dict[Name, Party]


def refused(text):
    root = parse(text, "f.yaml")
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(root.plain())
    return caught.value, root


def only(text):
    error, root = refused(text)
    (problem,) = problems_of(error, root, Case)
    return problem


def slip(text):
    error, root = refused(text)
    (found,) = slips(error, root, Case)
    return found


def told(problem):
    place = problem.place
    return (problem.message, problem.hint, place.line, place.column, place.width)


def party(rest):
    return f"parties:\n  russia:\n    weights: {{land: 0.5}}\n    {rest}\n"


def test_the_path_is_what_the_file_has_of_the_location():
    found = slip(party("floor: {low: 0, high: x}"))
    assert found.loc == ("parties", "russia", "floor", "Band", "high")
    assert found.path == ("parties", "russia", "floor", "high")
    assert found.members == {("parties", "russia", "floor"): "Band"}
    assert (found.dotted, found.parent) == ("parties.russia.floor.high", "parties.russia.floor")
    assert found.node.value == "x"


def test_a_missing_key_stands_beneath_the_path():
    found = slip("parties: {russia: {label: Russia}}\n")
    assert found.path == ("parties", "russia")
    assert found.wanted == ("parties", "russia", "weights")


def test_an_unknown_key_knows_which_keys_could_stand_there():
    found = slip(party("flor: 1"))
    assert found.known == ("label", "weights", "floor", "range")
    assert found.free == ["label", "floor", "range"]


def test_of_several_missing_entries_the_last_is_told():
    assert slip(party("range: [1]")).loc[-1] == 2


@pytest.mark.parametrize(
    ("value", "text"), [("floor: 2", "2"), ("range: [1, 2]", "[1, 2]"), ("floor:\n      low: 0", "floor")]
)
def test_a_short_value_is_marked_itself_and_a_long_one_by_its_key(value, text):
    assert slip(party(value)).span.text == text


def test_a_union_whose_members_all_refuse_the_type_is_one_slip():
    found = slip(party("floor: x"))
    assert (found.kind, found.context) == ("none_of", {"nouns": "a number or a mapping (key: value)"})


def test_a_misspelt_key_that_is_needed_is_one_slip():
    problem = only("parties:\n  russia:\n    wieghts: {land: 1}\n")
    assert told(problem) == ("unknown key 'wieghts' in parties.russia", "did you mean 'weights'?", 3, 5, 7)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x", "parties.russia.floor must be a number or a mapping (key: value)"),
        ("-1", "parties.russia.floor must be at least 0"),
        ("{low: 0, high: x}", "parties.russia.floor.high must be a number"),
        ("{low: 0}", "parties.russia.floor has no 'high'"),
        ("{low: 0, hihg: 1}", "unknown key 'hihg' in parties.russia.floor"),
    ],
)
def test_a_slip_in_a_value_of_several_types_is_told_once(value, message):
    assert only(party(f"floor: {value}")).message == message
