from typing import Annotated, get_args

import pytest
from pydantic import Tag, TypeAdapter, ValidationError

from sim import written
from sim.written import Basis, Name, Reasoned, Written, naming_key


class Square(Reasoned):
    """A square."""

    square: float
    """Its side."""


class Circle(Reasoned):
    """A circle."""

    circle: float
    """Its radius."""


class Note(Written):
    """A note."""

    text: str
    """What it says."""


@pytest.fixture
def shape(monkeypatch):
    monkeypatch.setattr(written, "KINDS", set())
    union = Annotated[
        Annotated[Square, Tag("square")] | Annotated[Circle, Tag("circle")] | Annotated[Note, Tag("note")],
        naming_key("square", "circle", otherwise="note"),
    ]
    return TypeAdapter(union)


def test_what_is_written_is_frozen_and_holds_no_unknown_key():
    note = Note(text="a")
    with pytest.raises(ValidationError, match="frozen"):
        note.text = "b"
    with pytest.raises(ValidationError, match="Extra inputs"):
        Note(text="a", more="b")


def test_spaces_around_a_text_do_not_count():
    assert Note(text="  a b \n").text == "a b"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite(number):
    with pytest.raises(ValidationError, match="finite number"):
        Square(square=number)


def test_a_docstring_below_a_field_is_its_manual():
    assert Square.model_fields["square"].description == "Its side."
    assert "Names of the statements" in Square.model_fields["because"].description


def test_a_reason_may_be_statements_a_sentence_and_a_basis():
    square = Square(square=1, because=["A1", "A2"], judgement="a guess", basis="ordinal")
    assert square.because == ("A1", "A2")
    assert Square(square=1).because == ()
    assert get_args(Basis) == ("quoted", "published", "ordinal", "judgement")
    with pytest.raises(ValidationError, match="'quoted', 'published', 'ordinal' or 'judgement'"):
        Square(square=1, basis="hearsay")


@pytest.mark.parametrize("name", ["a", "A1", "freeze-now", "as_now", "1991-borders", "x" * 60])
def test_a_name_has_letters_digits_and_dashes(name):
    assert TypeAdapter(Name).validate_python(name) == name


@pytest.mark.parametrize("name", ["", "a.b", "a b", "-a", "_a", "ä", "a/b", "x" * 61, "a\n", "a\nb", 7])
def test_a_name_with_anything_else_is_refused(name):
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(name)


def test_the_one_naming_key_tells_the_kind(shape):
    assert type(shape.validate_python({"square": 2})) is Square
    assert type(shape.validate_python({"circle": 2, "because": ["A1"]})) is Circle
    assert type(shape.validate_python(Circle(circle=1))) is Circle


def test_a_mapping_without_a_naming_key_may_have_a_kind_of_its_own(shape):
    assert type(shape.validate_python({"text": "a"})) is Note
    assert type(shape.validate_python(Note(text="a"))) is Note


def test_what_names_no_kind_is_told_the_known_ones(shape):
    with pytest.raises(ValidationError) as caught:
        shape.validate_python(3)
    (error,) = caught.value.errors()
    assert error["type"] == "unknown_kind"
    assert error["msg"] == "must hold one of the keys that name a kind, and only one: square, circle"


def test_only_the_errors_of_the_named_kind_are_told(shape):
    with pytest.raises(ValidationError) as caught:
        shape.validate_python({"square": "big"})
    assert [error["loc"] for error in caught.value.errors()] == [("square", "square")]


def test_two_naming_keys_are_one_too_many(shape):
    with pytest.raises(ValidationError, match="only one"):
        shape.validate_python({"square": 1, "circle": 1})


def test_every_naming_key_is_remembered_as_reserved(shape):
    assert {"square", "circle"} == written.KINDS


def test_the_keys_of_every_shelf_are_reserved():
    import sim.scenario  # noqa: F401  # the shelves add their keys as they are imported

    assert {"fixed", "one_of", "level", "table", "follows", "order", "flat", "at_least", "outlook"} <= written.KINDS


def test_a_union_with_a_naming_key_can_stand_inside_another(monkeypatch):
    monkeypatch.setattr(written, "KINDS", set())
    inner = Annotated[
        Annotated[Square, Tag("square")] | Annotated[Circle, Tag("circle")], naming_key("square", "circle")
    ]
    outer = Annotated[
        Annotated[Note, Tag("text")] | Annotated[inner, Tag("shape")], naming_key("text", otherwise="shape")
    ]
    adapter = TypeAdapter(outer)
    assert [type(adapter.validate_python(x)) for x in ({"text": "a"}, {"circle": 1})] == [Note, Circle]
