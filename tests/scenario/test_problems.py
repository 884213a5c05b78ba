import datetime
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, RootModel, Tag, ValidationError, model_validator

from sim.errors import ScenarioError
from sim.scenario.merging import merged
from sim.scenario.problems import problems_of
from sim.scenario.yaml_files import parse
from sim.written import Basis, Name, Reasoned, Written, naming_key


class Fixed(Reasoned):
    fixed: float

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value):
        return value if isinstance(value, dict) else {"fixed": value}


class Triangular(Reasoned):
    triangular: tuple[float, float, float]

    @model_validator(mode="after")
    def _check(self):
        if list(self.triangular) != sorted(self.triangular):
            raise ValueError("must rise")
        return self


class About(Reasoned):
    about: Annotated[float, Field(gt=0, lt=1)]
    spread: float = 0.2


Belief = Annotated[
    Annotated[Fixed, Tag("fixed")] | Annotated[Triangular, Tag("triangular")] | Annotated[About, Tag("about")],
    naming_key("fixed", "triangular", "about", plain="fixed"),
]


class Flat(Written):
    flat: Literal[True]


Weights = Annotated[
    Annotated[dict[Name, Belief], Tag("by_issue")] | Annotated[Flat, Tag("flat")],
    naming_key("flat", otherwise="by_issue"),
]


class Boulware(Written):
    kind: Literal["boulware"]
    beta: float = 0.2


class Conceder(Written):
    kind: Literal["conceder"]
    rate: float


class Band(Written):
    low: float
    high: float


class Names(RootModel[tuple[Name, ...]]):
    pass


class Party(Written):
    label: str = ""
    weights: Weights
    tactic: Annotated[Boulware | Conceder, Field(discriminator="kind")] | None = None
    floor: Annotated[float, Field(ge=0, le=1)] | Band | None = None
    basis: Basis | None = None
    allies: Names = Names(())
    lines: tuple[Belief, ...] = ()


class Case(Written):
    format: Literal[1] = 1
    parties: Annotated[dict[Name, Party], Field(min_length=1)]
    rounds: Annotated[int, Field(ge=1)] = 20
    seen: bool = False
    on: datetime.date | None = None
    tags: Annotated[tuple[str, ...], Field(max_length=2)] = ()


def problems(text, model=Case):
    root = parse(text, "f.yaml")
    with pytest.raises(ValidationError) as caught:
        model.model_validate(root.plain())
    return ScenarioError(problems_of(caught.value, root, model)).problems


def only(text, model=Case):
    (problem,) = problems(text, model)
    return problem


def told(problem):
    place = problem.place
    return (problem.message, problem.hint, place.line, place.column, place.width)


def party(rest):
    return f"parties:\n  russia:\n    weights: {{land: 0.5}}\n    {rest}\n"


GOOD = "parties: {russia: {weights: {land: 0.5}}}\n"


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        (GOOD + "rouns: 30\n", "unknown key 'rouns' in the scenario", "did you mean 'rounds'?", (2, 1, 5)),
        (GOOD + "partys: 30\n", "unknown key 'partys' in the scenario", "did you mean 'parties'?", (2, 1, 6)),
        (
            party("xyz: 1"),
            "unknown key 'xyz' in parties.russia",
            "known: label, weights, tactic, floor, basis, allies, lines",
            (4, 5, 3),
        ),
        (
            "parties: {russia: {weights: {land: {about: 0.5, becuase: [A1]}}}}\n",
            "unknown key 'becuase' in parties.russia.weights.land",
            "did you mean 'because'?",
            (1, 49, 7),
        ),
        (
            party("tactic: {kind: boulware, bta: 1}"),
            "unknown key 'bta' in parties.russia.tactic",
            "did you mean 'beta'?",
            (4, 30, 3),
        ),
        (
            party("lines: [0.1, {triangular: [0, 1, 2], bass: x}]"),
            "unknown key 'bass' in parties.russia.lines.1",
            "did you mean 'basis'?",
            (4, 42, 4),
        ),
    ],
)
def test_an_unknown_key_offers_the_nearest_key_of_the_model_it_stands_in(text, message, hint, place):
    assert told(only(text)) == (message, hint, *place)


