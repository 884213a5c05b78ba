from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, RootModel, Tag

from sim.scenario.annotations import bare, below, keys


class Flat(BaseModel):
    flat: Literal[True]


class Named(BaseModel):
    short: int = Field(1, alias="long")


class Names(RootModel[tuple[str, ...]]):
    pass


Union = Annotated[Flat, Tag("even")] | Named | list[int]


@pytest.mark.parametrize(
    ("annotation", "plain"),
    [
        (int, int),
        (Annotated[int, Field(gt=0)], int),
        (Annotated[int, Field(gt=0)] | None, int),
        (Names, tuple[str, ...]),
        (Names | None, tuple[str, ...]),
        (int | str, int | str),
    ],
)
def test_what_adds_no_part_to_a_location_is_stripped(annotation, plain):
    assert bare(annotation) == plain


@pytest.mark.parametrize(
    ("annotation", "part", "found"),
    [
        (Flat, "flat", Literal[True]),
        (Named, "long", int),
        (Named, "short", int),
        (Named, "other", None),
        (dict[str, Flat], "x", Flat),
        (list[Flat], 3, Flat),
        (tuple[int, str], 1, str),
        (tuple[int, ...], 7, int),
        (Names, 0, str),
        (Literal["a"], "a", None),
        (None, "x", None),
    ],
)
def test_a_key_or_a_position_leads_to_the_type_beneath(annotation, part, found):
    assert below(annotation, part) == (found, False)


@pytest.mark.parametrize(
    ("part", "index"), [("even", 0), ("Named", 1), ("list[int]", 2), ("function-after[check(), Named]", 1)]
)
def test_a_member_of_a_union_is_found_by_its_tag_or_name(part, index):
    assert below(Union, part) == (Union.__args__[index], True)


def test_a_member_nobody_knows_has_no_type():
    assert below(Union, "other") == (None, True)


def test_a_model_has_the_keys_that_a_file_may_write():
    assert keys(Named | None) == ("long",)
    assert keys(dict[str, int]) == ()
