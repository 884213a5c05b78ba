from itertools import product

import numpy as np
import pytest

from sim.deals import LIMIT, DealSpace
from sim.errors import TooManyDeals, UnknownName

SPACE = DealSpace(("land", "money", "pride"), (("keep", "share"), ("none", "some", "all"), ("yes", "no")))


def wide(*sizes):
    return DealSpace(
        tuple(f"i{i}" for i in range(len(sizes))), tuple(tuple(f"l{k}" for k in range(size)) for size in sizes)
    )


def test_deals_are_numbered_with_the_last_issue_fastest():
    in_order = list(product(*SPACE.levels))
    assert SPACE.deals == len(in_order) == 12
    assert [SPACE.levels_of(deal) for deal in range(12)] == in_order
    assert [SPACE.number(levels) for levels in in_order] == list(range(12))


def test_levels_of_all_issues_stand_end_to_end():
    assert SPACE.sizes == (2, 3, 2)
    assert SPACE.offsets.tolist() == [0, 2, 5, 7]
    places = [SPACE.position(i, level) for i, names in zip(SPACE.issues, SPACE.levels, strict=True) for level in names]
    assert places == list(range(7))
    assert [SPACE.issue(name) for name in SPACE.issues] == [0, 1, 2]


def test_the_table_gives_the_place_of_every_level_of_every_deal():
    assert SPACE.table.shape == (12, 3)
    assert SPACE.table.dtype == np.int64
    for deal in range(12):
        places = [SPACE.position(i, level) for i, level in zip(SPACE.issues, SPACE.levels_of(deal), strict=True)]
        assert SPACE.table[deal].tolist() == places


def test_issues_may_share_the_names_of_levels():
    space = DealSpace(("a", "b"), (("yes", "no"), ("no", "yes")))
    assert (space.position("a", "no"), space.position("b", "no")) == (1, 2)
    assert space.levels_of(space.number(("no", "yes"))) == ("no", "yes")


def test_one_issue_is_a_space_too():
    assert [wide(3).levels_of(k) for k in range(3)] == [("l0",), ("l1",), ("l2",)]


def test_an_unknown_issue_or_level_is_refused_and_the_nearest_offered():
    with pytest.raises(UnknownName, match="unknown issue 'lamd'; did you mean 'land'"):
        SPACE.issue("lamd")
    with pytest.raises(UnknownName, match="unknown level of money 'sone'; did you mean 'some'"):
        SPACE.position("money", "sone")
    with pytest.raises(UnknownName, match="unknown level of land 'some'"):
        SPACE.number(("some", "none", "yes"))


def test_a_deal_names_a_level_of_every_issue():
    with pytest.raises(ValueError, match="shorter"):
        SPACE.number(("keep", "none"))


@pytest.mark.parametrize("deal", [12, 13])
def test_a_number_beyond_the_last_deal_is_an_error(deal):
    with pytest.raises(ValueError, match="out of bounds"):
        SPACE.levels_of(deal)


def test_the_largest_space_allowed_is_allowed():
    assert wide(*[10] * 13).deals == LIMIT == 10**13


def test_a_space_with_one_deal_too_many_is_refused_in_a_sentence():
    with pytest.raises(TooManyDeals, match="make 11,000,000,000,000 deals, and at most 10,000,000,000,000 can"):
        wide(11, *[10] * 12)


def test_counting_does_not_overflow():
    with pytest.raises(TooManyDeals) as caught:
        wide(*[10] * 25)
    assert caught.value.deals == 10**25