def test_a_missing_key_points_at_its_parent():
    problem = only("parties:\n  russia:\n    label: Russia\n")
    assert told(problem) == ("parties.russia has no 'weights'", "add: weights: ...", 2, 3, 6)
    assert told(only("rounds: 5\n")) == ("the scenario has no 'parties'", "add: parties: ...", 1, 1, 6)
    inside = only(party("tactic: {kind: conceder}"))
    assert told(inside) == ("parties.russia.tactic has no 'rate'", "add: rate: ...", 4, 5, 6)


def test_an_unknown_kind_offers_the_nearest_naming_key():
    problem = only("parties: {russia: {weights: {land: {triangel: [0, 1, 2]}}}}\n")
    assert told(problem) == (
        "unknown key 'triangel' in parties.russia.weights.land",
        "did you mean 'triangular'?",
        1,
        37,
        8,
    )


def test_a_mapping_without_a_naming_key_is_told_which_there_are():
    problem = only("parties: {russia: {weights: {land: {because: [A1]}}}}\n")
    message = "parties.russia.weights.land must be a mapping with one of the keys fixed, triangular, about"
    assert told(problem) == (message, "here it is a mapping", 1, 30, 4)
    assert told(only("parties: {russia: {weights: 5}}\n")) == (
        "parties.russia.weights must be a mapping with one of the keys flat",
        "here it is 5",
        1,
        29,
        1,
    )


def test_a_wrong_or_missing_kind_field_offers_the_kinds():
    problem = only(party("tactic: {kind: boulwear}"))
    hint = "did you mean 'boulware'?"
    assert told(problem) == ("parties.russia.tactic.kind cannot be 'boulwear'", hint, 4, 20, 8)
    assert told(only(party("tactic: {beta: 1}")))[:2] == ("parties.russia.tactic has no 'kind'", "add: kind: ...")


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        (GOOD + "rounds: many\n", "rounds must be a whole number", "here it is 'many'", (2, 9, 4)),
        (GOOD + "rounds: 1.5\n", "rounds must be a whole number", "here it is 1.5", (2, 9, 3)),
        (GOOD + "seen: maybe\n", "seen must be true or false", "here it is 'maybe'", (2, 7, 5)),
        (GOOD + "on: soon\n", "on must be a date like 2025-12-02", "here it is 'soon'", (2, 5, 4)),
        (GOOD + "tags: x\n", "tags must be a list", "here it is 'x'", (2, 7, 1)),
        (GOOD + "tags: [x, 5]\n", "tags.1 must be text (put it in quotes)", "here it is 5", (2, 11, 1)),
        (GOOD + "tags: [[x]]\n", "tags.0 must be text", "here it is a list", (2, 8, 3)),
        (GOOD + "tags:\n  -\n", "tags.0 must be text", "here it is nothing", (3, 4, 1)),
        ("parties: 5\n", "parties must be a mapping (key: value)", "here it is 5", (1, 10, 1)),
        (party("label: 2022-02-24"), "parties.russia.label must be text (put it in quotes)", None, (4, 12, 10)),
        (party("label: true"), "parties.russia.label must be text (put it in quotes)", "here it is true", (4, 12, 4)),
        ("parties: {russia: {weights: {land: x}}}\n", "parties.russia.weights.land must be a number", None, (1, 36, 1)),
        (
            "parties: {russia: {weights: {land: {triangular: {a: 1}}}}}\n",
            "parties.russia.weights.land.triangular must be a list",
            "here it is a mapping",
            (1, 37, 10),
        ),
    ],
)
def test_a_wrong_type_says_what_it_must_be_and_what_it_is(text, message, hint, place):
    found = told(only(text))
    assert found[0] == message
    assert found[1] == (found[1] if hint is None else hint)
    assert found[2:] == place


