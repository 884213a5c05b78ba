import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.beliefs import LevelBelief, OneLevel, OneOf, OneOfLevels, pick
from sim.beliefs.one_of import same_length

LEVEL = TypeAdapter(LevelBelief)


@given(u=st.integers(0, 2**30 - 1), options=st.integers(1, 40))
def test_with_equal_chances_the_option_is_the_least_of_the_last_and_the_floor_of_u_times_m(u, options):
    x = (u + 0.5) / 2**30
    assert pick(np.array([x]), options, None).tolist() == [min(options - 1, int(x * options))]


def test_the_ends_and_the_borders_of_equal_chances():
    u = np.array([0.0, 0.2499, 0.25, 0.5, 0.75, 0.999, 1.0])
    assert pick(u, 4, None).tolist() == [0, 0, 1, 2, 3, 3, 3]


def test_chances_divide_the_unit_interval_in_their_order():
    u = np.array([0.0, 0.1249, 0.125, 0.3749, 0.375, 0.999, 1.0])
    assert pick(u, 3, (1.0, 2.0, 5.0)).tolist() == [0, 0, 1, 1, 2, 2, 2]


@given(scale=st.sampled_from([0.01, 1.0, 3.0, 1e6]))
def test_chances_are_scaled_to_sum_to_one(scale):
    u = (np.arange(8000) + 0.5) / 8000
    counts = np.bincount(pick(u, 3, (1 * scale, 2 * scale, 5 * scale)))
    assert counts.tolist() == [1000, 2000, 5000]


@pytest.mark.parametrize("options", [1, 2, 4, 8])
def test_equal_chances_written_out_are_no_different_from_silence(options):
    u = (np.arange(1000) + 0.5) / 1000
    assert pick(u, options, (3.0,) * options).tolist() == pick(u, options, None).tolist()


def test_one_of_gives_the_numbers_themselves():
    belief = OneOf(one_of=(1, 2, 4), chances=(1, 1, 2))
    assert belief.at(np.array([0.1, 0.3, 0.51, 0.9])).tolist() == [1, 2, 4, 4]
    assert belief.bounds == (1, 4)


def test_chances_pair_with_options():
    same_length((1, 2), None)
    same_length((1, 2), (0.5, 0.5))
    with pytest.raises(ValueError, match="has 2 options but 3 chances"):
        same_length((1, 2), (1.0, 1.0, 1.0))


@pytest.mark.parametrize(
    "written, kind, options",
    [
        ("freeze", OneLevel, ("freeze",)),
        ({"level": "freeze", "because": ["A1"]}, OneLevel, ("freeze",)),
        ({"one_of": ["freeze", "shared"]}, OneOfLevels, ("freeze", "shared")),
        ({"one_of": ["b", "a"], "chances": [1, 3], "basis": "ordinal"}, OneOfLevels, ("b", "a")),
    ],
)
def test_what_is_written_of_a_level_round_trips(written, kind, options):
    belief = LEVEL.validate_python(written)
    assert type(belief) is kind
    assert belief.options == options
    dumped = LEVEL.dump_python(belief, mode="json", exclude_unset=True)
    assert dumped == written
    assert LEVEL.validate_python(dumped) == belief


@pytest.mark.parametrize(
    "written, message",
    [
        ({"one_of": []}, "at least 1 item"),
        ({"one_of": ["a", "a"]}, "names a level twice"),
        ({"one_of": ["a", "b"], "chances": [1]}, "has 2 options but 1 chances"),
        ({"one_of": ["a", "b"], "chances": [1, 0]}, "greater than 0"),
        ({"one_of": ["a", "b"], "chances": [1, float("nan")]}, "greater than 0"),
        ({"levels": ["a"]}, "only one: level, one_of"),
        (True, "valid string"),
        (["a"], "valid string"),
    ],
    ids=str,
)
def test_an_impossible_belief_about_a_level_is_refused(written, message):
    with pytest.raises(ValidationError) as caught:
        LEVEL.validate_python(written)
    assert any(message in error["msg"] or "finite" in error["msg"] for error in caught.value.errors()), caught.value
