import pytest

from sim.scenario.plain_words import BOUNDS, NOUNS, bound_passed, shown


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (1.5, "1.5"),
        ("x", "'x'"),
        ("x" * 41, f"'{'x' * 40}...'"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
        ((1,), "a list"),
    ],
)
def test_a_value_is_shown_short(given, text):
    assert shown(given) == text


def test_a_bound_is_named_without_needless_digits():
    assert bound_passed("greater_than_equal", {"ge": 1.0}) == "must be at least 1"
    assert bound_passed("too_short", {"min_length": 1}) == "needs at least 1 entry"
    assert bound_passed("too_long", {"max_length": 11}) == "may have at most 11 entries"


def test_no_kind_of_error_has_two_sayings():
    assert not NOUNS.keys() & BOUNDS.keys()