@pytest.mark.parametrize(
    ("text", "message", "hint", "place"),
    [
        (GOOD + "rounds: 0\n", "rounds must be at least 1", "here it is 0", (2, 9, 1)),
        (party("floor: 1.4"), "parties.russia.floor must be at most 1", "here it is 1.4", (4, 12, 3)),
        (GOOD + "tags: [a, b, c]\n", "tags may have at most 2 entries", "here it has 3", (2, 7, 9)),
        (GOOD + "tags:\n  - a\n  - b\n  - c\n", "tags may have at most 2 entries", "here it has 3", (2, 1, 4)),
        ("parties: {}\n", "parties needs at least 1 entry", "here it has 0", (1, 1, 7)),
        (
            "parties: {russia: {weights: {land: {about: 1}}}}\n",
            "parties.russia.weights.land.about must be less than 1",
            "here it is 1",
            (1, 44, 1),
        ),
        (
            "parties: {russia: {weights: {land: {triangular: [0]}}}}\n",
            "parties.russia.weights.land.triangular needs 3 entries",
            "here it has 1",
            (1, 49, 3),
        ),
        (
            "parties: {russia: {weights: {land: {triangular: [0, 1, 2, 3]}}}}\n",
            "parties.russia.weights.land.triangular may have at most 3 entries",
            "here it has 4",
            (1, 49, 12),
        ),
    ],
)
def test_a_bound_says_the_bound_and_the_value(text, message, hint, place):
    assert told(only(text)) == (message, hint, *place)


def test_a_word_from_a_list_offers_the_nearest_word():
    problem = only(party("basis: quotd"))
    assert told(problem) == ("parties.russia.basis cannot be 'quotd'", "did you mean 'quoted'?", 4, 12, 5)
    assert only(party("basis: zzz")).hint == "known: quoted, published, ordinal, judgement"
    assert told(only("format: 7\n" + GOOD)) == ("format cannot be 7", "known: 1", 1, 9, 1)


def test_a_tag_that_is_also_a_key_of_the_file_does_not_mislead_the_place():
    problem = only("parties: {russia: {weights: {land: {triangular: [0, 1, 2], because: [A1, 5]}}}}\n")
    assert told(problem)[0] == "parties.russia.weights.land.because.1 must be text (put it in quotes)"
    assert told(problem)[2:] == (1, 74, 1)


def test_a_name_says_which_signs_it_may_have():
    hint = "letters, digits, - and _, a letter or digit first"
    key = only("parties:\n  rus sia: {weights: {land: 1}}\n")
    assert told(key) == ("parties.rus sia: 'rus sia' is not a name", hint, 2, 3, 7)
    entry = only(party("allies: [iran, '-']"))
    assert told(entry) == ("parties.russia.allies.1: '-' is not a name", hint, 4, 20, 3)
    long = only(f"parties:\n  {'x' * 61}: {{weights: {{land: 1}}}}\n")
    assert long.message == f"parties.{'x' * 61} may have at most 60 characters"


def test_what_a_validator_says_gets_the_path_before_it():
    problem = only("parties: {russia: {weights: {land: {triangular: [2, 1, 0]}}}}\n")
    assert told(problem) == ("parties.russia.weights.land must rise", "", 1, 30, 4)


def test_every_slip_is_told_and_each_once():
    text = "rouns: 1\nseen: 7\n" + party("floor: 2\n    tactic: {kind: conceder, rate: x}\n    label: 5")
    assert [problem.place.line for problem in problems(text)] == [1, 2, 6, 7, 8]


def test_what_has_no_words_of_ours_keeps_those_of_the_schema():
    class Odd(BaseModel):
        url: Annotated[str, Field(pattern="^a$")] = "a"
        step: Annotated[int, Field(multiple_of=5)] = 5

    assert told(only("step: 7\n", Odd)) == ("step: input should be a multiple of 5", "", 1, 7, 1)
    assert told(only("url: b\n", Odd)) == ("url: 'b' does not fit", "pattern: ^a$", 1, 6, 1)


def test_a_value_merged_from_another_file_is_shown_there():
    root = merged([parse(GOOD + "rounds: 0\n", "base.yaml"), parse("seen: 5\n", "child.yaml")])
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(root.plain())
    places = [problem.place.arrow for problem in problems_of(caught.value, root, Case)]
    assert places == ["base.yaml:2:9", "child.yaml:1:7"]
